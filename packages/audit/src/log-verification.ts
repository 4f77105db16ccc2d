import type { Digest } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { type Break, breakAfter } from './break-after.ts'
import { headOf } from './chain.ts'
import { checkSeal, type KeysToTrust, type LogSoFar, type SealFault, type SoundSeal } from './check-seal.ts'
import { wrongBeginning } from './log-begun.ts'
import { type LogHead, logHead, type StreamHeads } from './log-head.ts'
import { digestNamed } from './node-digest.ts'
import { keyIdOf, type PublicKey } from './public-key.ts'
import { recentHeads } from './recent-heads.ts'
import { keyOfStatement, sealStream } from './seal.ts'

/** What the reader brings from outside the log. Without it, both are left open and said to be. */
export type Trusted = Readonly<{ head?: LogHead | null; keys?: KeysToTrust }>

/**
 * Whether what was trusted still holds; `null` when nothing was given. The reason is a Chinese sentence. `stream`: the head was that
 * of one stream, as printed on a 批复, and speaks of that one only.
 */
export type Trust = null | Readonly<{ kept: true; stream?: string }> | Readonly<{ kept: false; reason: string }>

export type SealsVerified = Readonly<{
  /** Seals met, and how many of them fit the log. */
  count: number
  sound: number
  /** The last that fits, with the ends of the streams it covers. */
  last: SoundSeal | null
  /** Facts that no fitting seal covers; the last fitting seal itself is not counted. */
  unsealed: number
  /** The keys of the fitting seals, in the order of their first seal. */
  keys: readonly PublicKey[]
  /** Whether there is a fitting seal by one of the keys given. `null`: none were given. */
  trust: Trust
}>

export type LogVerified = Readonly<{
  facts: number
  streams: number
  heads: StreamHeads
  /** What to print today, so that it can be trusted tomorrow. Worth printing only when there are no breaks. */
  head: LogHead
  /**
   * In the order of the log: the first of each stream, every seal that is none, and the first that does not fit (later ones do
   * not fit for the same reason). Last, where the check had to end, the fact that could not be read.
   */
  breaks: readonly Break[]
  /** Whether the log could be read to its end. If not, nothing is known of what follows the last break, seals included. */
  complete: boolean
  /** Streams whose chain does not hold. */
  brokenStreams: number
  seals: SealsVerified
  /** Whether the log still is the one that had the head given. */
  trust: Trust
}>

/**
 * How many facts may be recorded while a seal is made. It is made in one pass that ends at the end of the log and is then appended:
 * a few facts slip in between. A seal that names a moment further back is no honest one.
 */
export const SEAL_REACH_FACTS = 10_000

/** One pass over a log, a fact at a time; `result` may be asked for at any moment. What it proves: `verify-log.ts`. */
export const newLogVerification = (digest: Digest, { head = null, keys = 'first' }: Trusted = {}) => {
  const heads = recentHeads(SEAL_REACH_FACTS)
  const breaks: Break[] = []
  /** Streams whose chain is broken, and the number of the fact where that was found. */
  const broken = new Map<string, number>()
  const seals = newSealBook(digest, keys)
  let facts = 0
  let complete = true
  let then = head?.facts === 0 ? logHead(0, heads.now, digest) : null
  let streamTrusted: string | null = null

  const brokenBefore = (ordinal: number): number => [...broken.values()].filter(found => found < ordinal).length

  const take = (fact: Envelope): void => {
    const { stream, revision } = fact
    const wrong = wrongBeginning(fact, { ordinal: facts, digest, digestNamed })
    const found = wrong === null ? breakAfter(heads.of(stream), fact) : { stream, revision, reason: wrong }
    if (found && !broken.has(stream)) {
      breaks.push(found)
      broken.set(stream, facts)
    }
    const fault = stream === sealStream ? seals.take(fact, { heads, brokenBefore }) : null
    if (fault) breaks.push({ stream, revision, reason: fault.reason })
    const end = headOf(fact, digest)
    heads.put(stream, end)
    facts += 1
    if (revision + 1 === head?.facts && end.digest === head.digest) streamTrusted = stream
    if (facts === head?.facts) then = logHead(facts, heads.now, digest)
  }

  return {
    take,
    /** The log cannot be read any further. */
    stop: (at: Break): void => {
      breaks.push(at)
      complete = false
    },
    result: (): LogVerified => ({
      facts,
      streams: heads.now.size,
      heads: heads.now,
      head: logHead(facts, heads.now, digest),
      complete,
      brokenStreams: broken.size,
      breaks: [...breaks],
      seals: seals.result(facts),
      trust: head && (streamTrusted === null ? trustIn(head, then, facts) : { kept: true, stream: streamTrusted }),
    }),
  }
}
export type LogVerification = ReturnType<typeof newLogVerification>

/** The seals met so far. `take` answers with what is to be named among the breaks. */
const newSealBook = (digest: Digest, trusted: KeysToTrust) => {
  const keys = new Map<string, PublicKey>()
  let count = 0
  let sound = 0
  let last: SoundSeal | null = null
  let isMisfitNamed = false

  const take = (fact: Envelope, soFar: LogSoFar): SealFault | null => {
    count += 1
    const [first = null] = keys.values()
    const checked = checkSeal(fact, { ...soFar, digest, trusted, first })
    if (checked.ok) {
      last = checked.seal
      sound += 1
      const key = keyOfStatement(checked.seal.statement)
      keys.set(keyIdOf(key), key)
      return null
    }
    if (checked.fault.kind !== 'misfit') return checked.fault
    const isNew = !isMisfitNamed
    isMisfitNamed = true
    return isNew ? checked.fault : null
  }

  const result = (facts: number): SealsVerified => ({
    count,
    sound,
    last,
    unsealed: last === null ? facts : facts - last.statement.facts - 1,
    keys: [...keys.values()],
    trust: typeof trusted === 'string' ? null : sound > 0 ? { kept: true } : { kept: false, reason: noSealByKeys(count) },
  })
  return { take, result }
}

const noSealByKeys = (count: number): string =>
  `日志中有 ${count} 枚封印，没有一枚出自所信任的公钥并与记录相符：封印被删去，或整个日志是另外造的。`

const trustIn = (trusted: LogHead, then: LogHead | null, facts: number): Trust => {
  if (!then)
    return {
      kept: false,
      reason: `所信任的摘要涵盖 ${trusted.facts} 条记录，日志中只读到 ${facts} 条：末尾的记录被删去或无法读取。`,
    }
  if (then.digest !== trusted.digest)
    return { kept: false, reason: `日志前 ${trusted.facts} 条记录与所信任的摘要不符：记录被改动、删换，或整个日志被重建过。` }
  return { kept: true }
}
