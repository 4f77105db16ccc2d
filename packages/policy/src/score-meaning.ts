import { type Compared, compareWithTarget } from '@shenbao/form/compare.ts'
import type { Meaning, Target } from '@shenbao/form/target.ts'
import { compare, type Decimal, decimal, ZERO } from '@shenbao/kernel/decimal.ts'
import { allPoints, nothing, proportional } from './figures.ts'
import type { PolicyPack } from './pack.ts'
import { plain } from './points.ts'
import { scoreReverse } from './score-reverse.ts'
import { needsJudgement, type Outcome } from './scored-row.ts'

/** Targets in words whose meaning is beyond doubt: a range, a last day, none at all. `year` completes dates that name none. */
export const scoreMeaning = (target: Target, actual: Target, weight: Decimal, year: number | null, pack: PolicyPack): Outcome => {
  const { meaning } = target
  const compared = compareWithTarget(target, actual.raw, { year })
  if (!meaning || compared.outcome === 'unknown')
    return needsJudgement(
      `实际完成值「${actual.raw}」不能与指标值「${target.raw}」相比，请填写${asked(meaning)}，或判断达成情况并给分`,
    )
  if (compared.outcome === 'met') return allPoints(`「${actual.raw}」达到指标值「${target.raw}」`, weight, pack)
  switch (meaning.kind) {
    case 'between':
      return outsideRange(meaning, compared, weight, pack)
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
  pack: PolicyPack,
): Outcome => {
  if (!actualValue) return needsJudgement('实际完成值不在指标值范围内，请判断达成情况并给分')
  if (compare(actualValue, decimal(high)) > 0)
    return scoreReverse({ target: decimal(high), actual: actualValue, weight }, false, pack)
  if (compare(decimal(low), ZERO) <= 0)
    return needsJudgement(`${plain(actualValue)} 低于指标值下限 ${low}，下限不大于零不能按比例计分，请判断达成情况并给分`)
  return proportional(weight, actualValue, decimal(low), pack)
}
