import { type Rejection, reject } from '@shenbao/kernel/decider.ts'
import { type Route, stageNamed } from '@shenbao/workflow/route.ts'
import type { Verb } from '@shenbao/workflow/verbs.ts'
import { placeOf, shownIn } from './cells.ts'
import { isThere } from './delta-review.ts'
import type { Proposal, Situation } from './proposal.ts'
import { anAnswerOfChangedIsAChange } from './rules/an-answer-of-changed-is-a-change.ts'
import { commentsSpeakOfWhatStands } from './rules/comments-speak-of-what-stands.ts'
import { nobodyHasReadAhead } from './rules/nobody-has-read-ahead.ts'
import type { Declaration } from './state.ts'

/** What a declaration asks of a verb beyond what the engine asks. Refusals: `no-such-anchor`, `row-unchanged`, `read-ahead`. */
export const refuseVerb = ({ declaration, route }: Situation, verb: Verb): Proposal | null => {
  const refused = refusalOf(declaration, route.route, verb)
  return refused ? reject(refused) : null
}

const refusalOf = (declaration: Declaration, route: Route, verb: Verb): Rejection | null => {
  switch (verb.type) {
    case 'comment': {
      const anchor = verb.anchor ?? null
      return anchor === null ? null : commentsSpeakOfWhatStands(anchor, isThere(declaration, anchor))
    }
    case 'answer-comment':
      return verb.answer === 'changed' ? refuseUnchanged(declaration, route, verb.comment) : null
    case 'mark-read':
      return nobodyHasReadAhead(verb.upTo, declaration.attention.revision)
    default:
      return null
  }
}

/** What was said of an adjustment speaks of a proposal: it is changed by asking anew, and nothing of it stands on the form yet. */
const refuseUnchanged = (declaration: Declaration, route: Route, id: string): Rejection | null => {
  const comment = declaration.work.talk.comments.find(one => one.comment === id)
  const before = Object.hasOwn(declaration.attention.commented, id) ? declaration.attention.commented[id] : undefined
  if (!comment || !before || stageNamed(route, comment.stage).beside !== undefined) return null
  return anAnswerOfChangedIsAChange(before, shownIn(declaration), comment.anchor)
}

/** The engine knows anchors only; a form has rows and fields. */
export const inWordsOfTheForm = (because: Rejection): Rejection =>
  because.code === 'demands-unanswered' && because.places
    ? {
        ...because,
        places: because.places.map(({ indicator, message }) =>
          indicator === undefined ? { message } : { ...placeOf(indicator), message },
        ),
      }
    : because
