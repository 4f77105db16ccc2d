import type { Indicator } from '@shenbao/form/form.ts'
import type { Place } from '@shenbao/kernel/decider.ts'
import type { ScoredEvaluation } from '@shenbao/policy/score.ts'
import { farExceededTargetNeedsAReason } from './rules/far-exceeded-target-needs-a-reason.ts'
import { lostPointsNeedAReason } from './rules/lost-points-need-a-reason.ts'
import type { Entries } from './self-evaluation.ts'

/**
 * What keeps a self-evaluation from being handed in, each with its place and a sentence that says what to do: the money, every
 * row's actual value, every row judged, every lost or far exceeded point explained. `scored` is these entries scored.
 */
export const evaluationMisses = (
  indicators: readonly Indicator[],
  { budget, results }: Entries,
  scored: ScoredEvaluation,
): readonly Place[] => [
  ...(budget && budget.annual !== null && budget.executed !== null
    ? []
    : [{ field: 'budget', message: '请填写全年预算数和全年执行数。' }]),
  ...scored.rows.flatMap((row, place): readonly Place[] => {
    const indicator = indicators[place]
    if (!indicator) return []
    const { id, name } = indicator
    const result = results[id]
    if (!result || result.actual.trim() === '')
      return [{ indicator: id, field: 'actual', message: `「${name}」没有填写实际完成值。` }]
    if (row.score === null) return [{ indicator: id, field: 'judgement', message: `「${name}」${row.formula}` }]
    return reasonsWanted(indicator, { ...row, score: row.score }, result.reason)
  }),
]

const reasonsWanted = (
  indicator: Indicator,
  row: Readonly<{ score: string; weight: string; flags: readonly string[] }>,
  reason: string,
): readonly Place[] => {
  const lost = lostPointsNeedAReason(indicator, row, reason)
  return lost.length > 0 ? lost : farExceededTargetNeedsAReason(indicator, row.flags, reason)
}
