import type { Day } from '@shenbao/kernel/dates.ts'
import type { Fen } from '@shenbao/kernel/money.ts'

/**
 * What a declaration says (财政项目支出绩效目标申报表), whatever paper or file it came from. `null` means: blank on the form.
 */
export type Form = Readonly<{
  /** 项目名称 */
  name: string | null
  /** 年度 */
  year: number | null
  /** 项目性质 */
  nature: string | null
  /** 项目类别 */
  category: string | null
  /** 主管部门, as written */
  department: string | null
  /** 实施单位, as written */
  unit: string | null
  /** 计划开始日期 */
  start: Day | null
  /** 计划完成日期 */
  end: Day | null
  funds: Funds
  /** 项目总目标: paragraphs joined by newlines, no tags */
  overallGoal: string
  /** 年度总体目标 */
  annualGoal: string
  indicators: readonly Indicator[]
  /** What a person must look at in the form as a whole. */
  flags: readonly string[]
}>

/** 项目资金, in fen. The first three speak of the whole project, the others of the year. */
export type Funds = Readonly<Record<FundName, Fen | null>>

/** Each fund with its words on the form. */
export const fundTitles = {
  /** whole project */
  total: '项目资金总额',
  fiscal: '财政资金',
  other: '其他资金',
  /** this year */
  annualRequest: '年度资金申请总额',
  currentYearAppropriation: '当年财政拨款',
  carryover: '上年结转资金',
  annualOther: '其他资金(年度)',
} as const
export type FundName = keyof typeof fundTitles
export const fundNames = Object.keys(fundTitles) as readonly FundName[]

/** Funds of which nothing is filled in yet. */
export const blankFunds: Funds = {
  total: null,
  fiscal: null,
  other: null,
  annualRequest: null,
  currentYearAppropriation: null,
  carryover: null,
  annualOther: null,
}

/** One row of the indicator tree (绩效指标). */
export type Indicator = Readonly<{
  id: string
  /** 一级指标, `null` when the form does not tell */
  level1: string | null
  /** 二级指标, `null` when the form does not tell */
  level2: string | null
  /** 三级指标 */
  name: string
  /** 指标值 exactly as written; empty when the form shows none. `parseTarget` reads it. */
  target: string
  /** 分值, decimal text; `null` until weights are given */
  weight: string | null
  /** How it will be shown and scored at year end; not there while nothing is written. */
  plan?: Plan
  flags: readonly IndicatorFlag[]
}>

/**
 * What a row promises besides its value, with its words on paper (指标说明, the further columns of the 101号 indicator table): how the
 * result is proved and collected, what counts as reached where words are judged, and where the value comes from. All optional.
 */
export const planTitles = {
  evidenceType: '佐证材料',
  evidenceSource: '数据来源',
  evidenceMethod: '采集方法',
  gradeMet: '达成的标准',
  gradePartly: '部分达成的标准',
  gradeUnmet: '未达成的标准',
  explanation: '指标解释',
  basis: '指标值设定依据',
} as const
export type PlanField = keyof typeof planTitles
export const planFields = Object.keys(planTitles) as readonly PlanField[]

/** Only fields that say something are members. */
export type Plan = Readonly<Partial<Record<PlanField, string>>>

/** The row with one field of its plan written, in the order of the columns; blank or `null` takes the field out. */
export const withPlanned = (indicator: Indicator, field: PlanField, to: string | null): Indicator =>
  withPlan(indicator, { ...indicator.plan, [field]: to ?? '' })

/** The row with what is written of `plan`, and nothing else. */
export const withPlan = ({ plan: _, ...bare }: Indicator, plan: Plan): Indicator => {
  const written = planFields.flatMap(field => {
    const text = plan[field] ?? ''
    return text.trim() === '' ? [] : [[field, text] as const]
  })
  return written.length === 0 ? bare : { ...bare, plan: Object.fromEntries(written) }
}

/** What a person must look at in a row that came from a file. */
export const indicatorFlags = ['level-inferred', 'level-conflict', 'value-missing', 'split-row', 'shifted-row'] as const
export type IndicatorFlag = (typeof indicatorFlags)[number]
