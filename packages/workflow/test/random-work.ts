/** Random people who do random things with a case on a random route. */
import fc from 'fast-check'
import { decideLapse } from '../src/deadline.ts'
import { mainStage } from '../src/decide-administration.ts'
import { commandsOf } from '../src/may.ts'
import { openWork } from '../src/open-work.ts'
import { stageNamed, verbNames } from '../src/route.ts'
import { jumpTargets } from '../src/rules/jumps-stay-within-the-review.ts'
import type { Slot } from '../src/signing.ts'
import type { LiveRoute } from '../src/stage.ts'
import type { Who } from '../src/work.ts'
import { beginLedger, holds, note } from './invariants.ts'
import type { LeaveCommand } from './leave-case.ts'
import {
  type Desk,
  deputy,
  type Engine,
  engine,
  eventOf,
  laterThan,
  openDesk,
  peopleOf,
  readBack,
  record,
  replayed,
  type Staff,
  self,
  send,
  weekdays,
} from './leave-office.ts'
import { aRoute } from './random-route.ts'

const reviewing = ['chief', 'director', 'finance', 'legal', 'expert', 'colleague']
/** Few people on many chairs: separation of duties is about them. Some seats stay empty. */
const aStaff: fc.Arbitrary<Staff> = fc
  .array(fc.uniqueArray(fc.constantFrom(...reviewing), { maxLength: 3 }), { minLength: 7, maxLength: 7 })
  .map(roles => ({
    writer: ['clerk', ...(roles[0] ?? [])],
    keeper: ['keeper'],
    ...Object.fromEntries(roles.slice(1).map((held, at) => [`p${at + 1}`, held])),
  }))

type Attempt = Readonly<{ wild: boolean; pick: number; deputy: number; choice: number; command: number; days: number }>
const anAttempt: fc.Arbitrary<Attempt> = fc.record({
  wild: fc.nat({ max: 9 }).map(n => n === 0),
  pick: fc.nat({ max: 1000 }),
  deputy: fc.nat({ max: 60 }),
  choice: fc.nat({ max: 1000 }),
  command: fc.nat({ max: 1000 }),
  days: fc.nat({ max: 20 }).map(n => Math.max(n - 16, 0)),
})

export type Play = Readonly<{ live: LiveRoute; staff: Staff; attempts: readonly Attempt[] }>
export const aPlay: fc.Arbitrary<Play> = fc.record({
  live: aRoute,
  staff: aStaff,
  attempts: fc.array(anAttempt, { minLength: 50, maxLength: 90, size: 'max' }),
})

/** How often each command was recorded, and each refusal given: what the random work has come across. */
export type Met = { steps: number; recorded: Map<string, number>; refused: Map<string, number> }
export const nothingMet = (): Met => ({ steps: 0, recorded: new Map(), refused: new Map() })
const count = (map: Map<string, number>, key: string): unknown => map.set(key, (map.get(key) ?? 0) + 1)

/** Plays it all, and asserts after every step what must always hold. Throws at the first breach. */
export const play = ({ live, staff, attempts }: Play, met: Met, with_: Engine = engine): void => {
  let desk = openDesk(live, staff, self('writer'), with_)
  const ledger = beginLedger(live)
  let restored = replayed(live, desk.recorded, with_)
  note(live, ledger, desk.recorded[0] ?? '')
  for (const attempt of attempts) {
    met.steps += 1
    const before = desk.recorded.length
    desk = lived({ ...desk, today: laterThan(desk.today, attempt.days) }, attempt, met, with_)
    const added = desk.recorded.slice(before)
    if (added.length === 0) continue
    for (const text of added) {
      note(live, ledger, text)
      const fact = readBack(text)
      restored = with_.evolve(live, restored, eventOf(fact), fact.told)
    }
    sameText('live and replayed from where it was', restored, desk.state)
    holds(desk, ledger)
  }
  sameText('live and replayed from the beginning', replayed(live, desk.recorded, with_), desk.state)
}

const sameText = (what: string, one: unknown, other: unknown): void => {
  if (JSON.stringify(one) !== JSON.stringify(other)) throw new Error(`${what} differ`)
}

const lived = (desk: Desk, attempt: Attempt, met: Met, with_: Engine): Desk => {
  const lapsed = lapse(desk, met, with_)
  const by = whoTries(lapsed, attempt)
  const command = whatTheyTry(lapsed, by, attempt)
  const answer = send(lapsed, by, command, with_)
  if (answer.outcome === 'recorded') {
    for (const type of answer.facts) count(met.recorded, type)
    return answer.desk
  }
  if (answer.outcome === 'refused') {
    const { code, detail, basis } = answer.because
    if (!basis) throw new Error(`${code} names no basis`)
    count(met.refused, code)
    if (!/^[^a-z]*。$/.test(detail.replaceAll(/[（「][a-z0-9-]+[」）]/g, '')))
      throw new Error(`${code} is no sentence: ${detail}`)
  }
  return lapsed
}

