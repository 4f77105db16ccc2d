import type { Target } from '@shenbao/form/target.ts'
import { compare, type Decimal, decimal, decimalText } from '@shenbao/kernel/decimal.ts'
import { hasDimension } from './dimension.ts'
import type { EvaluationRow } from './evaluation.ts'
import type { PolicyPack } from './pack.ts'
import { bandStart, plain } from './points.ts'
import type { Outcome } from './scored-row.ts'

/**
 * 满意度 by steps (财预〔2021〕101号, a suggestion): where the pack chooses STEP, a satisfaction rate earns the share of its step,
 * whatever its target. `null` for every other row; then the ordinary rules hold.
 */
export const satisfactionByStep = (
  { level1 }: Pick<EvaluationRow, 'level1'>,
  target: Target,
  actual: Target,
  weight: Decimal,
  pack: PolicyPack,
): Outcome | null => {
  if (pack.satisfaction.method !== 'STEP' || !hasDimension(level1, pack.dimensions.satisfaction)) return null
  if (target.unit !== '%' || actual.op !== '=' || actual.unit !== '%' || actual.value === null) return null
  const figure = decimal(actual.value)
  const step = pack.satisfaction.steps.find(({ from }) => compare(figure, decimal(from)) >= 0)
  if (!step) return null
  const points = bandStart(weight, step.share, pack.rounding)
  return {
    points,
    met: step.share === '1',
    formula: `满意度 ${plain(figure)}% 不低于 ${step.from}%，得分值的 ${plain(decimal(step.share))}，即 ${decimalText(points)}`,
    flags: [],
  }
}
