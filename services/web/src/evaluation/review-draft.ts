import type { CommandOf } from '@shenbao/declaration/commands.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { type Rescored, rescore } from '@shenbao/policy/reviewer-score.ts'
import type { EvaluationAnswer, EvaluationRow } from './queries.ts'

/** 核查得分 typed and not saved: a score and its reason for each row. */
export type ReviewDraft = Readonly<{ scores: Readonly<Record<string, Readonly<{ score: string; reason: string }>>> }>
export const emptyReview: ReviewDraft = { scores: {} }

export const shownReview = (row: EvaluationRow, { scores }: ReviewDraft): Readonly<{ score: string; reason: string }> =>
  scores[row.indicator] ?? { score: row.rescore?.to ?? '', reason: row.rescore?.reason ?? '' }

export const withReview = (
  draft: ReviewDraft,
  row: EvaluationRow,
  typed: Partial<Readonly<{ score: string; reason: string }>>,
): ReviewDraft => {
  const { [row.indicator]: _, ...others } = draft.scores
  const now = { ...shownReview(row, draft), ...typed }
  const isRecorded = now.score === (row.rescore?.to ?? '') && now.reason === (row.rescore?.reason ?? '')
  return { scores: isRecorded ? others : { ...others, [row.indicator]: now } }
}

type Sheet = Pick<EvaluationAnswer, 'rows' | 'budget' | 'total' | 'grade'>

export const rescoreCommand = ({ rows }: Sheet, draft: ReviewDraft): CommandOf<'rescore'> => ({
  type: 'rescore',
  scores: rows
    .filter(({ indicator }) => draft.scores[indicator] !== undefined)
    .map(row => ({ indicator: row.indicator, ...shownReview(row, draft) })),
})

/** Total and grade with the scores of the review, or everything that is wrong with these. */
export const reviewed = ({ rows, budget, total, grade }: Sheet, draft: ReviewDraft, pack: PolicyPack): Rescored => {
  const given = rows.flatMap((row, at) => {
    const { score, reason } = shownReview(row, draft)
    return score.trim() === '' ? [] : [{ row: at, score, reason }]
  })
  const scored = {
    total,
    grade: pack.gradeBands.bands.find(band => band.grade === grade)?.grade ?? null,
    flags: [],
    execution: budget.receipt && { ...budget.receipt, flags: [] },
    rows: rows.map(row => ({ ...row, actual: null, score: row.receipt.score, formula: '', flags: [] })),
  }
  return rescore(scored, given, pack)
}

export const isReview = (kept: unknown): kept is ReviewDraft =>
  typeof kept === 'object' && kept !== null && 'scores' in kept && typeof kept.scores === 'object' && kept.scores !== null
