import { accept, type Decision, reject } from '@shenbao/kernel/decider.ts'
import type { RoutedFact } from './compile.ts'
import { factsWithEntry, notNow } from './decide.ts'
import type { Asking } from './decide-task.ts'
import { StageMoved } from './facts.ts'
import { type Route, stageNamed } from './route.ts'
import { jumpsStayWithinTheReview } from './rules/jumps-stay-within-the-review.ts'
import { abandonedStage } from './signing.ts'
import type { LiveRoute } from './stage.ts'
import type { VerbOf } from './verbs.ts'
import type { Work } from './work.ts'

type Administration = VerbOf<'cancel' | 'jump' | 'terminate'>

/**
 * Moves past the table, always with a reason: 撤销 by whoever handed the case in, 跳转 and 终止 by the administrator. Refusals:
 * `not-now`, `own-draft`, `no-such-target`, `beyond-the-review`.
 */
export const decideAdministration = (live: LiveRoute, work: Work, verb: Administration, asking: Asking): Decision<RoutedFact> => {
  const { route } = live
  const from = mainStage(route, work)
  if (stageNamed(route, from).ends === true) return notNow(route, work)
  const move = (to: string, as: 'jump' | 'terminate' | 'cancel'): Decision<RoutedFact> => {
    const moved = StageMoved.of({ from, to, round: work.round, reason: verb.reason.trim(), as })
    return accept(...factsWithEntry(live, work, asking, moved))
  }
  if (verb.type === 'jump') {
    const refused = jumpsStayWithinTheReview(route, work, { from, to: verb.to }, asking.by)
    return refused ? reject(refused) : move(verb.to, 'jump')
  }
  const out = abandonedStage(route)
  if (out === null || (verb.type === 'cancel' && !isUnderReview(route, from))) return notNow(route, work)
  return move(out, verb.type)
}

/** The stage a case stands in, not what is open beside it. */
export const mainStage = (route: Route, { standing }: Work): string =>
  standing.stages.find(name => stageNamed(route, name).beside === undefined) ?? route.begins

/** Handed in, and not yet decided for good: somebody may still return it to where it began. */
const isUnderReview = (route: Route, stage: string): boolean =>
  Object.values(stageNamed(route, stage).moves ?? {}).some(({ kind, to }) => kind === 'return' && to.includes(route.begins))
