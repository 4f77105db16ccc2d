import type { Told } from '@shenbao/workflow/work.ts'
import { type Shown, shownIn } from './cells.ts'
import type { DeclarationEvent } from './events.ts'
import type { Declaration } from './state.ts'

/**
 * What people had before them when they spoke, so that they can be shown what changed since. Moments are kept as they stood:
 * forms share what did not change, so a moment costs next to nothing.
 */
export type Attention = Readonly<{
  /** Of the last fact folded in; -1 before the first. */
  revision: number
  /** By officer: the revision up to which they have seen everything, as far as the record knows. */
  seenUpTo: Readonly<Record<string, number>>
  /** Every opinion a stage gave and every return it made, in order. */
  looks: readonly Look[]
  /** By comment: what stood when it was made. */
  commented: Readonly<Record<string, Shown>>
  confirmations: readonly Confirmation[]
}>

export type Look = Readonly<{
  stage: string
  round: number
  kind: 'opinion' | 'return'
  /** The opinion, or the reason of the return. */
  text: string
  shown: Shown
  told: Told
}>

/** Changed rows that a reviewer confirmed, each with the digest of what they saw. */
export type Confirmation = Readonly<{
  stage: string
  round: number
  rows: readonly Readonly<{ anchor: string; digest: string }>[]
  told: Told
}>

export const nothingSeen: Attention = { revision: -1, seenUpTo: {}, looks: [], commented: {}, confirmations: [] }

/** Folds one fact; `before` is the declaration it met. */
export const evolveAttention = (before: Declaration, event: DeclarationEvent, told: Told): Attention => {
  const revision = before.attention.revision + 1
  const attention = { ...before.attention, revision, seenUpTo: seenAfter(before.attention, event, told, revision) }
  const { round } = before.work
  switch (event.type) {
    case 'opinion-given': {
      const { stage, opinion } = event.data
      return withLook(attention, { stage, round, kind: 'opinion', text: opinion, shown: shownIn(before), told })
    }
    case 'returned': {
      const { from, reason } = event.data
      return withLook(attention, { stage: from, round, kind: 'return', text: reason, shown: shownIn(before), told })
    }
    case 'comment-made':
      return { ...attention, commented: { ...attention.commented, [event.data.comment]: shownIn(before) } }
    case 'changes-confirmed': {
      const { stage, rows } = event.data
      return { ...attention, confirmations: [...attention.confirmations, { stage, round, rows, told }] }
    }
    default:
      return attention
  }
}

const withLook = (attention: Attention, look: Look): Attention => ({ ...attention, looks: [...attention.looks, look] })

/** Whoever acts has the newest before them. 已阅 says itself up to where; a deputy's eyes are the deputy's. */
const seenAfter = (
  { seenUpTo }: Attention,
  event: DeclarationEvent,
  { actor }: Told,
  revision: number,
): Attention['seenUpTo'] => {
  const seen = event.type === 'read-marked' ? Math.max(event.data.upTo, lastLook(seenUpTo, actor) ?? -1) : revision
  return { ...seenUpTo, [actor]: seen }
}

const lastLook = (seenUpTo: Attention['seenUpTo'], officerId: string): number | null =>
  Object.hasOwn(seenUpTo, officerId) ? (seenUpTo[officerId] ?? null) : null

/** The revision the officer last looked at: of their own last fact, or what they marked as read; `null`: never. */
export const lastLooked = ({ attention }: Pick<Declaration, 'attention'>, officerId: string): number | null =>
  lastLook(attention.seenUpTo, officerId)
