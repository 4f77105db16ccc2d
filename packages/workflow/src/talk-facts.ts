import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { z } from 'zod'

/**
 * What people say to each other about a case. Changes neither the content, nor the stage, nor whose turn it is, and so is never in
 * the way of a decision somebody is about to make. Allowed in every stage. Stored shapes: change them by adding.
 */
const Id = z.string().min(1).max(64)
const Text = z.string().min(1)
const Stage = z.string().min(1)
const Officers = z.array(Id).min(1)

/** 催办. */
export const Urged = defineEvent('urged', 1, z.strictObject({ stage: Stage, round: z.int().min(0), message: z.string() }))
/** 抄送, each person once. */
export const Copied = defineEvent('copied', 1, z.strictObject({ stage: Stage, to: Officers, note: z.string() }))
/** 已阅: the person has seen everything up to this revision. */
export const ReadMarked = defineEvent('read-marked', 1, z.strictObject({ upTo: z.int().min(0) }))
/** 征求意见: asks for an opinion that is no vote; the clock goes on. */
export const Consulted = defineEvent(
  'consulted',
  1,
  z.strictObject({ consultation: Id, stage: Stage, to: Officers, question: Text }),
)
export const ConsultationAnswered = defineEvent('consultation-answered', 1, z.strictObject({ consultation: Id, answer: Text }))
/** 批注: `must` (必改) is in the way of handing the case in again until it is answered, `should` (建议) is not. */
export const CommentMade = defineEvent(
  'comment-made',
  1,
  z.strictObject({
    comment: Id,
    stage: Stage,
    round: z.int().min(0),
    /** What it is about, in the domain's words (a row, a field); `null`: the whole. */
    anchor: z.string().min(1).nullable(),
    kind: z.enum(['must', 'should']),
    text: Text,
  }),
)
/** 已改 `changed` or 说明 `explained`. */
export const CommentAnswered = defineEvent(
  'comment-answered',
  1,
  z.strictObject({ comment: Id, answer: z.enum(['changed', 'explained']), text: z.string() }),
)
/** 已复核: whoever made the comment is content with the answer. */
export const CommentConfirmed = defineEvent('comment-confirmed', 1, z.strictObject({ comment: Id }))

export const talkEvents = [
  Urged,
  Copied,
  ReadMarked,
  Consulted,
  ConsultationAnswered,
  CommentMade,
  CommentAnswered,
  CommentConfirmed,
] as const
export type TalkEvent = EventOf<(typeof talkEvents)[number]>
