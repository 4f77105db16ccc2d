import type { DatabaseSync } from 'node:sqlite'
import type { Form } from '@shenbao/form/form.ts'
import type { Compared } from '@shenbao/inspection/finding.ts'
import { plainName } from '@shenbao/inspection/row.ts'
import { allOf, rows } from '../statement.ts'
import { type Within, withinOrganisations } from './within.ts'

type Asked = Readonly<{ id: string; unitId: string; year: number; form: Form; within: Within }>

/**
 * The rows of the unit's other projects of that year that speak of a matter of this form, project by project. Those that ended
 * without a 批复 count no more.
 */
export const comparedRows = (db: DatabaseSync, { id, unitId, year, form, within }: Asked): readonly Compared[] => {
  const { sql, values } = allOf(
    {
      sql: `m.unit_id = :unitId and m.year = :year and m.declaration_id <> :id
        and m.matter in (select value from json_each(:matters)) and (d.ending is null or d.ending = 'completed')`,
      values: { id, unitId, year, matters: JSON.stringify([...new Set(form.indicators.map(({ name }) => plainName(name)))]) },
    },
    withinOrganisations(within),
  )
  const found = rows<Found>(
    db,
    `select d.id, d.name as project, m.row_id as rowId, m.name, m.target
     from matters m join declarations d on d.id = m.declaration_id where ${sql} order by d.ordinal, m.row_id`,
    values,
  )
  const projects = Map.groupBy(found, row => row.id)
  return [...projects.values()].map(rows => ({ name: rows[0]?.project ?? null, indicators: rows.map(indicatorOf) }))
}

type Found = Readonly<{ id: string; project: string | null; rowId: string; name: string; target: string }>

const indicatorOf = ({ rowId, name, target }: Found): Form['indicators'][number] => ({
  id: rowId,
  level1: null,
  level2: null,
  name,
  target,
  weight: null,
  flags: [],
})
