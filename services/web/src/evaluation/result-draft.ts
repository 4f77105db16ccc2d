import type { CommandOf } from '@shenbao/declaration/commands.ts'
import { fenOfYuan, yuanOfFen } from '@shenbao/kernel/money.ts'
import type { Judgement } from '../monitoring/judgement.ts'
import type { EvaluationAnswer, EvaluationRow } from './queries.ts'

/** What somebody typed into a self-evaluation and has not saved. Nothing here is on record. */
export type ResultDraft = Readonly<{ actual: string; judgement: Judgement | null; score: string | null; reason: string }>
export type BudgetDraft = Readonly<{ initial: string; annual: string; executed: string; reason: string }>
export type EvaluationDraft = Readonly<{ budget: BudgetDraft | null; rows: Readonly<Record<string, ResultDraft>> }>
/** The body of `record-result`, where figures may be half typed. */
export type DraftBody = Omit<CommandOf<'record-result'>, 'type'>

export const emptyDraft: EvaluationDraft = { budget: null, rows: {} }

const blank: ResultDraft = { actual: '', judgement: null, score: null, reason: '' }

const standing = ({ entered, monitored }: EvaluationRow): ResultDraft => entered ?? { ...blank, actual: monitored?.actual ?? '' }

/** A row as it is on the screen: as typed, else as recorded, else as the last monitoring proposes. */
export const shownRow = (row: EvaluationRow, { rows }: EvaluationDraft): ResultDraft => rows[row.indicator] ?? standing(row)

/** What is shown is proposed by the monitoring: nobody has said yet that it is the result of the year. */
export const isProposed = ({ indicator, entered, monitored }: EvaluationRow, { rows }: EvaluationDraft): boolean =>
  rows[indicator] === undefined && entered === null && (monitored?.actual ?? '').trim() !== ''

/** "2026-07" → "取自 7 月监控" */
export const proposalWords = (period: string): string => `取自 ${Number(period.slice('2026-'.length))} 月监控`

const isSame = (a: ResultDraft, b: ResultDraft): boolean =>
  a.actual === b.actual && a.judgement === b.judgement && (a.score ?? '') === (b.score ?? '') && a.reason === b.reason

/** The draft with a row typed into; what is again as recorded is no change. */
export const withRow = (draft: EvaluationDraft, row: EvaluationRow, typed: Partial<ResultDraft>): EvaluationDraft => {
  const { [row.indicator]: _, ...others } = draft.rows
  const now = { ...shownRow(row, draft), ...typed }
  const isRecorded = row.entered !== null && isSame(now, row.entered)
  return { ...draft, rows: isRecorded ? others : { ...others, [row.indicator]: now } }
}

type Budget = EvaluationAnswer['budget']

export const isBudgetProposed = (budget: Budget, draft: EvaluationDraft): boolean =>
  draft.budget === null && budget.annual === null && budget.executed === null

export const shownBudget = (budget: Budget, draft: EvaluationDraft): BudgetDraft =>
  draft.budget ?? {
    initial: budget.initial ?? '',
    annual: budget.annual ?? budget.proposed.annual ?? '',
    executed: budget.executed ?? budget.proposed.executed ?? '',
    reason: budget.reason,
  }

export const withBudget = (draft: EvaluationDraft, budget: Budget, typed: Partial<BudgetDraft>): EvaluationDraft => ({
  ...draft,
  budget: { ...shownBudget(budget, draft), ...typed },
})

type Recorded = Pick<EvaluationAnswer, 'rows' | 'budget'>

/** Rows and money that would be saved now; proposals count, because saving takes them over. */
export const unsaved = ({ rows, budget }: Recorded, draft: EvaluationDraft): Readonly<{ changed: number; proposed: number }> => {
  const typed = rows.filter(({ indicator }) => draft.rows[indicator] !== undefined).length
  const proposed = rows.filter(row => isProposed(row, draft)).length
  return { changed: typed + proposed + (draft.budget || isBudgetProposed(budget, draft) ? 1 : 0), proposed }
}

/** What is sent: the rows that changed, each whole, the money when it changed; proposals only where they are taken over. */
export const draftBody = ({ rows, budget }: Recorded, draft: EvaluationDraft, takesOver = true): DraftBody => {
  const results = rows
    .filter(row => draft.rows[row.indicator] !== undefined || (takesOver && isProposed(row, draft)))
    .map(row => {
      const { actual, judgement, score, reason } = shownRow(row, draft)
      return { indicator: row.indicator, actual, judgement, score: score?.trim() ? score.trim() : null, reason }
    })
  const isBudgetSent = draft.budget !== null || (takesOver && isBudgetProposed(budget, draft))
  return { ...(isBudgetSent && { budget: budgetOf(shownBudget(budget, draft)) }), ...(results.length > 0 && { results }) }
}

const budgetOf = ({ initial, annual, executed, reason }: BudgetDraft): NonNullable<DraftBody['budget']> => ({
  ...(initial.trim() !== '' && { initial: plainYuan(initial) }),
  annual: plainYuan(annual),
  executed: plainYuan(executed),
  reason,
})

const plainYuan = (text: string): string => {
  const fen = fenOfYuan(text)
  return fen === null ? text : yuanOfFen(fen)
}

/** The fields of the money that cannot be read; they keep it from being saved. */
export const unreadableBudget = (budget: Budget, draft: EvaluationDraft): readonly ('initial' | 'annual' | 'executed')[] => {
  if (draft.budget === null) return []
  const shown = shownBudget(budget, draft)
  return (['initial', 'annual', 'executed'] as const).filter(
    field => fenOfYuan(shown[field]) === null && !(field === 'initial' && shown.initial.trim() === ''),
  )
}

export const isDraft = (kept: unknown): kept is EvaluationDraft =>
  typeof kept === 'object' &&
  kept !== null &&
  'budget' in kept &&
  'rows' in kept &&
  typeof kept.rows === 'object' &&
  kept.rows !== null
