import type { Around } from './around.ts'
import { isSameSeat, type Move, type Route, type Seat, type StageDefinition, type signingModes } from './route.ts'
import type { NamedSlot } from './signing-facts.ts'

/** One signature a stage asks for, and how far it is. */
export type Slot = NamedSlot &
  Readonly<{
    state: 'open' | 'agreed' | 'objected' | 'removed'
    /** Who signed: the officer, and the one they signed for. */
    signedBy: readonly string[]
    /** 委派: who was asked for an opinion and has not answered. */
    delegate: string | null
    /** 加签: who asked for it. */
    addedBy: string | null
    /** 认领: taken from those who share a seat, and so it can be put back to them. */
    claimed: boolean
    /** 同一审批人: the stage in which the opinion that counts here was given. */
    carriedFrom: string | null
    /** Nobody who may decide holds the seats; the administrator is asked to assign somebody. */
    unstaffed: boolean
  }>

/** The signatures a stage asks for since the case came in. */
export type Signing = Readonly<{ slots: readonly Slot[] }>

/** The move by which a stage is passed with signatures, and its command; `null` where nobody decides. */
export const passingMove = (stage: StageDefinition): Readonly<{ command: string; move: Move }> | null => {
  const found = Object.entries(stage.moves ?? {}).find(([, { kind }]) => kind === 'pass')
  return found ? { command: found[0], move: found[1] } : null
}

/** The signatures that follow from the route alone. Where everyone on a seat signs, the people come by `signers-named`. */
export const slotsOnEntry = (stage: StageDefinition): readonly Slot[] => {
  const passing = passingMove(stage)
  if (!passing) return []
  const { how, each } = howSigned(stage)
  if (each === 'officer') return []
  const seats = how === 'any' ? [passing.move.who] : passing.move.who.map(seat => [seat])
  return seats.map((chairs, ordinal) => openSlot(namedSlot(stage, chairs, onlyOfficer(chairs), ordinal)))
}

/**
 * Everyone who holds a seat of the stage today and may decide, each once, in the order of the seats. A seat that nobody able holds
 * keeps an open slot, and so does every vote that is missing to the number needed: the administrator is asked to fill them.
 */
export const signersToName = (
  stage: StageDefinition,
  people: Around['people'],
  barred: readonly string[],
): readonly NamedSlot[] => {
  const passing = passingMove(stage)
  if (!passing || howSigned(stage).each !== 'officer') return []
  const able = (seat: Seat): readonly (string | null)[] => {
    const officers = people.holders(seat).filter(officer => !barred.includes(officer))
    return officers.length === 0 ? [null] : officers
  }
  const asked = passing.move.who.flatMap(seat => able(seat).map(officer => ({ officer, seat })))
  const once = asked.filter(({ officer }, at) => officer === null || asked.findIndex(other => other.officer === officer) === at)
  const all = [...once, ...missingVotes(stage, once)]
  return all.map(({ officer, seat }, ordinal) => namedSlot(stage, [seat], officer, ordinal))
}

/** 票签: as many more votes from the first seat as the number needed still lacks; otherwise it could only fail. */
const missingVotes = (
  stage: StageDefinition,
  asked: readonly Readonly<{ seat: Seat }>[],
): readonly Readonly<{ officer: null; seat: Seat }>[] => {
  const [first] = asked
  if (!first || howSigned(stage).how !== 'votes') return []
  const weight = asked.reduce((sum, { seat }) => sum + weightOf(stage, [seat]), 0)
  const missing = Math.max((stage.signing?.needed ?? 0) - weight, 0)
  return Array.from({ length: Math.ceil(missing / weightOf(stage, [first.seat])) }, () => ({ officer: null, seat: first.seat }))
}

const namedSlot = (stage: StageDefinition, seats: readonly Seat[], officer: string | null, ordinal: number): NamedSlot => ({
  slot: String(ordinal + 1),
  seats: [...seats],
  officer,
  weight: weightOf(stage, seats),
  waitsFor: howSigned(stage).how === 'in-order' && ordinal > 0 ? [String(ordinal)] : [],
})

const onlyOfficer = ([seat, ...others]: readonly Seat[]): string | null =>
  seat && others.length === 0 && 'officer' in seat ? seat.officer : null

const weightOf = (stage: StageDefinition, seats: readonly Seat[]): number =>
  stage.signing?.weights?.find(({ seat }) => seats.some(one => isSameSeat(one, seat)))?.weight ?? 1

