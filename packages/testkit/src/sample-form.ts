import type { Form, Indicator } from '@shenbao/form/form.ts'

/** The rows of the sample form, by what they measure. */
export const ROW = {
  quantity: 'row-quantity',
  quality: 'row-quality',
  timeliness: 'row-timeliness',
  cost: 'row-cost',
  benefit: 'row-benefit',
  satisfaction: 'row-satisfaction',
} as const

const row = (id: string, level1: string, level2: string, name: string, target: string): Indicator => ({
  id,
  level1,
  level2,
  name,
  target,
  weight: null,
  flags: [],
})

export const SAMPLE_NAME = '社会保险经办窗口服务费'

/** A small complete form that can be submitted as it is. */
export const sampleForm = (overrides: Partial<Form> = {}): Form => ({
  name: SAMPLE_NAME,
  year: 2026,
  nature: '经常性专项业务费',
  category: '特定目标类',
  department: '市人力资源和社会保障局',
  unit: '市社会保险事业管理中心',
  start: '2026-01-01',
  end: '2026-12-31',
  funds: {
    total: null,
    fiscal: null,
    other: null,
    annualRequest: 100_000_00n,
    currentYearAppropriation: 90_000_00n,
    carryover: 10_000_00n,
    annualOther: null,
  },
  overallGoal: '',
  annualGoal: '保障服务窗口全年平稳运行。',
  indicators: [
    row(ROW.quantity, '产出指标', '数量指标', '微信推文发布数', '≥150(条/年)'),
    row(ROW.quality, '产出指标', '质量指标', '业务办理准确率', '≥95%'),
    row(ROW.timeliness, '产出指标', '时效指标', '业务按时办结率', '≥98.00%'),
    row(ROW.cost, '成本指标', '经济成本指标', '项目总成本', '≤10(万元)'),
    row(ROW.benefit, '效益指标', '社会效益指标', '政策知晓度', '≥90%'),
    row(ROW.satisfaction, '满意度指标', '服务对象满意度指标', '参保单位满意度', '≥90%'),
  ],
  flags: [],
  ...overrides,
})
