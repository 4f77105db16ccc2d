import type { Indicator } from '@shenbao/form/form.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import { compare, decimal, ZERO } from '@shenbao/kernel/decimal.ts'
import type { Judgement } from './evaluation.ts'
import { scoreIndicator } from './indicator-score.ts'
import type { PolicyPack } from './pack.ts'
import type { RowFlag } from './scored-row.ts'
import { supposedResults } from './scoring-examples.ts'
import { type ScoringGap, scoringGaps } from './scoring-gaps.ts'
import { type Scored, type ScoringMethod, scoringMethodOf, scoringMethods } from './scoring-method.ts'
import { scoringSentence } from './scoring-sentence.ts'

/** A row of a form, as far as its scoring at year end is settled by it. */
export type PlannedRow = Pick<Indicator, 'level1' | 'level2' | 'name' | 'target' | 'plan'>

/** `machine-when-met`: figures and dates say when the points are full; what less is worth, a person says. */
export type ScoredBy = 'machine' | 'machine-when-met' | 'person'

/** A result one may come to report and what it would earn: worked out by the scorer itself. */
export type WorkedExample = Readonly<{
  title: string
  actual: string
  /** What a person would say of it and award these points for; `null` where figures and dates decide. */
  judgement: Judgement | null
  /** decimal text with the places of the pack; `null` where a person has to look */
  score: string | null
  formula: string
  flags: readonly RowFlag[]
}>

export type Scorability = Readonly<{
  method: ScoringMethod
  methodTitle: string
  scoredBy: ScoredBy
  /** How it will be scored, a Chinese sentence with the pack's formula and numbers in it. */
  sentence: string
  examples: readonly WorkedExample[]
  /** What should be settled before the year begins, each with what to do. Nothing here stops anybody. */
  missing: readonly ScoringGap[]
}>

/** `weight` is decimal text: the row's own or what the pack gives it. `year` completes dates that name none. */
export type RowStake = Readonly<{ weight: string; year: number | null }>

/**
 * How a row will be scored in December, as it stands now and under this pack. Never fails, whatever the texts are; a weight that is
 * no decimal text is a defect of the caller.
 */
export const scorabilityOf = (row: PlannedRow, pack: PolicyPack, { weight, year }: RowStake): Scorability => {
  const target = parseTarget(row.target)
  const points = decimal(weight)
  const scored = scoringMethodOf(row.level1, target, points, pack)
  const stake = { weight: points, pack, year, plan: row.plan ?? {} }
  return {
    method: scored.method,
    methodTitle: scoringMethods[scored.method],
    scoredBy: scoredBy(scored),
    sentence: scoringSentence(scored, stake),
    examples: supposedResults(scored, stake).map(({ title, actual, judgement, score }) => {
      const { level1, level2, name } = row
      const result = { level1, level2, name, target: row.target, actual, weight, direction: null, judgement, score, reason: '' }
      const { score: earned, formula, flags } = scoreIndicator(result, { weight, isDefaultWeight: false, year }, pack)
      return { title, actual: actual ?? '', judgement, score: earned, formula, flags }
    }),
    missing: scoringGaps(row, scored, target),
  }
}

const scoredBy = (scored: Scored): ScoredBy => {
  switch (scored.method) {
    case 'qualitative':
    case 'unset':
      return 'person'
    case 'by-date':
    case 'manual':
      return 'machine-when-met'
    case 'between':
      return compare(decimal(scored.meaning.low), ZERO) > 0 ? 'machine' : 'machine-when-met'
    default:
      return 'machine'
  }
}
