import type { Digest } from '@shenbao/kernel/digest.ts'
import { digestOfFact, type Envelope } from '@shenbao/kernel/envelope.ts'

/** Where a chain does not hold. `revision` is that of the fact found there; `reason` is a Chinese sentence. */
export type Break = Readonly<{ stream: string; revision: number; reason: string }>

/** The end of one stream: what its next fact would be linked to. */
export type StreamHead = Readonly<{ revision: number; digest: string }>

export const headOf = (fact: Envelope, digest: Digest): StreamHead => ({
  revision: fact.revision,
  digest: digestOfFact(digest, fact),
})

/** Why `fact` cannot follow `before` (`null`: nothing) in its stream; `null` when it can. */
export const breakAfter = (before: StreamHead | null, fact: Envelope): Break | null => {
  const reason = before ? reasonAfter(before, fact) : reasonAtStart(fact)
  return reason === null ? null : { stream: fact.stream, revision: fact.revision, reason }
}

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

const reasonAtStart = ({ revision, previous }: Envelope): string | null => {
  if (revision > 0) return `最早的记录应为第 0 号，实际是第 ${revision} 号：它之前的记录被删去了。`
  return previous === null ? null : '第 0 号记录不应带有前一条的摘要：它之前的记录被删去，或它是从别处移来的。'
}

const reasonAfter = (before: StreamHead, { revision, previous }: Envelope): string | null => {
  const next = before.revision + 1
  if (revision > next) return `第 ${before.revision} 号之后应为第 ${next} 号，实际是第 ${revision} 号：中间的记录被删去或移走了。`
  if (revision < next)
    return `第 ${before.revision} 号之后应为第 ${next} 号，实际是第 ${revision} 号：记录被插入、重复或调换了次序。`
  return previous === before.digest
    ? null
    : `第 ${revision} 号记录所记的前一条摘要，与第 ${before.revision} 号记录的内容不符：第 ${before.revision} 号被改动过，或第 ${revision} 号是后来换上的。`
}
