import { setImmediate } from 'node:timers/promises'
import type { EventStore, Position } from '@shenbao/event-store/port.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import type { LogDigest } from './begin-log.ts'
import type { Break } from './break-after.ts'
import { newLogVerification } from './log-verification.ts'
import { keyIdOf } from './public-key.ts'
import { type Seal, SealSet, type SealStatement, sealStream, textOfStatement } from './seal.ts'
import type { SigningKey } from './signature.ts'

export type SealOutcome =
  /** `breaks` were in the log already; the seal says in how many streams, and keeps all else as it is. */
  | Readonly<{ outcome: 'sealed'; seal: Seal; position: Position; breaks: readonly Break[] }>
  /** Nothing but seals since the last seal that fits (`null`: an empty log): another one would say nothing. */
  | Readonly<{ outcome: 'nothing-new'; last: SealStatement | null; breaks: readonly Break[] }>
  /** Somebody else was faster, time and again. Nothing was stored. */
  | Readonly<{ outcome: 'conflict' }>

type Parts = Readonly<{
  store: EventStore
  log: LogDigest
  key: SigningKey
  now: () => Readonly<{ today: Day; recordedAt: string }>
}>

const PAGE_FACTS = 500
/** Two servers that seal at once read on and try again; more tries mean something is wrong. */
const TRIES_MAX = 5

/**
 * Sets seals on a log. The first call reads all of it, each later one only what is new: what was read once is not believed from the
 * disk again, so a fact changed since then makes the next seal a misfit that `verifyLog` names. One call at a time.
 *
 * After a fault of the log the call may simply be made again: a seal that was stored after all is met while reading on.
 */
export const newSealer = ({ store, log, key, now }: Parts): (() => Promise<SealOutcome>) => {
  const verification = newLogVerification(log.digest, { keys: 'any' })
  let after: Position | null = null
  let lastSeal: Envelope | null = null

  const readOn = async (): Promise<void> => {
    for (;;) {
      const page = await store.readAll(after, PAGE_FACTS)
      if (page.length === 0) return
      for (const { position, fact } of page) {
        verification.take(fact)
        if (fact.stream === sealStream) lastSeal = fact
        after = position
      }
      // Whoever is served beside it has a turn between pages.
      await setImmediate()
    }
  }

  const sealOnce = async (): Promise<SealOutcome> => {
    await readOn()
    const { facts, head, breaks, brokenStreams, seals } = verification.result()
    if (seals.unsealed === 0) return { outcome: 'nothing-new', last: seals.last?.statement ?? null, breaks }
    const { today, recordedAt } = now()
    const { algorithm, hex: publicKey } = key.publicKey
    const statement: SealStatement = {
      purpose: 'shenbao-seal',
      version: 1,
      digest: log.name,
      facts,
      heads: head.digest,
      brokenStreams,
      sealedAt: recordedAt,
      algorithm,
      publicKey,
      keyId: keyIdOf(key.publicKey),
    }
    const seal = { statement, signature: key.sign(textOfStatement(statement)) }
    const fact = sealFact(seal, { log, today, last: lastSeal })
    const appended = await store.append(sealStream, fact.revision - 1, [fact])
    return appended.outcome === 'conflict'
      ? { outcome: 'conflict' }
      : { outcome: 'sealed', seal, position: appended.position, breaks }
  }

  return async () => {
    for (let tries = 1; ; tries += 1) {
      const outcome = await sealOnce()
      if (outcome.outcome !== 'conflict' || tries === TRIES_MAX) return outcome
    }
  }
}

/** One seal on a log as it is now. */
export const sealLog = (parts: Parts): Promise<SealOutcome> => newSealer(parts)()

type Beside = Readonly<{ log: LogDigest; today: Day; last: Envelope | null }>

const sealFact = (seal: Seal, { log, today, last }: Beside): Envelope => {
  const { type, data } = SealSet.of(seal)
  const text = canonicalJson(seal)
  const draft = {
    id: derivedId(log.digest, sealStream, (last?.revision ?? -1) + 1, text),
    type,
    schemaVersion: SealSet.schemaVersion,
    actor: 'system',
    onBehalfOf: null,
    commandId: `seal-${seal.statement.facts}`,
    commandDigest: log.digest(text),
    effectiveOn: today,
    recordedAt: seal.statement.sealedAt,
    data,
  }
  const [fact] = linkFacts(log.digest, { stream: sealStream, last }, [draft])
  if (!fact) throw new TypeError('a draft was given and none was linked')
  return fact
}
