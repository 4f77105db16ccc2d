import type { Indicator } from '@shenbao/form/form.ts'
import { decimalText, divide, parseDecimal } from '@shenbao/kernel/decimal.ts'
import { type Fen, yuanOfFen } from '@shenbao/kernel/money.ts'
import type { Declaration, IndicatorProgress } from './state.ts'

/** A row of an approved declaration with what came of it. Figures are decimal text, values as written; `null`: not there (yet). */
export type LivedRow = Readonly<{
  id: string
  level1: string | null
  level2: string | null
  name: string
  /** As it stands after all adjustments, and as it was approved. */
  target: string
  approvedTarget: string | null
  /** 实际完成值 of the self-evaluation. */
  actual: string | null
  /** What monitoring recorded last. */
  progress: Pick<IndicatorProgress, 'period' | 'actual' | 'forecast' | 'likelihood' | 'cause'> | null
  /** The points that stand: 核查得分 where there is one, else 自评得分 as handed in. */
  score: string | null
  selfScore: string | null
  /** 分值 as scored; before that as set on the form. */
  weight: string | null
  /** 偏差原因分析及改进措施 */
  reason: string | null
  /** Why the bureau gave other points. */
  comment: string | null
}>

/** A year of a project as it was lived. Amounts in yuan text with two places, `rate` with four. */
export type LivedYear = Readonly<{
  id: string
  name: string | null
  year: number
  requested: string | null
  budget: string | null
  executed: string | null
  rate: string | null
  total: string | null
  grade: string | null
  /** Whether the grade is the confirmed one, and not the unit's own. */
  confirmed: boolean
  /** What the bureau said of the targets when it reviewed them. */
  review: Readonly<{ grade: string; comment: string }> | null
  /** Without those that an adjustment took out: nothing was measured by them. */
  rows: readonly LivedRow[]
}>

/** What the year before leaves for this one to look at. */
export const livedYearOf = (declaration: Declaration): LivedYear => {
  const { id, year, form, results, selfScore, final, review } = declaration
  const money = moneyOf(declaration)
  return {
    id,
    name: form.name,
    year,
    requested: yuan(form.funds.annualRequest),
    ...money,
    rate: selfScore?.execution?.rate ?? (results.budget ? rateOf(results.budget) : null),
    total: final?.total ?? selfScore?.total ?? null,
    grade: final?.grade ?? selfScore?.grade ?? null,
    confirmed: final !== null,
    review: review && { grade: review.grade, comment: review.comment },
    rows: form.indicators.map(row => livedRow(declaration, row)),
  }
}

const yuan = (fen: Fen | null | undefined): string | null => (fen === null || fen === undefined ? null : yuanOfFen(fen))

const RATE_PLACES = 4

const rateOf = ({ annual, executed }: Readonly<{ annual: Fen; executed: Fen }>): string | null =>
  annual <= 0n ? null : decimalText(divide({ units: executed, scale: 2 }, { units: annual, scale: 2 }, RATE_PLACES))

/** Before the self-evaluation: what was asked for, and what monitoring last saw spent. */
const moneyOf = ({ form, results, progress }: Declaration): Readonly<{ budget: string | null; executed: string | null }> => {
  if (results.budget) return { budget: yuan(results.budget.annual), executed: yuan(results.budget.executed) }
  const spent = Object.entries(progress)
    .filter(([, { executed }]) => executed !== null)
    .toSorted(byPeriod)
    .at(-1)?.[1].executed
  return { budget: yuan(form.funds.annualRequest), executed: yuan(spent) }
}

const byPeriod = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0)

const livedRow = (declaration: Declaration, row: Indicator): LivedRow => {
  const { approval, results, selfScore, rescores } = declaration
  const scored = selfScore?.rows.find(({ indicatorId }) => indicatorId === row.id)
  const result = results.indicators[row.id]
  const rescore = rescores[row.id]
  return {
    id: row.id,
    level1: row.level1,
    level2: row.level2,
    name: row.name,
    target: row.target,
    approvedTarget: approval?.form.indicators.find(({ id }) => id === row.id)?.target ?? null,
    actual: said(result?.actual),
    progress: lastProgress(declaration, row.id),
    score: rescore?.to ?? scored?.score ?? null,
    selfScore: scored?.score ?? null,
    weight: scored?.weight ?? (row.weight !== null && parseDecimal(row.weight) ? row.weight : null),
    reason: said(result?.reason),
    comment: said(rescore?.reason),
  }
}

const said = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text)

const lastProgress = ({ progress }: Declaration, id: string): LivedRow['progress'] => {
  const last = Object.entries(progress)
    .flatMap(([period, { indicators }]) => {
      const found: IndicatorProgress | undefined = indicators[id]
      return found ? [[period, found] as const] : []
    })
    .toSorted(byPeriod)
    .at(-1)
  if (!last) return null
  const { period, actual, forecast, likelihood, cause } = last[1]
  return { period, actual, forecast, likelihood, cause }
}
