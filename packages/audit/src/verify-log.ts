import { LogFault, type Recorded } from '@shenbao/event-store/port.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { type Break, breakAfter, headOf, type StreamHead } from './chain.ts'
import { wrongBeginning } from './log-begun.ts'
import { type LogHead, logHead, type StreamHeads } from './log-head.ts'
import { digestNamed } from './node-digest.ts'

/** Pages of the feed from its beginning, in the order of the log; `feedPages` of event-store reads them. */
export type Pages = AsyncIterable<readonly Recorded[]> | Iterable<readonly Recorded[]>

export type LogVerified = Readonly<{
  facts: number
  streams: number
  heads: StreamHeads
  /** What to print today, so that it can be trusted tomorrow. Worth printing only when there are no breaks. */
  head: LogHead
  /** The first of each stream, in the order of the log. Last, where the check had to end, the fact that could not be read. */
  breaks: readonly Break[]
  /** `null` when no head was given; else whether the log still is the one that had it, and if not, a Chinese sentence. */
  trust: null | Readonly<{ kept: true }> | Readonly<{ kept: false; reason: string }>
}>

/**
 * Re-derives every chain of a log in one pass; memory grows with the number of streams, not of facts.
 *
 * Without a trusted head it proves that within each stream no fact but the last was changed, removed, inserted or moved, unless
 * the rest of that stream was linked anew. It cannot know whether ends of streams or whole streams were cut off, whether the last
 * fact of a stream was changed, or whether someone with the program rebuilt the log.
 *
 * With a head kept outside the log (printed on the 批复, say) it proves that the first `trusted.facts` facts are those the head
 * was taken over: any cut, change or rebuild of them is found, though not where it happened. About facts recorded after that
 * head it knows no more than without one. Who recorded what is not in question here: heads carry no signature.
 */
export const verifyLog = async (pages: Pages, digest: Digest, trusted: LogHead | null = null): Promise<LogVerified> => {
  const heads = new Map<string, StreamHead>()
  const breaks: Break[] = []
  const broken = new Set<string>()
  let facts = 0
  let then = trusted?.facts === 0 ? logHead(0, heads, digest) : null

  const take = (fact: Envelope): void => {
    const wrong = wrongBeginning(fact, { ordinal: facts, digest, digestNamed })
    const found = wrong
      ? { stream: fact.stream, revision: fact.revision, reason: wrong }
      : breakAfter(heads.get(fact.stream) ?? null, fact)
    if (found && !broken.has(fact.stream)) breaks.push(found)
    if (found) broken.add(fact.stream)
    heads.set(fact.stream, headOf(fact, digest))
    facts += 1
    if (facts === trusted?.facts) then = logHead(facts, heads, digest)
  }

  try {
    for await (const page of pages) for (const { fact } of page) take(fact)
  } catch (fault) {
    if (!(fault instanceof LogFault) || !fault.at) throw fault
    breaks.push({ ...fault.at, reason: fault.message })
  }
  return {
    facts,
    streams: heads.size,
    heads,
    head: logHead(facts, heads, digest),
    breaks,
    trust: trusted && trustIn(trusted, then, facts),
  }
}

const trustIn = (trusted: LogHead, then: LogHead | null, facts: number): LogVerified['trust'] => {
  if (!then)
    return {
      kept: false,
      reason: `所信任的摘要涵盖 ${trusted.facts} 条记录，日志中只读到 ${facts} 条：末尾的记录被删去或无法读取。`,
    }
  if (then.digest !== trusted.digest)
    return { kept: false, reason: `日志前 ${trusted.facts} 条记录与所信任的摘要不符：记录被改动、删换，或整个日志被重建过。` }
  return { kept: true }
}
