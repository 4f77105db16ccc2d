import { type Directory, servingOfficer } from '../../packages/directory/src/directory.ts'
import type { Envelope } from '../../packages/kernel/src/envelope.ts'
import type { Organisations } from '../../packages/workflow/src/may.ts'
import { isSameSeat, type Route, type Seat, type StageDefinition } from '../../packages/workflow/src/route.ts'
import type { SigningEvent } from '../../packages/workflow/src/signing-facts.ts'
import { holdersOf } from './organisation.ts'

/** One signature that is asked for, as told from the facts and the route's JSON alone. */
export type AskedSlot = Readonly<{
  slot: string
  seats: readonly Seat[]
  officer: string | null
  weight: number
  waitsFor: readonly string[]
  state: 'open' | 'agreed' | 'objected' | 'removed'
  signers: readonly string[]
  addedBy: string | null
  delegate: string | null
  carried: boolean
}>

/** What is known when a fact about signatures is judged. `kept`: who wrote what is decided here, and who passed the stage before. */
export type Signed = Readonly<{
  route: Route
  stage: StageDefinition
  slots: readonly AskedSlot[]
  directory: Directory
  organisations: Organisations
  kept: Readonly<{ authors: readonly string[]; passers: readonly string[] }>
  /** The officer and the one acted for. */
  persons: readonly string[]
  note: (what: string) => void
}>

export const ADMINISTRATOR: Seat = { role: 'admin', at: 'any' }

export const passOf = (stage: StageDefinition) => Object.values(stage.moves ?? {}).find(({ kind }) => kind === 'pass')

/** What a stage asks for when a case comes in; where everyone on a seat signs, `signers-named` says who that is. */
export const slotsAsked = (stage: StageDefinition): readonly AskedSlot[] => {
  const { how = 'any', each = 'seat', weights = [] } = stage.signing ?? {}
  const who = passOf(stage)?.who ?? []
  if (who.length === 0 || each === 'officer') return []
  return (how === 'any' ? [who] : who.map(seat => [seat])).map((seats, place): AskedSlot => {
    const [only] = seats.length === 1 ? seats : []
    return {
      slot: `${place + 1}`,
      seats,
      officer: only && 'officer' in only ? only.officer : null,
      weight: weights.find(({ seat }) => seats.some(one => isSameSeat(one, seat)))?.weight ?? 1,
      waitsFor: how === 'in-order' && place > 0 ? [`${place}`] : [],
      ...fresh,
    }
  })
}

const fresh = { state: 'open', signers: [], addedBy: null, delegate: null, carried: false } as const

/** Whether the signatures suffice (`passed`), cannot suffice any more (`failed`), or are waited for. */
export const howItStands = ({ signing }: StageDefinition, slots: readonly AskedSlot[]): 'open' | 'passed' | 'failed' => {
  const counted = slots.filter(({ state }) => state !== 'removed')
  // Whoever was added is asked for an opinion and has no vote.
  const votes = (...states: readonly string[]) =>
    counted.reduce((sum, { state, weight, addedBy }) => sum + (addedBy === null && states.includes(state) ? weight : 0), 0)
  if (signing?.how !== 'votes') return counted.length > 0 && counted.every(({ state }) => state === 'agreed') ? 'passed' : 'open'
  const needed = signing.needed ?? 0
  if (votes('agreed') + votes('open') < needed) return 'failed'
  return votes('agreed') >= needed && !counted.some(({ addedBy, state }) => addedBy !== null && state === 'open')
    ? 'passed'
    : 'open'
}

export const isReady = (slots: readonly AskedSlot[], slot: AskedSlot): boolean => slot.state === 'open' && !isHeldUp(slots, slot)

/** Who waits for somebody taken out waits for those they had waited for. */
const isHeldUp = (slots: readonly AskedSlot[], { waitsFor }: AskedSlot): boolean =>
  slots.some(
    other => waitsFor.includes(other.slot) && (other.state === 'open' || (other.state === 'removed' && isHeldUp(slots, other))),
  )

const idsOf = ({ directory, organisations }: Signed, seats: readonly Seat[]): readonly string[] => [
  ...holdersOf(directory, seats, organisations).map(({ officerId }) => officerId),
  ...seats.flatMap(seat => ('officer' in seat && servingOfficer(directory, seat.officer) ? [seat.officer] : [])),
]

export const isTheirs = (at: Signed, { officer, seats }: AskedSlot): boolean =>
  officer === null ? idsOf(at, seats).some(id => at.persons.includes(id)) : at.persons.includes(officer)

/** Whether something in the stage waits for these people, or they hold the seat of an administrator. */
export const areAsked = (at: Signed): boolean => at.slots.some(slot => slot.state === 'open' && isTheirs(at, slot))

