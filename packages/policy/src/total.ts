import { add, compare, type Decimal, decimal, divide, multiply, sum, ZERO } from '@shenbao/kernel/decimal.ts'
import type { ExecutionScore } from './execution-score.ts'
import type { PolicyPack } from './pack.ts'

/**
 * The total of rounded scores; `null` while one is missing. Without a score of 预算执行率 the indicators are scaled to the hundred;
 * indicators that can earn nothing cannot be.
 */
export const totalOf = (
  execution: Pick<ExecutionScore, 'score'> | null,
  scores: readonly (string | null)[],
  weightSum: Decimal,
  { rounding: { places } }: PolicyPack,
): Decimal | null => {
  const given = scores.filter(score => score !== null).map(decimal)
  if (given.length < scores.length) return null
  if (execution !== null) return execution.score === null ? null : add(decimal(execution.score), sum(given))
  return compare(weightSum, ZERO) === 0 ? null : divide(multiply(sum(given), decimal('100')), weightSum, places)
}
