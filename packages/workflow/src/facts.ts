import { defineEvent } from '@shenbao/kernel/event.ts'
import { z } from 'zod'

/**
 * The facts of the engine, the same in every domain that uses it. These are stored shapes: any change is a new version with a
 * step in `upcasts.ts`. `from` and `to` are stage names; `round` counts the returns so far.
 */
const Stage = z.string().min(1)
const moved = { from: Stage, to: Stage }

/** What a rule on separation of duties compared with, kept because people change offices. Officer ids. */
const Separation = z.strictObject({ authors: z.array(z.string()), passedBefore: z.string().nullable() })

export const Submitted = defineEvent('submitted', 1, z.strictObject({ ...moved, round: z.int().min(0) }))
export const OpinionGiven = defineEvent(
  'opinion-given',
  2,
  z.strictObject({
    stage: Stage,
    command: z.string().min(1),
    opinion: z.string(),
    round: z.int().min(0),
    separatedFrom: Separation,
    /** Which of several signatures this is, where the stage asks for several. */
    slot: z.string().min(1).optional(),
    /** 票签: for or against; absent means in favour. */
    vote: z.enum(['agree', 'object']).optional(),
  }),
)
export const StagePassed = defineEvent('stage-passed', 1, z.strictObject({ ...moved, round: z.int().min(0) }))
export const Returned = defineEvent(
  'returned',
  1,
  /** `step`: 逐级重审; `straight`: 直达退回人. */
  z.strictObject({ ...moved, reason: z.string().min(1), afterwards: z.enum(['step', 'straight']), separatedFrom: Separation }),
)
export const Rejected = defineEvent(
  'rejected',
  1,
  z.strictObject({ ...moved, reason: z.string().min(1), separatedFrom: Separation }),
)
export const Withdrawn = defineEvent('withdrawn', 1, z.strictObject({ ...moved, reason: z.string().nullable() }))
export const Discarded = defineEvent('discarded', 1, z.strictObject({ ...moved, reason: z.string().nullable() }))
export const Reopened = defineEvent('reopened', 1, z.strictObject({ ...moved, reason: z.string().min(1) }))
/**
 * Moved past the table of the route, with reason: 跳转 and 终止 by the administrator, 撤销 by whoever handed the case in. `to` is a
 * stage of the route.
 */
export const StageMoved = defineEvent(
  'stage-moved',
  1,
  z.strictObject({ ...moved, round: z.int().min(0), reason: z.string().min(1), as: z.enum(['jump', 'terminate', 'cancel']) }),
)

export const workflowEvents = [
  Submitted,
  OpinionGiven,
  StagePassed,
  Returned,
  Rejected,
  Withdrawn,
  Discarded,
  Reopened,
  StageMoved,
] as const
