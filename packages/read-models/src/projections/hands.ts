import type { DatabaseSync } from 'node:sqlite'
import { persons } from '@shenbao/workflow/work.ts'
import { hasMoved } from '../ending.ts'
import type { DeclarationFact, Projection } from '../projection.ts'
import { run } from '../statement.ts'

/**
 * Who had a hand in which declaration, and what each person has seen of it: `seen_revision` is the revision of their own last act,
 * or the one up to which they marked it read. Beside it, who was sent a copy (抄送), the last one each.
 */
export const hands: Projection = {
  name: 'hands',
  version: 1,
  schema: `
create table hands (
  officer text not null,
  declaration_id text not null,
  wrote_at text,
  acted_at text,
  seen_revision integer,
  primary key (officer, declaration_id)
) strict, without rowid;
create index hands_by_declaration on hands (declaration_id);
create table copies (
  officer text not null,
  declaration_id text not null,
  copied_at text not null,
  copied_by text not null,
  note text not null,
  revision integer not null,
  primary key (officer, declaration_id)
) strict, without rowid;
`,
  apply: (db, delivered) => {
    if (delivered.kind !== 'declaration') return
    noteHands(db, delivered)
    noteSeen(db, delivered)
    noteCopies(db, delivered)
  },
}

/**
 * Writing in the stage where a declaration begins makes it one's own; everything after that, and sending it on, is work done. Reading
 * is no work.
 */
const noteHands = (db: DatabaseSync, { before, after, route, event, recorded: { fact } }: DeclarationFact): void => {
  if (event.type === 'read-marked') return
  const drafting = before === null || before.work.standing.stages.includes(route.begins)
  const moved = before !== null && hasMoved(before.work.standing.stages, after.work.standing.stages)
  for (const officer of persons(fact))
    run(
      db,
      `insert into hands (officer, declaration_id, wrote_at, acted_at) values (:officer, :id, :wroteAt, :actedAt)
       on conflict do update set wrote_at = coalesce(excluded.wrote_at, wrote_at),
         acted_at = coalesce(excluded.acted_at, acted_at)`,
      {
        officer,
        id: after.id,
        wroteAt: drafting ? fact.recordedAt : null,
        actedAt: moved || !drafting ? fact.recordedAt : null,
      },
    )
}

/** What a deputy saw, the one they stand in for has not seen. Nobody has seen what is yet to come, whatever they marked. */
const noteSeen = (db: DatabaseSync, { after, event, recorded: { fact } }: DeclarationFact): void =>
  run(
    db,
    `insert into hands (officer, declaration_id, seen_revision) values (:officer, :id, :seen)
     on conflict do update set seen_revision = max(coalesce(seen_revision, -1), excluded.seen_revision)`,
    {
      officer: fact.actor,
      id: after.id,
      seen: event.type === 'read-marked' ? Math.min(event.data.upTo, fact.revision) : fact.revision,
    },
  )

const noteCopies = (db: DatabaseSync, { after, event, recorded: { fact } }: DeclarationFact): void => {
  if (event.type !== 'copied') return
  for (const officer of event.data.to)
    run(
      db,
      `insert into copies (officer, declaration_id, copied_at, copied_by, note, revision)
         values (:officer, :id, :at, :by, :note, :revision)
       on conflict do update set copied_at = excluded.copied_at, copied_by = excluded.copied_by, note = excluded.note,
         revision = excluded.revision`,
      {
        officer,
        id: after.id,
        at: fact.recordedAt,
        by: fact.onBehalfOf ?? fact.actor,
        note: event.data.note,
        revision: fact.revision,
      },
    )
}
