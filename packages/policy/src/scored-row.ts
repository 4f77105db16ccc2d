import type { Decimal } from '@shenbao/kernel/decimal.ts'
import type { EvaluationRow } from './evaluation.ts'

export const rowFlags = [
  /** 偏差原因分析及改进措施 is wanted and blank */
  'reason-required',
  /** far above the target: was the target set too low? */
  'over-achieved',
  /** no points until a person says more: the figure, the judgement, or the points */
  'needs-judgement',
  /** the points awarded do not lie in the band of the judgement: refused, to be corrected */
  'out-of-band',
  /** points given by hand where the rule computes them; the rule's points count */
  'differs-from-rule',
  /** words in place of the figure that the target asks for */
  'no-figure',
  /** an exact number is asked for where less would be better: the direction should be given */
  'direction-doubtful',
  /** the weight was blank and follows from the pack */
  'default-weight',
  /** no points can be earned here */
  'zero-weight',
] as const
export type RowFlag = (typeof rowFlags)[number]

/** What one rule says of one indicator. Points `null`: a person has to look, and `formula` says at what. */
export type Outcome = Readonly<{
  points: Decimal | null
  /** Whether the target is reached; not the same as full points at the edge of `<` and `>`. */
  met: boolean
  /** A Chinese sentence with the numbers in it. */
  formula: string
  flags: readonly RowFlag[]
  /** The indicator was exceeded so far that a reason is wanted. */
  wantsReason?: boolean
}>

/** A row of the scored table, as HTTP, console and screen show it. */
export type ScoredRow = Readonly<
  Pick<EvaluationRow, 'level1' | 'level2' | 'name' | 'target' | 'actual'> & {
    weight: string
    /** decimal text with the places of the pack; `null` while a person has to look */
    score: string | null
    formula: string
    flags: readonly RowFlag[]
  }
>

export const needsJudgement = (formula: string): Outcome => ({ points: null, met: false, formula, flags: ['needs-judgement'] })
