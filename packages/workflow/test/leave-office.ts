/** An office in which leave is asked for: who sits where, which days are worked, and what has been recorded so far. */
import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Around, People, WorkingDays } from '../src/around.ts'
import type { LiveRoute } from '../src/stage.ts'
import type { Told, Who } from '../src/work.ts'
import {
  decideLeave,
  evolveLeave,
  type LeaveCase,
  type LeaveCommand,
  type LeaveEvent,
  LeaveOpened,
  leaveReader,
  mayLeave,
} from './leave-case.ts'

export const OFFICE = 'office-1'

/** By officer: the roles they hold in the office. Who is not among them does not serve. */
export type Staff = Readonly<Record<string, readonly string[]>>

export const self = (actor: string): Who => ({ actor, onBehalfOf: null })
export const deputy = (actor: string, onBehalfOf: string): Who => ({ actor, onBehalfOf })

export const peopleOf = (staff: Staff): People => ({
  holders: seat =>
    'officer' in seat
      ? Object.keys(staff).filter(officer => officer === seat.officer)
      : Object.keys(staff).filter(officer => staff[officer]?.includes(seat.role)),
  serves: officer => Object.hasOwn(staff, officer),
})

const DAY = 24 * 60 * 60 * 1000
const dayAfter = (day: string, n: number): string => new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10)
const isWeekday = (day: string): boolean => new Date(Date.parse(day)).getUTCDay() % 6 !== 0

/** Monday to Friday is worked. 2026-03-02 is a Monday. */
export const weekdays: WorkingDays = {
  isWorkingDay: isWeekday,
  after: (day, n) => {
    let at = day
    if (n === 0) while (!isWeekday(at)) at = dayAfter(at, 1)
    for (let left = n; left > 0; ) {
      at = dayAfter(at, 1)
      if (isWeekday(at)) left -= 1
    }
    return at
  },
  between: (from, to) => {
    const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1]
    let days = 0
    for (let at = first; at < last; at = dayAfter(at, 1)) if (isWeekday(dayAfter(at, 1))) days += 1
    return days * sign
  },
}
export const MONDAY = '2026-03-02'
export const laterThan = dayAfter

/** A case in its office, with everything recorded about it as the log keeps it. */
export type Desk = Readonly<{ live: LiveRoute; staff: Staff; state: LeaveCase; today: string; recorded: readonly string[] }>

/** What a domain asks of the engine. Tests of the tests put faulty ones in its place. */
export type Engine = Readonly<{ decide: typeof decideLeave; evolve: typeof evolveLeave }>
export const engine: Engine = { decide: decideLeave, evolve: evolveLeave }

export const openDesk = (live: LiveRoute, staff: Staff, by: Who, with_: Engine = engine): Desk => {
  const told: Told = { ...by, effectiveOn: MONDAY, recordedAt: `${MONDAY}T01:00:00.000Z` }
  const event = LeaveOpened.of({ route: live.pin, office: OFFICE })
  const state = with_.evolve(live, null, event, told)
  return { live, staff, state, today: MONDAY, recorded: [stored(event, told)] }
}

/** The part of an envelope that the fold reads, as text. */
const stored = (event: Readonly<{ type: string; data: unknown }>, told: Told): string =>
  JSON.stringify({ ...event, schemaVersion: leaveReader.schemaVersionOf(event.type as LeaveEvent['type']), told })

export type Stored = Readonly<{ type: string; schemaVersion: number; data: Readonly<Record<string, unknown>>; told: Told }>
export const readBack = (text: string): Stored => JSON.parse(text)

/** A fact as it comes back from the log. Throws on what the schemas do not allow. */
export const eventOf = (fact: Stored): LeaveEvent =>
  leaveReader.eventOf(fact as unknown as Parameters<typeof leaveReader.eventOf>[0])

/** The case folded from what was stored. */
export const replayed = (live: LiveRoute, recorded: readonly string[], with_: Engine = engine): LeaveCase => {
  let state: LeaveCase | null = null
  for (const fact of recorded.map(readBack)) state = with_.evolve(live, state, eventOf(fact), fact.told)
  if (!state) throw new TypeError('nothing was opened')
  return state
}

export const aroundAt = ({ staff, today, state }: Desk): Around => ({
  people: peopleOf(staff),
  days: weekdays,
  features: { days: state.leave?.days ?? null, kind: state.leave?.kind ?? null },
  today,
})

export type Answer =
  | Readonly<{ outcome: 'recorded'; desk: Desk; facts: readonly string[] }>
  | Readonly<{ outcome: 'refused'; because: Rejection }>
  | Readonly<{ outcome: 'not-yours' }>

/** The chairs of the one acted for, the names of both. */
const personOf = ({ staff }: Desk, { actor, onBehalfOf }: Who) => ({
  ids: onBehalfOf === null ? [actor] : [actor, onBehalfOf],
  chairs: (staff[onBehalfOf ?? actor] ?? []).map(role => ({ role, organisation: OFFICE })),
})

export const record = (desk: Desk, by: Who, events: readonly LeaveEvent[], with_: Engine = engine): Desk => {
  const { live, today } = desk
  const told: Told = { ...by, effectiveOn: today, recordedAt: `${today}T01:00:00.000Z` }
  const state = events.reduce((now, event) => with_.evolve(live, now, event, told), desk.state)
  return { ...desk, state, recorded: [...desk.recorded, ...events.map(event => stored(event, told))] }
}

/** Asks for authority, decides, records. `newId` follows from how much has been recorded. */
export const send = (desk: Desk, by: Who, command: LeaveCommand, with_: Engine = engine): Answer => {
  const { live, state } = desk
  const { kind } = mayLeave(live, state, command.type, personOf(desk, by))
  if (kind === 'somebody-else' || kind === 'never') return { outcome: 'not-yours' }
  const newId = (ordinal: number): string => `${desk.recorded.length}-${ordinal}`
  const decision = with_.decide(live, state, command, { by, around: aroundAt(desk), newId })
  if (!decision.accepted) return { outcome: 'refused', because: decision.because }
  const told = { effectiveOn: desk.today } as const
  const events = decision.events.map(({ type, data }) =>
    eventOf({
      type,
      data,
      schemaVersion: leaveReader.schemaVersionOf(type as LeaveEvent['type']),
      told: { ...by, ...told, recordedAt: '' },
    }),
  )
  return { outcome: 'recorded', desk: record(desk, by, events, with_), facts: events.map(({ type }) => type) }
}
