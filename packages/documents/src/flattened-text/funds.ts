import { compact, foldWidth } from '@shenbao/form/fold-text.ts'
import { blankFunds, type FundName, type Funds } from '@shenbao/form/form.ts'
import { compare, type Decimal, decimal, multiply, parseDecimal, round } from '@shenbao/kernel/decimal.ts'
import type { Fen } from '@shenbao/kernel/money.ts'
import type { HeaderCell } from './header-cells.ts'
import type { HeaderLabel } from './header-labels.ts'

const projectSide: Partial<Record<HeaderLabel, FundName>> = {
  projectTotal: 'total',
  fiscal: 'fiscal',
  otherFunds: 'other',
}
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
export const readFunds = (cells: readonly HeaderCell[], stacked: boolean): FundsRead => {
  const fundCells = cells.filter(({ label }) => label !== null && label in annualSide)
  const unit = unitOfForm(cells)
  const funds: Record<FundName, Fen | null> = { ...blankFunds }
  const notes: string[] = []
  for (const cell of fundCells) {
    const fund = fundOf(cell, fundCells)
    const content = contentAfter(cells, cell, stacked)
    if (fund === null || content === null || funds[fund] !== null) continue
    const amount = fenOf(content, unit)
    if (amount === null && /\d/.test(content)) notes.push(`“${cell.text}”的金额“${content.slice(0, 40)}”无法识别，请核对后填写`)
    funds[fund] = amount
  }
  return { funds, notes }
}

/**
 * Which fund a label means. With a total for the project and one for the year the parts belong to one of them: of a part that
 * is named twice the first is the project's; one that is named once belongs to the total beside it or above it.
 */
const fundOf = (cell: HeaderCell, all: readonly HeaderCell[]): FundName | null => {
  if (cell.label === null) return null
  const annual = annualSide[cell.label] ?? null
  const project = projectSide[cell.label] ?? null
  const whole = all.find(({ label }) => label === 'projectTotal')
  const year = all.find(({ label }) => label === 'annualTotal')
  if (!whole || !year || project === null) return annual
  if (cell.label === 'projectTotal') return project
  const same = all.filter(({ label }) => label === cell.label)
  if (same.length > 1) return same[0] === cell ? project : annual
  if (cell.label === 'fiscal' && all.some(({ label }) => label === 'currentYear')) return project
  if (whole.line !== year.line) return all.indexOf(cell) > all.indexOf(year) ? annual : project
  return year.column > 0 && cell.column >= year.column ? annual : project
}

/** The cell after a label, unless that is a label again or stands in the next line of a table. */
const contentAfter = (cells: readonly HeaderCell[], label: HeaderCell, stacked: boolean): string | null => {
  const [next, beside] = cells.slice(cells.indexOf(label) + 1)
  if (!next || next.label !== null) return null
  if (next.line !== label.line && !stacked) return null
  return beside?.line === next.line && UNIT_ALONE.test(compact(beside.text.slice(0, 20))) ? next.text + beside.text : next.text
}

const UNIT_ALONE = /^\(?(?:亿元|千元|万元|元)\)?$/

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
    const unit = /(?:[(:：](?:单位[:：]?)?|单位[:：]?人民币)(万元|亿元|千元|元)(?:\)|$)/.exec(compact(text))?.[1]
    if (unit !== undefined) return unit
  }
  return '元'
}

const AMOUNT = /^(?:人民币)?[¥￥]?(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(\.\d+)?\(?(亿元|亿|千元|万元|万|元)?/
const LARGEST = decimal('999999999999999999')

/**
 * `1125`, `164万元`, `854万(其中…)`: the number at the front, the first of several columns of numbers. A range or a sentence is
 * no amount.
 */
const fenOf = (cell: string, unitOfCells: string): Fen | null => {
  const [first = ''] = foldWidth(cell.slice(0, 200))
    .trim()
    .split(/(?<=[\d%])\s+(?=[\d—–-])/)
  const text = compact(first)
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
