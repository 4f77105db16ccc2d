import type { Around } from './around.ts'
import type { RoutedFact } from './compile.ts'
import { deadlineOnEntry } from './deadline.ts'
import { type Route, stageNamed } from './route.ts'
import { unstaffedSlots } from './rules/somebody-is-asked.ts'
import { passingMove, signersToName, slotsOnEntry } from './signing.ts'
import { SignersNamed } from './signing-facts.ts'
import { authorsOf, passersOf, type Work } from './work.ts'

/**
 * What is recorded when a case has come into a stage: who has to sign, where the route asks everyone on a seat; that nobody can,
 * where every holder of a seat is kept from it; and until when. `work` is the case as it stands after the move.
 */
export const factsOnEntry = (route: Route, work: Work, name: string, around: Around): readonly RoutedFact[] => {
  const stage = stageNamed(route, name)
  const passing = passingMove(stage)
  if (!passing) return deadlineOnEntry(stage, work, around)
  const barred = [...authorsOf(work, passing.move), ...passersOf(work, passing.move)]
  const named = signersToName(stage, around.people, barred)
  const slots = named.length > 0 ? named : slotsOnEntry(stage)
  return [
    ...(named.length > 0 ? [SignersNamed.of({ stage: name, round: work.round, slots: [...named] })] : []),
    ...unstaffedSlots(work, { stage, move: passing.move, slots, signed: [] }, around),
    ...deadlineOnEntry(stage, work, around),
  ]
}
