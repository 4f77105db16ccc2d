import { compareWithTarget } from '@shenbao/form/compare.ts'
import { directionOf } from '@shenbao/form/direction.ts'
import { compact } from '@shenbao/form/fold-text.ts'
import type { Comparison, Target } from '@shenbao/form/target.ts'
import { compare, type Decimal, decimal, multiply, ZERO } from '@shenbao/kernel/decimal.ts'
import type { Direction, EvaluationRow } from './evaluation.ts'
import type { Figures } from './figures.ts'
import { isWholeRate, overAchievement } from './over-achievement.ts'
import type { PolicyPack } from './pack.ts'
import { plain } from './points.ts'
import { scoreEqual } from './score-equal.ts'
import { scorePositive } from './score-positive.ts'
import { scoreReverse } from './score-reverse.ts'
import { needsJudgement, type Outcome } from './scored-row.ts'

type FigureDirection = Exclude<Direction, 'qualitative'>

/**
 * Scores an actual against a numeric target. An actual that cannot be compared with certainty (words, another unit, a bound in place
 * of a figure, a bare 0.95 where per cent is asked for) gives no number but asks a person.
 */
export const scoreNumeric = (row: EvaluationRow, target: Target, actual: Target, weight: Decimal, pack: PolicyPack): Outcome => {
  if (target.op === null || target.op === 'text') throw new TypeError(`not a numeric target: ${target.raw}`)
  const { targetValue, actualValue, outcome: compared } = compareWithTarget(target, actual.raw)
  if (!targetValue || !actualValue) return needsJudgement(whyNot(target, actual))
  const direction = row.direction === null || row.direction === 'qualitative' ? byOperator(target.op) : row.direction
  // 无 says zero where nothing may happen. Where something was to be done it may as well mean "nothing to say here".
  const hasFigure = /\d/.test(compact(actual.raw))
  if (!hasFigure && direction !== 'reverse' && compare(targetValue, ZERO) !== 0) return needsJudgement(whyNot(target, actual))
  if (compared === 'unknown')
    return needsJudgement(`实际完成值「${actual.raw}」不是确定的数，指标值为「${target.raw}」，请填写数值，或判断达成情况并给分`)
  const figures: Figures = { target: targetValue, actual: actualValue, weight }
  const outcome = byDirection(direction, figures, target.op, pack)
  if (direction === 'reverse') return outcome
  const doubted = row.direction === null ? withDoubt(outcome, figures, directionOf(target, row.level2, row.name)) : outcome
  return outcome.met ? withOverAchievement(doubted, figures, target.unit, pack) : doubted
}

const byOperator = (op: Comparison): FigureDirection =>
  op === '=' ? 'exact' : op === '>=' || op === '>' ? 'positive' : 'reverse'

const byDirection = (direction: FigureDirection, figures: Figures, op: Comparison, pack: PolicyPack): Outcome => {
  switch (direction) {
    case 'positive':
      return scorePositive(figures, op === '>', pack)
    case 'exact':
      return scoreEqual(figures, pack)
    case 'reverse':
      return scoreReverse(figures, op === '<', pack)
  }
}

const whyNot = (target: Target, actual: Target): string => {
  const ask = '或判断达成情况并给分'
  if (actual.value === null) return `实际完成值「${actual.raw}」不是数，指标值为「${target.raw}」，请填写数值，${ask}`
  if (actual.unit !== null)
    return `实际完成值「${actual.raw}」与指标值「${target.raw}」的单位不能换算，请改用同一单位填写，${ask}`
  if (!/^(?:%|百分[比点])/.test(target.unit ?? ''))
    return `实际完成值 ${actual.value} 没有单位，与指标值「${target.raw}」相差千倍以上，请写明单位，${ask}`
  return `指标值「${target.raw}」以 % 计，实际完成值 ${actual.value} 没有单位，请写明是 ${actual.value}% 还是 ${percentOf(actual.value)}%`
}

const HUNDRED = decimal('100')

const percentOf = (text: string): string => plain(multiply(decimal(text), HUNDRED))

/** `=15万元` of a cost is scored as the sign says; that less would be better is for a person to say. */
const withDoubt = (outcome: Outcome, { target, actual }: Figures, natural: ReturnType<typeof directionOf>): Outcome =>
  natural !== 'reverse' || compare(target, actual) === 0 || compare(target, ZERO) === 0
    ? outcome
    : {
        ...outcome,
        formula: `${outcome.formula}；按「等于」计分，如此项越低越好，请注明指标方向`,
        flags: [...outcome.flags, 'direction-doubtful'],
      }

const withOverAchievement = (outcome: Outcome, { target, actual }: Figures, unit: string | null, pack: PolicyPack): Outcome => {
  if (isWholeRate(target, unit) && compare(actual, target) > 0)
    return { ...outcome, formula: `${outcome.formula}；比率以 ${plain(target)} 为限` }
  const { isFlagged, wantsReason } = overAchievement(target, actual, unit, pack)
  if (!isFlagged) return outcome
  const { flagAt, reasonAt } = pack.overAchieve
  const times = `完成值达到指标值的 ${percentOf(wantsReason ? reasonAt : flagAt)}% 以上`
  const advice = wantsReason ? '请说明原因' : '请核实指标值是否偏低'
  return {
    ...outcome,
    formula: `${outcome.formula}；${times}，${advice}`,
    flags: [...outcome.flags, 'over-achieved'],
    wantsReason,
  }
}
