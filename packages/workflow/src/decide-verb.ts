import type { Decision } from '@shenbao/kernel/decider.ts'
import type { RoutedFact } from './compile.ts'
import { decideMove, notNow, signingStage } from './decide.ts'
import { decideAdministration } from './decide-administration.ts'
import { decideTalk, type Speaking } from './decide-talk.ts'
import { decideTask } from './decide-task.ts'
import { stageNamed } from './route.ts'
import { howSigned, passingMove } from './signing.ts'
import type { LiveRoute } from './stage.ts'
import type { Verb } from './verbs.ts'
import type { Work } from './work.ts'

/** What a verb records in a case, in any domain on this engine. Authority is not asked here; `mayVerb` comes before. */
export const decideVerb = (live: LiveRoute, work: Work, verb: Verb, speaking: Speaking): Decision<RoutedFact> => {
  const allowedHere = work.standing.stages.every(name => stageNamed(live.route, name).verbs?.includes(verb.type) !== false)
  if (!allowedHere) return notNow(live.route, work)
  switch (verb.type) {
    case 'object': {
      const found = signingStage(live.route, work)
      const passing = found ? passingMove(found.stage) : null
      if (!found || !passing || howSigned(found.stage).how !== 'votes') return notNow(live.route, work)
      const { by, around } = speaking
      return decideMove(live, work, { command: passing.command, by, around, opinion: verb.opinion, objects: true })
    }
    case 'add-signer':
    case 'remove-signer':
    case 'transfer':
    case 'delegate':
    case 'answer-delegation':
    case 'claim':
    case 'release':
    case 'take-back':
      return decideTask(live, work, verb, speaking)
    case 'urge':
    case 'copy':
    case 'mark-read':
    case 'consult':
    case 'answer-consultation':
    case 'comment':
    case 'answer-comment':
    case 'confirm-comment':
      return decideTalk(live, work, verb, speaking)
    case 'cancel':
    case 'jump':
    case 'terminate':
      return decideAdministration(live, work, verb, speaking)
  }
}
