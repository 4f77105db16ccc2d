import { add, compare, decimalText, subtract, ZERO } from '@shenbao/kernel/decimal.ts'
import { type Figures, nothing, placesInWords, proportional, reached } from './figures.ts'
import type { PolicyPack } from './pack.ts'
import { plain, share } from './points.ts'
import { atBoundary } from './score-positive.ts'
import { needsJudgement, type Outcome } from './scored-row.ts'

/**
 * Indicators where less is better, `≤` and `<`: within, full points; beyond, by the pack's formula. No national text gives one:
 * RATIO (target ÷ actual) stands under published forms, LINEAR (points lost as far as the target is exceeded) is what some systems
 * compute. A target of zero is all or nothing: both formulas would divide by it or give nothing anyway.
 */
export const scoreReverse = (figures: Figures, strict: boolean, pack: PolicyPack): Outcome => {
  const { target, actual } = figures
  const order = compare(actual, target)
  if (order < 0) return reached(figures, strict ? '<' : '≤', pack)
  if (order === 0) return atBoundary(figures, strict, '<', '≤', pack)
  switch (compare(target, ZERO)) {
    case 1:
      return pack.quantitative.reverseFormula === 'RATIO'
        ? proportional(figures.weight, target, actual, pack)
        : byOvershoot(figures, pack)
    case 0:
      return nothing(`${plain(actual)} 超过指标值 ${plain(target)}，指标值为零不能按比例计分`, pack)
    default:
      return needsJudgement(`${plain(actual)} 超过指标值 ${plain(target)}，指标值小于零不能按比例计分，请判断达成情况并给分`)
  }
}

/** (1 − (a − T) ÷ T) × w, which is (2T − a) ÷ T × w: nothing left from twice the target on. The target is above zero. */
export const byOvershoot = ({ target, actual, weight }: Figures, pack: PolicyPack): Outcome => {
  const left = subtract(add(target, target), actual)
  if (compare(left, ZERO) <= 0) return nothing(`${plain(actual)} 达到指标值 ${plain(target)} 的两倍`, pack)
  const points = share(weight, left, target, pack.rounding)
  const [a, t, w] = [plain(actual), plain(target), plain(weight)]
  return {
    points,
    met: false,
    formula: `(1 − (${a} − ${t}) ÷ ${t}) × ${w} = ${decimalText(points)}，四舍五入保留${placesInWords(pack.rounding.places)}`,
    flags: [],
  }
}
