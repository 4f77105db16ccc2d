import type { DatabaseSync } from 'node:sqlite'
import type { DeclarationFact, Projection } from '../projection.ts'
import { run } from '../statement.ts'

/**
 * The deadlines of open stages. While the form is with the other side there is no date (`due_on` is null), only the working days left
 * when the clock was stopped. `lapsed` is 1 once it is on record that the deadline has run out.
 */
export const deadlines: Projection = {
  name: 'deadlines',
  version: 1,
  schema: `
create table deadlines (
  declaration_id text not null,
  stage text not null,
  due_on text,
  working_days_left integer,
  lapsed integer not null,
  primary key (declaration_id, stage)
) strict, without rowid;
create index deadlines_by_day on deadlines (due_on, declaration_id, stage) where lapsed = 0;
`,
  apply: (db, delivered) => {
    if (delivered.kind !== 'declaration') return
    const { before, after } = delivered
    if (before?.work.deadlines !== after.work.deadlines || before.work.standing !== after.work.standing) replace(db, delivered)
  },
}

/** A stage that waits for the case to come back keeps the days left; it is no deadline of anybody's before. */
const replace = (db: DatabaseSync, { after: { id, work } }: DeclarationFact): void => {
  run(db, 'delete from deadlines where declaration_id = :id', { id })
  for (const [stage, deadline] of Object.entries(work.deadlines)) {
    if (!work.standing.stages.includes(stage)) continue
    run(
      db,
      `insert into deadlines (declaration_id, stage, due_on, working_days_left, lapsed) values (:id, :stage, :dueOn, :left, :lapsed)`,
      {
        id,
        stage,
        dueOn: deadline.state === 'running' ? deadline.dueOn : null,
        left: deadline.state === 'paused' ? deadline.workingDaysLeft : null,
        lapsed: deadline.state === 'running' && deadline.lapsed ? 1 : 0,
      },
    )
  }
}
