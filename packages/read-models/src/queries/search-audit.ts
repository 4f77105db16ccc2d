import type { DatabaseSync } from 'node:sqlite'
import { isDay } from '@shenbao/kernel/dates.ts'
import { cursorOf, type Page, type Paging, pageOf, readCursor, rowsToRead } from '../page.ts'
import { allOf, type Condition, rows, when } from '../statement.ts'
import { type Within, withinOrganisations } from './within.ts'

/** One changed field. Values are texts as written, amounts yuan text; officers are ids. */
export type AuditRow = Readonly<{
  id: number
  at: string
  effectiveOn: string
  actor: string
  onBehalfOf: string | null
  declaration: string
  declarationName: string | null
  indicator: string | null
  indicatorName: string | null
  field: string
  from: string | null
  to: string | null
  reason: string | null
  revision: number
  fact: string
  /** `false` where the fact only says what should be: an adjustment asked for, a correction. */
  inEffect: boolean
  under: Readonly<{ kind: string; number: number }> | null
}>

export type AuditFilter = Readonly<{
  /** Id or name of a declaration, its present name included. */
  declaration?: string | undefined
  /** Id of an indicator, or a name it has or had. */
  indicator?: string | undefined
  /** Officer id; what a deputy did for them is theirs as well. */
  actor?: string | undefined
  field?: string | undefined
  /** A day asks for the business day, an instant for the recording; both bounds are included. */
  since?: string | undefined
  until?: string | undefined
  within?: Within
  /** `oldest` first unless said otherwise. */
  order?: 'oldest' | 'newest' | undefined
}>

export const searchAudit = (db: DatabaseSync, filter: AuditFilter & Paging): Page<AuditRow> => {
  const newest = filter.order === 'newest'
  const { sql, values } = allOf(
    ...conditions(filter),
    when(filter.after, after => ({
      sql: newest ? 'a.id < :after' : 'a.id > :after',
      values: { after: readCursor(after, ['number'])[0] ?? 0 },
    })),
  )
  const found = rows<Row>(db, `${COLUMNS} where ${sql} order by a.id ${newest ? 'desc' : 'asc'} limit :limit`, {
    ...values,
    limit: rowsToRead(filter.limit),
  })
  return pageOf(found.map(auditRow), filter.limit, last => cursorOf(last.id))
}

const conditions = ({ declaration, indicator, actor, field, since, until, within }: AuditFilter): readonly Condition[] => {
  const organisations = withinOrganisations(within)
  return [
    when(declaration, value => ({
      sql: `a.declaration_id in (select :declaration union select id from declarations where name = :declaration
        union select declaration_id from audit where field = 'name' and indicator_id is null and from_text = :declaration)`,
      values: { declaration: value },
    })),
    when(indicator, value => ({
      sql: `a.indicator_id in (select :indicator union select indicator_id from audit where indicator_name = :indicator)`,
      values: { indicator: value },
    })),
    when(actor, value => ({ sql: 'a.actor = :actor or a.on_behalf_of = :actor', values: { actor: value } })),
    when(field, value => ({ sql: 'a.field = :field', values: { field: value } })),
    when(since, value => ({ sql: `${clockOf(value)} >= :since`, values: { since: boundOf(value) } })),
    when(until, value => ({ sql: `${clockOf(value)} <= :until`, values: { until: boundOf(value) } })),
    organisations && {
      sql: `a.declaration_id in (select d.id from declarations d where ${organisations.sql})`,
      values: organisations.values,
    },
  ]
}

const clockOf = (bound: string): string => (isDay(bound) ? 'a.effective_on' : 'a.at')

/** Instants of any offset and precision, in the form in which they are recorded. The caller has checked that it is one. */
const boundOf = (bound: string): string => (isDay(bound) ? bound : new Date(bound).toISOString())

const COLUMNS = `
select a.id, a.at, a.effective_on as effectiveOn, a.actor, a.on_behalf_of as onBehalfOf, a.declaration_id as declaration,
  a.declaration_name as declarationName, a.indicator_id as indicator, a.indicator_name as indicatorName, a.field,
  a.from_text as "from", a.to_text as "to", a.reason, a.revision, a.fact, a.in_effect as inEffect, a.under_kind as underKind,
  a.under_number as underNumber
from audit a`

type Row = Omit<AuditRow, 'inEffect' | 'under'> &
  Readonly<{ inEffect: number; underKind: string | null; underNumber: number | null }>

const auditRow = ({ inEffect, underKind, underNumber, ...row }: Row): AuditRow => ({
  ...row,
  inEffect: inEffect === 1,
  under: underKind === null || underNumber === null ? null : { kind: underKind, number: underNumber },
})
