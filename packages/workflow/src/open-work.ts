import { comesWithSigning, commandsOf, seatsOf } from './may.ts'
import { isSameSeat, type Seat, type StageDefinition } from './route.ts'
import { blockersOf, passingMove, type Slot } from './signing.ts'
import type { Work } from './work.ts'

/** Somebody who is waited for: a seat, or an officer by name, and what they may send. */
export type OpenWork = Readonly<{ seat: Seat; commands: readonly string[] }>

/**
 * Who is waited for in an open stage. Whoever signs is waited for when it is their turn; a task that somebody has taken is theirs
 * alone. `asked` are the commands of the stage that are asked for now; the domain may leave some out.
 */
export const openWork = (
  stage: StageDefinition,
  work: Work,
  administrator: Seat,
  asked: readonly string[] = commandsOf(stage),
): readonly OpenWork[] => {
  const signing = work.signings[stage.name]
  const ofSigners = signing ? asked.filter(command => comesWithSigning(stage, command)) : []
  const signers = (signing?.slots ?? [])
    .filter(slot => slot.state === 'open' && blockersOf(signing ?? { slots: [] }, slot).length === 0)
    .flatMap(slot => waitedFor(slot).map(seat => ({ seat, commands: ofSigners })))
  const passing = passingMove(stage)
  const isSigner = (seat: Seat): boolean =>
    signing !== undefined && (passing?.move.who ?? []).some(other => isSameSeat(other, seat))
  const others = asked.flatMap(command => seatsOf(stage, command).map(seat => ({ seat, commands: [command] })))
  const helpers = (signing?.slots ?? []).flatMap(({ state, delegate, unstaffed }) => [
    ...(state === 'open' && delegate !== null ? [{ seat: { officer: delegate }, commands: ['answer-delegation'] }] : []),
    ...(state === 'open' && unstaffed ? [{ seat: administrator, commands: ['transfer'] }] : []),
  ])
  const advisers = work.talk.consultations
    .filter(({ stage: from }) => from === stage.name)
    .flatMap(({ asked: to, answers }) =>
      to
        .filter(officer => !answers.some(({ told }) => told.actor === officer || told.onBehalfOf === officer))
        .map(officer => ({ seat: { officer }, commands: ['answer-consultation'] })),
    )
  return merged([...signers, ...others.filter(({ seat }) => !isSigner(seat)), ...helpers, ...advisers])
}

const waitedFor = ({ officer, seats }: Slot): readonly Seat[] => (officer === null ? seats : [{ officer }])

/** Each seat once, with all it may send. */
const merged = (all: readonly OpenWork[]): readonly OpenWork[] =>
  all
    .filter(({ seat }, at) => all.findIndex(other => isSameSeat(other.seat, seat)) === at)
    .map(({ seat }) => {
      const same = all.filter(other => isSameSeat(other.seat, seat))
      return { seat, commands: [...new Set(same.flatMap(({ commands }) => commands))] }
    })