const isAdministrator = (at: Signed): boolean => idsOf(at, [ADMINISTRATOR]).some(id => at.persons.includes(id))

const change = (slots: readonly AskedSlot[], id: string, part: Partial<AskedSlot>): readonly AskedSlot[] =>
  slots.map(slot => (slot.slot === id ? { ...slot, ...part } : slot))

/** A signature: on an open slot of theirs, when it is their turn, once, and by nobody who is kept from it. */
export const judgeOpinion = (at: Signed, { data }: Envelope): readonly AskedSlot[] => {
  const { slots, persons, note } = at
  const slot = slots.find(one => (data['slot'] === undefined ? one.state === 'open' : one.slot === data['slot']))
  if (!slot) {
    note('a signature nobody asked for')
    return slots
  }
  if (!isReady(slots, slot)) note(`slot ${slot.slot} is signed out of its turn`)
  if (!isTheirs(at, slot)) note(`slot ${slot.slot} is signed by ${persons.join(' for ')}, and it is not theirs`)
  if (slots.some(({ signers }) => signers.some(person => persons.includes(person)))) note(`${persons[0]} signs twice`)
  judgeKept(at, persons)
  return change(slots, slot.slot, { state: data['vote'] === 'object' ? 'objected' : 'agreed', signers: persons, delegate: null })
}

const judgeKept = ({ kept: { authors, passers }, note }: Signed, people: readonly string[]): void => {
  const author = people.find(person => authors.includes(person))
  if (author !== undefined) note(`${author} wrote what is decided`)
  const passer = people.find(person => passers.includes(person))
  if (passer !== undefined) note(`${passer} passed the stage before`)
}

/** Whoever is given a task may decide, serves, and does not sign here already. */
const judgeTaker = (at: Signed, officer: string): void => {
  judgeKept(at, [officer])
  if (!servingOfficer(at.directory, officer)) at.note(`${officer} does not serve`)
  const isThere = at.slots.some(
    ({ state, officer: own, delegate, signers }) =>
      state !== 'removed' && (own === officer || delegate === officer || signers.includes(officer)),
  )
  if (isThere) at.note(`${officer} is asked twice`)
}

/** Judges a fact about signatures, and tells what is asked for after it. */
export const judgeSigning = (at: Signed, fact: SigningEvent): readonly AskedSlot[] => {
  switch (fact.type) {
    case 'signers-named':
      return judgeNamed(at, fact.data.slots)
    case 'deadline-lapsed':
      return escalated(at.slots, fact.data.to)
    case 'deadline-set':
    case 'deadline-paused':
    case 'changes-confirmed':
      return at.slots
    default:
      return judgeTask(at, fact)
  }
}

type TaskFact = Exclude<
  SigningEvent,
  { type: 'signers-named' | 'deadline-lapsed' | 'deadline-set' | 'deadline-paused' | 'changes-confirmed' }
>

const judgeTask = (at: Signed, fact: TaskFact): readonly AskedSlot[] => {
  const { slots, persons, note } = at
  if (fact.type === 'signer-added') return judgeAdded(at, fact.data)
  const slot = slots.find(one => one.slot === fact.data.slot)
  if (!slot) {
    note(`${fact.type} on slot ${fact.data.slot}, which is not there`)
    return slots
  }
  const to = (part: Partial<AskedSlot>) => change(slots, slot.slot, part)
  if (fact.type === 'signature-taken-back') {
    if (!slot.signers.some(person => persons.includes(person))) note(`${persons[0]} takes back what they did not sign`)
    return to({ state: 'open', signers: [] })
  }
  if (slot.state !== 'open') note(`${fact.type} on slot ${slot.slot}, which is ${slot.state}`)
  switch (fact.type) {
    case 'stage-unstaffed':
      judgeUnstaffed(at, slot)
      return slots
    case 'opinion-carried':
      return to(carriedBy(at, slot, fact.data.officer))
    case 'delegation-answered':
      if (slot.delegate === null || !persons.includes(slot.delegate)) note(`${persons[0]} answers what they were not asked`)
      return to({ delegate: null })
    case 'signer-removed':
      return judgeRemoved(at, slot)
    case 'task-transferred':
      judgeTaker(at, fact.data.to)
      if (!(fact.data.as === 'transfer' ? isTheirs(at, slot) : isAdministrator(at)))
        note(`${persons[0]} moves what is not theirs`)
      return to({ officer: fact.data.to, delegate: null })
    default:
      break
  }
  if (!isTheirs(at, slot)) note(`${fact.type} by ${persons[0]}, and slot ${slot.slot} is not theirs`)
  if (fact.type === 'task-released') return to({ officer: null, delegate: null })
  if (fact.type === 'task-claimed') {
    judgeKept(at, [fact.data.officer])
    return to({ officer: fact.data.officer })
  }
  judgeTaker({ ...at, slots: slots.map(one => (one === slot ? { ...slot, officer: null } : one)) }, fact.data.to)
  return to({ officer: fact.data.from, delegate: fact.data.to })
}

