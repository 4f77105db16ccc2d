import { beginLog } from '@shenbao/audit/begin-log.ts'
import { nameOfDigest } from '@shenbao/audit/log-begun.ts'
import { digestNamed } from '@shenbao/audit/node-digest.ts'
import { type DeputyCommand, type DirectoryCommand, isDeputyCommand } from '@shenbao/directory/commands.ts'
import { decideDirectory } from '@shenbao/directory/decide.ts'
import { decideDeputies } from '@shenbao/directory/decide-deputies.ts'
import { type Directory, emptyDirectory } from '@shenbao/directory/directory.ts'
import type { DirectoryEvent } from '@shenbao/directory/events.ts'
import { directoryStream, foldDirectory, schemaVersionOfDirectoryFact } from '@shenbao/directory/recorded.ts'
import { type EventStore, LogFault, type Position } from '@shenbao/event-store/port.ts'
import { recordFacts } from '@shenbao/handler/record.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import { type Decision, type Rejection, reject } from '@shenbao/kernel/decider.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import type { Clock } from './clock.ts'
import { instantsOf } from './shipped.ts'

export type DirectoryRecorded =
  | Readonly<{ accepted: true; position: Position; events: readonly DirectoryEvent[] }>
  | Readonly<{ accepted: false; because: Rejection }>

/** The directory as the log has it now, and the one way to change it. */
export type DirectoryDesk = Readonly<{
  /** Reads what was recorded since the last question, so that a dismissal on another server counts at once. */
  current: () => Promise<Directory>
  /** Decides and records. `actor` is an officer id, `null` for the product itself (the very beginning). */
  record: (command: DirectoryCommand | DeputyCommand, actor: string | null) => Promise<DirectoryRecorded>
  /** Decides and records nothing. */
  preview: (command: DirectoryCommand | DeputyCommand, actor: string | null) => Promise<Decision<DirectoryEvent>>
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

  const record = async (
    command: DirectoryCommand | DeputyCommand,
    actor: string | null,
    tries = 1,
  ): Promise<DirectoryRecorded> => {
    const { directory, last } = await refresh()
    const at = now()
    const decision = decide(command, directory, actor, at.today)
    if (!decision.accepted) return decision
    const linking = await digestOfThisLog()
    const facts = decision.events.map(({ type, data }) => ({ type, schemaVersion: schemaVersionOfDirectoryFact(type), data }))
    const recorded = await recordFacts({ store, digest: linking, now: () => at }, directoryStream, last, facts, {
      actor: actor ?? 'system',
      onBehalfOf: null,
      commandId: newId(),
      commandDigest: linking(canonicalJson(command)),
    })
    if (recorded.outcome === 'recorded') return { accepted: true, position: recorded.position, events: decision.events }
    if (tries >= TRIES_MAX) throw new LogFault('人员目录同时被多人修改，请稍后再试。', { settled: true })
    return record(command, actor, tries + 1)
  }

  return {
    current: async () => (await refresh()).directory,
    record: (command, actor) => record(command, actor),
    preview: async (command, actor) => decide(command, (await refresh()).directory, actor, now().today),
  }
}

const decide = (
  command: DirectoryCommand | DeputyCommand,
  directory: Directory,
  actor: string | null,
  today: Day,
): Decision<DirectoryEvent> => {
  if (!isDeputyCommand(command)) return decideDirectory(command, directory, actor, today)
  return actor === null ? reject(nobody) : decideDeputies(command, directory, actor, today)
}

const nobody: Rejection = { code: 'not-principal', detail: '代理须由被代理人本人或系统管理员设立。请先登录。' }
