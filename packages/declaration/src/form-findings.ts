import type { Form, IndicatorFlag } from '@shenbao/form/form.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { brokenRules } from './rules/what-blocks-submission.ts'

/** One thing a person should look at in a form: what the reader was unsure of, and what would block its submission. */
export type FormFinding = Readonly<{
  rule: string
  severity: 'error' | 'warning' | 'info'
  message: string
  /** The row's 三级指标, and its id. */
  indicator?: string
  indicatorId?: string
  field?: string
  basis?: string
  /** The id of the rule that refuses `submit` because of it. */
  blocks?: string
}>

/** What the reader was unsure of, as the person who compares with the paper is told. */
export const flagSentences: Readonly<Record<IndicatorFlag, string>> = {
  'level-inferred': '表上没有印出这一行的一级或二级指标，按上下文放在这里，请核对。',
  'level-conflict': '印出的一级指标与二级指标不相配，请核对。',
  'value-missing': '表上没有指标值，请对照原件补填。',
  'split-row': '这一行在原表中被分成几段，已合并，请核对。',
  'shifted-row': '这一行在原表中错了列，已放回，请核对。',
}

export const formFindings = (form: Form, pack: PolicyPack): readonly FormFinding[] => {
  const names = new Map(form.indicators.map(({ id, name }) => [id, name]))
  const flagged = form.indicators.flatMap(({ id, name, flags }) =>
    flags.map(flag => ({
      rule: flag,
      severity: 'warning' as const,
      message: flagSentences[flag],
      indicator: name,
      indicatorId: id,
    })),
  )
  const cut = form.flags.map(flag => ({
    rule: flag,
    severity: 'warning' as const,
    message: flag === 'incomplete' ? '这份申报表不完整，只读到文件所到之处，请补齐。' : `整份申报表需要核对：${flag}。`,
  }))
  const undated =
    form.year === null
      ? [
          {
            rule: 'year-missing',
            severity: 'warning' as const,
            message: '表上没有年度，已按登记当年处理，请核对。',
            field: 'year',
          },
        ]
      : []
  const blocking = brokenRules(form, pack).flatMap(({ rule, basis, places }) =>
    places.map(({ indicator, field, message }) => ({
      rule,
      severity: 'error' as const,
      message,
      basis: basis.text,
      blocks: rule,
      ...(indicator === undefined ? {} : { indicator: names.get(indicator) ?? indicator, indicatorId: indicator }),
      ...(field === undefined ? {} : { field }),
    })),
  )
  return [...cut, ...undated, ...flagged, ...blocking]
}
