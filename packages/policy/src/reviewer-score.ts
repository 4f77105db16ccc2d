import type { Place } from '@shenbao/kernel/decider.ts'
import { compare, decimal, decimalText, parseDecimal, round, subtract, sum, ZERO } from '@shenbao/kernel/decimal.ts'
import { gradeOf } from './grade.ts'
import type { Grade, PolicyPack } from './pack.ts'
import type { ScoredEvaluation } from './score.ts'
import { totalOf } from './total.ts'

/** 核查得分: a reviewer's score of one indicator, beside the self score and never in place of it. `row` counts from 0. */
export type ReviewerScore = Readonly<{ row: number; score: string; reason: string }>

export type Rescored =
  | Readonly<{
      ok: true
      /** one for each row: the reviewer's where there is one, else the self score */
      scores: readonly (string | null)[]
      total: string | null
      grade: Grade | null
      /** The two totals differ by more than the pack allows without a look. */
      isDeviating: boolean
    }>
  /** Everything that is wrong; `field` is the row, from 0. */
  | Readonly<{ ok: false; problems: readonly Place[] }>

/** The total and grade with the reviewer's scores: each from zero to the weight, each with a reason. */
export const rescore = (scored: ScoredEvaluation, given: readonly ReviewerScore[], pack: PolicyPack): Rescored => {
  const problems = given.flatMap((score, order) => problemsOf(score, scored, given.slice(0, order)))
  if (problems.length > 0) return { ok: false, problems }
  const { places } = pack.rounding
  const byRow = new Map(given.map(({ row, score }) => [row, decimalText(round(decimal(score), places))]))
  const scores = scored.rows.map(({ score }, row) => byRow.get(row) ?? score)
  const total = totalOf(scored.execution, scores, sum(scored.rows.map(({ weight }) => decimal(weight))), pack)
  const text = total && decimalText(total)
  return {
    ok: true,
    scores,
    total: text,
    grade: total && gradeOf(total, pack.gradeBands.bands),
    isDeviating: text !== null && scored.total !== null && isDeviating({ self: scored.total, reviewer: text }, pack),
  }
}

const problemsOf = (
  { row, score, reason }: ReviewerScore,
  scored: ScoredEvaluation,
  before: readonly ReviewerScore[],
): readonly Place[] => {
  const at = scored.rows[row]
  const place = (message: string): Place => ({ field: String(row), message })
  if (!at) return [place('没有这一行指标，请核对后重新填写')]
  if (before.some(earlier => earlier.row === row)) return [place(`「${at.name}」给了不止一次核查得分，请只保留一个`)]
  const points = parseDecimal(score)
  const isWithin = points && points.scale <= 2 && compare(points, ZERO) >= 0 && compare(points, decimal(at.weight)) <= 0
  return [
    ...(isWithin ? [] : [place(`「${at.name}」的核查得分须在 0 至 ${at.weight} 之间，最多两位小数，请改正`)]),
    ...(reason.trim() === '' ? [place(`请说明「${at.name}」的核查理由`)] : []),
  ]
}

/** Whether the reviewer's total lies further from the self score than the pack lets pass without a look. */
export const isDeviating = ({ self, reviewer }: Readonly<{ self: string; reviewer: string }>, pack: PolicyPack): boolean => {
  const { units, scale } = subtract(decimal(self), decimal(reviewer))
  return compare({ units: units < 0n ? -units : units, scale }, decimal(pack.reviewer.deviationFlag)) > 0
}
