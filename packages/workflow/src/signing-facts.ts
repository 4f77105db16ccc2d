import { isDay } from '@shenbao/kernel/dates.ts'
import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { z } from 'zod'
import { Seat } from './route.ts'

/**
 * Facts about who has to sign in a stage and by when. None of them moves the case: the stage they speak of stands in the data, and
 * the table lets them happen wherever somebody is waited for. Stored shapes: change them by adding.
 */
const Id = z.string().min(1).max(64)
const Stage = z.string().min(1)
const Reason = z.string().min(1)
const Round = z.int().min(0)

/** One signature that is asked for: by a named officer, or by whoever holds one of the seats. */
export const NamedSlot = z.strictObject({
  /** Unique within stage and round. */
  slot: Id,
  seats: z.array(Seat),
  officer: Id.nullable(),
  weight: z.int().positive(),
  /** Slots that must have signed before this one may. */
  waitsFor: z.array(Id),
})
export type NamedSlot = Readonly<z.output<typeof NamedSlot>>

/** Whose signatures a stage asks for, as the people stood when the case came in. */
export const SignersNamed = defineEvent(
  'signers-named',
  1,
  z.strictObject({ stage: Stage, round: Round, slots: z.array(NamedSlot).min(1) }),
)
/** Nobody who may decide holds the seats: the administrator is asked to assign somebody. Nothing passes by itself. */
export const StageUnstaffed = defineEvent(
  'stage-unstaffed',
  1,
  z.strictObject({
    stage: Stage,
    round: Round,
    slot: Id,
    seats: z.array(Seat),
    because: z.enum([
      'nobody-holds-the-seat',
      'only-authors-hold-the-seat',
      'only-the-last-approver-holds-the-seat',
      'only-signers-hold-the-seat',
    ]),
  }),
)
export const TaskClaimed = defineEvent('task-claimed', 1, z.strictObject({ stage: Stage, slot: Id, officer: Id }))
export const TaskReleased = defineEvent('task-released', 1, z.strictObject({ stage: Stage, slot: Id, officer: Id }))
export const TaskTransferred = defineEvent(
  'task-transferred',
  1,
  /** `from` is `null` for a task nobody held. `assignment`: by the administrator; `handover`: because somebody leaves. */
  z.strictObject({
    stage: Stage,
    slot: Id,
    from: Id.nullable(),
    to: Id,
    reason: Reason,
    as: z.enum(['transfer', 'assignment', 'handover']),
  }),
)
export const TaskDelegated = defineEvent(
  'task-delegated',
  1,
  z.strictObject({ stage: Stage, slot: Id, from: Id, to: Id, reason: Reason }),
)
/** The delegate's opinion; the task is back with the one who gave it away. */
export const DelegationAnswered = defineEvent(
  'delegation-answered',
  1,
  z.strictObject({ stage: Stage, slot: Id, from: Id, to: Id, opinion: Reason }),
)
export const SignerAdded = defineEvent(
  'signer-added',
  1,
  /** `before` (前加签): `beside` waits for the new slot. `after` (后加签): the new slot waits for `beside`. */
  z.strictObject({
    stage: Stage,
    slot: Id,
    officer: Id,
    place: z.enum(['before', 'after']),
    beside: Id,
    by: Id,
    reason: Reason,
  }),
)
export const SignerRemoved = defineEvent(
  'signer-removed',
  1,
  z.strictObject({ stage: Stage, slot: Id, officer: Id.nullable(), reason: Reason }),
)
/** 拿回 before the stage is passed: a signature given is taken back, the slot is open again. */
export const SignatureTakenBack = defineEvent(
  'signature-taken-back',
  1,
  z.strictObject({ stage: Stage, slot: Id, officer: Id, reason: z.string().nullable() }),
)
/** 同一审批人: the opinion given in the stage before counts here too, by a rule of the route. */
export const OpinionCarried = defineEvent(
  'opinion-carried',
  1,
  z.strictObject({ stage: Stage, round: Round, slot: Id, officer: Id, givenIn: Stage, rule: z.string().min(1) }),
)
/** Rows that a reviewer looked at again after a return, with the digest of what they saw. */
export const ChangesConfirmed = defineEvent(
  'changes-confirmed',
  1,
  z.strictObject({
    stage: Stage,
    round: Round,
    rows: z.array(z.strictObject({ anchor: z.string().min(1), digest: z.string().min(1) })).min(1),
  }),
)

const DayText = z.string().refine(isDay)
/** A date, adjusted for rest days, computed once and kept. */
export const DeadlineSet = defineEvent(
  'deadline-set',
  1,
  z.strictObject({ stage: Stage, round: Round, workingDays: z.int().min(0), dueOn: DayText }),
)
/** The case is with the other side: the clock stops with so many working days left (below zero: already late). */
export const DeadlinePaused = defineEvent(
  'deadline-paused',
  1,
  z.strictObject({ stage: Stage, round: Round, dueOn: DayText, workingDaysLeft: z.int() }),
)
export const DeadlineLapsed = defineEvent(
  'deadline-lapsed',
  1,
  z.strictObject({
    stage: Stage,
    round: Round,
    dueOn: DayText,
    lapse: z.enum(['remind', 'escalate', 'mark']),
    to: Seat.nullable(),
  }),
)

export const signingEvents = [
  SignersNamed,
  StageUnstaffed,
  TaskClaimed,
  TaskReleased,
  TaskTransferred,
  TaskDelegated,
  DelegationAnswered,
  SignerAdded,
  SignerRemoved,
  SignatureTakenBack,
  OpinionCarried,
  ChangesConfirmed,
  DeadlineSet,
  DeadlinePaused,
  DeadlineLapsed,
] as const
export type SigningEvent = EventOf<(typeof signingEvents)[number]>
