import type { DatabaseSync } from 'node:sqlite'
import { lessonsOf, pairsOf } from '@shenbao/declaration/lessons.ts'
import { endingOf } from '../ending.ts'
import type { DeclarationFact, Projection } from '../projection.ts'
import { run } from '../statement.ts'

/**
 * The indicator library (指标库): one row for each row of an approved declaration, as approved and adjusted, with the points it got
 * once they are confirmed; `plan` is JSON. What the rows of one `key` and `place` make together is counted when asked for, over those
 * that the asking person may see. `library_pairs` finds a name by two neighbouring characters; a pair once there stays there.
 */
export const library: Projection = {
  name: 'library',
  version: 1,
  schema: `
create table library_uses (
  declaration_id text not null,
  indicator_id text not null,
  key text not null,
  place text not null,
  name text not null,
  level1 text,
  level2 text,
  target text not null,
  op text,
  value text,
  unit text,
  plan text not null,
  score text,
  weight text,
  primary key (declaration_id, indicator_id)
) strict, without rowid;
create index library_uses_by_key on library_uses (key, place);
create table library_pairs (
  pair text not null,
  key text not null,
  primary key (pair, key)
) strict, without rowid;
`,
  apply: (db, delivered) => {
    if (delivered.kind === 'declaration' && teachesOtherwise(delivered)) replace(db, delivered)
  },
}

/** What stands on a form before its 批复 teaches nothing, so that drafting costs nothing here. */
const teachesOtherwise = ({ before, after, route }: DeclarationFact): boolean => {
  if (before === null) return false
  if (before.approval !== after.approval) return true
  if (after.approval === null) return false
  return (
    before.form !== after.form ||
    before.final !== after.final ||
    before.rescores !== after.rescores ||
    endingOf(route, before.work.standing.stages) !== endingOf(route, after.work.standing.stages)
  )
}

const replace = (db: DatabaseSync, { after, route }: DeclarationFact): void => {
  run(db, 'delete from library_uses where declaration_id = :id', { id: after.id })
  for (const { indicatorId, plan, ...lesson } of lessonsOf(after, endingOf(route, after.work.standing.stages))) {
    run(db, INSERT, { declarationId: after.id, indicatorId, ...lesson, plan: JSON.stringify(plan) })
    for (const pair of pairsOf(lesson.key))
      run(db, 'insert or ignore into library_pairs (pair, key) values (:pair, :key)', { pair, key: lesson.key })
  }
}

const INSERT = `
insert into library_uses (declaration_id, indicator_id, key, place, name, level1, level2, target, op, value, unit, plan, score, weight)
values (:declarationId, :indicatorId, :key, :place, :name, :level1, :level2, :target, :op, :value, :unit, :plan, :score, :weight)`
