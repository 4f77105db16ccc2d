import type { DatabaseSync } from 'node:sqlite'
import type { Recorded } from '@shenbao/event-store/port.ts'
import type { Outcome, Stopped } from './fold-streams.ts'
import { moveCheckpoint } from './model-file.ts'
import type { Projection } from './projection.ts'
import { run } from './statement.ts'

/** Writes what a batch did: rows, stopped streams and checkpoint in one transaction, or nothing of it. */
export const applyBatch = (
  db: DatabaseSync,
  projections: readonly Projection[],
  batch: readonly Recorded[],
  outcomes: readonly Outcome[],
): void => {
  const last = batch.at(-1)
  if (!last) return
  const latest = latestPositions(outcomes)
  db.exec('begin immediate')
  try {
    for (const outcome of outcomes)
      if (outcome.kind === 'stopped') stop(db, outcome)
      else {
        const delivered = outcome.kind === 'other' ? outcome : { ...outcome, latest: latest.has(outcome.recorded.position) }
        for (const projection of projections) projection.apply(db, delivered)
      }
    moveCheckpoint(db, last, batch.length)
    db.exec('commit')
  } catch (error) {
    db.exec('rollback')
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
