import { decimal, decimalText, round, sum } from '@shenbao/kernel/decimal.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import { completedWeights } from '@shenbao/policy/default-weights.ts'
import type { SelfEvaluation } from '@shenbao/policy/evaluation.ts'
import { gradeOf } from '@shenbao/policy/grade.ts'
import type { Grade, PolicyPack } from '@shenbao/policy/pack.ts'
import { type ScoredEvaluation, scoreSelfEvaluation } from '@shenbao/policy/score.ts'
import { totalOf } from '@shenbao/policy/total.ts'
import type { Declaration, IndicatorResult } from './state.ts'

/**
 * 分值 of each row of the form: as set, and where a row has none, as the policy pack spreads what is left. Decimal texts in the
 * form's order.
 */
export const weightsOf = (declaration: Declaration, policy: PolicyPack): readonly string[] =>
  completedWeights(declaration.form.indicators, policy)

/** What is entered for the self-evaluation, all texts: yuan for money, `null` where nothing (or nothing readable) stands. */
export type Entries = Readonly<{
  budget: Readonly<{ initial: string | null; annual: string | null; executed: string | null; reason: string }> | null
  /** By indicator id. */
  results: Readonly<Record<string, Omit<IndicatorResult, 'indicatorId'>>>
}>

/** What was recorded so far. */
export const recordedEntries = ({ results: { budget, indicators } }: Declaration): Entries => ({
  budget: budget && {
    initial: budget.initial === null ? null : yuanOfFen(budget.initial),
    annual: yuanOfFen(budget.annual),
    executed: yuanOfFen(budget.executed),
    reason: budget.reason,
  },
  results: indicators,
})

/** The self-evaluation in the shape that scoring takes. Rows without a result have no actual. */
export const selfEvaluationOf = ({ year, form, approval }: Declaration, { budget, results }: Entries): SelfEvaluation => ({
  year,
  budget: {
    initial: budget?.initial ?? approvedRequest(approval),
    annual: budget?.annual ?? null,
    executed: budget?.executed ?? null,
    reason: budget?.reason ?? '',
  },
  indicators: form.indicators.map(({ id, level1, level2, name, target, weight }) => ({
    level1,
    level2,
    name,
    target,
    actual: results[id]?.actual ?? null,
    weight,
    direction: null,
    judgement: results[id]?.judgement ?? null,
    score: results[id]?.score ?? null,
    reason: results[id]?.reason ?? '',
  })),
})

/** 年初预算数: what the 批复 granted. */
export const approvedRequest = (approval: Declaration['approval']): string | null => {
  const request = approval?.form.funds.annualRequest ?? null
  return request === null ? null : yuanOfFen(request)
}

export const scoreOf = (declaration: Declaration, policy: PolicyPack): ScoredEvaluation =>
  scoreSelfEvaluation(selfEvaluationOf(declaration, recordedEntries(declaration)), policy)

/** The total that stands in the end: 核查得分 where the bureau gave one, the self score elsewhere. `null` before it was handed in. */
export const finalScoreOf = (declaration: Declaration, policy: PolicyPack): Readonly<{ total: string; grade: Grade }> | null => {
  const { selfScore, rescores } = declaration
  if (!selfScore) return null
  const scores = selfScore.rows.map(row => rescores[row.indicatorId]?.to ?? row.score)
  const total = totalOf(selfScore.execution, scores, sum(selfScore.rows.map(({ weight }) => decimal(weight))), policy)
  return total && { total: decimalText(round(total, policy.rounding.places)), grade: gradeOf(total, policy.gradeBands.bands) }
}
