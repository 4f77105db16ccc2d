import { compare, type Decimal, decimal, multiply, subtract, sum, ZERO } from '@shenbao/kernel/decimal.ts'
import type { EvaluationBudget } from './evaluation.ts'
import type { ExecutionScore } from './execution-score.ts'
import type { PolicyPack } from './pack.ts'
import type { ScoredRow } from './scored-row.ts'

/** Red: much was achieved with little money. Yellow: no budget, or much of it left. Both are common checks and stop nothing. */
export type PlausibilityFlag = 'plausibility-red' | 'plausibility-yellow'

/**
 * Red when (I − E) ÷ I exceeds the pack's gap, I being the share of their points that the indicators earned and E the share that
 * 预算执行率 earned. Without a score of either it is not asked. Yellow when A = 0 or (A − B) ÷ A exceeds the pack's share.
 */
export const plausibility = (
  { annual, executed }: EvaluationBudget,
  execution: ExecutionScore | null,
  rows: readonly ScoredRow[],
  weightSum: Decimal,
  pack: PolicyPack,
): readonly PlausibilityFlag[] => [
  ...(isTooGood(execution, rows, weightSum, pack) ? (['plausibility-red'] as const) : []),
  ...(annual !== null && executed !== null && isUnspent(decimal(annual), decimal(executed), pack)
    ? (['plausibility-yellow'] as const)
    : []),
]

/** (I/W − E/w) ÷ (I/W) > gap, multiplied out: I×w − E×W > gap × I × w. */
const isTooGood = (
  execution: ExecutionScore | null,
  rows: readonly ScoredRow[],
  weightSum: Decimal,
  pack: PolicyPack,
): boolean => {
  if (execution?.score == null || rows.some(({ score }) => score === null)) return false
  const earned = sum(rows.map(({ score }) => decimal(score ?? '0')))
  const byIndicators = multiply(earned, decimal(execution.weight))
  const byExecution = multiply(decimal(execution.score), weightSum)
  return compare(subtract(byIndicators, byExecution), multiply(decimal(pack.plausibility.redGap), byIndicators)) > 0
}

const isUnspent = (annual: Decimal, executed: Decimal, pack: PolicyPack): boolean =>
  compare(annual, ZERO) === 0 ||
  compare(subtract(annual, executed), multiply(decimal(pack.plausibility.yellowUnspent), annual)) > 0
