import { type EventStore, LogFault } from '@shenbao/event-store/port.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import { type Digest, derivedId } from '@shenbao/kernel/digest.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import { beginningOf, DEFAULT_DIGEST, type DigestName, LogBegun, logStream } from './log-begun.ts'
import { digestNamed } from './node-digest.ts'

/** The digest that links one log, and its name. */
export type LogDigest = Readonly<{ name: DigestName; digest: Digest }>

/** Both clocks: the business day and the instant of recording (ISO, UTC). */
type Now = () => Readonly<{ today: Day; recordedAt: string }>

/** The digest of a log: named by its first fact, SM3 where no fact names it. A name this program does not know is a `LogFault`. */
export const digestOfLog = async (store: Pick<EventStore, 'readAll'>): Promise<LogDigest> => {
  const [first] = await store.readAll(null, 1)
  const beginning = first ? beginningOf(first.fact) : null
  if (first && beginning?.readable === false) {
    const { stream, revision } = first.fact
    throw new LogFault(beginning.reason, { settled: true, at: { stream, revision } })
  }
  const name = beginning?.readable ? beginning.digest : DEFAULT_DIGEST
  return { name, digest: digestNamed(name) }
}

/** Whether nothing was recorded but the beginning of the log itself: an organisation may still be founded in it. */
export const isUnused = async (store: Pick<EventStore, 'readAll'>): Promise<boolean> => {
  const facts = await store.readAll(null, 2)
  return facts.every(({ fact }, ordinal) => ordinal === 0 && beginningOf(fact) !== null)
}

/**
 * Writes the digest into an empty log as its first fact. Every program that may find a log empty calls this before it records
 * anything else. Answers with the digest that holds from now on: that of the log, whatever was wished, if it had begun already
 * (or another server was faster).
 */
export const beginLog = async (parts: Readonly<{ store: EventStore; now: Now }>, wished: DigestName): Promise<LogDigest> => {
  const { store, now } = parts
  if ((await store.head()) !== null) return digestOfLog(store)
  const { today, recordedAt } = now()
  const digest = digestNamed(wished)
  const { type, data } = LogBegun.of({ digest: wished })
  const draft = {
    id: derivedId(digest, logStream, wished, recordedAt),
    type,
    schemaVersion: LogBegun.schemaVersion,
    actor: 'system',
    onBehalfOf: null,
    commandId: 'begin-log',
    commandDigest: digest(canonicalJson({ type: 'begin-log', ...data })),
    effectiveOn: today,
    recordedAt,
    data,
  }
  await store.append(logStream, -1, linkFacts(digest, { stream: logStream, last: null }, [draft]))
  return digestOfLog(store)
}
