import type { Declaration } from '@shenbao/declaration/state.ts'
import { mainStage } from '@shenbao/workflow/decide-administration.ts'
import type { Route, VerbName } from '@shenbao/workflow/route.ts'
import { jumpTargets } from '@shenbao/workflow/rules/jumps-stay-within-the-review.ts'
import type { Verb } from '@shenbao/workflow/verbs.ts'
import { accounts, officerIdOf } from './accounts.ts'

/**
 * A well-formed verb, fit for the declaration as it stands where there is something it can be about. `staff`: whom work can be given
 * to, officer ids; by itself those of the accounts.
 */
export const properVerb = (
  type: VerbName,
  { work, form }: Declaration,
  choice: number,
  route: Route,
  staff: readonly string[] = accounts.map(officerIdOf),
): Verb => {
  const reason = `理由 ${choice}`
  const slots = Object.values(work.signings).flatMap(signing => signing.slots)
  const involved = new Set([
    ...Object.values(work.authors).flat(),
    ...Object.values(work.passed).flat(),
    ...slots.flatMap(({ officer, delegate, signedBy }) => [officer, delegate, ...signedBy]),
  ])
  const free = staff.filter(id => !involved.has(id))
  const officer = free[choice % Math.max(free.length, 1)] ?? 'nobody'
  const jumps = jumpTargets(route, mainStage(route, work))
  const comments = work.talk.comments
  switch (type) {
    case 'object':
    case 'answer-delegation':
      return { type, opinion: reason }
    case 'add-signer':
      return { type, officer, place: choice % 2 === 0 ? 'before' : 'after', reason }
    case 'remove-signer':
      return { type, slot: slots.findLast(({ state }) => state === 'open')?.slot ?? '1', reason }
    case 'transfer':
    case 'delegate':
      return { type, officer, reason }
    case 'claim':
    case 'release':
    case 'take-back':
      return { type }
    case 'urge':
      return { type, message: reason }
    case 'copy':
      return { type, officers: [officer, officer], note: reason }
    case 'mark-read':
      return { type, upTo: choice % 50 }
    case 'consult':
      return { type, officers: [officer], question: reason }
    case 'answer-consultation':
      return { type, consultation: work.talk.consultations.at(-1)?.consultation ?? 'none', answer: reason }
    case 'comment':
      return {
        type,
        anchor: form.indicators[choice % Math.max(form.indicators.length, 1)]?.id ?? null,
        kind: choice % 3 === 0 ? 'must' : 'should',
        text: reason,
      }
    case 'answer-comment':
      return {
        type,
        comment: (comments.find(({ answer }) => answer === null) ?? comments[0])?.comment ?? 'none',
        answer: 'explained',
        text: reason,
      }
    case 'confirm-comment':
      return { type, comment: comments.find(({ answer, confirmed }) => answer !== null && confirmed === null)?.comment ?? 'none' }
    case 'jump':
      return { type, to: jumps[choice % Math.max(jumps.length, 1)] ?? 'nowhere', reason }
    case 'cancel':
    case 'terminate':
      return { type, reason }
  }
}
