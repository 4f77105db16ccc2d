import type { z } from 'zod'

/** What is wrong with a sent value, in words for people, where the schema has no sentence of its own. */
export const sentenceOf: z.core.$ZodErrorMap = issue => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '没有填写' : `应为${typeWords[issue.expected] ?? issue.expected}`
    case 'unrecognized_keys':
      return `不认识的字段：${issue.keys.join('、')}`
    case 'invalid_value':
      return `只能是：${issue.values.map(String).join('、')}`
    case 'too_small':
      return issue.origin === 'string' ? `至少 ${issue.minimum} 个字` : `不能小于 ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string' ? `最多 ${issue.maximum} 个字` : `不能大于 ${issue.maximum}`
    case 'invalid_format':
      return '格式不对'
    case 'invalid_union':
      return 'discriminator' in issue && issue.discriminator !== undefined ? '不认识的种类，请按接口说明填写' : undefined
    default:
      return undefined
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否（true、false）',
  array: '列表',
  object: '对象',
  record: '对象',
  null: '空（null）',
}
