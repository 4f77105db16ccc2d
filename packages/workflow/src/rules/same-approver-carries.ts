import type { Around } from '../around.ts'
import type { RoutedFact } from '../compile.ts'
import { type Move, type Route, stageNamed } from '../route.ts'
import { holdersOf, howSigned, passingMove, type Signing } from '../signing.ts'
import { OpinionCarried } from '../signing-facts.ts'
import { authorsOf, passersOf, type Work } from '../work.ts'

/** What the record names as the reason, next to the opinion that is carried. */
const SAME_APPROVER_CARRIES = 'same-approver-carries'

/**
 * 同一审批人: where a route says `carry` and only those who passed the stage before hold the seats of this one, the opinion they gave
 * there counts here too, and the record says by which rule. `null`: it does not; somebody has to decide, or to be assigned.
 * Carried are plain approvals only: no review sheet, no votes, no rows to confirm, no decision that is recorded as more than
 * `stage-passed` (批复), nothing that its giver signed for somebody else.
 * Basis: choice of the organisation that publishes the route (`sameApprover`); by itself somebody else has to decide.
 * Not checked: whether two stages with one holder should be one stage; that is a question to the route.
 */
export const opinionsCarried = (
  route: Route,
  /** The signatures of the stage that was passed just now, and its name. */
  before: Readonly<{ stage: string; signing: Signing | undefined; fact: string }>,
  /** The case as it stands in the stage it has come into, its signers named. */
  work: Work,
  name: string,
  { people }: Pick<Around, 'people'>,
): readonly RoutedFact[] | null => {
  const stage = stageNamed(route, name)
  const passing = passingMove(stage)
  const slots = work.signings[name]?.slots ?? []
  if (route.sameApprover !== 'carry' || !passing || slots.length === 0 || !isPlain(passing.move, before.fact)) return null
  if (stage.reviewSheet === true || howSigned(stage).how === 'votes') return null
  if (stage.confirmsChanges === true && work.round > 0) return null
  const gave = (before.signing?.slots ?? []).flatMap(({ state, signedBy, carriedFrom }) =>
    state === 'agreed' && signedBy.length === 1 ? [{ officer: signedBy[0], givenIn: carriedFrom ?? before.stage }] : [],
  )
  const authors = authorsOf(work, passing.move)
  const passers = passersOf(work, passing.move)
  const facts: RoutedFact[] = []
  const carried = new Set<string>()
  for (const asked of slots) {
    const holders = holdersOf(asked, people)
    if (!holders.every(holder => passers.includes(holder) && !authors.includes(holder))) return null
    const found = gave.find(one => one.officer !== undefined && holders.includes(one.officer) && !carried.has(one.officer))
    if (!found || found.officer === undefined) return null
    carried.add(found.officer)
    const { givenIn } = found
    const rule = SAME_APPROVER_CARRIES
    facts.push(OpinionCarried.of({ stage: name, round: work.round, slot: asked.slot, officer: found.officer, givenIn, rule }))
  }
  return facts
}

const isPlain = ({ fact, with: beside }: Move, factBefore: string): boolean =>
  fact === 'stage-passed' && factBefore === 'stage-passed' && beside === undefined
