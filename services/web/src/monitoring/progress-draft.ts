import type { CommandOf } from '@shenbao/declaration/commands.ts'
import type { MonitoringDraft, RowDraft } from '@shenbao/declaration/monitoring-draft.ts'
import type { MonitoredRow, MonitoringSheet } from '@shenbao/declaration/monitoring-sheet.ts'
import { fenOfYuan, yuanOfFen } from '@shenbao/kernel/money.ts'

/** What somebody typed into a monitoring sheet, and which of it differs from what is on record: only that is sent. */
export const emptyDraft: MonitoringDraft = { rows: {} }

export type Amount = 'executed' | 'forecastExecuted'
export const amountTitles: Readonly<Record<Amount, string>> = { executed: '执行数', forecastExecuted: '全年预计执行数' }

const recordedRow = ({ actual, forecast, likelihood, judgement, causes, cause, remedy, note }: MonitoredRow): RowDraft => ({
  ...{ actual: actual ?? '', forecast, likelihood, judgement, causes, cause, remedy, note },
})

/** A row as it is on the screen. */
export const shownRow = (row: MonitoredRow, draft: MonitoringDraft): RowDraft => draft.rows[row.indicator] ?? recordedRow(row)

const textOf = (row: RowDraft): string => {
  const blank = (text: string | null): string => text?.trim() ?? ''
  const { actual, forecast, likelihood, judgement, causes, cause, remedy, note } = row
  return JSON.stringify([
    ...[blank(actual), blank(forecast), likelihood, judgement, causes.toSorted()],
    ...[blank(cause), blank(remedy), blank(note)],
  ])
}

/** The draft with a row typed into; what is again as recorded is no change. */
export const withRow = (draft: MonitoringDraft, row: MonitoredRow, typed: Partial<RowDraft>): MonitoringDraft => {
  const { [row.indicator]: _, ...others } = draft.rows
  const now = { ...shownRow(row, draft), ...typed }
  return { ...draft, rows: textOf(now) === textOf(recordedRow(row)) ? others : { ...others, [row.indicator]: now } }
}

/** The draft with an amount typed; what is again as recorded is no change. */
export const withAmount = (draft: MonitoringDraft, which: Amount, text: string, recorded: string | null): MonitoringDraft => {
  const { [which]: _, ...others } = draft
  const fen = fenOfYuan(text)
  return (fen === null ? text.trim() : yuanOfFen(fen)) === (recorded ?? '') ? others : { ...others, [which]: text }
}

export const changesIn = (draft: MonitoringDraft): number =>
  Object.keys(draft.rows).length + [draft.executed, draft.forecastExecuted].filter(text => text !== undefined).length

/** Amounts that cannot be read; they keep the sheet from being saved. */
export const unreadable = (draft: MonitoringDraft): readonly Amount[] =>
  (['executed', 'forecastExecuted'] as const).filter(which => {
    const text = draft[which]
    return text !== undefined && fenOfYuan(text) === null
  })

/** What is sent: the rows that changed, each whole, and the amounts that changed. */
export const progressCommand = (
  sheet: Pick<MonitoringSheet, 'period' | 'rows'>,
  draft: MonitoringDraft,
): CommandOf<'record-progress'> => {
  const amount = (which: Amount) => {
    const fen = fenOfYuan(draft[which] ?? '')
    return fen === null ? {} : { [which]: yuanOfFen(fen) }
  }
  const progress = sheet.rows.flatMap(({ indicator, removed }) => {
    const typed = draft.rows[indicator]
    return typed && !removed ? [{ indicator, ...typed, causes: [...typed.causes] }] : []
  })
  return { type: 'record-progress', period: sheet.period, ...amount('executed'), ...amount('forecastExecuted'), progress }
}

/** "2026-07" → "1—7 月" */
export const monthsOf = (period: string): string => {
  const month = Number(period.slice('2026-'.length))
  return month === 1 ? '1 月' : `1—${month} 月`
}

export const isDraft = (kept: unknown): kept is MonitoringDraft =>
  typeof kept === 'object' && kept !== null && 'rows' in kept && typeof kept.rows === 'object' && kept.rows !== null
