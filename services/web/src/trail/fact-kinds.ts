import type { DeclarationEvent } from '@shenbao/declaration/events.ts'

/** What a reader of the trail asks for: who decided, what was changed, where the money is, what was said. */
export const kinds = ['decision', 'change', 'money', 'opinion'] as const
export type Kind = (typeof kinds)[number]
export const kindWords: Readonly<Record<Kind, string>> = { decision: '决定', change: '修改', money: '资金', opinion: '意见' }

type Type = DeclarationEvent['type']
const typesOf = (...types: readonly Type[]): ReadonlySet<string> => new Set<string>(types)

/** Facts by which somebody sends it on, back or out. */
export const decisions = typesOf(
  'submitted',
  'opinion-given',
  'stage-passed',
  'returned',
  'rejected',
  'withdrawn',
  'discarded',
  'reopened',
  'stage-moved',
  'signature-taken-back',
  'changes-confirmed',
  'review-sheet-filled',
  'amendment-consented',
  'declaration-approved',
  'adjustment-passed',
  'adjustment-approved',
  'adjustment-returned',
  'adjustment-rejected',
  'adjustment-withdrawn',
  'rectification-issued',
  'rectification-closed',
  'rectification-returned',
  'year-closed',
  'evaluation-submitted',
  'evaluation-confirmed',
  'declaration-published',
  'declaration-archived',
)

export const monies = typesOf(
  'funds-declared',
  'fund-revised',
  'budget-progress-recorded',
  'budget-forecast-recorded',
  'budget-result-recorded',
)

/** Facts in which people speak to each other. */
export const sayings = typesOf(
  'opinion-given',
  'returned',
  'rejected',
  'adjustment-returned',
  'adjustment-rejected',
  'comment-made',
  'comment-answered',
  'comment-confirmed',
  'consulted',
  'consultation-answered',
  'delegation-answered',
  'finding-answered',
  'sections-graded',
  'review-sheet-filled',
  'urged',
  'rectification-issued',
  'rectification-answered',
)

/** Back, out, or no longer counting: red and a shape of its own. */
export const setbacks = typesOf(
  'returned',
  'rejected',
  'discarded',
  'adjustment-returned',
  'adjustment-rejected',
  'rectification-returned',
)

/** Recorded by the way with what somebody did: told only where nothing else is. */
export const asides = typesOf(
  'deadline-set',
  'deadline-paused',
  'signers-named',
  'opinion-carried',
  'stage-unstaffed',
  'self-scored',
  'adjustment-grounded',
)

/** What opening writes down. */
export const openings = typesOf('declaration-opened', 'funds-declared', 'goals-declared', 'indicator-declared')

/** A form that others decide upon comes to be by these. */
export const makesVersion = typesOf(
  'declaration-opened',
  'submitted',
  'declaration-approved',
  'adjustment-approved',
  'evaluation-submitted',
)

/** A form is no longer anybody's to change by these: what stands in a row then is agreed. */
export const settles = typesOf('declaration-approved', 'adjustment-approved')
