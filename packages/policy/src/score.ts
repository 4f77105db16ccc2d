import { add, compare, type Decimal, decimal, decimalText, sum, ZERO } from '@shenbao/kernel/decimal.ts'
import { completedWeights } from './default-weights.ts'
import type { SelfEvaluation } from './evaluation.ts'
import { type ExecutionScore, scoreExecution } from './execution-score.ts'
import { gradeOf } from './grade.ts'
import { scoreIndicator } from './indicator-score.ts'
import type { Grade, PolicyPack } from './pack.ts'
import { type PlausibilityFlag, plausibility } from './plausibility.ts'
import type { ScoredRow } from './scored-row.ts'
import { totalOf } from './total.ts'

export type EvaluationFlag =
  /** 分值 and the weight of 预算执行率 do not sum to 100 */
  | 'weights-not-100'
  /** some 分值 were blank and follow from the pack */
  | 'default-weights'
  /** 预算执行率 is not scored: the total is scaled from the indicators */
  | 'reweighted'
  /** an empty budget is to be explained */
  | 'reason-required'
  | 'over-spent'
  | PlausibilityFlag

export type ScoredEvaluation = Readonly<{
  /** decimal text with the places of the pack; `null` while an indicator or the budget needs a person */
  total: string | null
  grade: Grade | null
  flags: readonly EvaluationFlag[]
  /** `null` where the pack does not score an empty budget */
  execution: ExecutionScore | null
  rows: readonly ScoredRow[]
}>

/**
 * Scores a self-evaluation under a pack: 预算执行率 and every indicator, each rounded, then added (财预〔2020〕10号). Always answers:
 * what is doubtful about the table as a whole is a flag, and where a person is needed first, total and grade are `null`.
 */
export const scoreSelfEvaluation = (evaluation: SelfEvaluation, pack: PolicyPack): ScoredEvaluation => {
  const weights = completedWeights(evaluation.indicators, pack)
  const rows = evaluation.indicators.map((row, place) =>
    scoreIndicator(row, { weight: weights[place] ?? '0.00', isDefaultWeight: row.weight === null, year: evaluation.year }, pack),
  )
  const execution = scoreExecution(evaluation.budget, pack)
  const weightSum = sum(weights.map(decimal))
  const total = totalOf(
    execution,
    rows.map(({ score }) => score),
    weightSum,
    pack,
  )
  return {
    total: total && decimalText(total),
    grade: total && gradeOf(total, pack.gradeBands.bands),
    flags: [
      ...(isWholeHundred(weightSum, execution, pack) ? [] : (['weights-not-100'] as const)),
      ...(evaluation.indicators.some(({ weight }) => weight === null) ? (['default-weights'] as const) : []),
      ...(execution === null ? emptyBudgetFlags(evaluation) : []),
      ...plausibility(evaluation.budget, execution, rows, weightSum, pack),
    ],
    execution,
    rows,
  }
}

/** Without a score of 预算执行率 the indicators may as well make up the hundred by themselves. */
const isWholeHundred = (weightSum: Decimal, execution: ExecutionScore | null, pack: PolicyPack): boolean => {
  const isHundred = (whole: Decimal): boolean => compare(whole, decimal('100')) === 0
  return isHundred(add(weightSum, decimal(pack.execution.weight))) || (execution === null && isHundred(weightSum))
}

const emptyBudgetFlags = ({ budget }: SelfEvaluation): readonly EvaluationFlag[] => [
  'reweighted',
  ...(budget.reason.trim() === '' ? (['reason-required'] as const) : []),
  ...(compare(decimal(budget.executed ?? '0'), ZERO) > 0 ? (['over-spent'] as const) : []),
]
