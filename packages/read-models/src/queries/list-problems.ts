import type { DatabaseSync } from 'node:sqlite'
import { allOf, rows, when } from '../statement.ts'
import { type EvaluationFilter, evaluationConditions } from './rank-evaluations.ts'

/** One line of the 问题清单 over many declarations. */
export type ListedProblem = Readonly<{
  declaration: string
  declarationName: string | null
  unitId: string
  unit: string | null
  year: number
  kind: string
  severity: string
  indicator: string | null
  indicatorName: string | null
  sentence: string
  basisKind: string
  basis: string
}>

export type ProblemFilter = EvaluationFilter &
  Readonly<{ kind?: string | undefined; severity?: string | undefined; declaration?: string | undefined }>

/** The gravest first, then in the order of opening. */
export const listProblems = (db: DatabaseSync, filter: ProblemFilter): readonly ListedProblem[] => {
  const { sql, values } = allOf(
    ...evaluationConditions(filter),
    when(filter.kind, kind => ({ sql: 'p.kind = :kind', values: { kind } })),
    when(filter.severity, severity => ({ sql: 'p.severity = :severity', values: { severity } })),
    when(filter.declaration, declaration => ({ sql: 'd.id = :declaration', values: { declaration } })),
  )
  return rows<ListedProblem>(db, `${PROBLEMS} where ${sql} order by ${GRAVITY}, d.ordinal, p.place`, values)
}

const GRAVITY = `case p.severity when 'error' then 0 when 'warning' then 1 else 2 end`
const PROBLEMS = `
select d.id as declaration, d.name as declarationName, d.unit_id as unitId, d.unit, d.year, p.kind, p.severity,
  p.indicator_id as indicator, p.indicator as indicatorName, p.sentence, p.basis_kind as basisKind, p.basis
from evaluation_problems p join evaluations e on e.declaration_id = p.declaration_id
  join declarations d on d.id = p.declaration_id`
