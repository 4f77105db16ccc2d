import type { Digest } from '@shenbao/kernel/digest.ts'
import { digestOfFact, type Envelope } from '@shenbao/kernel/envelope.ts'
import { type Break, breakAfter, type StreamHead } from './break-after.ts'

export const headOf = (fact: Envelope, digest: Digest): StreamHead => ({
  revision: fact.revision,
  digest: digestOfFact(digest, fact),
})

/**
 * Checks one whole stream, as exported or read, and names the first break. An unbroken chain proves that no fact but the last
 * was changed, removed, inserted or moved since the last one was linked. It cannot know whether facts were cut off its end,
 * whether the last fact was changed, or whether someone wrote the whole stream anew: for these see `verifyLog` with a trusted head.
 */
export const verifyStream = (
  facts: readonly Envelope[],
  digest: Digest,
): Readonly<{ ok: true; head: StreamHead | null }> | Readonly<{ ok: false; break: Break }> => {
  let head: StreamHead | null = null
  const stream = facts[0]?.stream
  for (const fact of facts) {
    const found =
      fact.stream === stream
        ? breakAfter(head, fact)
        : { stream: fact.stream, revision: fact.revision, reason: `这条记录属于“${fact.stream}”，却放在“${stream}”之中。` }
    if (found) return { ok: false, break: found }
    head = headOf(fact, digest)
  }
  return { ok: true, head }
}
