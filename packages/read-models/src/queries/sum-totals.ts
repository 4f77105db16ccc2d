import type { DatabaseSync } from 'node:sqlite'
import { type Fen, sumFen } from '@shenbao/kernel/money.ts'
import { allOf, rows } from '../statement.ts'
import { type ListFilter, listConditions } from './list-declarations.ts'

export const totalsBy = ['unit', 'nature', 'category', 'phase'] as const
export type TotalsBy = (typeof totalsBy)[number]

/** Declarations of one kind together. `blank` counts those whose amount is blank on the form: they add nothing to the sum. */
export type Total = Readonly<{ count: number; annualRequest: Fen; blank: number; indicators: number }>

/** `key` is the unit's name or the word on the form, `null` where it is blank; `id` is the organisation's, for units. */
export type TotalRow = Total & Readonly<{ key: string | null; id: string | null }>

/**
 * Counts and sums over the list, in the order in which each group was first opened. What its own author discarded asks for no
 * money any more and is counted only in `discarded`.
 */
export const sumTotals = (
  db: DatabaseSync,
  { by, ...filter }: ListFilter & Readonly<{ by: TotalsBy }>,
): Readonly<{ rows: readonly TotalRow[]; total: Total; discarded: number }> => {
  const { sql, values } = allOf(...listConditions(filter))
  const found = rows<Row>(db, `${GROUPED[by]} where ${sql} group by 1, d.ending is 'discarded' order by min(d.ordinal)`, values)
  const counted = found.filter(({ discarded }) => discarded === 0).map(totalRow)
  return {
    rows: counted,
    total: {
      count: counted.reduce((sum, { count }) => sum + count, 0),
      annualRequest: sumFen(counted.map(({ annualRequest }) => annualRequest)),
      blank: counted.reduce((sum, { blank }) => sum + blank, 0),
      indicators: counted.reduce((sum, { indicators }) => sum + indicators, 0),
    },
    discarded: found.reduce((sum, { count, discarded }) => (discarded === 1 ? sum + count : sum), 0),
  }
}

/** SQLite adds whole numbers up to 19 digits; an amount may have 18. Summed in two halves, no table of forms is too long. */
const HALF = 1_000_000_000
const SUMS = `count(*) as count, sum(d.indicators) as indicators, sum(d.annual_request is null) as blank,
  sum(cast(d.annual_request as integer) / ${HALF}) as upper, sum(cast(d.annual_request as integer) % ${HALF}) as lower,
  d.ending is 'discarded' as discarded`

/** A unit is one organisation however its name is written; the name shown is that of the declaration opened last. */
const UNIT_NAME = `(select coalesce(named.unit, named.unit_id) from declarations named where named.unit_id = d.unit_id
  order by named.ordinal desc limit 1)`
const GROUPED: Readonly<Record<TotalsBy, string>> = {
  unit: `select d.unit_id as id, ${UNIT_NAME} as key, ${SUMS} from declarations d`,
  nature: `select d.nature as key, null as id, ${SUMS} from declarations d`,
  category: `select d.category as key, null as id, ${SUMS} from declarations d`,
  phase: `select d.phase as key, null as id, ${SUMS} from declarations d`,
}

type Row = Readonly<{
  key: string | null
  id: string | null
  count: number
  indicators: number
  blank: number
  upper: number | null
  lower: number | null
  discarded: number
}>

const totalRow = ({ key, id, count, indicators, blank, upper, lower }: Row): TotalRow => ({
  key,
  id,
  count,
  indicators,
  blank,
  annualRequest: BigInt(upper ?? 0) * BigInt(HALF) + BigInt(lower ?? 0),
})
