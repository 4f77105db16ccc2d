import { compact } from '@shenbao/form/fold-text.ts'
import type { FundName, Funds } from '@shenbao/form/form.ts'
import { compare, type Decimal, decimal, multiply, parseDecimal, round } from '@shenbao/kernel/decimal.ts'
import type { Fen } from '@shenbao/kernel/money.ts'
import type { HeaderCell } from './header-cells.ts'
import type { HeaderLabel } from './header-labels.ts'

export const noFunds: Funds = {
  total: null,
  fiscal: null,
  other: null,
  annualRequest: null,
  currentYearAppropriation: null,
  carryover: null,
  annualOther: null,
}

const projectSide: Partial<Record<HeaderLabel, FundName>> = { projectTotal: 'total', fiscal: 'fiscal', otherFunds: 'other' }
const annualSide: Partial<Record<HeaderLabel, FundName>> = {
  projectTotal: 'annualRequest',
  annualTotal: 'annualRequest',
  currentYear: 'currentYearAppropriation',
  fiscal: 'currentYearAppropriation',
  carryover: 'carryover',
  otherFunds: 'annualOther',
}

export type FundsRead = Readonly<{ funds: Funds; notes: readonly string[] }>

/**
 * The amounts of the head in fen. A form with two columns of funds speaks of the whole project on the left and of the year on the
 * right; a form with one column speaks of the year. Amounts are in the unit they carry themselves, else in the one the form
 * names, else in yuan. What is no amount stays blank and is noted.
 */
export const readFunds = (cells: readonly HeaderCell[]): FundsRead => {
  const fundCells = cells.filter(({ label }) => label !== null && label in annualSide)
  const twoSided =
    fundCells.some(({ label }) => label === 'projectTotal') && fundCells.some(({ label }) => label === 'annualTotal')
  const unit = unitOfForm(cells)
  const funds: Record<FundName, Fen | null> = { ...noFunds }
  const notes: string[] = []
  for (const cell of fundCells) {
    const fund = fundOf(cell, fundCells, twoSided)
    const content = contentAfter(cells, cell)
    if (fund === null || content === null || funds[fund] !== null) continue
    const amount = fenOf(content, unit)
    if (amount === null && /\d/.test(content)) notes.push(`“${cell.text}”的金额“${content.slice(0, 40)}”无法识别，请核对后填写`)
    funds[fund] = amount
  }
  return { funds, notes }
}

const fundOf = (cell: HeaderCell, all: readonly HeaderCell[], twoSided: boolean): FundName | null => {
  if (cell.label === null) return null
  const annual = annualSide[cell.label] ?? null
  const project = projectSide[cell.label] ?? null
  if (!twoSided || project === null) return annual
  if (cell.label === 'projectTotal') return project
  // 财政资金 and 其他资金 stand on both sides. In its line the first is the project's, the second the year's.
  const line = all.filter(other => other.line === cell.line)
  if (line.length > 1) return line[0] === cell ? project : annual
  const border = all.find(({ label }) => label === 'annualTotal')?.column ?? 0
  const repeated = all.filter(({ label, line: at }) => label === cell.label && at < cell.line).length
  return border > 0 ? (cell.column < border ? project : annual) : repeated === 0 ? project : annual
}

/** The cell after a label, unless that is a label again or stands in the next line of a table. */
const contentAfter = (cells: readonly HeaderCell[], label: HeaderCell): string | null => {
  const next = cells[cells.indexOf(label) + 1]
  if (!next || next.label !== null) return null
  const stacked = !cells.some((cell, at) => cells[at + 1]?.line === cell.line)
  return next.line === label.line || stacked ? next.text : null
}

const YUAN: Readonly<Record<string, string>> = {
  元: '1',
  万元: '10000',
  万: '10000',
  千元: '1000',
  亿元: '100000000',
  亿: '100000000',
}

const unitOfForm = (cells: readonly HeaderCell[]): string => {
  for (const { text } of cells) {
    if (text.length > 60) continue
    const unit = /[(:：]\s*(?:单位[:：]?)?(万元|亿元|千元|元)\)?$/.exec(compact(text))?.[1]
    if (unit !== undefined) return unit
  }
  return '元'
}

const AMOUNT = /^[¥￥]?(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(\.\d+)?(亿元|亿|千元|万元|万|元)?/
const LARGEST = decimal('999999999999999999')

/** `1125`, `164万元`, `854万(其中…)`: the number at the front. A range or a sentence is no amount. */
const fenOf = (cell: string, unitOfCells: string): Fen | null => {
  const text = compact(cell.slice(0, 200))
  const match = AMOUNT.exec(text)
  if (!match || /^[-~至.,%+]/.test(text.slice(match[0].length))) return null
  const value = parseDecimal(`${(match[1] ?? '').replaceAll(',', '')}${match[2] ?? ''}`)
  return value && wholeFen(multiply(value, decimal(YUAN[match[3] ?? unitOfCells] ?? '1')))
}

/** `null` for fractions of a fen: an amount is never rounded on the way in. */
const wholeFen = (yuan: Decimal): Fen | null => {
  const fen = multiply(yuan, decimal('100'))
  const whole = round(fen, 0)
  return compare(whole, fen) === 0 && compare(whole, LARGEST) <= 0 ? whole.units : null
}
