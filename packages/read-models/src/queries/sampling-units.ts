import type { DatabaseSync } from 'node:sqlite'
import { allOf, row, rows } from '../statement.ts'
import { type ListFilter, listConditions } from './list-declarations.ts'

/** What a sample is drawn from: an id, and the amount asked for, fen as text. Rows have the id `declaration/indicator`. */
export type SamplingUnitRow = Readonly<{ id: string; amount: string | null }>

export type SamplingFilter = Pick<ListFilter, 'year' | 'phase' | 'unit' | 'within'> & Readonly<{ grade?: string | undefined }>

/** All of them, in no promised order. What its own author discarded is no declaration any more. */
export const samplingUnits = (
  db: DatabaseSync,
  of: 'declarations' | 'evaluations' | 'rows',
  { grade, ...filter }: SamplingFilter,
): readonly SamplingUnitRow[] => {
  const graded = grade === undefined ? null : { sql: 'coalesce(e.final_grade, e.self_grade) = :grade', values: { grade } }
  const { sql, values } = allOf(...listConditions(filter), graded, { sql: `d.ending is not 'discarded'`, values: {} })
  return rows<SamplingUnitRow>(db, `${FROM[of]} where ${sql}`, values)
}

const FROM = {
  declarations: `select d.id, d.annual_request as amount from declarations d
    left join evaluations e on e.declaration_id = d.id`,
  evaluations: `select d.id, d.annual_request as amount from declarations d join evaluations e on e.declaration_id = d.id`,
  rows: `select d.id || '/' || r.indicator_id as id, d.annual_request as amount
    from declarations d join evaluations e on e.declaration_id = d.id join evaluation_rows r on r.declaration_id = d.id`,
} as const

/** What a row that was drawn is called; `null` when it is not scored any more. */
export const sampledRowName = (db: DatabaseSync, declaration: string, indicator: string): string | null =>
  row<{ name: string }>(
    db,
    'select name from evaluation_rows where declaration_id = :declaration and indicator_id = :indicator',
    { declaration, indicator },
  )?.name ?? null
