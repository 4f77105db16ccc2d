import { compare, ZERO } from '@shenbao/kernel/decimal.ts'
import { type Figures, nothing, proportional, reached } from './figures.ts'
import type { PolicyPack } from './pack.ts'
import { plain } from './points.ts'
import { needsJudgement, type Outcome } from './scored-row.ts'

/**
 * Indicators where more is better, `≥` and `>` (财预〔2020〕10号): reached, full points; not reached, in proportion. A negative
 * actual counts as nothing done. Where the target itself is zero or below, a proportion has no meaning: at zero it is all or
 * nothing, below zero a person awards the points.
 *
 * Not here: exceeding the target (`over-achievement.ts`).
 */
export const scorePositive = (figures: Figures, strict: boolean, pack: PolicyPack): Outcome => {
  const { target, actual, weight } = figures
  const order = compare(actual, target)
  if (order > 0) return reached(figures, strict ? '>' : '≥', pack)
  if (order === 0) return atBoundary(figures, strict, '>', '≥', pack)
  switch (compare(target, ZERO)) {
    case 1:
      if (compare(actual, ZERO) < 0) return nothing(`完成值 ${plain(actual)} 小于零，按零计`, pack)
      return proportional(weight, actual, target, pack)
    case 0:
      return nothing(`${plain(actual)} 未达到指标值 ${plain(target)}，指标值为零不能按比例计分`, pack)
    default:
      return needsJudgement(`${plain(actual)} 未达到指标值 ${plain(target)}，指标值小于零不能按比例计分，请判断达成情况并给分`)
  }
}

/** `<` and `>` at equality: full points in any case, but a strict pack says that the target is not met. */
export const atBoundary = (figures: Figures, strict: boolean, sign: string, lenient: string, pack: PolicyPack): Outcome => {
  const outcome = reached(figures, strict ? '=' : lenient, pack)
  if (!strict || pack.quantitative.strictBoundary === 'LENIENT') return outcome
  const formula = `${plain(figures.actual)} = ${plain(figures.target)}，未${sign === '>' ? '大于' : '小于'}指标值，分值不减，须说明原因`
  return { ...outcome, met: false, formula }
}