/** The clock comes by first, whatever day it is. */
const lapse = (desk: Desk, met: Met, with_: Engine): Desk => {
  const { live, state, today } = desk
  for (const [stage, deadline] of Object.entries(state.work.deadlines)) {
    if (deadline.state !== 'running') continue
    const decision = decideLapse(live, state.work, { stage, dueOn: deadline.dueOn, today }, weekdays)
    if (!decision.accepted) continue
    const events = decision.events.map(({ type, data }) =>
      eventOf({ type, data, schemaVersion: 1, told: { ...self('system'), effectiveOn: today, recordedAt: '' } }),
    )
    count(met.recorded, 'deadline-lapsed')
    return record(desk, self('system'), events, with_)
  }
  return desk
}

const waitedFor = ({ live, state }: Desk) =>
  state.work.standing.stages.flatMap(name => openWork(stageNamed(live.route, name), state.work, live.words.administrator))

/** Mostly somebody who is waited for, now and then anybody; sometimes through a deputy. */
const whoTries = (desk: Desk, { wild, pick, deputy: standsIn }: Attempt): Who => {
  const { staff } = desk
  const all = Object.keys(staff)
  const people = peopleOf(staff)
  const waited = waitedFor(desk).flatMap(({ seat }) => people.holders(seat))
  const among = wild || waited.length === 0 ? all : waited
  const person = among[pick % among.length] ?? 'writer'
  const other = all[standsIn] ?? person
  return other === person ? self(person) : deputy(other, person)
}

const whatTheyTry = (desk: Desk, by: Who, { wild, command, choice }: Attempt): LeaveCommand => {
  const { live, state } = desk
  const own = state.work.standing.stages.flatMap(name => commandsOf(stageNamed(live.route, name)))
  const usual = own.filter(name => !['drop', 'finish', 'reject'].includes(name))
  const people = peopleOf(desk.staff)
  const asked = waitedFor(desk).flatMap(({ seat, commands }) =>
    people.holders(seat).includes(by.onBehalfOf ?? by.actor) ? commands : [],
  )
  if (command % 7 === 0 && asked.length > 0) return proper(asked[(command >> 2) % asked.length] ?? 'approve', desk, by, choice)
  const verbs = verbNames.filter(name => wild || !['terminate', 'cancel'].includes(name))
  const among =
    command % 2 === 0 && own.length > 0 ? (wild ? own : usual) : [...verbs, 'withdraw', 'withdraw', 'object', 'take-back']
  return proper(among[(command >> 1) % Math.max(among.length, 1)] ?? 'approve', desk, by, choice)
}

/** A well-formed command, fit for the case as it stands where there is something it can be about. */
const proper = (type: string, { live, state, staff }: Desk, by: Who, choice: number): LeaveCommand => {
  const { work } = state
  const reason = `理由 ${choice}`
  const officers = Object.keys(staff)
  const officer = officers[choice % officers.length] ?? 'writer'
  const slots: readonly Slot[] = Object.values(work.signings).flatMap(signing => signing.slots)
  const slot = slots[choice % Math.max(slots.length, 1)]?.slot ?? '1'
  const stage = stageNamed(live.route, mainStage(live.route, work))
  const one = <Item>(items: readonly Item[]): Item | undefined => items[choice % Math.max(items.length, 1)]
  switch (type) {
    case 'write':
      return { type, kind: choice % 2 === 0 ? '年假' : '事假', days: choice % 3 === 0 ? '3.00' : '12.00' }
    case 'note':
      return { type, text: reason }
    case 'cover':
      return { type, officer }
    case 'approve':
      return { type, opinion: reason }
    case 'return': {
      const to = one(stage.moves?.['return']?.to ?? [])
      const then = choice % 2 === 0 ? 'step' : 'straight'
      return { type, reason, then, ...(to === undefined || choice % 5 === 0 ? {} : { to }) }
    }
    case 'reject':
    case 'reopen':
      return { type, reason }
    case 'ask':
    case 'drop':
    case 'ask-cover':
    case 'finish':
    case 'withdraw':
      return { type }
    case 'object':
    case 'answer-delegation':
      return { type, opinion: reason }
    case 'add-signer':
      return { type, officer, place: choice % 2 === 0 ? 'before' : 'after', reason }
    case 'remove-signer':
      return { type, slot, reason }
    case 'transfer':
    case 'delegate':
      return { type, officer, reason, ...(choice % 4 === 0 ? { slot } : {}) }
    case 'claim':
    case 'release':
    case 'take-back':
    case 'urge':
      return { type }
    case 'copy':
      return { type, officers: [officer] }
    case 'mark-read':
      return { type, upTo: choice }
    case 'consult':
      return { type, officers: [officer, by.actor], question: reason }
    case 'answer-consultation':
      return { type, consultation: one(work.talk.consultations)?.consultation ?? 'none', answer: reason }
    case 'comment':
      return { type, kind: choice % 3 === 0 ? 'must' : 'should', text: reason }
    case 'answer-comment':
      return { type, comment: one(work.talk.comments)?.comment ?? 'none', answer: 'explained', text: reason }
    case 'confirm-comment':
      return { type, comment: one(work.talk.comments)?.comment ?? 'none' }
    case 'jump':
      return { type, to: one(jumpTargets(live.route, stage.name)) ?? 'nowhere', reason }
    default:
      return { type: type === 'cancel' ? 'cancel' : 'terminate', reason }
  }
}
