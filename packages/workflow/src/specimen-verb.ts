import { mainStage } from './decide-administration.ts'
import type { Route, VerbName } from './route.ts'
import { jumpTargets } from './rules/jumps-stay-within-the-review.ts'
import { unansweredDemands } from './talk.ts'
import type { Verb } from './verbs.ts'
import type { Work } from './work.ts'

/**
 * The barest verb of its name, to ask whether the case, not the wording, stands in the way; `null` where there is nothing it could
 * be about. Officers are left open: whoever asks takes `not-serving` for a yes.
 */
export const specimenOfVerb = (type: VerbName, route: Route, work: Work, persons: readonly string[]): Verb | null => {
  const reason = '—'
  const officer = '—'
  switch (type) {
    case 'object':
    case 'answer-delegation':
      return { type, opinion: reason }
    case 'add-signer':
      return { type, officer, place: 'before', reason }
    case 'remove-signer': {
      const slots = Object.values(work.signings).flatMap(signing => signing.slots)
      const open = slots.filter(({ state }) => state === 'open')
      // One's own addition first; where several sign, any other is the administrator's to take out.
      const own = open.find(({ addedBy }) => addedBy !== null && persons.includes(addedBy))
      const slot = own ?? (slots.length > 1 ? open[0] : undefined)
      return slot ? { type, slot: slot.slot, reason } : null
    }
    case 'transfer':
    case 'delegate':
      return { type, officer, reason }
    case 'claim':
    case 'release':
    case 'take-back':
    case 'urge':
      return { type }
    case 'copy':
      return { type, officers: [officer] }
    case 'mark-read':
      // Anybody may; it is asked of those the case was sent to.
      return persons.some(person => work.talk.copied[person] !== undefined && work.talk.read[person] === undefined)
        ? { type, upTo: 0 }
        : null
    case 'consult':
      return { type, officers: [officer], question: reason }
    case 'answer-consultation': {
      const mine = work.talk.consultations.find(
        ({ asked, answers }) =>
          asked.some(id => persons.includes(id)) && !answers.some(({ told }) => persons.includes(told.actor)),
      )
      return mine ? { type, consultation: mine.consultation, answer: reason } : null
    }
    case 'comment':
      return { type, kind: 'should', text: reason }
    case 'answer-comment': {
      const [first = work.talk.comments.find(({ answer }) => answer === null)] = unansweredDemands(work.talk)
      return first ? { type, comment: first.comment, answer: 'changed' } : null
    }
    case 'confirm-comment': {
      const mine = work.talk.comments.find(
        ({ told, answer, confirmed }) => answer !== null && confirmed === null && persons.includes(told.actor),
      )
      return mine ? { type, comment: mine.comment } : null
    }
    case 'jump': {
      const [to] = jumpTargets(route, mainStage(route, work))
      return to === undefined ? null : { type, to, reason }
    }
    case 'cancel':
    case 'terminate':
      return { type, reason }
  }
}
