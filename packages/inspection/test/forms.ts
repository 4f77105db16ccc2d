import { blankFunds, type Form, type Indicator } from '@shenbao/form/form.ts'
import { inspect } from '../src/inspect.ts'

/** A row in short: 二级指标, 三级指标, 指标值; the 一级指标 follows. */
export type Short = readonly [level2: string, name: string, target: string]

const level1Of = (level2: string): string => {
  if (level2.endsWith('成本指标')) return '成本指标'
  if (['数量指标', '质量指标', '时效指标'].includes(level2)) return '产出指标'
  return level2.includes('满意度') ? '满意度指标' : '效益指标'
}

export const rowOf = ([level2, name, target]: Short, at: number): Indicator => ({
  id: `row-${at}`,
  level1: level1Of(level2),
  level2,
  name,
  target,
  weight: null,
  flags: [],
})

/** A form that no check has anything to say about. */
const sound: readonly Short[] = [
  ['经济成本指标', '人均培训费用', '≤350(元/人)'],
  ['数量指标', '窗口人员培训人次', '≥80(人次)'],
  ['质量指标', '培训考核合格率', '≥95(%)'],
  ['时效指标', '培训完成时间', '2026年10月31日前'],
  ['社会效益指标', '窗口业务一次办结率', '≥90(%)'],
  ['服务对象满意度指标', '参训人员满意度', '≥90(%)'],
]

const planned = { evidenceSource: '培训台账', evidenceMethod: '培训结束时全体参训人员填写问卷' }

export const formOf = (rows: readonly Short[] = [], rest: Partial<Form> = {}): Form => ({
  name: '窗口服务培训经费',
  year: 2026,
  nature: '经常性专项业务费',
  category: '特定目标类',
  department: '示例主管部门',
  unit: '示例中心',
  start: '2026-01-01',
  end: '2026-12-31',
  funds: { ...blankFunds, annualRequest: 2_800_000n, currentYearAppropriation: 2_800_000n, carryover: 0n, annualOther: 0n },
  overallGoal: '',
  annualGoal: '开展窗口人员培训，提高一次办结水平。',
  indicators: [...sound, ...rows].map(rowOf).map((row, at) => (at === 5 ? { ...row, plan: planned } : row)),
  flags: [],
  ...rest,
})

export const rulesFound = (form: Form, others: readonly Form[] = []): readonly string[] =>
  inspect(form, { others }).map(({ rule }) => rule)
