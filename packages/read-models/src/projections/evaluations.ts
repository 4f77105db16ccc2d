import type { DatabaseSync } from 'node:sqlite'
import { problemsOf } from '@shenbao/declaration/evaluation-problems.ts'
import { finalScoreOf, recordedEntries, selfEvaluationOf } from '@shenbao/declaration/self-evaluation.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { isDeviating } from '@shenbao/policy/reviewer-score.ts'
import type { Projection } from '../projection.ts'
import { run } from '../statement.ts'

/**
 * Scores of the year: the self-evaluation as last handed in, beside it 核查得分 as it stands and the confirmed result, the rows they
 * are made of, and what a reviewer would stop at. Points are decimal text, amounts yuan text; what a declaration is called and
 * where it stands is in the list.
 */
export const evaluations: Projection = {
  name: 'evaluations',
  version: 3,
  schema: `
create table evaluations (
  declaration_id text primary key,
  year integer not null,
  self_total text,
  self_grade text,
  review_total text,
  review_grade text,
  rescored_rows integer not null,
  deviates integer not null,
  final_total text,
  final_grade text,
  execution_rate text,
  budget_annual text,
  budget_executed text,
  flags text not null
) strict, without rowid;
create index evaluations_by_year on evaluations (year);
create table evaluation_rows (
  declaration_id text not null,
  place integer not null,
  indicator_id text not null,
  level1 text,
  level2 text,
  name text not null,
  weight text not null,
  self_score text,
  score text,
  flags text not null,
  primary key (declaration_id, place)
) strict, without rowid;
create table evaluation_problems (
  declaration_id text not null,
  place integer not null,
  kind text not null,
  severity text not null,
  indicator_id text,
  indicator text,
  sentence text not null,
  basis_kind text not null,
  basis text not null,
  primary key (declaration_id, place)
) strict, without rowid;
`,
  apply: (db, delivered) => {
    if (delivered.kind !== 'declaration' || !delivered.latest) return
    const { after, pack } = delivered
    for (const table of ['evaluations', 'evaluation_rows', 'evaluation_problems'])
      run(db, `delete from ${table} where declaration_id = :id`, { id: after.id })
    // Reopened before its 批复: what it once scored is history, and ranks no more.
    if (after.selfScore === null) return
    insertScore(db, after, after.selfScore, pack)
    insertRows(db, after, after.selfScore)
    insertProblems(db, after, pack)
  },
}

type SelfScore = NonNullable<Declaration['selfScore']>

const insertScore = (db: DatabaseSync, after: Declaration, selfScore: SelfScore, policy: PolicyPack): void => {
  const { id, year, final, rescores } = after
  const rescored = Object.keys(rescores).length
  const reviewed = rescored > 0 || final ? finalScoreOf(after, policy) : null
  const { budget } = selfEvaluationOf(after, recordedEntries(after))
  run(db, INSERT_SCORE, {
    id,
    year,
    selfTotal: selfScore.total,
    selfGrade: selfScore.grade,
    reviewTotal: reviewed?.total ?? null,
    reviewGrade: reviewed?.grade ?? null,
    rescored,
    deviates:
      reviewed && selfScore.total !== null && isDeviating({ self: selfScore.total, reviewer: reviewed.total }, policy) ? 1 : 0,
    finalTotal: final?.total ?? null,
    finalGrade: final?.grade ?? null,
    executionRate: selfScore.execution?.rate ?? null,
    annual: budget.annual,
    executed: budget.executed,
    flags: JSON.stringify([...new Set([...selfScore.flags, ...(selfScore.execution?.flags ?? [])])]),
  })
}

const insertRows = (db: DatabaseSync, { id, form, rescores }: Declaration, { rows }: SelfScore): void => {
  for (const [place, row] of rows.entries()) {
    const indicator = form.indicators.find(({ id: known }) => known === row.indicatorId)
    run(db, INSERT_ROW, {
      id,
      place,
      indicatorId: row.indicatorId,
      level1: indicator?.level1 ?? null,
      level2: indicator?.level2 ?? null,
      name: indicator?.name ?? '',
      weight: row.weight,
      selfScore: row.score,
      score: rescores[row.indicatorId]?.to ?? row.score,
      flags: JSON.stringify(row.flags),
    })
  }
}

const insertProblems = (db: DatabaseSync, after: Declaration, policy: PolicyPack): void => {
  for (const [place, { kind, severity, indicator, indicatorName, sentence, basis }] of problemsOf(after, policy).entries())
    run(db, INSERT_PROBLEM, {
      id: after.id,
      place,
      kind,
      severity,
      indicatorId: indicator,
      indicator: indicatorName,
      sentence,
      basisKind: basis.kind,
      basis: basis.text,
    })
}

const INSERT_SCORE = `
insert into evaluations (declaration_id, year, self_total, self_grade, review_total, review_grade, rescored_rows, deviates,
  final_total, final_grade, execution_rate, budget_annual, budget_executed, flags)
values (:id, :year, :selfTotal, :selfGrade, :reviewTotal, :reviewGrade, :rescored, :deviates, :finalTotal, :finalGrade,
  :executionRate, :annual, :executed, :flags)`
const INSERT_ROW = `
insert into evaluation_rows (declaration_id, place, indicator_id, level1, level2, name, weight, self_score, score, flags)
values (:id, :place, :indicatorId, :level1, :level2, :name, :weight, :selfScore, :score, :flags)`
const INSERT_PROBLEM = `
insert into evaluation_problems (declaration_id, place, kind, severity, indicator_id, indicator, sentence, basis_kind, basis)
values (:id, :place, :kind, :severity, :indicatorId, :indicator, :sentence, :basisKind, :basis)`
