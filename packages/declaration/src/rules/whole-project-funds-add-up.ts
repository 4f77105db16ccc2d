import { yuanForPeople } from '@shenbao/kernel/money.ts'
import type { FormRule } from './form-rule.ts'

/** F2: 项目资金总额 = 财政资金 + 其他资金, where the whole-project column is filled at all. */
export const wholeProjectFundsAddUp: FormRule = {
  id: 'whole-project-funds-add-up',
  basis: { kind: 'practice', text: '申报表资金栏：项目资金总额等于财政资金与其他资金之和' },
  check: ({ funds: { total, fiscal, other } }) => {
    if (total === null && fiscal === null && other === null) return []
    const parts = (fiscal ?? 0n) + (other ?? 0n)
    if (total === null)
      return parts === 0n ? [] : [{ field: 'funds.total', message: '填了财政资金或其他资金，请同时填写项目资金总额。' }]
    if (parts === total) return []
    const message = `项目资金总额 ${yuanForPeople(total)} 元与财政资金、其他资金之和 ${yuanForPeople(parts)} 元不等，请核对。`
    return [{ field: 'funds.total', message }]
  },
}
