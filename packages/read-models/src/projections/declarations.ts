import type { DatabaseSync } from 'node:sqlite'
import { stageNamed } from '@shenbao/workflow/route.ts'
import { endingOf, hasMoved } from '../ending.ts'
import type { DeclarationFact, Projection } from '../projection.ts'
import { indexedText } from '../search-text.ts'
import { row, run } from '../statement.ts'

/**
 * The list: one row a declaration, in the order in which they were opened (`ordinal`), and the words it is searched by. `stages`
 * and `flags` are JSON arrays, `annual_request` is fen, `begun_at` the first time it left the stage in which it is written.
 */
export const declarations: Projection = {
  name: 'declarations',
  version: 2,
  schema: `
create table declarations (
  ordinal integer primary key,
  id text not null unique,
  year integer not null,
  unit_id text not null,
  department_id text not null,
  unit text,
  department text,
  name text,
  nature text,
  category text,
  phase text not null,
  stages text not null,
  round integer not null,
  ending text,
  annual_request text,
  indicators integer not null,
  flagged_indicators integer not null,
  flags text not null,
  document_number text,
  revision integer not null,
  opened_at text not null,
  begun_at text,
  ended_at text,
  changed_at text not null
) strict;
create index declarations_by_year on declarations (year, ordinal);
create index declarations_by_phase on declarations (phase, ordinal);
create index declarations_by_unit on declarations (unit_id, ordinal);
create index declarations_by_unit_name on declarations (unit, ordinal);
create index declarations_by_department on declarations (department_id, ordinal);
create index declarations_by_name on declarations (name);
create virtual table declaration_words using fts5(words, tokenize = 'unicode61');
`,
  apply: (db, delivered) => {
    if (delivered.kind !== 'declaration') return
    const { event, before, after, recorded, latest } = delivered
    if (event.type === 'declaration-opened') return open(db, delivered)
    if (before && hasMoved(before.work.standing.stages, after.work.standing.stages)) move(db, delivered)
    if (!latest) return
    run(db, UPDATE, { ...columnsOf(delivered), changedAt: recorded.fact.recordedAt })
    index(db, delivered)
  },
}

const open = (db: DatabaseSync, delivered: DeclarationFact): void => {
  const at = delivered.recorded.fact.recordedAt
  run(db, INSERT, { ...columnsOf(delivered), openedAt: at, changedAt: at })
  index(db, delivered)
}

const move = (db: DatabaseSync, { after, route, recorded }: DeclarationFact): void => {
  const { stages } = after.work.standing
  run(
    db,
    `update declarations set ended_at = :endedAt,
       begun_at = coalesce(begun_at, iif(:begun, :at, null)) where id = :id`,
    {
      id: after.id,
      at: recorded.fact.recordedAt,
      endedAt: endingOf(route, stages) === null ? null : recorded.fact.recordedAt,
      begun: stages.includes(route.begins) ? 0 : 1,
    },
  )
}

const columnsOf = ({ after, route, recorded }: DeclarationFact) => {
  const { form, work } = after
  return {
    id: after.id,
    year: after.year,
    unitId: after.unitId,
    departmentId: after.departmentId,
    unit: form.unit,
    department: form.department,
    name: form.name,
    nature: form.nature,
    category: form.category,
    phase: stageNamed(route, work.standing.stages[0] ?? '').phase,
    stages: JSON.stringify(work.standing.stages),
    round: work.round,
    ending: endingOf(route, work.standing.stages),
    annualRequest: form.funds.annualRequest?.toString() ?? null,
    indicators: form.indicators.length,
    flaggedIndicators: form.indicators.filter(({ flags }) => flags.length > 0).length,
    flags: JSON.stringify(form.flags),
    documentNumber: after.approval?.documentNumber ?? null,
    revision: recorded.fact.revision,
  }
}

const INSERT = `
insert into declarations (id, year, unit_id, department_id, unit, department, name, nature, category, phase, stages, round, ending,
  annual_request, indicators, flagged_indicators, flags, document_number, revision, opened_at, changed_at)
values (:id, :year, :unitId, :departmentId, :unit, :department, :name, :nature, :category, :phase, :stages, :round, :ending,
  :annualRequest, :indicators, :flaggedIndicators, :flags, :documentNumber, :revision, :openedAt, :changedAt)`

const UPDATE = `
update declarations set year = :year, unit_id = :unitId, department_id = :departmentId, unit = :unit, department = :department,
  name = :name, nature = :nature, category = :category, phase = :phase, stages = :stages, round = :round, ending = :ending,
  annual_request = :annualRequest, indicators = :indicators, flagged_indicators = :flaggedIndicators, flags = :flags,
  document_number = :documentNumber, revision = :revision, changed_at = :changedAt
where id = :id`

/** Most facts leave the words alone, and an index entry costs more than comparing. */
const index = (db: DatabaseSync, { after: { id, form } }: DeclarationFact): void => {
  const words = indexedText([form.name, ...form.indicators.map(({ name }) => name), form.annualGoal, form.overallGoal])
  const known = row<{ ordinal: number; words: string | null }>(
    db,
    `select ordinal, (select words from declaration_words where rowid = ordinal) as words from declarations where id = :id`,
    { id },
  )
  if (!known || known.words === words) return
  run(db, 'insert or replace into declaration_words (rowid, words) values (:ordinal, :words)', { ordinal: known.ordinal, words })
}
