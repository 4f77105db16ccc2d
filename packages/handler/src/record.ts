import type { EventStore, Position, Recorded } from '@shenbao/event-store/port.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import { type Digest, derivedId } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'

/** What turns a decision into recorded facts. `now` gives both clocks: the business day and the instant of recording. */
export type Recorder = Readonly<{ store: EventStore; digest: Digest; now: () => Readonly<{ today: Day; recordedAt: string }> }>

/** On whose account something is recorded, and under which command. */
export type Account = Readonly<{ actor: string; onBehalfOf: string | null; commandId: string; commandDigest: string }>

export type Recording =
  /** `repeated` when an earlier attempt had already stored exactly these facts. */
  Readonly<{ outcome: 'recorded'; revision: number; position: Position; repeated: boolean }> | Readonly<{ outcome: 'conflict' }>

/** Known facts, their schema versions, and a stream's last fact are all it takes to append. */
export type NewFact = Readonly<{ type: string; schemaVersion: number; data: unknown }>

/**
 * Appends new facts to the end of a stream as this program last saw it. Ids follow from stream, command, its content and
 * revision: the same attempt made twice is stored once; the same key with another body, and a later attempt at another place (a
 * name claimed again), are other facts.
 */
export const recordFacts = async (
  { store, digest, now }: Recorder,
  stream: string,
  last: Envelope | null,
  facts: readonly NewFact[],
  account: Account,
): Promise<Recording> => {
  const { today, recordedAt } = instantAfter(last, now())
  const expected = last?.revision ?? -1
  const drafts = facts.map(({ type, schemaVersion, data }, ordinal) => ({
    id: derivedId(digest, stream, account.commandId, account.commandDigest, expected + 1 + ordinal),
    type,
    schemaVersion,
    ...account,
    effectiveOn: today,
    recordedAt,
    data: data as Envelope['data'],
  }))
  const appended = await store.append(stream, expected, linkFacts(digest, { stream, last }, drafts))
  if (appended.outcome === 'conflict') return { outcome: 'conflict' }
  const { revision, position, repeated } = appended
  return { outcome: 'recorded', revision, position, repeated }
}

/**
 * No fact of a stream is recorded before the one it follows: a clock that was set back, or that of another server, stands still
 * until it has caught up. Otherwise "as it stood at that instant" would leave out facts in the middle.
 */
const instantAfter = (last: Envelope | null, now: ReturnType<Recorder['now']>): ReturnType<Recorder['now']> =>
  last && Date.parse(now.recordedAt) < Date.parse(last.recordedAt) ? { ...now, recordedAt: last.recordedAt } : now

export const lastOf = (facts: readonly Recorded[]): Envelope | null => facts.at(-1)?.fact ?? null

/**
 * How often a write is tried again after somebody else wrote first. Each try re-reads and re-decides; more means something is
 * wrong.
 */
export const MOST_TRIES = 8
