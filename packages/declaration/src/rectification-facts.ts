import { roles } from '@shenbao/directory/role.ts'
import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { z } from 'zod'

/**
 * 整改: what was found wrong, what the unit did about it, and whether that was enough. It stands beside the stages: it is ordered
 * while the project runs or is evaluated, and moves nothing. Stored shapes, like `events.ts`.
 */
export const rectificationSources = [
  'monitoring',
  'self-evaluation',
  'department-evaluation',
  'finance-evaluation',
  'audit',
] as const
export const rectificationMeasures = ['correct', 'suspend', 'cut-budget'] as const

const Number_ = z.int().positive()
const Written = z.string().min(1)

export const RectificationIssued = defineEvent(
  'rectification-issued',
  1,
  z.strictObject({
    number: Number_,
    source: z.enum(rectificationSources),
    findings: Written,
    measure: z.enum(rectificationMeasures),
    /** The rows it is about; none: the project. */
    indicators: z.array(z.string().min(1)),
    /** The month whose monitoring showed it, "2026-07". */
    period: z.string().nullable(),
    dueOn: z.iso.date(),
    /** The office it was issued from: the same office confirms it. */
    issuedAs: z.enum(roles as readonly [string, ...string[]]),
  }),
)
export const RectificationAnswered = defineEvent('rectification-answered', 1, z.strictObject({ number: Number_, text: Written }))
/** The answer was not enough: it is the unit's turn again. */
export const RectificationReturned = defineEvent(
  'rectification-returned',
  1,
  z.strictObject({ number: Number_, reason: Written, dueOn: z.iso.date() }),
)
/** 销号. `adjustment`: it was settled by that approved adjustment of the targets. */
export const RectificationClosed = defineEvent(
  'rectification-closed',
  1,
  z.strictObject({ number: Number_, opinion: z.string(), adjustment: z.int().positive().nullable() }),
)
/** What an adjustment rests on: deviations recorded for a month, or a rectification. Follows the request it belongs to. */
export const AdjustmentGrounded = defineEvent(
  'adjustment-grounded',
  1,
  z.strictObject({
    number: Number_,
    ground: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('deviation'), period: Written, indicators: z.array(Written).min(1) }),
      z.strictObject({ kind: z.literal('rectification'), number: Number_ }),
    ]),
  }),
)

export const rectificationEvents = [
  RectificationIssued,
  RectificationAnswered,
  RectificationReturned,
  RectificationClosed,
  AdjustmentGrounded,
] as const
export type RectificationEvent = EventOf<(typeof rectificationEvents)[number]>

const types: ReadonlySet<string> = new Set(rectificationEvents.map(({ type }) => type))
export const isRectificationFact = (fact: Readonly<{ type: string }>): fact is RectificationEvent => types.has(fact.type)
