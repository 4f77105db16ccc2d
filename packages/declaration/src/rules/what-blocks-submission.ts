import type { Form } from '@shenbao/form/form.ts'
import type { Basis, Place, Rejection } from '@shenbao/kernel/decider.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { annualFundsAddUp } from './annual-funds-add-up.ts'
import { everyIndicatorHasNameValueAndUnit } from './every-indicator-has-name-value-and-unit.ts'
import { everyRequiredFieldIsFilled } from './every-required-field-is-filled.ts'
import type { FormRule } from './form-rule.ts'
import { goalSaysSomething } from './goal-says-something.ts'
import { noIndicatorStandsTwice } from './no-indicator-stands-twice.ts'
import { outputAndBenefitAreBothSet } from './output-and-benefit-are-both-set.ts'
import { projectDatesFitTheYear } from './project-dates-fit-the-year.ts'
import { requiredKindsOfIndicatorAreSet } from './required-kinds-of-indicator-are-set.ts'
import { weightsAddUpWhenUsed } from './weights-add-up-when-used.ts'
import { wholeProjectFundsAddUp } from './whole-project-funds-add-up.ts'

/** The rules a form must keep to be submitted, and an adjusted form to be approved. Everything else only warns. */
export const blockingRules: readonly FormRule[] = [
  everyRequiredFieldIsFilled,
  projectDatesFitTheYear,
  annualFundsAddUp,
  wholeProjectFundsAddUp,
  goalSaysSomething,
  outputAndBenefitAreBothSet,
  requiredKindsOfIndicatorAreSet,
  everyIndicatorHasNameValueAndUnit,
  noIndicatorStandsTwice,
  weightsAddUpWhenUsed,
]

export type BrokenRule = Readonly<{ rule: string; basis: Basis; places: readonly Place[] }>

export const brokenRules = (form: Form, pack: PolicyPack): readonly BrokenRule[] =>
  blockingRules
    .map(({ id, basis, check }) => ({ rule: id, basis, places: check(form, pack) }))
    .filter(({ places }) => places.length > 0)

/** All that is wrong with the form, in one refusal; `null` when nothing is. `what` is what the person wants to do. */
export const refuseIncompleteForm = (form: Form, pack: PolicyPack, what: string): Rejection | null =>
  refusalOf(brokenRules(form, pack), what)

/**
 * What a change would newly break of a form that was submitted or approved. A rule it did not keep before the change (分值 set in
 * part by 中心财务) is not held against the change.
 */
export const refuseBreakingChange = (
  { before, after }: Readonly<{ before: Form; after: Form }>,
  pack: PolicyPack,
  what: string,
): Rejection | null => {
  const already = new Set(brokenRules(before, pack).map(({ rule }) => rule))
  return refusalOf(
    brokenRules(after, pack).filter(({ rule }) => !already.has(rule)),
    what,
  )
}

const refusalOf = (broken: readonly BrokenRule[], what: string): Rejection | null => {
  const first = broken[0]
  if (!first) return null
  const places = broken.flatMap(rule => rule.places)
  const more = places.length > 1 ? `（共 ${places.length} 处）` : ''
  return { code: first.rule, detail: `${what}前请先改好${more}：${places[0]?.message ?? ''}`, basis: first.basis, places }
}
