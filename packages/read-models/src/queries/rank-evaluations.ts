import type { DatabaseSync } from 'node:sqlite'
import { compare, decimal, decimalText, subtract } from '@shenbao/kernel/decimal.ts'
import type { Fen } from '@shenbao/kernel/money.ts'
import { allOf, type Condition, rows, when } from '../statement.ts'
import { textsOf } from './list-declarations.ts'
import { type Within, withinOrganisations } from './within.ts'

/** A scored declaration of one year. Points and rates are decimal text, amounts of the evaluation yuan text. */
export type RankedEvaluation = Readonly<{
  id: string
  name: string | null
  year: number
  unitId: string
  unit: string | null
  departmentId: string
  department: string | null
  nature: string | null
  category: string | null
  phase: string
  annualRequest: Fen | null
  /** 全年预算数 and 全年执行数 as handed in. */
  budgetAnnual: string | null
  budgetExecuted: string | null
  /** 自评得分, `null` while a row needs a person's judgement. */
  selfTotal: string | null
  selfGrade: string | null
  /** 核查得分 as it stands, `null` while nobody has re-scored or confirmed. */
  reviewTotal: string | null
  reviewGrade: string | null
  rescoredRows: number
  /** 核查得分 lies further from the self score than the pack lets pass without a look. */
  deviates: boolean
  /** The confirmed result, after 核查; `null` before. */
  finalTotal: string | null
  grade: string | null
  /** 预算执行率 as scored; `null` where there was no budget. */
  executionRate: string | null
  /** Of the table as a whole and of its money, as handed in. */
  flags: readonly string[]
  /** Lines of the 问题清单. */
  problems: number
  /** Confirmed result less 自评得分. */
  difference: string | null
  /** Place by the confirmed result among those asked for: equal results share a place and the next one is skipped. */
  rank: number | null
}>

export type EvaluationFilter = Readonly<{
  year?: number | undefined
  /** Organisation id, or the name as written on the form. */
  unit?: string | undefined
  department?: string | undefined
  /** The confirmed grade, or before it the one of the self-evaluation. */
  grade?: string | undefined
  within?: Within
}>

/** Best first; those without a confirmed result after them, in the order of opening. */
export const rankEvaluations = (db: DatabaseSync, filter: EvaluationFilter): readonly RankedEvaluation[] => {
  const { sql, values } = allOf(...evaluationConditions(filter))
  const found = rows<Found>(db, `${COLUMNS} where ${sql} order by d.ordinal`, values).map(shown)
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

/** The conditions of the ranking, over `evaluations e` and `declarations d`; statistics and problems ask with the same ones. */
export const evaluationConditions = ({ year, unit, department, grade, within }: EvaluationFilter): readonly Condition[] => [
  when(year, value => ({ sql: 'e.year = :year', values: { year: value } })),
  when(unit, value => ({ sql: 'd.unit_id = :unit or d.unit = :unit', values: { unit: value } })),
  when(department, value => ({
    sql: 'd.department_id = :department or d.department = :department',
    values: { department: value },
  })),
  when(grade, value => ({ sql: 'coalesce(e.final_grade, e.self_grade) = :grade', values: { grade: value } })),
  withinOrganisations(within),
]

type Found = Omit<RankedEvaluation, 'difference' | 'rank' | 'annualRequest' | 'deviates' | 'flags'> &
  Readonly<{ annualRequest: string | null; deviates: number; flags: string }>

const shown = ({ annualRequest, deviates, flags, ...found }: Found) => ({
  ...found,
  annualRequest: annualRequest === null ? null : BigInt(annualRequest),
  deviates: deviates === 1,
  flags: textsOf(flags),
})

const COLUMNS = `
select d.id, d.name, d.year, d.unit_id as unitId, d.unit, d.department_id as departmentId, d.department, d.nature, d.category,
  d.phase, d.annual_request as annualRequest, e.budget_annual as budgetAnnual, e.budget_executed as budgetExecuted,
  e.self_total as selfTotal, e.self_grade as selfGrade, e.review_total as reviewTotal, e.review_grade as reviewGrade,
  e.rescored_rows as rescoredRows, e.deviates, e.final_total as finalTotal, e.final_grade as grade,
  e.execution_rate as executionRate, e.flags,
  (select count(*) from evaluation_problems p where p.declaration_id = e.declaration_id) as problems
from evaluations e join declarations d on d.id = e.declaration_id`
