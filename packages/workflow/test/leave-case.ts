/**
 * A whole domain on the engine: requests for leave. Events, fold, decision and authority, in that order; what belongs to approval is
 * the engine's, what belongs to leave stands here.
 */
import { accept, type Decision, reject } from '@shenbao/kernel/decider.ts'
import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { readerOf } from '@shenbao/kernel/reader.ts'
import { z } from 'zod'
import type { RoutedFact } from '../src/compile.ts'
import { decideMove, decideWithdrawal, notNow } from '../src/decide.ts'
import type { Speaking } from '../src/decide-talk.ts'
import { decideVerb } from '../src/decide-verb.ts'
import { workflowEvents } from '../src/facts.ts'
import { comesWithSigning, type Entitlement, entitlement, type Organisations, type Person } from '../src/may.ts'
import { mayVerb } from '../src/may-verb.ts'
import { RoutePin, stageNamed } from '../src/route.ts'
import { whatIsSignedStays } from '../src/rules/what-is-signed-stays.ts'
import { whoeverSignsIsAsked } from '../src/rules/whoever-signs-is-asked.ts'
import { signingEvents } from '../src/signing-facts.ts'
import type { LiveRoute } from '../src/stage.ts'
import { talkEvents } from '../src/talk-facts.ts'
import { workflowUpcasts } from '../src/upcasts.ts'
import { isVerb, isVerbName, type Verb } from '../src/verbs.ts'
import { beginWork, evolveWork, type Told, type Work } from '../src/work.ts'

const moved = { from: z.string().min(1), to: z.string().min(1) }
const byStep = { ...moved, round: z.int().min(0) }

/** The first fact pins the route: the case stays on it. */
export const LeaveOpened = defineEvent('leave-opened', 1, z.strictObject({ route: RoutePin, office: z.string().min(1) }))
/** `days` is decimal text with two places, as the conditions of a route compare it. */
export const LeaveWritten = defineEvent(
  'leave-written',
  1,
  z.strictObject({ kind: z.string().min(1), days: z.string().regex(/^\d{1,3}\.\d{2}$/) }),
)
export const NoteTaken = defineEvent('note-taken', 1, z.strictObject({ text: z.string().min(1) }))
export const CoverNamed = defineEvent('cover-named', 1, z.strictObject({ officer: z.string().min(1) }))
export const CoverAsked = defineEvent('cover-asked', 1, z.strictObject(byStep))
export const CoverAgreed = defineEvent('cover-agreed', 1, z.strictObject(byStep))
export const CoverReturned = defineEvent(
  'cover-returned',
  1,
  z.strictObject({
    ...moved,
    reason: z.string().min(1),
    afterwards: z.enum(['step', 'straight']),
    separatedFrom: z.strictObject({ authors: z.array(z.string()), passedBefore: z.string().nullable() }),
  }),
)
export const CoverWithdrawn = defineEvent('cover-withdrawn', 1, z.strictObject({ ...moved, reason: z.string().nullable() }))
export const LeaveFinished = defineEvent('leave-finished', 1, z.strictObject(byStep))

export const leaveEvents = [
  ...[LeaveOpened, LeaveWritten, NoteTaken, CoverNamed, CoverAsked, CoverAgreed, CoverReturned, CoverWithdrawn, LeaveFinished],
  ...workflowEvents,
  ...signingEvents,
  ...talkEvents,
] as const
export type LeaveEvent = EventOf<(typeof leaveEvents)[number]>
export const leaveReader = readerOf(leaveEvents, workflowUpcasts)

export type LeaveCase = Readonly<{
  office: string
  leave: Readonly<{ kind: string; days: string }> | null
  notes: readonly string[]
  cover: string | null
  work: Work
}>

/** Folds one fact: the engine's part and the domain's own. */
export const evolveLeave = (live: LiveRoute, state: LeaveCase | null, event: LeaveEvent, told: Told): LeaveCase => {
  if (event.type === 'leave-opened') {
    const { office } = event.data
    return { office, leave: null, notes: [], cover: null, work: beginWork(live, 'leave', told) }
  }
  if (!state) throw new TypeError(`${event.type} before leave-opened`)
  const after: LeaveCase = { ...state, work: evolveWork(live, state.work, event, told) }
  switch (event.type) {
    case 'leave-written':
      return { ...after, leave: event.data }
    case 'note-taken':
      return { ...after, notes: [...after.notes, event.data.text] }
    case 'cover-named':
      return { ...after, cover: event.data.officer }
    default:
      return after
  }
}

