import type { DatabaseSync } from 'node:sqlite'
import type { Position, Recorded } from '@shenbao/event-store/port.ts'
import type { Outcome, Stopped } from './fold-streams.ts'
import { checkpointed, moveCheckpoint } from './model-file.ts'
import type { Projection } from './projection.ts'
import { run } from './statement.ts'

/** A batch that begins right behind `after`, and what its facts did. */
export type Batch = Readonly<{ after: Position | null; facts: readonly Recorded[]; outcomes: readonly Outcome[] }>

/**
 * Writes what a batch did: rows, stopped streams and checkpoint in one transaction, or nothing of it. `false` when the checkpoint
 * is not where the batch begins, because another process keeps the same file up: then nothing is written.
 */
export const applyBatch = (db: DatabaseSync, projections: readonly Projection[], { after, facts, outcomes }: Batch): boolean => {
  const last = facts.at(-1)
  if (!last) return true
  const latest = latestPositions(outcomes)
  db.exec('begin immediate')
  try {
    if (checkpointed(db) !== after) {
      db.exec('rollback')
      return false
    }
    for (const outcome of outcomes)
      if (outcome.kind === 'stopped') stop(db, outcome)
      else {
        const delivered = outcome.kind === 'other' ? outcome : { ...outcome, latest: latest.has(outcome.recorded.position) }
        for (const projection of projections) projection.apply(db, delivered)
      }
    moveCheckpoint(db, last, facts.length)
    db.exec('commit')
    return true
  } catch (error) {
    // A failing disk may have rolled back by itself, and the first error is the one to tell.
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

/** Where the last fact of each declaration in the batch stands. */
const latestPositions = (outcomes: readonly Outcome[]): ReadonlySet<string> =>
  new Set(
    new Map(
      outcomes.flatMap(outcome =>
        outcome.kind === 'declaration' ? [[outcome.recorded.fact.stream, outcome.recorded.position] as const] : [],
      ),
    ).values(),
  )

const stop = (db: DatabaseSync, { recorded: { position, fact }, reason }: Stopped): void =>
  run(
    db,
    `insert into stopped_streams (stream, revision, fact, position, recorded_at, reason)
     values (:stream, :revision, :fact, :position, :recordedAt, :reason)`,
    {
      stream: fact.stream,
      revision: fact.revision,
      fact: fact.type,
      position,
      recordedAt: fact.recordedAt,
      reason,
    },
  )
