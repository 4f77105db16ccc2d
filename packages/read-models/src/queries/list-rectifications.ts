import type { DatabaseSync } from 'node:sqlite'
import type { Day } from '@shenbao/kernel/dates.ts'
import { allOf, rows, when } from '../statement.ts'
import { textsOf } from './list-declarations.ts'
import { type Within, withinOrganisations } from './within.ts'

/** One 整改 as the ledger shows it. */
export type ListedRectification = Readonly<{
  declarationId: string
  name: string | null
  unit: string | null
  number: number
  state: 'open' | 'answered' | 'returned' | 'closed'
  source: string
  measure: string
  findings: string
  period: string | null
  indicators: readonly string[]
  issuedAs: string
  issuedOn: Day
  dueOn: Day
  closedOn: Day | null
}>

export type RectificationFilter = Readonly<{
  year?: number | undefined
  state?: ListedRectification['state'] | undefined
  /** Past its day and still the unit's turn. */
  overdueOn?: Day | undefined
  within?: Within
}>

/** What is open first, by the day it is due; then what is closed. */
export const listRectifications = (db: DatabaseSync, filter: RectificationFilter): readonly ListedRectification[] => {
  const { sql, values } = allOf(
    when(filter.year, value => ({ sql: 'd.year = :year', values: { year: value } })),
    when(filter.state, value => ({ sql: 'r.state = :state', values: { state: value } })),
    when(filter.overdueOn, today => ({ sql: `r.state in ('open', 'returned') and r.due_on < :today`, values: { today } })),
    withinOrganisations(filter.within),
  )
  return rows<Omit<ListedRectification, 'indicators'> & Readonly<{ indicators: string }>>(
    db,
    `select r.declaration_id as declarationId, d.name, d.unit, r.number, r.state, r.source, r.measure, r.findings, r.period,
       r.indicators, r.issued_as as issuedAs, r.issued_on as issuedOn, r.due_on as dueOn, r.closed_on as closedOn
     from rectifications r join declarations d on d.id = r.declaration_id
     where ${sql} order by r.state = 'closed', r.due_on, d.ordinal, r.number`,
    values,
  ).map(row => ({ ...row, indicators: textsOf(row.indicators) }))
}