type Act =
  | Readonly<{ type: 'write'; kind: string; days: string }>
  | Readonly<{ type: 'note'; text: string }>
  | Readonly<{ type: 'cover'; officer: string }>
type Step = Readonly<{ type: 'ask' | 'drop' | 'ask-cover' | 'finish' }>
type Decide = Readonly<{ type: 'approve'; opinion?: string }>
type Reasoned = Readonly<{ type: 'reject' | 'reopen'; reason: string }>
type Return = Readonly<{ type: 'return'; reason: string; to?: string; then?: 'step' | 'straight' }>
type Withdraw = Readonly<{ type: 'withdraw'; reason?: string }>
export type LeaveCommand = Act | Step | Decide | Reasoned | Return | Withdraw | Verb

/** What is recorded, or one refusal. The rules speak first; the route has the last word on every fact. */
export const decideLeave = (live: LiveRoute, state: LeaveCase, command: LeaveCommand, asking: Speaking): Decision<RoutedFact> => {
  const decision = propose(live, state, command, asking)
  if (!decision.accepted) return decision
  const told: Told = { ...asking.by, effectiveOn: asking.around.today, recordedAt: '' }
  let ahead = state.work
  for (const fact of decision.events) {
    if (live.after(ahead.standing, fact) === null) return notNow(live.route, ahead)
    ahead = evolveWork(live, ahead, fact, told)
  }
  return decision
}

const propose = (live: LiveRoute, { work }: LeaveCase, command: LeaveCommand, asking: Speaking): Decision<RoutedFact> => {
  if (isVerb(command)) return decideVerb(live, work, command, asking)
  const { by, around } = asking
  switch (command.type) {
    case 'write':
    case 'note':
    case 'cover':
      return act(live, work, command, asking)
    case 'withdraw':
      return decideWithdrawal(work, by, command.reason ?? null)
    case 'approve':
      return decideMove(live, work, { command: 'approve', by, around, opinion: command.opinion })
    case 'return': {
      const { to, then: afterwards, reason } = command
      return decideMove(live, work, { command: 'return', by, around, to, afterwards, reason })
    }
    case 'reject':
    case 'reopen':
      return decideMove(live, work, { command: command.type, by, around, reason: command.reason })
    case 'ask':
    case 'drop':
    case 'ask-cover':
    case 'finish':
      return decideMove(live, work, { command: command.type, by, around })
  }
}

/** What is filled in moves nothing; what signers fill in is theirs while their signature is asked for. */
const act = (live: LiveRoute, work: Work, command: Act, { by, around }: Speaking): Decision<RoutedFact> => {
  const open = work.standing.stages.map(name => stageNamed(live.route, name))
  const stage = open.find(({ acts }) => Object.hasOwn(acts ?? {}, command.type))
  if (!stage) return notNow(live.route, work)
  const seats = stage.acts?.[command.type]?.who
  const refused = comesWithSigning(stage, command.type) ? whoeverSignsIsAsked(work, stage, by, around, seats) : null
  const unwritable = refused ?? whatIsSignedStays(work, stage, command.type)
  if (unwritable) return reject(unwritable)
  switch (command.type) {
    case 'write':
      return accept(LeaveWritten.of({ kind: command.kind, days: command.days }))
    case 'note':
      return accept(NoteTaken.of({ text: command.text }))
    case 'cover':
      return accept(CoverNamed.of({ officer: command.officer }))
  }
}

/** Whether the person may send the command: asked before it is decided. */
export const mayLeave = (live: LiveRoute, { work, office }: LeaveCase, command: string, person: Person): Entitlement => {
  const { route, words } = live
  const organisations: Organisations = { office }
  return isVerbName(command)
    ? mayVerb({ route, words, work, person, organisations }, command)
    : entitlement(route, work, command, person, organisations)
}
