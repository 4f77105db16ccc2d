import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { declarationEvents } from '@shenbao/declaration/events.ts'
import type { EventStore, Position, Recorded } from '@shenbao/event-store/port.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import type { Projection } from './projection.ts'
import { row, rows, run } from './statement.ts'

/**
 * One disposable file with the tables of all projections, one checkpoint, and the streams that were stopped. Its name carries
 * the digest of what would be written into it, so that a program with other projections begins another file, and a generation,
 * so that it can be built again beside itself.
 */
export type ModelFile = Readonly<{
  db: DatabaseSync
  /** `null`: in memory. */
  path: string | null
  generation: number
  /** Up to where the log is in the tables; `null` before the first fact. */
  position: () => Position | null
  /** How many facts of the log were seen. */
  facts: () => number
  close: () => void
}>

export type Place = Readonly<{ directory: string | null; digest: string }>

/** Everything the rows depend on apart from the log: the projections, and which facts this program can read. */
export const digestOfProjections = (digest: Digest, projections: readonly Projection[]): string =>
  digest(
    canonicalJson({
      projections: projections.map(({ name, version, schema }) => ({ name, version, schema })),
      facts: declarationEvents.map(({ type, schemaVersion }) => `${type} ${schemaVersion}`),
    }),
  ).slice(0, 16)

const OWN_TABLES = `
create table checkpoint (
  one integer primary key check (one = 1),
  position text not null,
  facts integer not null,
  stream text not null,
  revision integer not null,
  fact_id text not null,
  complete integer not null
) strict;
create table stopped_streams (
  stream text primary key,
  revision integer not null,
  fact text not null,
  position text not null,
  recorded_at text not null,
  reason text not null
) strict, without rowid;
`

const NAME = /^read-models-([0-9a-f]+)-(\d+)\.sqlite$/

type Known = Readonly<{ path: string; digest: string; generation: number }>

const knownFiles = (directory: string): readonly Known[] =>
  readdirSync(directory).flatMap(name => {
    const match = NAME.exec(name)
    return match ? [{ path: join(directory, name), digest: match[1] ?? '', generation: Number(match[2]) }] : []
  })

/** A new, empty file after all others of its digest. */
export const createModelFile = ({ directory, digest }: Place, projections: readonly Projection[]): ModelFile => {
  if (directory === null) return withTables(open(null, 1), projections)
  mkdirSync(directory, { recursive: true })
  const generations = knownFiles(directory).filter(known => known.digest === digest)
  const generation = 1 + Math.max(0, ...generations.map(known => known.generation))
  return withTables(open(join(directory, `read-models-${digest}-${generation}.sqlite`), generation), projections)
}

/**
 * The file to go on with: the newest that was complete once, else the newest of all, as far as it came; a new one when none
 * can be read or belongs to this log.
 */
export const openModelFile = async (
  place: Place,
  projections: readonly Projection[],
  store: Pick<EventStore, 'read'>,
): Promise<ModelFile> => {
  const { directory } = place
  if (directory === null) return createModelFile(place, projections)
  mkdirSync(directory, { recursive: true })
  const usable: ModelFile[] = []
  for (const { path, digest, generation } of knownFiles(directory)) {
    const file = digest === place.digest ? openIfReadable(path, generation) : null
    if (file && (await belongsTo(file, store))) usable.push(file)
    else file?.close()
  }
  const [best, ...others] = usable.toSorted(
    (a, b) => Number(isComplete(b)) - Number(isComplete(a)) || b.generation - a.generation,
  )
  for (const other of others) other.close()
  return best ?? createModelFile(place, projections)
}

/** The files of other generations and of other programs; they can be made again at any time. */
export const removeOtherFiles = ({ directory }: Place, kept: readonly (ModelFile | undefined)[]): void => {
  if (directory === null) return
  for (const { path } of knownFiles(directory)) if (!kept.some(file => file?.path === path)) removeModelFile(path)
}

export const removeModelFile = (path: string): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
}

/** From here on a restart may begin with this file instead of with an empty one. */
export const markComplete = ({ db }: ModelFile): void => run(db, 'update checkpoint set complete = 1', {})

/** Moves the checkpoint behind `last`. Inside the transaction that writes the rows. */
export const moveCheckpoint = (db: DatabaseSync, { position, fact }: Recorded, facts: number): void =>
  run(
    db,
    `insert into checkpoint (one, position, facts, stream, revision, fact_id, complete)
       values (1, :position, :facts, :stream, :revision, :id, 0)
     on conflict do update set position = excluded.position, facts = facts + excluded.facts,
       stream = excluded.stream, revision = excluded.revision, fact_id = excluded.fact_id`,
    { position, facts, stream: fact.stream, revision: fact.revision, id: fact.id },
  )

type Checkpoint = Readonly<{
  position: Position
  facts: number
  stream: string
  revision: number
  fact_id: string
  complete: number
}>

const checkpointOf = (db: DatabaseSync): Checkpoint | null => row<Checkpoint>(db, 'select * from checkpoint')

/** Up to where the log is in the tables. */
export const checkpointed = (db: DatabaseSync): Position | null => checkpointOf(db)?.position ?? null

/** A console that rebuilds beside a living server writes for milliseconds at a time; nobody needs to give up over that. */
const BUSY_MILLISECONDS = 5_000

const open = (path: string | null, generation: number): ModelFile => {
  const db = new DatabaseSync(path ?? ':memory:', { timeout: BUSY_MILLISECONDS })
  try {
    // NORMAL: a power cut may cost the last batches, never the consistency of the file; they are read from the log again.
    db.exec('pragma journal_mode = wal; pragma synchronous = normal')
  } catch (error) {
    db.close()
    throw error
  }
  return {
    db,
    path,
    generation,
    position: () => checkpointed(db),
    facts: () => checkpointOf(db)?.facts ?? 0,
    close: () => {
      if (db.isOpen) db.close()
    },
  }
}

const withTables = (file: ModelFile, projections: readonly Projection[]): ModelFile => {
  file.db.exec(`begin; ${OWN_TABLES} ${projections.map(({ schema }) => schema).join('\n')} commit;`)
  return file
}

const isComplete = ({ db }: ModelFile): boolean => checkpointOf(db)?.complete === 1

/** `null` for a file that cannot be read: nothing in it is worth an error. */
const openIfReadable = (path: string, generation: number): ModelFile | null => {
  let file: ModelFile | null = null
  try {
    file = open(path, generation)
    checkpointOf(file.db)
    return file
  } catch {
    // Not a database, or one cut short. The log has everything, so another one is made.
    file?.close()
    return null
  }
}

/** Whether the last fact that was seen stands in this log, at this place: after a restore it may be another log. */
const belongsTo = async (file: ModelFile, store: Pick<EventStore, 'read'>): Promise<boolean> => {
  const last = checkpointOf(file.db)
  if (!last) return true
  const [found] = await store.read(last.stream, last.revision)
  return found?.fact.id === last.fact_id && found.position === last.position
}

/** A declaration that is not followed any further. `revision` and `fact` name the fact that could not be taken in. */
export type StoppedStream = Readonly<{ stream: string; revision: number; fact: string; recordedAt: string; reason: string }>

export const stoppedStreams = (db: DatabaseSync): readonly StoppedStream[] =>
  rows<StoppedStream>(
    db,
    'select stream, revision, fact, recorded_at as recordedAt, reason from stopped_streams order by position',
  )
