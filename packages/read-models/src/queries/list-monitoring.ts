import type { DatabaseSync } from 'node:sqlite'
import type { Day } from '@shenbao/kernel/dates.ts'
import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import type { Fen } from '@shenbao/kernel/money.ts'
import { type Light, lights } from '@shenbao/policy/warning-lights.ts'
import { allOf, rows, when } from '../statement.ts'
import { type Within, withinOrganisations } from './within.ts'

/** How a declaration that is carried out, or was, stands at the end of one month; all null and not filled where nothing was reported. */
export type MonitoredDeclaration = Readonly<{
  id: string
  name: string | null
  unitId: string
  unit: string | null
  phase: string
  annualRequest: Fen | null
  executed: Fen | null
  /** Percent text with two places. */
  executionRate: string | null
  budgetLight: Light | null
  /** The worst of its rows. */
  light: Light | null
  red: number
  yellow: number
  /** Columns still blank. */
  missing: number
  filled: boolean
  openRectifications: number
  overdueRectifications: number
}>

export const monitoringOrders = ['listed', 'light', 'execution', 'budget', 'rectifications'] as const

export type MonitoringFilter = Readonly<{
  year: number
  period: string
  today: Day
  light?: Light | 'unlit' | undefined
  budgetLight?: Light | 'unlit' | undefined
  filled?: boolean | undefined
  /** 重点监控: a budget of at least this, and an execution rate below this many percent; a rate not reported counts as none. */
  budgetFrom?: Fen | undefined
  executionBelow?: string | undefined
  /** Only those with something still to be put right. */
  rectifying?: boolean | undefined
  order?: (typeof monitoringOrders)[number] | undefined
  within?: Within
}>

/** How many there are of each kind, before anything but the year and the reader is asked. */
export type MonitoringCounts = Readonly<Record<Light | 'unlit' | 'all' | 'filled' | 'openRectifications', number>>

export const listMonitoring = (
  db: DatabaseSync,
  filter: MonitoringFilter,
): Readonly<{ items: readonly MonitoredDeclaration[]; counts: MonitoringCounts; periods: readonly string[] }> => {
  const { year, period, today, within, order = 'listed' } = filter
  const { sql, values } = allOf(
    when(year, value => ({ sql: 'd.year = :year', values: { year: value } })),
    withinOrganisations(within),
  )
  const all = rows<Row>(db, `${MONITORED} and ${sql} order by d.ordinal`, { ...values, period, today }).map(monitored)
  const periods = rows<{ period: string }>(
    db,
    `select distinct m.period from monitoring m join declarations d on d.id = m.declaration_id where ${sql} order by m.period`,
    values,
  ).map(found => found.period)
  const items = all.filter(one => isAskedFor(one, filter)).toSorted(orders[order])
  return { items, counts: countsOf(all), periods }
}

const MONITORED = `
select d.id, d.name, d.unit_id as unitId, d.unit, d.phase, d.annual_request as annualRequest, m.executed,
  m.execution_rate as executionRate, m.budget_light as budgetLight, m.light, coalesce(m.red, 0) as red, coalesce(m.yellow, 0) as yellow,
  coalesce(m.missing, 0) as missing, coalesce(m.filled, 0) as filled,
  (select count(*) from rectifications r where r.declaration_id = d.id and r.state <> 'closed') as openRectifications,
  (select count(*) from rectifications r where r.declaration_id = d.id and r.state in ('open', 'returned') and r.due_on < :today)
    as overdueRectifications
from declarations d left join monitoring m on m.declaration_id = d.id and m.period = :period
where d.phase in ('executing', 'evaluating', 'published', 'archived')`

type Row = Omit<MonitoredDeclaration, 'annualRequest' | 'executed' | 'filled'> &
  Readonly<{ annualRequest: string | null; executed: string | null; filled: number }>

const monitored = (row: Row): MonitoredDeclaration => ({
  ...row,
  annualRequest: row.annualRequest === null ? null : BigInt(row.annualRequest),
  executed: row.executed === null ? null : BigInt(row.executed),
  filled: row.filled === 1,
})

const isAskedFor = (one: MonitoredDeclaration, asked: MonitoringFilter): boolean =>
  (asked.light === undefined || asked.light === (one.light ?? 'unlit')) &&
  (asked.budgetLight === undefined || asked.budgetLight === (one.budgetLight ?? 'unlit')) &&
  (asked.filled === undefined || asked.filled === one.filled) &&
  (asked.budgetFrom === undefined || (one.annualRequest !== null && one.annualRequest >= asked.budgetFrom)) &&
  (asked.executionBelow === undefined || compare(decimal(one.executionRate ?? '0'), decimal(asked.executionBelow)) < 0) &&
  (asked.rectifying !== true || one.openRectifications > 0)

type Order = (a: MonitoredDeclaration, b: MonitoredDeclaration) => number

/** Worst first; what is not lit comes last. Equal ones stay in the order of opening. */
const lightPlace = (light: Light | null): number => (light === null ? lights.length : lights.indexOf(light))
const orders: Readonly<Record<(typeof monitoringOrders)[number], Order>> = {
  listed: () => 0,
  light: (a, b) => lightPlace(a.light) - lightPlace(b.light) || b.red - a.red || b.yellow - a.yellow,
  execution: (a, b) => {
    if (a.executionRate === null || b.executionRate === null)
      return Number(a.executionRate === null) - Number(b.executionRate === null)
    return compare(decimal(a.executionRate), decimal(b.executionRate))
  },
  budget: (a, b) =>
    Number((b.annualRequest ?? 0n) > (a.annualRequest ?? 0n)) - Number((b.annualRequest ?? 0n) < (a.annualRequest ?? 0n)),
  rectifications: (a, b) => b.overdueRectifications - a.overdueRectifications || b.openRectifications - a.openRectifications,
}

const countsOf = (all: readonly MonitoredDeclaration[]): MonitoringCounts => {
  const lit = (light: Light | null): number => all.filter(one => one.light === light).length
  return {
    all: all.length,
    filled: all.filter(({ filled }) => filled).length,
    red: lit('red'),
    yellow: lit('yellow'),
    green: lit('green'),
    blue: lit('blue'),
    unlit: lit(null),
    openRectifications: all.reduce((total, { openRectifications }) => total + openRectifications, 0),
  }
}
