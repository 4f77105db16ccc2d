const rows = [
  ['成本指标', '经济成本指标', '经办成本', '≤10(元/人)'],
  ['产出指标', '数量指标', '受理件数', '≥150(件)'],
  ['产出指标', '质量指标', '差错率', '≤1(%)'],
  ['产出指标', '时效指标', '按时办结率', '≥95(%)'],
  ['效益指标', '社会效益指标', '应保尽保率', '≥95(%)'],
  ['满意度指标', '服务对象满意度指标', '群众满意度', '≥90(%)'],
]
/** A form with everything that has to be filled in before it is submitted. */
export const properForm = {
  name: '年度全程项目',
  year: 2026,
  nature: '经常性专项业务费',
  category: '特定目标类',
  department: '上海市人力资源和社会保障局',
  unit: '上海市社会保险事业管理中心',
  start: '2026-01-01',
  end: '2026-12-31',
  funds: { annualRequest: '100000.00', currentYearAppropriation: '100000.00', carryover: '0.00', annualOther: '0.00' },
  annualGoal: '全年受理 150 件，按时办结率不低于 95%。',
  indicators: rows.map(([level1, level2, name, raw]) => ({ level1, level2, name, raw })),
}

type Act = (account: string, payload: object) => Promise<unknown>

/** From the draft to the 批复, by those whose turn it is. */
export const approveAll = async (act: Act): Promise<void> => {
  await act('drafter', { type: 'submit' })
  for (const account of ['section-chief', 'center-finance', 'center-leader']) await act(account, { type: 'approve' })
  await act('bureau-reviewer', { type: 'review', grade: '良' })
  for (const account of ['bureau-reviewer', 'bureau-finance']) await act(account, { type: 'approve' })
  await act('bureau-approver', { type: 'approve', documentNumber: '批复〔2026〕1号' })
}
