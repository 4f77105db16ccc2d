import { compare, ZERO } from '@shenbao/kernel/decimal.ts'
import { type Figures, nothing, reached } from './figures.ts'
import type { PolicyPack } from './pack.ts'
import { plain } from './points.ts'
import { scorePositive } from './score-positive.ts'
import { byOvershoot } from './score-reverse.ts'
import { needsJudgement, type Outcome } from './scored-row.ts'

/**
 * Indicators that ask for exactly a number, `=`. Below it, in proportion as for `≥`. Above it, no deduction unless the pack says
 * SYMMETRIC. `=0` asks that something does not happen: nothing happened, full points; else none.
 */
export const scoreEqual = (figures: Figures, pack: PolicyPack): Outcome => {
  const { target, actual } = figures
  if (compare(target, ZERO) === 0)
    return compare(actual, ZERO) <= 0
      ? reached(figures, compare(actual, ZERO) === 0 ? '=' : '≤', pack)
      : nothing(`指标值为 ${plain(target)}，完成值为 ${plain(actual)}`, pack)
  if (compare(actual, target) === 0) return reached(figures, '=', pack)
  if (compare(target, ZERO) < 0)
    return needsJudgement(`${plain(actual)} 不等于指标值 ${plain(target)}，指标值小于零不能按比例计分，请判断达成情况并给分`)
  if (compare(actual, target) > 0 && pack.quantitative.equalOvershoot === 'SYMMETRIC') return byOvershoot(figures, pack)
  return scorePositive(figures, false, pack)
}
