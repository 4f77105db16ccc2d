import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { LogDefect } from './defect.ts'

/** What an adapter must be able to look up, at the moment of the append, about the log it appends to. */
export type Present = Readonly<{
  /** The revision of the last fact of the stream, -1 when there is none. */
  head: number
  /** The id of the fact of the stream at that revision. */
  idAt: (revision: number) => string | undefined
  /** Whether a fact with that id stands anywhere in the log. */
  isKnown: (id: string) => boolean
}>

export type Judgement =
  | Readonly<{ verdict: 'store' }>
  | Readonly<{ verdict: 'repeated'; revision: number }>
  | Readonly<{ verdict: 'conflict'; revision: number }>

/**
 * Store, repeat or conflict. A retry is known by its ids at the very place it names; the rest of the facts is not compared
 * (a retry after a restart carries another `recordedAt`). Some ids in place and others not is a conflict. An id that stands
 * anywhere else is a defect, not a conflict: reading again and retrying, as one does after a conflict, would never end.
 */
export const judgeAppend = (
  expected: number,
  facts: readonly Pick<Envelope, 'stream' | 'revision' | 'id'>[],
  { head, idAt, isKnown }: Present,
): Judgement => {
  if (head > expected && facts.every(({ id, revision }) => idAt(revision) === id))
    return { verdict: 'repeated', revision: expected + facts.length }
  if (head !== expected) return { verdict: 'conflict', revision: head }
  const elsewhere = facts.find(({ id }) => isKnown(id))
  if (elsewhere) throw new LogDefect(`the id ${elsewhere.id} of ${elsewhere.stream} already stands elsewhere in the log`)
  return { verdict: 'store' }
}
