import type { Envelope } from '@shenbao/kernel/envelope.ts'

/** Where a chain does not hold. `revision` is that of the fact found there; `reason` is a Chinese sentence. */
export type Break = Readonly<{ stream: string; revision: number; reason: string }>

/** The end of one stream: what its next fact would be linked to. */
export type StreamHead = Readonly<{ revision: number; digest: string }>

/** What of a fact its place in the chain depends on. */
type Link = Pick<Envelope, 'stream' | 'revision' | 'previous'>

/** Why `fact` cannot follow `before` (`null`: nothing) in its stream; `null` when it can. */
export const breakAfter = (before: StreamHead | null, fact: Link): Break | null => {
  const reason = before ? reasonAfter(before, fact) : reasonAtStart(fact)
  return reason === null ? null : { stream: fact.stream, revision: fact.revision, reason }
}

const reasonAtStart = ({ revision, previous }: Link): string | null => {
  if (revision > 0) return `最早的记录应为第 0 号，实际是第 ${revision} 号：它之前的记录被删去了。`
  return previous === null ? null : '第 0 号记录不应带有前一条的摘要：它之前的记录被删去，或它是从别处移来的。'
}

const reasonAfter = (before: StreamHead, { revision, previous }: Link): string | null => {
  const next = before.revision + 1
  if (revision > next) return `第 ${before.revision} 号之后应为第 ${next} 号，实际是第 ${revision} 号：中间的记录被删去或移走了。`
  if (revision < next)
    return `第 ${before.revision} 号之后应为第 ${next} 号，实际是第 ${revision} 号：记录被插入、重复或调换了次序。`
  return previous === before.digest
    ? null
    : `第 ${revision} 号记录所记的前一条摘要，与第 ${before.revision} 号记录的内容不符：第 ${before.revision} 号被改动过，或第 ${revision} 号是后来换上的。`
}
