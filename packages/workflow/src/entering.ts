import type { Around } from './around.ts'
import type { RoutedFact } from './compile.ts'
import { deadlineOnEntry } from './deadline.ts'
import { type Route, stageNamed } from './route.ts'
import { passingMove, signersToName, slotsOnEntry } from './signing.ts'
import { SignersNamed, StageUnstaffed } from './signing-facts.ts'
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
  const asked = named.length > 0 ? [] : slotsOnEntry(stage)
  const seats = passing.move.who
  const unstaffed =
    named.length > 0
      ? []
      : (asked.length > 0 ? asked : [{ slot: '1', seats, officer: null }]).flatMap(({ slot, seats: own, officer }) => {
          const holders =
            officer === null ? own.flatMap(seat => around.people.holders(seat)) : [officer].filter(around.people.serves)
          if (holders.some(holder => !barred.includes(holder))) return []
          const authors = authorsOf(work, passing.move)
          const because =
            holders.length === 0
              ? 'nobody-holds-the-seat'
              : holders.every(holder => authors.includes(holder))
                ? 'only-authors-hold-the-seat'
                : 'only-the-last-approver-holds-the-seat'
          return [StageUnstaffed.of({ stage: name, round: work.round, slot, seats: [...own], because })]
        })
  return [
    ...(named.length > 0 ? [SignersNamed.of({ stage: name, round: work.round, slots: [...named] })] : []),
    ...unstaffed,
    ...deadlineOnEntry(stage, work, around),
  ]
}
