import type { Digest } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { defineEvent } from '@shenbao/kernel/event.ts'
import { z } from 'zod'

/** What a log says about itself. Its first fact is the first of the whole log. */
export const logStream = 'log'

export const digestNames = ['sm3', 'sha-256'] as const
export type DigestName = (typeof digestNames)[number]

/** Logs written before this fact existed have none: they are linked by SM3. */
export const DEFAULT_DIGEST: DigestName = 'sm3'

/** The digest that links this log from its first fact on. It cannot change later: a log with another digest is another log. */
export const LogBegun = defineEvent('log-begun', 1, z.strictObject({ digest: z.enum(digestNames) }))

/** `null`: this fact is not the beginning of a log. Otherwise what it says, or why this program cannot read it (Chinese). */
export const beginningOf = (
  fact: Envelope,
): null | Readonly<{ readable: true; digest: DigestName }> | Readonly<{ readable: false; reason: string }> => {
  if (fact.stream !== logStream || fact.type !== LogBegun.type) return null
  const parsed = fact.schemaVersion === LogBegun.schemaVersion ? LogBegun.data.safeParse(fact.data) : null
  return parsed?.success
    ? { readable: true, digest: parsed.data.digest }
    : { readable: false, reason: '日志开头写明的摘要算法，这个程序不认识：可能由更新的版本写成。请升级程序后再读这个日志。' }
}

type ByName = (name: DigestName) => Digest

/** Whether the digest at hand is the one of that name. */
export const isDigestNamed = (name: DigestName, digest: Digest, digestNamed: ByName): boolean =>
  digestNamed(name)('') === digest('')

/** The name of a digest; a function that is none of those known is a defect and is thrown. */
export const nameOfDigest = (digest: Digest, digestNamed: ByName): DigestName => {
  const name = digestNames.find(known => isDigestNamed(known, digest, digestNamed))
  if (!name) throw new TypeError('not a digest that a log can be linked by')
  return name
}

type Place = Readonly<{ ordinal: number; digest: Digest; digestNamed: ByName }>

/** What is wrong with a beginning met as the `ordinal`-th fact (from 0) of a log checked with `digest`; `null` for other facts too. */
export const wrongBeginning = (fact: Envelope, { ordinal, digest, digestNamed }: Place): string | null => {
  const beginning = beginningOf(fact)
  if (!beginning) return null
  if (ordinal > 0) return '写明摘要算法的记录只能是整个日志的第一条：它是后来插入的，或它之前的记录是后来加上的。'
  if (!beginning.readable) return beginning.reason
  return isDigestNamed(beginning.digest, digest, digestNamed)
    ? null
    : `日志写明用 ${beginning.digest} 计算摘要，这次核验用的却是另一种算法：写明的算法被改动过，或核验时选错了算法。`
}
