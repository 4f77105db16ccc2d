import type { Digest } from './digest.ts'
import { digestOfFact, type Envelope } from './envelope.ts'

/** A fact with everything it is recorded with, except its place in the stream. */
export type Draft = Omit<Envelope, 'stream' | 'revision' | 'previous'>

/**
 * Places new facts at the end of a stream: each gets the next revision and the digest of the one before it. `last` is the last
 * recorded fact of that stream, `null` for a new one; one of another stream is a defect of the caller and is thrown.
 */
export const linkFacts = (
  digest: Digest,
  { stream, last }: Readonly<{ stream: string; last: Envelope | null }>,
  drafts: readonly Draft[],
): readonly Envelope[] => {
  if (last && last.stream !== stream) throw new TypeError(`${stream} cannot go on from a fact of ${last.stream}`)
  const linked: Envelope[] = []
  let before = last
  for (const draft of drafts) {
    const fact: Envelope = {
      ...draft,
      stream,
      revision: before ? before.revision + 1 : 0,
      previous: before ? digestOfFact(digest, before) : null,
    }
    linked.push(fact)
    before = fact
  }
  return linked
}
