import { compact, foldWidth } from '@shenbao/form/fold-text.ts'
import type { Form } from '@shenbao/form/form.ts'
import { type Day, dayOf, daysInMonth } from '@shenbao/kernel/dates.ts'
import type { Row } from './cells.ts'
import type { HeaderCell } from './header-cells.ts'
import type { HeaderLabel } from './header-labels.ts'

type Fields = Pick<Form, 'name' | 'year' | 'nature' | 'category' | 'department' | 'unit' | 'start' | 'end'>

/** The fields of the head: each is the content after its label, `null` where the form has none or leaves it blank. */
export const readHeaderFields = (cells: readonly HeaderCell[], rows: readonly Row[], stacked: boolean): Fields => {
  const content = (label: HeaderLabel) => contentOf(cells, label, stacked)
  const name = content('name') ?? content('parentName')
  const [first, last] = periodOf(content('period'))
  return {
    name,
    year: yearOf(rows, name),
    nature: ticked(content('nature')),
    category: ticked(content('category')),
    department: content('department') ?? content('upperDepartment'),
    unit: content('unit') ?? content('filledBy'),
    start: dayIn(content('start'), 'first') ?? first,
    end: dayIn(content('end'), 'last') ?? last,
  }
}

const contentOf = (cells: readonly HeaderCell[], label: HeaderLabel, stacked: boolean): string | null => {
  for (const [at, cell] of cells.entries()) {
    const next = cells[at + 1]
    if (cell.label !== label || !next || next.label !== null) continue
    const text = withoutOtherFields(next.text)
    if (next.line === cell.line || stacked) return /^[-—–/\\_()（）略]*$/.test(text) ? null : text
  }
  return null
}

/** Another field in the same cell (`某局  单位:万元`, `某校 领导签字:`) begins with its own label and a colon. */
const withoutOtherFields = (text: string): string =>
  text
    .slice(0, 2000)
    .replace(/(?:^|\s+|(?<=[)）]))(?:金额|计量)?单位\s*[:：]\s*(?:人民币)?(?:万元|亿元|千元|元)[)）]?.*$/, '')
    .replace(/\s+[一-鿿]{2,10}(?:[(（][一-鿿]{1,6}[)）])?[:：]\s*$/, '')
    .trim()

const MARKED = /[■☑√✓✔▣●]/
const OPEN_BOX = /[□☐口○◯]/

/** Of boxes to tick, the ticked one; the mark stands before or after its words. */
const ticked = (content: string | null): string | null => {
  if (content === null || !MARKED.test(content) || content.length > 200) return content
  const text = compact(content)
  const leads = MARKED.test(text.charAt(0)) || OPEN_BOX.test(text.charAt(0))
  const parts = text.split(/(?<=[■☑√✓✔▣●□☐口○◯])|(?=[■☑√✓✔▣●□☐口○◯])/).filter(part => part !== '')
  const at = parts.findIndex(part => MARKED.test(part))
  return parts[leads ? at + 1 : at - 1] ?? content
}

const YEAR_LINE = /^[(]?(20\d{2}|19\d{2})年?度?[)]?(?:单位.*)?$/
const YEAR_IN_TITLE = /(20\d{2}|19\d{2})年度?|\((20\d{2}|19\d{2})\)/

/** The year the form prints under its title, else the one in its title, else the one in the name of the project. */
const yearOf = (rows: readonly Row[], name: string | null): number | null => {
  const fronts = rows.slice(0, 40).map(({ cells }) => foldFront(cells.find(cell => cell !== '') ?? ''))
  const alone = fronts
    .map(front => YEAR_LINE.exec(front)?.[1] ?? YEAR_AFTER_LABEL.exec(front)?.[1])
    .find(year => year !== undefined)
  const title = fronts.filter(front => /表/.test(front)).map(yearInTitle)
  const year = alone ?? title.findLast(found => found !== undefined) ?? yearInTitle(compact(name ?? ''))
  return year === undefined ? null : Number(year)
}

const yearInTitle = (text: string): string | undefined => {
  const found = YEAR_IN_TITLE.exec(text)
  return found?.[1] ?? found?.[2]
}

const YEAR_AFTER_LABEL = /^(?:预算|申报|项目)?年度:(20\d{2}|19\d{2})年?度?$/

const foldFront = (cell: string): string => compact(cell.slice(0, 80))

/** `2026-01-01`, `2026年1月`, `2023.07`, `202601`; in `2023.07-2024.01` the dash ends the first date. */
const DATE =
  /((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})(?!\d)(?:\s*[-/.月]\s*(\d{1,2})(?!\d))?|((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?(?!\d)/g

const dayOfMatch = (match: RegExpMatchArray | undefined, side: 'first' | 'last'): Day | null => {
  if (!match) return null
  const [year, month, day] = [Number(match[1] ?? match[4]), Number(match[2] ?? match[5]), match[3] ?? match[6]]
  if (month < 1 || month > 12) return null
  return dayOf(year, month, day === undefined ? (side === 'first' ? 1 : daysInMonth(year, month)) : Number(day))
}

const dayIn = (content: string | null, side: 'first' | 'last'): Day | null =>
  content === null ? null : dayOfMatch([...foldWidth(content.slice(0, 60)).matchAll(DATE)][0], side)

/** `2026-01-01 至 2026-12-31`, `2026年1月-12月`; one date alone says nothing about the other. */
const periodOf = (content: string | null): readonly [Day | null, Day | null] => {
  const text = content === null ? '' : foldWidth(content.slice(0, 60))
  const whole = text.replace(
    /((?:19|20)\d{2})(\s*年\s*\d{1,2}\s*月?(?:\s*\d{1,2}\s*日)?\s*(?:[-—–~至到]+)\s*)(?=\d{1,2}\s*月)/,
    '$1$2$1年',
  )
  const matches = [...whole.matchAll(DATE)]
  return matches.length === 2 ? [dayOfMatch(matches[0], 'first'), dayOfMatch(matches[1], 'last')] : [null, null]
}
