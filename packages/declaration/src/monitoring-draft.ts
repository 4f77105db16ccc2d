import { type Fen, fenOfYuan } from '@shenbao/kernel/money.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { type Entered, fundsWith, type MonitoringSheet, rowWith, sheetOf } from './monitoring-sheet.ts'

/** What is typed into a row of the sheet and not recorded yet; `null` and blank are the same. */
export type RowDraft = Omit<Entered, 'period' | 'indicatorId'>

/** What is typed into the sheet of one month and not recorded yet. Amounts may be half typed; rows stand under their indicator. */
export type MonitoringDraft = Readonly<{
  executed?: string
  forecastExecuted?: string
  rows: Readonly<Record<string, RowDraft>>
}>

/**
 * The sheet as it would be, were the draft recorded: lights, sums and what is missing, by the rules that record it. An amount that
 * cannot be read yet counts as not filled in.
 */
export const monitoringSheetWith = (sheet: MonitoringSheet, draft: MonitoringDraft, pack: PolicyPack): MonitoringSheet => {
  const { period, funds, annualGoal } = sheet
  const spending = {
    annual: fenOrNull(funds.annual),
    executed: fenOrNull(draft.executed ?? funds.executed),
    forecastExecuted: fenOrNull(draft.forecastExecuted ?? funds.forecastExecuted),
  }
  return sheetOf({
    period,
    annualGoal,
    funds: { initial: funds.initial, ...fundsWith(spending, period, pack) },
    rows: sheet.rows.map(row => {
      const typed = Object.hasOwn(draft.rows, row.indicator) ? draft.rows[row.indicator] : undefined
      if (!typed || row.removed) return row
      return { ...row, ...rowWith(row, { period, indicatorId: row.indicator, ...typed }, pack) }
    }),
  })
}

const fenOrNull = (yuan: string | null): Fen | null => (yuan === null ? null : fenOfYuan(yuan))
