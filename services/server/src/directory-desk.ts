import { beginLog } from '@shenbao/audit/begin-log.ts'
import { nameOfDigest } from '@shenbao/audit/log-begun.ts'
import { digestNamed } from '@shenbao/audit/node-digest.ts'
import type { DirectoryCommand } from '@shenbao/directory/commands.ts'
import { decideDirectory } from '@shenbao/directory/decide.ts'
import { type Directory, emptyDirectory } from '@shenbao/directory/directory.ts'
import { directoryStream, foldDirectory, schemaVersionOfDirectoryFact } from '@shenbao/directory/recorded.ts'
import { type EventStore, LogFault, type Position } from '@shenbao/event-store/port.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import type { Clock } from './clock.ts'
import { instantsOf } from './shipped.ts'

export type DirectoryRecorded =
  | Readonly<{ accepted: true; position: Position }>
  | Readonly<{ accepted: false; because: Rejection }>

/** The directory as the log has it now, and the one way to change it. */
export type DirectoryDesk = Readonly<{
  /** Reads what was recorded since the last question, so that a dismissal on another server counts at once. */
  current: () => Promise<Directory>
  /** Decides and records. `actor` is an officer id, `null` for the product itself (the very beginning). */
  record: (command: DirectoryCommand, actor: string | null) => Promise<DirectoryRecorded>
}>

type Needs = Readonly<{ store: EventStore; clock: Clock; digest: Digest; newId: () => string }>

/** Two administrators at once: decide again on what the other recorded. More than a few times is no coincidence. */
const TRIES_MAX = 5

/** The directory is often the first thing recorded: it begins an empty log, with `digest`. A log that has begun is linked by its own. */
export const newDirectoryDesk = ({ store, clock, digest, newId }: Needs): DirectoryDesk => {
  let seen: Readonly<{ directory: Directory; last: Envelope | null }> = { directory: emptyDirectory, last: null }

  const now = instantsOf(clock)
  let begun: Digest | null = null
  const digestOfThisLog = async (): Promise<Digest> => {
    begun ??= (await beginLog({ store, now }, nameOfDigest(digest, digestNamed))).digest
    return begun
  }

  const refresh = async (): Promise<typeof seen> => {
    const { directory, last } = seen
    const facts = (await store.read(directoryStream, (last?.revision ?? -1) + 1)).map(({ fact }) => fact)
    const next = { directory: foldDirectory(facts, directory), last: facts.at(-1) ?? last }
    // Two questions at once may answer in any order: keep the further one.
    if ((next.last?.revision ?? -1) > (seen.last?.revision ?? -1)) seen = next
    return next
  }

  const record = async (command: DirectoryCommand, actor: string | null, tries = 1): Promise<DirectoryRecorded> => {
    const { directory, last } = await refresh()
    const decision = decideDirectory(command, directory, actor)
    if (!decision.accepted) return decision
    const linking = await digestOfThisLog()
    const commandId = newId()
    const { today, recordedAt } = now()
    const common = {
      actor: actor ?? 'system',
      onBehalfOf: null,
      commandId,
      commandDigest: linking(canonicalJson(command)),
      effectiveOn: today,
      recordedAt,
    }
    const drafts = decision.events.map(({ type, data }) => ({
      ...common,
      id: newId(),
      type,
      schemaVersion: schemaVersionOfDirectoryFact(type),
      data,
    }))
    const appended = await store.append(
      directoryStream,
      last?.revision ?? -1,
      linkFacts(linking, { stream: directoryStream, last }, drafts),
    )
    if (appended.outcome === 'appended') return { accepted: true, position: appended.position }
    if (tries >= TRIES_MAX) throw new LogFault('人员目录同时被多人修改，请稍后再试。', { settled: true })
    return record(command, actor, tries + 1)
  }

  return {
    current: async () => (await refresh()).directory,
    record: (command, actor) => record(command, actor),
  }
}
