import type { Digest } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { isDigestNamed } from './log-begun.ts'
import { digestOfHeads, type StreamHeads } from './log-head.ts'
import { digestNamed } from './node-digest.ts'
import { isSameKey, keyIdOf, type PublicKey, publicKeyText } from './public-key.ts'
import type { RecentHeads } from './recent-heads.ts'
import { keyOfStatement, type Seal, SealSet, type SealStatement, textOfStatement } from './seal.ts'
import { isSigned } from './signature.ts'

/**
 * Which keys may seal. A list: these and no others, kept outside the log. `first`: that of the first seal, which finds somebody
 * else's seals but not a log rebuilt under a new key. `any`: for who sets seals, and leaves it to others to judge by whom.
 */
export type KeysToTrust = readonly PublicKey[] | 'first' | 'any'

/** A seal that says what the log says. `heads` are the ends of the streams it covers. */
export type SoundSeal = Seal & Readonly<{ revision: number; heads: StreamHeads }>

/** `misfit`: properly signed, but the log is not (any more) the one that was sealed. */
export type SealFault = Readonly<{ kind: 'unreadable' | 'forged' | 'unknown-key' | 'misfit'; reason: string }>

export type SealChecked = Readonly<{ ok: true; seal: SoundSeal }> | Readonly<{ ok: false; fault: SealFault }>

/** What was read of the log before the seal: the ends of its streams, and in how many of them the chain broke before fact number n. */
export type LogSoFar = Readonly<{ heads: RecentHeads; brokenBefore: (ordinal: number) => number }>

type Known = LogSoFar & Readonly<{ digest: Digest; trusted: KeysToTrust; first: PublicKey | null }>

/** Judges a fact of the stream of seals, met when `heads` were the ends of all streams before it. */
export const checkSeal = (fact: Envelope, known: Known): SealChecked => {
  const read =
    fact.type === SealSet.type && fact.schemaVersion === SealSet.schemaVersion ? SealSet.data.safeParse(fact.data) : null
  if (!read?.success) return wrong('unreadable', '这不是程序认识的封印：可能由更新的版本写成，或被改动过。')
  const { statement, signature } = read.data
  const publicKey = keyOfStatement(statement)
  if (!isSigned(textOfStatement(statement), { signature, publicKey }) || statement.keyId !== keyIdOf(publicKey))
    return wrong('forged', '封印的签名与内容不符：封印是伪造的，或被改动过。')
  if (!mayHaveSealed(publicKey, known)) return wrong('unknown-key', unknownKey(publicKey, known.trusted))
  const covered = coveredBy(fact, statement, known)
  return typeof covered === 'string'
    ? wrong('misfit', covered)
    : { ok: true, seal: { statement, signature, revision: fact.revision, heads: covered } }
}

const wrong = (kind: SealFault['kind'], reason: string): SealChecked => ({ ok: false, fault: { kind, reason } })

const mayHaveSealed = (key: PublicKey, { trusted, first }: Known): boolean => {
  if (trusted === 'any') return true
  if (trusted === 'first') return first === null || isSameKey(first, key)
  return trusted.some(known => isSameKey(known, key))
}

const unknownKey = (key: PublicKey, trusted: KeysToTrust): string =>
  trusted === 'first'
    ? `封印由另一把密钥签成（${publicKeyText(key)}），与第一枚封印不同。如果确曾更换密钥，请把新旧公钥都写进一个文件，用 --key 给出。`
    : `封印由不认识的密钥签成（${publicKeyText(key)}），不在所信任的公钥之中。`

/** The ends of the streams that the seal covers, or why the log does not fit it. */
const coveredBy = (fact: Envelope, statement: SealStatement, known: Known): StreamHeads | string => {
  const { digest, facts, heads, sealedAt } = statement
  if (!isDigestNamed(digest, known.digest, digestNamed)) return `封印按 ${digest} 计算，这个日志用的却是另一种摘要算法。`
  if (sealedAt !== fact.recordedAt) return `封印写明加封于 ${sealedAt}，记录时间却是 ${fact.recordedAt}。`
  const then = known.heads.at(facts)
  if (!then) return `封印涵盖 ${facts} 条记录，它之前却不是这么多：有记录被删去，或封印被移到了别处。`
  // The end of a stream stands for all of it only as long as its chain holds.
  const broken = known.brokenBefore(facts)
  if (broken !== statement.brokenStreams)
    return `日志的前 ${facts} 条已不是加封时（${sealedAt}）的样子：那时有 ${statement.brokenStreams} 条流断链，现在有 ${broken} 条。`
  return digestOfHeads(then, known.digest) === heads
    ? then
    : `日志的前 ${facts} 条已不是加封时（${sealedAt}）的样子：上一枚相符的封印之后，有记录被改动、删换或插入。`
}
