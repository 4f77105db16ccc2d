import { yuanForPeople } from '@shenbao/kernel/money.ts'
import type { FormRule } from './form-rule.ts'

/** F1: 年度资金申请总额 = 当年财政拨款 + 上年结转资金 + 其他资金. A blank part counts as nothing; a blank total is the matter of another rule. */
export const annualFundsAddUp: FormRule = {
  id: 'annual-funds-add-up',
  basis: { kind: 'practice', text: '申报表资金栏：年度资金申请总额等于当年财政拨款、上年结转资金与其他资金之和' },
  check: ({ funds: { annualRequest, currentYearAppropriation, carryover, annualOther } }) => {
    if (annualRequest === null) return []
    const parts = (currentYearAppropriation ?? 0n) + (carryover ?? 0n) + (annualOther ?? 0n)
    if (parts === annualRequest) return []
    const message = `年度资金申请总额 ${yuanForPeople(annualRequest)} 元与分项之和 ${yuanForPeople(parts)} 元不等，请核对当年财政拨款、上年结转资金和其他资金。`
    return [{ field: 'funds.annualRequest', message }]
  },
}
