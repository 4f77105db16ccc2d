import type { DatabaseSync } from 'node:sqlite'
import type { FindingCounts } from '@shenbao/declaration/findings.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import type { Fen } from '@shenbao/kernel/money.ts'
import type { Ending } from '../ending.ts'
import { cursorOf, type Page, type Paging, pageOf, readCursor, rowsToRead } from '../page.ts'
import { phraseOf } from '../search-text.ts'
import { allOf, type Condition, row, rows, when } from '../statement.ts'
import { type Within, withinOrganisations } from './within.ts'

export type ListedDeclaration = Readonly<{
  id: string
  /** Place in the order of opening, which is the order of the import. */
  ordinal: number
  year: number
  unitId: string
  departmentId: string
  unit: string | null
  department: string | null
  name: string | null
  nature: string | null
  category: string | null
  phase: string
  /** The open stages: two while something is open beside the main one. */
  stages: readonly string[]
  /** How often it was returned. */
  round: number
  /** `null` while the declaration goes on. */
  ending: Ending | null
  annualRequest: Fen | null
  indicators: number
  flaggedIndicators: number
  flags: readonly string[]
  documentNumber: string | null
  /** Of the open stages the deadline that comes first; in the list of what waits for somebody, that of the stage that waits. */
  deadline: ListedDeadline | null
  /** How much there is to look at in the form by itself. */
  findings: FindingCounts
  revision: number
  openedAt: string
  /** When it first left the stage in which it is written. */
  begunAt: string | null
  endedAt: string | null
  changedAt: string
  /** Why its facts are not followed any further; `null` for a sound one. What the row says is the state before. */
  stopped: string | null
}>

/** As the table keeps it: a day, or while the form is with the other side the working days left when the clock stopped. */
export type ListedDeadline = Readonly<{ dueOn: Day; lapsed: boolean }> | Readonly<{ workingDaysLeft: number }>

export type ListFilter = Readonly<{
  year?: number | undefined
  phase?: string | undefined
  /** Organisation id, or the unit's name as written. */
  unit?: string | undefined
  /** Found in the name, an indicator's name or the goals. */
  q?: string | undefined
  within?: Within
  /** Whose looking is told: see `seenRevision`. */
  me?: string | undefined
}>

/** `seenRevision`: up to which revision the one who asks has seen it; `null` when they never touched it. */
export type SeenInList = ListedDeclaration & Readonly<{ seenRevision: number | null }>

export const listDeclarations = (db: DatabaseSync, filter: ListFilter & Paging): Page<SeenInList> => {
  const { sql, values } = allOf(
    ...listConditions(filter),
    when(filter.after, after => ({ sql: 'd.ordinal > :after', values: { after: readCursor(after, ['number'])[0] ?? 0 } })),
  )
  const found = rows<ListRow & Pick<SeenInList, 'seenRevision'>>(db, `${SEEN} where ${sql} order by d.ordinal limit :limit`, {
    ...values,
    me: filter.me ?? null,
    limit: rowsToRead(filter.limit),
  })
  return pageOf(found.map(listed), filter.limit, last => cursorOf(last.ordinal))
}

/** One declaration as the list shows it. */
export const listedDeclaration = (db: DatabaseSync, id: string): ListedDeclaration | null => {
  const found = row<ListRow>(db, `${LISTED} where d.id = :id`, { id })
  return found && listed(found)
}

/** The conditions of the list, over `declarations d`; totals ask with the same ones. */
export const listConditions = ({ year, phase, unit, q, within }: ListFilter): readonly Condition[] => [
  when(year, value => ({ sql: 'd.year = :year', values: { year: value } })),
  when(phase, value => ({ sql: 'd.phase = :phase', values: { phase: value } })),
  when(unit, value => ({ sql: 'd.unit_id = :unit or d.unit = :unit', values: { unit: value } })),
  when(q?.trim() || undefined, question => {
    const phrase = phraseOf(question)
    return phrase === null
      ? { sql: 'false', values: {} }
      : { sql: 'd.ordinal in (select rowid from declaration_words where words match :phrase)', values: { phrase } }
  }),
  withinOrganisations(within),
]

/** One row of `deadlines` as JSON: of the stage, or the first to come of the declaration `d`. */
export const deadlineOf = (as: string, stage: string | null): string => `(
  select iif(${as}.due_on is null, json_object('workingDaysLeft', ${as}.working_days_left),
    json_object('dueOn', ${as}.due_on, 'lapsed', json(iif(${as}.lapsed, 'true', 'false'))))
  from deadlines ${as} where ${as}.declaration_id = d.id ${stage === null ? '' : `and ${as}.stage = ${stage}`}
  order by ${as}.due_on is null, ${as}.due_on limit 1)`

const FINDINGS = `(
  select json_object('error', f.error, 'warning', f.warning, 'info', f.info) from findings f where f.declaration_id = d.id)`

/** What `listed` takes, from `declarations d` and `STOPPED`. */
export const COLUMNS = `${deadlineOf('own', null)} as deadline, ${FINDINGS} as findings, d.id, d.ordinal, d.year, d.unit_id as unitId, d.department_id as departmentId, d.unit, d.department,
  d.name, d.nature, d.category, d.phase, d.stages, d.round, d.ending, d.annual_request as annualRequest, d.indicators,
  d.flagged_indicators as flaggedIndicators, d.flags, d.document_number as documentNumber, d.revision, d.opened_at as openedAt,
  d.begun_at as begunAt, d.ended_at as endedAt, d.changed_at as changedAt, s.reason as stopped`
export const STOPPED = `left join stopped_streams s on s.stream = 'declaration-' || d.id`
const LISTED = `select ${COLUMNS} from declarations d ${STOPPED}`
const SEEN = `select ${COLUMNS}, own.seen_revision as seenRevision from declarations d ${STOPPED}
  left join hands own on own.declaration_id = d.id and own.officer = :me`

export type ListRow = Omit<ListedDeclaration, 'stages' | 'flags' | 'annualRequest' | 'deadline' | 'findings'> &
  Readonly<{ stages: string; flags: string; annualRequest: string | null; deadline: string | null; findings: string | null }>

export const listed = <Row extends ListRow>(found: Row) => ({
  ...found,
  stages: textsOf(found.stages),
  flags: textsOf(found.flags),
  annualRequest: found.annualRequest === null ? null : BigInt(found.annualRequest),
  deadline: found.deadline === null ? null : (JSON.parse(found.deadline) as ListedDeadline),
  findings: found.findings === null ? nothingFound : (JSON.parse(found.findings) as FindingCounts),
})

const nothingFound: FindingCounts = { error: 0, warning: 0, info: 0 }

/** A JSON array of texts, as the projections write it. */
export const textsOf = (json: string): readonly string[] => JSON.parse(json)
