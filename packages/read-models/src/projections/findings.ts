import { countsOfFindings, type FindingCounts, findingsOf } from '@shenbao/declaration/findings.ts'
import type { Form } from '@shenbao/form/form.ts'
import { inspectionVersion } from '@shenbao/inspection/inspect.ts'
import { plainName } from '@shenbao/inspection/row.ts'
import type { DeclarationFact, Projection } from '../projection.ts'
import { row, run } from '../statement.ts'

/**
 * How much there is to look at in each declaration (what a comparison with others would add is not counted), and the rows by the
 * matter they speak of, so that one project is compared with the others of its unit without reading them. `told` is all of that as
 * text: most facts leave it alone.
 */
export const findings: Projection = {
  name: 'findings',
  version: inspectionVersion,
  schema: `
create table findings (
  declaration_id text primary key,
  error integer not null,
  warning integer not null,
  info integer not null,
  told text not null
) strict, without rowid;
create table matters (
  unit_id text not null,
  year integer not null,
  matter text not null,
  declaration_id text not null,
  row_id text not null,
  name text not null,
  target text not null,
  primary key (declaration_id, row_id)
) strict, without rowid;
create index matters_by_name on matters (unit_id, year, matter);
`,
  apply: (db, delivered) => {
    if (delivered.kind !== 'declaration' || !delivered.latest) return
    const { id, unitId, year, form } = delivered.after
    const counts = countsOf(delivered)
    const matters = mattersOf(form)
    const told = JSON.stringify([unitId, year, counts, matters])
    if (row<{ told: string }>(db, 'select told from findings where declaration_id = :id', { id })?.told === told) return
    run(db, REPLACE, { id, ...counts, told })
    run(db, 'delete from matters where declaration_id = :id', { id })
    for (const [rowId, matter, name, target] of matters) run(db, INSERT, { id, unitId, year, rowId, matter, name, target })
  },
}

const REPLACE = `
insert or replace into findings (declaration_id, error, warning, info, told) values (:id, :error, :warning, :info, :told)`
const INSERT = `
insert into matters (unit_id, year, matter, declaration_id, row_id, name, target)
values (:unitId, :year, :matter, :id, :rowId, :name, :target)`

/** A form is looked at once, however many facts leave it as it is. */
const counted = new WeakMap<Form, FindingCounts>()

const countsOf = ({ after: { form }, pack }: DeclarationFact): FindingCounts => {
  const known = counted.get(form)
  if (known) return known
  const counts = countsOfFindings(findingsOf(form, pack))
  counted.set(form, counts)
  return counts
}

/** Rows without a name or a value have nothing to compare. */
const mattersOf = (form: Form): readonly (readonly [rowId: string, matter: string, name: string, target: string])[] =>
  form.indicators.flatMap(({ id, name, target }) => {
    const matter = plainName(name)
    return matter === '' || target === '' ? [] : [[id, matter, name, target] as const]
  })
