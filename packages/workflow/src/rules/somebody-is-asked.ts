import type { Around } from '../around.ts'
import type { RoutedFact } from '../compile.ts'
import type { Move, StageDefinition } from '../route.ts'
import { holdersOf, type Signing } from '../signing.ts'
import { type NamedSlot, StageUnstaffed } from '../signing-facts.ts'
import { authorsOf, passersOf, type Work } from '../work.ts'

type Asked = Readonly<{ stage: StageDefinition; move: Move; slots: readonly NamedSlot[]; signed: readonly string[] }>

/**
 * A signature that nobody can give goes to the administrator, who assigns somebody; it is never given by itself. Nobody can when
 * nobody holds the seat, or all who do wrote the case, passed the stage before, or sign in this stage already.
 * Basis: choice of this product; 审批人为空不自动通过.
 * Not checked: whether holders of the seat are at work today; who is away appoints a deputy.
 */
export const unstaffedSlots = (work: Work, asked: Asked, { people }: Pick<Around, 'people'>): readonly RoutedFact[] => {
  const { stage, move, slots, signed } = asked
  const authors = authorsOf(work, move)
  const before = passersOf(work, move)
  const named = slots.flatMap(({ officer }) => (officer === null ? [] : [officer]))
  return slots.flatMap(asking => {
    const { slot, seats, officer } = asking
    const holders = holdersOf(asking, people)
    const kept = [...authors, ...before, ...signed, ...(officer === null ? named : [])]
    if (holders.some(holder => !kept.includes(holder))) return []
    const areAll = (some: readonly string[]): boolean => holders.every(holder => some.includes(holder))
    const because =
      holders.length === 0
        ? 'nobody-holds-the-seat'
        : areAll(authors)
          ? 'only-authors-hold-the-seat'
          : areAll([...authors, ...before])
            ? 'only-the-last-approver-holds-the-seat'
            : 'only-signers-hold-the-seat'
    return [StageUnstaffed.of({ stage: stage.name, round: work.round, slot, seats: [...seats], because })]
  })
}

/** Open signatures for which nobody is left once somebody has signed, and of which the administrator does not know yet. */
export const leftUnstaffed = (
  work: Work,
  stage: StageDefinition,
  move: Move,
  { slots }: Signing,
  around: Pick<Around, 'people'>,
): readonly RoutedFact[] => {
  const open = slots.filter(({ state, unstaffed }) => state === 'open' && !unstaffed)
  return unstaffedSlots(work, { stage, move, slots: open, signed: slots.flatMap(({ signedBy }) => signedBy) }, around)
}
