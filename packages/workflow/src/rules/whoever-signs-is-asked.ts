import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Around } from '../around.ts'
import { isSameSeat, type Seat, type StageDefinition } from '../route.ts'
import { blockersOf, hasSigned, passingMove, readySlotsOf, type Slot, slotsOf } from '../signing.ts'
import { persons, type Who, type Work } from '../work.ts'

/**
 * Who decides in a stage is asked to, now: their signature is open, nobody else holds it, nobody has to sign before them, and they
 * have not signed here already, for themselves or for somebody else.
 * Basis: choice of this product; a task is one person's from the moment they take it (认领、转办), and 前加签 and 顺序会签 mean an order.
 * Not checked: whether the stage asks for the right people; the route says that.
 */
export const whoeverSignsIsAsked = (
  work: Work,
  stage: StageDefinition,
  by: Who,
  { people }: Around,
  /** The seats of what they want to do; absent: those that sign. Who may do it from another seat is not asked for a signature. */
  seats: readonly Seat[] = [],
  /** Signing itself waits for its turn; whoever asked others to sign first (前加签) may still send the case back. */
  isSigning = true,
): Rejection | null => {
  const signing = work.signings[stage.name]
  if (!signing) return null
  const signers = passingMove(stage)?.move.who ?? []
  const others = seats.filter(seat => !signers.some(signer => isSameSeat(signer, seat)))
  if (others.some(seat => people.holders(seat).some(holder => persons(by).includes(holder)))) return null
  if (hasSigned(signing, persons(by)))
    return {
      code: 'already-signed',
      detail: '你已经签过意见，正在等其他人。需要改主意请先拿回。',
      basis: { kind: 'product', text: '每人在一个环节只签一次，代他人签署也算；拿回后可以重签' },
    }
  const mine = slotsOf(signing, persons(by), people)
  if (mine.length === 0)
    return {
      code: 'not-your-task',
      detail: '这项工作现在由别人办理：可能已被认领、转办，或没有请你会签。请联系办理人，或请其转办给你。',
      basis: { kind: 'product', text: '认领和转办之后，只由办理人处理' },
    }
  if (readySlotsOf(signing, persons(by), people).length > 0) return null
  const askedFirst = (slot: Slot): boolean =>
    blockersOf(signing, slot).every(({ addedBy }) => addedBy !== null && persons(by).includes(addedBy))
  if (!isSigning && mine.some(askedFirst)) return null
  return {
    code: 'waits-for-another',
    detail: '还没有轮到你：要等排在前面的人（顺序会签或前加签）签署意见。',
    basis: { kind: 'product', text: '顺序会签和前加签按先后办理' },
  }
}
