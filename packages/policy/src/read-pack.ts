import type { z } from 'zod'
import { PolicyPack } from './pack.ts'

/** Something wrong in a pack that somebody wrote: where, as in `weights.withoutCost.output`, and what to do about it. */
export type PackProblem = Readonly<{ path: string; message: string }>

export type ReadPack =
  /** `taken`: the groups that the file does not write and that came from the base. */
  | Readonly<{ pack: PolicyPack; taken: readonly string[] }>
  /** Everything that is wrong; sums over several numbers are only asked for once each of them is a number. */
  | Readonly<{ problems: readonly PackProblem[] }>

/** What a pack always says for itself. */
export const ownMembers = ['id', 'version', 'title', 'basis'] as const

/**
 * A pack as somebody wrote it, any JSON value. A local pack may hold only the groups that differ: the others are taken whole from
 * `base`, never parts of one.
 */
export const readPack = (input: unknown, base: PolicyPack): ReadPack => {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return { problems: [{ path: '', message: '政策包应是一个 JSON 对象，请按 shenbao policy schema 给出的格式填写' }] }
  const groups = Object.keys(base).filter(name => !ownMembers.some(own => own === name))
  const taken = groups.filter(name => !Object.hasOwn(input, name))
  const inherited = Object.fromEntries(Object.entries(base).filter(([name]) => taken.includes(name)))
  const read = PolicyPack.safeParse({ ...inherited, ...input }, { error: sentenceOf })
  return read.success ? { pack: read.data, taken } : { problems: read.error.issues.flatMap(problemsOf) }
}

const problemsOf = (issue: z.core.$ZodIssue): readonly PackProblem[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map(key => ({ path: pathText([...issue.path, key]), message: '没有这一项，请删除或改正名称' }))
    : [{ path: pathText(issue.path), message: issue.message }]

/** Lists are counted from one, as people count. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.map((part, place) => (typeof part === 'number' ? `[${part + 1}]` : `${place === 0 ? '' : '.'}${String(part)}`)).join('')

const sentenceOf: z.core.$ZodErrorMap = issue => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少这一项，请补上' : `应为${typeWords[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `只能是：${issue.values.map(String).join('、')}`
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int' ? `不能小于 ${issue.minimum}` : '不能为空'
    case 'too_big':
      return `不能大于 ${issue.maximum}`
    case 'invalid_format':
      return '格式不对'
    default:
      return undefined
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: '文字（数字也写在引号里，如 "0.90"）',
  number: '数字',
  int: '整数',
  array: '列表',
  object: '对象',
  null: '空（null）',
}
