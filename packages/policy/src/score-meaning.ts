import { type Compared, compareWithTarget } from '@shenbao/form/compare.ts'
import type { Meaning, Target } from '@shenbao/form/target.ts'
import { compare, type Decimal, decimal, ZERO } from '@shenbao/kernel/decimal.ts'
import type { Direction } from './evaluation.ts'
import { allPoints, nothing, proportional } from './figures.ts'
import type { PolicyPack } from './pack.ts'
import { plain } from './points.ts'
import { scoreReverse } from './score-reverse.ts'
import { needsJudgement, type Outcome } from './scored-row.ts'

/** `year` completes dates that name none; `direction`, where a person gives one, opens the better side of a range. */
export type MeaningContext = Readonly<{ year: number | null; direction: Direction | null }>

/** Targets in words whose meaning is beyond doubt: a range, a last day, none at all. */
export const scoreMeaning = (
  target: Target,
  actual: Target,
  weight: Decimal,
  { year, direction }: MeaningContext,
  pack: PolicyPack,
): Outcome => {
  const { meaning } = target
  const compared = compareWithTarget(target, actual.raw, { year })
  if (!meaning || compared.outcome === 'unknown')
    return needsJudgement(
      `实际完成值「${actual.raw}」不能与指标值「${target.raw}」相比，请填写${asked(meaning)}，或判断达成情况并给分`,
    )
  if (compared.outcome === 'met') return allPoints(`「${actual.raw}」达到指标值「${target.raw}」`, weight, pack)
  switch (meaning.kind) {
    case 'between':
      return outsideRange(meaning, compared, weight, direction, pack)
    case 'by-date':
      // What a delay costs, no rule says.
      return needsJudgement(`「${actual.raw}」晚于指标值「${target.raw}」，逾期完成，请判断达成情况并给分`)
    case 'zero':
      return nothing(`指标值「${target.raw}」要求不发生，实际为「${actual.raw}」`, pack)
  }
}

const asked = (meaning: Meaning | undefined): string =>
  meaning?.kind === 'by-date' ? '完成日期（含年份）' : meaning?.kind === 'zero' ? '发生次数' : '数值'

/** Below the range as `≥` its lower, above it as `≤` its upper bound. */
const outsideRange = (
  { low, high }: Extract<Meaning, { kind: 'between' }>,
  { actualValue }: Compared,
  weight: Decimal,
  direction: Direction | null,
  pack: PolicyPack,
): Outcome => {
  if (!actualValue) return needsJudgement('实际完成值不在指标值范围内，请判断达成情况并给分')
  const isAbove = compare(actualValue, decimal(high)) > 0
  if (direction === (isAbove ? 'positive' : 'reverse'))
    return allPoints(
      `${plain(actualValue)} ${isAbove ? '高于' : '低于'}指标值范围，${isAbove ? '越高越好' : '越低越好'}`,
      weight,
      pack,
    )
  if (isAbove) return scoreReverse({ target: decimal(high), actual: actualValue, weight }, false, pack)
  if (compare(decimal(low), ZERO) <= 0)
    return needsJudgement(`${plain(actualValue)} 低于指标值下限 ${low}，下限不大于零不能按比例计分，请判断达成情况并给分`)
  return proportional(weight, actualValue, decimal(low), pack)
}