type Named = Extract<SigningEvent, { type: 'signers-named' }>['data']['slots']

/** Everyone who holds a seat of the stage and is not kept from it, and nobody else. */
const judgeNamed = (at: Signed, named: Named): readonly AskedSlot[] => {
  const { authors, passers } = at.kept
  const able = new Set(idsOf(at, passOf(at.stage)?.who ?? []).filter(id => !authors.includes(id) && !passers.includes(id)))
  // An officer the route itself names is asked for even where they cannot sign: the administrator is told then.
  const isOfTheRoute = (officer: string, seats: readonly Seat[]): boolean =>
    seats.length === 1 && seats.every(seat => 'officer' in seat && seat.officer === officer) && !able.has(officer)
  const officers = named.flatMap(({ officer, seats }) => (officer === null || isOfTheRoute(officer, seats) ? [] : [officer]))
  if (able.size !== officers.length || officers.some(officer => !able.has(officer)))
    at.note(`${officers.join()} are asked instead of ${[...able].join()}`)
  return named.map(slot => ({ ...slot, ...fresh }))
}

const judgeUnstaffed = (at: Signed, { slot, officer, seats }: AskedSlot): void => {
  const { authors, passers } = at.kept
  // Everybody signs once: who signs here, or is asked to by name, is not there for a seat as well.
  const here = at.slots.flatMap(({ signers, officer: named }) => [
    ...signers,
    ...(officer === null && named !== null ? [named] : []),
  ])
  const kept = [...authors, ...passers, ...here]
  const able = (officer === null ? idsOf(at, seats) : idsOf(at, [{ officer }])).filter(id => !kept.includes(id))
  if (able.length > 0) at.note(`slot ${slot} is said to be nobody's, and ${able[0]} could sign`)
}

/** 同一审批人: only whoever passed the stage before, only where the route says so, and only on a seat of theirs. */
const carriedBy = (at: Signed, slot: AskedSlot, officer: string): Partial<AskedSlot> => {
  if (at.route.sameApprover !== 'carry') at.note('an opinion is carried, and the route does not say so')
  if (!at.kept.passers.includes(officer)) at.note(`${officer} is carried and did not pass the stage before`)
  if (at.kept.authors.includes(officer)) at.note(`${officer} is carried and wrote what is decided`)
  if (!isTheirs({ ...at, persons: [officer] }, slot)) at.note(`${officer} is carried on a seat that is not theirs`)
  return { state: 'agreed', signers: [officer], carried: true }
}

type Added = Extract<SigningEvent, { type: 'signer-added' }>['data']

const judgeAdded = (at: Signed, { slot, officer, place, beside, by }: Added): readonly AskedSlot[] => {
  judgeTaker(at, officer)
  const anchor = at.slots.find(one => one.slot === beside)
  if (anchor?.state !== 'open' || !isTheirs(at, anchor)) at.note(`${at.persons[0]} adds a signer beside slot ${beside}`)
  if (at.slots.some(one => one.slot === slot)) at.note(`there are two slots ${slot}`)
  const waitsFor = place === 'after' ? [beside] : (anchor?.waitsFor ?? [])
  const others = place === 'before' ? change(at.slots, beside, { waitsFor: [...(anchor?.waitsFor ?? []), slot] }) : at.slots
  return [...others, { slot, seats: [], officer, weight: 1, waitsFor, ...fresh, addedBy: by }]
}

/** A removal is no decision: it neither empties a stage, nor passes it, nor fails it. */
const judgeRemoved = (at: Signed, slot: AskedSlot): readonly AskedSlot[] => {
  if (!isAdministrator(at) && !at.persons.includes(slot.addedBy ?? '')) at.note(`${at.persons[0]} removes a signer not theirs`)
  const slots = change(at.slots, slot.slot, { state: 'removed', delegate: null })
  if (!slots.some(({ state, addedBy }) => state !== 'removed' && addedBy === null)) at.note('no signer of the route is left')
  if (howItStands(at.stage, slots) !== 'open') at.note(`a removal makes the stage ${howItStands(at.stage, slots)}`)
  return slots
}

/** Whoever was asked still is, and the seat above them too. */
const escalated = (slots: readonly AskedSlot[], to: Seat | null): readonly AskedSlot[] =>
  to === null
    ? slots
    : slots.map(slot =>
        slot.state === 'open'
          ? { ...slot, officer: null, seats: [...(slot.officer === null ? slot.seats : [{ officer: slot.officer }]), to] }
          : slot,
      )
