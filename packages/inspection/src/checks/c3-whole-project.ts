import { yuanForPeople } from '@shenbao/kernel/money.ts'
import type { Check, Spotted } from '../finding.ts'

/** C3: a project over several years says what it is for as a whole. One of a single year need not: there the year is the whole. */
export const wholeProject: Check = {
  rule: 'C3',
  title: '跨年度项目填写项目总目标和项目资金总额',
  basis: '财政项目支出绩效目标申报表填表说明：总目标和总额按项目整个实施期填写',
  look: ({ start, end, overallGoal, funds }) => {
    const { total, annualRequest } = funds
    const short: readonly Spotted[] =
      total !== null && annualRequest !== null && total < annualRequest
        ? [
            {
              severity: 'error',
              field: 'funds.total',
              message: `项目资金总额 ${yuanForPeople(total)} 元小于年度资金申请总额 ${yuanForPeople(annualRequest)} 元。`,
              repair: '请核对两列金额：总额包括整个实施期，不会少于一年。',
            },
          ]
        : []
    if (start === null || end === null || start.slice(0, 4) === end.slice(0, 4)) return short
    const span = `项目期为 ${start} 至 ${end}，跨年度`
    return [
      ...short,
      ...(overallGoal.trim() === ''
        ? [
            {
              severity: 'error' as const,
              field: 'overallGoal',
              message: `${span}，却没有填写项目总目标。`,
              repair: '请填写整个实施期的总目标。',
            },
          ]
        : []),
      ...(funds.total === null
        ? [
            {
              severity: 'error' as const,
              field: 'funds.total',
              message: `${span}，却没有填写项目资金总额。`,
              repair: '请填写整个实施期的资金总额。',
            },
          ]
        : []),
    ]
  },
}
