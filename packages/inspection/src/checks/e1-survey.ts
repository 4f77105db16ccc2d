import type { Check } from '../finding.ts'
import { rowsOf } from '../row.ts'
import { textOf } from '../text-of.ts'

const survey = /调查|问卷|抽样|回访|测评|评议|访谈|评价器|电话访问|打分/

/** E1: how satisfied people are has to be asked somehow. Said once for a form: where nothing is said, nothing is said anywhere. */
export const surveyOfSatisfaction: Check = {
  rule: 'E1',
  title: '满意度写明怎样调查',
  basis: '财预〔2021〕101号：满意度指标应当明确调查方法',
  look: form => {
    const rows = rowsOf(form).filter(({ level1, name }) => level1 === '满意度指标' || /满意/.test(name))
    const isSaid = survey.test(textOf(form)) || rows.some(({ row }) => row.plan?.evidenceMethod ?? row.plan?.evidenceSource)
    if (rows.length === 0 || isSaid) return []
    return [
      {
        severity: 'info',
        field: 'indicators',
        message: `设了 ${rows.length} 行满意度，没有写明怎样调查、调查谁、什么时候调查。`,
        repair: '请写明调查方式、对象、样本数和时间，年底才有依据。',
      },
    ]
  },
}
