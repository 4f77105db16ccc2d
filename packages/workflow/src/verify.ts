import type { Route, Vocabulary } from './route.ts'
import { deadlinesReachSomebody } from './verify/deadlines-reach-somebody.ts'
import { everyNameIsKnown } from './verify/every-name-is-known.ts'
import { everyStageLeadsToAnEnd } from './verify/every-stage-leads-to-an-end.ts'
import { everyWayIsTaken } from './verify/every-way-is-taken.ts'
import type { Checked, RouteFinding } from './verify/finding.ts'
import { nobodyApprovesTheirOwn, returnsLeadBack } from './verify/nobody-approves-their-own.ts'
import { shortestPaths } from './verify/paths.ts'
import { noFactBothStaysAndLeadsOn, regionsAreEnteredAtTheirStage, regionsShareNothing } from './verify/regions-are-apart.ts'
import { signaturesCanSuffice } from './verify/signatures-can-suffice.ts'
import { everyFieldIsWrittenBySomebody, signersVerbsNeedSigners, somebodyCanAct } from './verify/somebody-can-act.ts'

/**
 * What a route must satisfy before anything runs on it, one rule a file under `verify/`, errors before warnings. Where a name is
 * unknown nothing else is asked: everything behind it would be found as well.
 * Not checked: whether a person of several posts or a deputy would decide on their own draft (refused in `decide`), and whether
 * the posts are filled (recorded when a case comes in).
 */
export const verifyRoute = (route: Route, words: Vocabulary): readonly RouteFinding[] => {
  const paths = shortestPaths(route)
  const checked: Checked = { route, words, pathTo: stage => paths.get(stage) ?? [] }
  const unknown = everyNameIsKnown(checked)
  const findings = unknown.length > 0 ? unknown : rules.flatMap(rule => rule(checked))
  return [...findings].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
}

const rules: readonly ((checked: Checked) => readonly RouteFinding[])[] = [
  regionsAreEnteredAtTheirStage,
  everyStageLeadsToAnEnd,
  somebodyCanAct,
  noFactBothStaysAndLeadsOn,
  regionsShareNothing,
  nobodyApprovesTheirOwn,
  returnsLeadBack,
  signaturesCanSuffice,
  deadlinesReachSomebody,
  everyWayIsTaken,
  everyFieldIsWrittenBySomebody,
  signersVerbsNeedSigners,
]

export const isError = ({ severity }: RouteFinding): boolean => severity === 'error'

/** Throws on an unsound route: a route is verified when it is published, so this is a defect, not user input. */
export const refuseUnsoundRoute = (route: Route, words: Vocabulary): void => {
  const errors = verifyRoute(route, words).filter(isError)
  if (errors.length > 0) throw new TypeError(`${route.id}@${route.version}: ${errors.map(({ message }) => message).join(' ')}`)
}