export const openSlot = (named: NamedSlot, addedBy: string | null = null): Slot => ({
  ...named,
  state: 'open',
  signedBy: [],
  delegate: null,
  addedBy,
  claimed: false,
  carriedFrom: null,
  unstaffed: false,
})

export const howSigned = ({
  signing,
}: StageDefinition): Readonly<{ how: (typeof signingModes)[number]; each: 'seat' | 'officer' }> => ({
  how: signing?.how ?? 'any',
  each: signing?.each ?? 'seat',
})

/** How the signatures stand: `passed` when the rule of the stage is met, `failed` when it cannot be met any more. */
export const verdictOn = (stage: StageDefinition, { slots }: Signing): 'open' | 'passed' | 'failed' => {
  const counted = slots.filter(({ state }) => state !== 'removed')
  if (counted.length === 0) return 'open'
  if (howSigned(stage).how !== 'votes') return counted.every(({ state }) => state === 'agreed') ? 'passed' : 'open'
  const needed = stage.signing?.needed ?? counted.length
  // Whoever was added is asked for a reason: the stage waits for them even when the votes suffice.
  const awaitsAdded = counted.some(({ addedBy, state }) => addedBy !== null && state === 'open')
  if (votesOf(counted, 'agreed') >= needed) return awaitsAdded ? 'open' : 'passed'
  return votesOf(counted, 'agreed', 'open') < needed ? 'failed' : 'open'
}

/** 票签: the votes in these states, by weight. Whoever was added gives an opinion and no vote: nobody fetches a majority. */
export const votesOf = (slots: readonly Slot[], ...states: readonly Slot['state'][]): number =>
  slots.reduce((sum, { state, weight, addedBy }) => sum + (addedBy === null && states.includes(state) ? weight : 0), 0)

/** Whether one of them has signed in this stage already: everyone signs once, whoever they sign for. */
export const hasSigned = ({ slots }: Signing, persons: readonly string[]): boolean =>
  slots.some(({ signedBy }) => signedBy.some(person => persons.includes(person)))

/** Slots that sign before this one. Who waits for somebody taken out (减签) waits for those they had waited for. */
export const predecessorsOf = (signing: Signing, { waitsFor }: Slot): readonly Slot[] =>
  signing.slots
    .filter(({ slot }) => waitsFor.includes(slot))
    .flatMap(before => (before.state === 'removed' ? predecessorsOf(signing, before) : [before]))

/** Slots that must sign before this one and have not. */
export const blockersOf = (signing: Signing, slot: Slot): readonly Slot[] =>
  predecessorsOf(signing, slot).filter(({ state }) => state === 'open')

/** Who could sign there today: the officer it is for, while they serve, or whoever holds one of its seats. */
export const holdersOf = ({ officer, seats }: NamedSlot, people: Around['people']): readonly string[] =>
  officer === null ? seats.flatMap(seat => people.holders(seat)) : [officer].filter(people.serves)

/** Whether the person may sign there: it is theirs, or nobody's yet and they hold one of its seats; a deputy, within what was passed on. */
const isTheirs = ({ officer, seats }: Slot, persons: readonly string[], people: Around['people']): boolean =>
  (people.within?.(seats) ?? true) &&
  (officer === null
    ? seats.some(seat => people.holders(seat).some(holder => persons.includes(holder)))
    : persons.includes(officer))

/** The open slots a person may sign, their own by name first. */
export const slotsOf = ({ slots }: Signing, persons: readonly string[], people: Around['people']): readonly Slot[] => {
  const open = slots.filter(slot => slot.state === 'open' && isTheirs(slot, persons, people))
  return [...open.filter(({ officer }) => officer !== null), ...open.filter(({ officer }) => officer === null)]
}

/** Those of a person's slots whose turn it is. */
export const readySlotsOf = (signing: Signing, persons: readonly string[], people: Around['people']): readonly Slot[] =>
  slotsOf(signing, persons, people).filter(slot => blockersOf(signing, slot).length === 0)

/** The stage to which an ended case goes when its author gives it up; `null` where the route has none. */
export const abandonedStage = (route: Route): string | null => {
  const begin = route.stages.find(({ name }) => name === route.begins)
  return Object.values(begin?.moves ?? {}).find(({ kind }) => kind === 'abandon')?.to[0] ?? null
}
