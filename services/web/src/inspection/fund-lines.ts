import { annualFundsAddUp } from '@shenbao/declaration/rules/annual-funds-add-up.ts'
import { wholeProjectFundsAddUp } from '@shenbao/declaration/rules/whole-project-funds-add-up.ts'
import type { Form } from '@shenbao/form/form.ts'
import { wholeProject } from '@shenbao/inspection/checks/c3-whole-project.ts'
import { provenCosts } from '@shenbao/inspection/checks/m1-unit-costs.ts'
import { type Fen, fenOfYuan, yuanForPeople } from '@shenbao/kernel/money.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'

/** One line of 资金勾稽. `agrees` is `null` where there is nothing to hold against each other yet. Amounts are for people. */
export type FundLine = Readonly<{
  title: string
  yuan: string | null
  agrees: boolean | null
  /** What is wrong, with the difference in yuan. */
  difference: string | null
  field: string
}>

/** The amounts that have to come out the same, judged by the rules of submission and by the inspection themselves. */
export const fundLines = (form: Form, pack: PolicyPack): readonly FundLine[] => [
  annual(form, pack),
  ...whole(form, pack),
  ...costs(form),
]

const annual = (form: Form, pack: PolicyPack): FundLine => {
  const { annualRequest, currentYearAppropriation, carryover, annualOther } = form.funds
  const parts = (currentYearAppropriation ?? 0n) + (carryover ?? 0n) + (annualOther ?? 0n)
  const agrees = annualRequest === null ? null : annualFundsAddUp.check(form, pack).length === 0
  return {
    title: '当年拨款＋结转＋其他',
    yuan: yuanForPeople(parts),
    agrees,
    difference: annualRequest === null ? '年度资金申请总额未填' : differenceOf(parts, annualRequest, '申请总额'),
    field: 'funds.annualRequest',
  }
}

/** The column of the whole project, where anything of it is filled. */
const whole = (form: Form, pack: PolicyPack): readonly FundLine[] => {
  const { total, fiscal, other, annualRequest } = form.funds
  if (total === null && fiscal === null && other === null) return []
  const parts = (fiscal ?? 0n) + (other ?? 0n)
  const sum: FundLine = {
    title: '财政资金＋其他资金（总额）',
    yuan: yuanForPeople(parts),
    agrees: wholeProjectFundsAddUp.check(form, pack).length === 0,
    difference: total === null ? '项目资金总额未填' : differenceOf(parts, total, '项目资金总额'),
    field: 'funds.total',
  }
  if (total === null || annualRequest === null) return [sum]
  const isShort = wholeProject
    .look(form, { others: [] })
    .some(({ field, severity }) => field === 'funds.total' && severity === 'error')
  const enough: FundLine = {
    title: '项目资金总额 ≥ 年度申请',
    yuan: yuanForPeople(total),
    agrees: !isShort,
    difference: isShort ? `总额少 ${yuanForPeople(annualRequest - total)} 元` : null,
    field: 'funds.total',
  }
  return [sum, enough]
}

/** Unit costs times a quantity that make up the request to the fen. */
const costs = (form: Form): readonly FundLine[] =>
  provenCosts(form).map(({ each, text, product }) => ({
    title: `${text} × ${forPeople(each)} 元`,
    yuan: forPeople(product),
    agrees: true,
    difference: null,
    field: 'funds.annualRequest',
  }))

const forPeople = (yuan: string): string => {
  const fen = fenOfYuan(yuan)
  return fen === null ? yuan : yuanForPeople(fen)
}

const differenceOf = (parts: Fen, whole_: Fen, title: string): string | null => {
  if (parts === whole_) return null
  const [more, by] = parts > whole_ ? ['多', parts - whole_] : ['少', whole_ - parts]
  return `比${title}${more} ${yuanForPeople(by)} 元`
}
