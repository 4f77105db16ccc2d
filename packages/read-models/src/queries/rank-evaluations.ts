import type { DatabaseSync } from 'node:sqlite'
import { compare, decimal, decimalText, subtract } from '@shenbao/kernel/decimal.ts'
import { allOf, rows, when } from '../statement.ts'
import { type Within, withinOrganisations } from './within.ts'

/** A scored declaration of one year. Points and rates are decimal text. */
export type RankedEvaluation = Readonly<{
  id: string
  name: string | null
  unitId: string
  unit: string | null
  phase: string
  /** 自评得分, `null` while a row needs a person's judgement. */
  selfTotal: string | null
  selfGrade: string | null
  /** The confirmed result, after 核查; `null` before. */
  finalTotal: string | null
  grade: string | null
  /** 预算执行率 as scored; `null` where there was no budget. */
  executionRate: string | null
  /** Confirmed result less 自评得分. */
  difference: string | null
  /** Place by the confirmed result among those asked for: equal results share a place and the next one is skipped. */
  rank: number | null
}>

export type EvaluationFilter = Readonly<{ year?: number | undefined; within?: Within }>

/** Best first; those without a confirmed result after them, in the order of opening. */
export const rankEvaluations = (db: DatabaseSync, { year, within }: EvaluationFilter): readonly RankedEvaluation[] => {
  const { sql, values } = allOf(
    when(year, value => ({ sql: 'e.year = :year', values: { year: value } })),
    withinOrganisations(within),
  )
  const found = rows<Omit<RankedEvaluation, 'difference' | 'rank'>>(db, `${COLUMNS} where ${sql} order by d.ordinal`, values)
  const confirmed = found
    .flatMap(row => (row.finalTotal === null ? [] : [{ row, total: decimal(row.finalTotal) }]))
    .toSorted((a, b) => compare(b.total, a.total))
  const ranked = confirmed.map(({ row, total }) => ({
    ...row,
    difference: row.selfTotal === null ? null : decimalText(subtract(total, decimal(row.selfTotal))),
    rank: 1 + confirmed.findIndex(other => compare(other.total, total) === 0),
  }))
  const others = found.filter(row => row.finalTotal === null).map(row => ({ ...row, difference: null, rank: null }))
  return [...ranked, ...others]
}

const COLUMNS = `
select d.id, d.name, d.unit_id as unitId, d.unit, d.phase, e.self_total as selfTotal, e.self_grade as selfGrade,
  e.final_total as finalTotal, e.final_grade as grade, e.execution_rate as executionRate
from evaluations e join declarations d on d.id = e.declaration_id`
