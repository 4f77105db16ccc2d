import { parseTarget } from '@shenbao/form/target.ts'
import { keyOf, type Layout, type Row } from './cells.ts'
import { cleanName, isOpenRow } from './clean-text.ts'
import { endsTable, isFurniture, isPageNumber, isRunningHeader } from './furniture.ts'
import { type Columns, columnsOf, withSubtitles } from './table-columns.ts'
import { type Cell, isPoints, type LeadingLabels, type PrintedLabel, takeLabels } from './table-labels.ts'
import { composed, type Tail, tailOf, weightOf } from './tail-cells.ts'
import { type Sides, sidesOf, yearSide } from './two-sided-table.ts'

/** One row of the table as printed, or (`name` and `target` empty) a label alone on its line. */
export type PrintedRow = Readonly<{
  labels: readonly PrintedLabel[]
  /** Labels outside the schemes, taken from their columns. */
  otherLevel1: string | null
  otherLevel2: string | null
  name: string
  target: string
  weight: string | null
  fragment: boolean
  shifted: boolean
  split: boolean
  broken: boolean
  columns: Columns | null
}>

export type TableRead = Readonly<{ rows: readonly PrintedRow[]; unread: readonly string[] }>

/** Whether a cell is a figure, a date, or the operator of one: what never is a name. */
export const isValue = (text: string): boolean => {
  if (/^[<>=≥≤≧≦═＜＞＝]{1,2}$/.test(text)) return true
  const { op, meaning } = parseTarget(text)
  return (op !== null && op !== 'text') || meaning !== undefined
}

/** Reads the lines of the table. Nothing is left out but titles, page furniture and what stands behind the end of the table. */
export const readTableRows = (rows: readonly Row[], layout: Exclude<Layout, 'stacked'>): TableRead => {
  const printed: PrintedRow[] = []
  const unread: string[] = []
  let columns: Columns | null = null
  let sides: Sides | null = null
  let closed = false
  for (const [at, whole] of rows.entries()) {
    const isTitle = columnsOf(whole) !== null
    if (isTitle) sides = sidesOf(whole)
    const row = sides ? yearSide(whole, sides, isTitle || layout === 'tab') : whole
    const title = isTitle ? columnsOf(row) : null
    if (title) {
      columns = title
      closed = false
      continue
    }
    const split: Columns | null = columns && printed.length === 0 ? withSubtitles(columns, row) : null
    if (split) columns = split
    if (split || isFurniture(row.text) || isRunningHeader(row.text) || isPageNumber(row, rows[at + 1]) || isTitleRest(row))
      continue
    const read = withoutOpen(readRow(columns ? withoutNumber(row, columns, layout) : row, columns, layout))
    closed = (closed && (read === null || read.labels.length === 0 || read.target === '')) || endsTable(row.text)
    if (closed) unread.push(row.text.trim())
    else if (read) printed.push(read)
  }
  return { rows: withShifts(printed, layout), unread }
}

/** Of a row that nobody filled in only its labels count. */
const withoutOpen = (row: PrintedRow | null): PrintedRow | null => {
  if (row === null || !isOpenRow(row.name, row.target)) return row
  const labelled = row.labels.length > 0 || row.otherLevel1 !== null || row.otherLevel2 !== null || row.fragment
  return labelled ? { ...row, name: '', target: '', shifted: false } : null
}

/** Without the number that a table with 序号 gives each row. */
const withoutNumber = (row: Row, { numbering }: Columns, layout: Layout): Row => {
  if (numbering === -1) return row
  const at = layout === 'tab' ? numbering : row.cells.findIndex(cell => cell !== '')
  return /^\d{1,3}[.、]?$/.test(row.cells[at] ?? '') ? { ...row, cells: row.cells.with(at, '') } : row
}

/** What a damaged title row leaves. */
const isTitleRest = ({ cells }: Row): boolean => {
  const filled = cells.filter(cell => cell !== '')
  return filled.length > 0 && filled.every(cell => /^(?:[一二三]级指标|(?:项目|年度)?绩效指标|备注|指标值)$/.test(keyOf(cell)))
}

/** Cells count as shifted only where columns count at all: pipes around merged cells often keep no columns. */
const withShifts = (rows: readonly PrintedRow[], layout: Layout): readonly PrintedRow[] => {
  const keepsColumns = layout === 'tab' || (layout === 'pipe' && rows.filter(({ shifted }) => !shifted).length * 2 > rows.length)
  return keepsColumns ? rows : rows.map(row => ({ ...row, shifted: false }))
}

const readRow = (row: Row, columns: Columns | null, layout: Layout): PrintedRow | null => {
  const filled = row.cells.flatMap((text, column): Cell[] => (text === '' ? [] : [{ text, column }]))
  if (filled.length === 0 || (filled.length === 1 && isPoints(row.text.replaceAll('|', '')))) return null
  const base = {
    otherLevel1: null,
    otherLevel2: null,
    weight: null,
    split: false,
    broken: row.broken,
    columns: layout === 'tab' ? columns : null,
  }
  const aligned = columns?.countable && (layout === 'tab' || layout === 'pipe') ? readAligned(row, filled, columns) : null
  if (aligned) return { ...base, ...aligned }
  const target = columns?.tail.find(({ holds }) => holds === 'target')
  // Alone in the column of values stands the rest of the value above.
  if (layout === 'tab' && columns?.countable && filled.length === 1 && filled[0]?.column === target?.index)
    return { ...base, labels: [], fragment: false, shifted: false, name: '', target: filled[0]?.text ?? '' }
  const leading = takeLabels(filled, { weightsBetween: columns?.weightsBetween ?? false, isValue })
  const other = otherLabels(filled.slice(leading.next), leading.labels, columns)
  const rest = filled.slice(leading.next + other.count)
  const content = layout === 'narrow' ? contentOfWords(rest, columns) : contentOfCells(rest, columns)
  const name = cleanName(content.name)
  if (leading.labels.length === 0 && TOTAL.test(keyOf(name))) return null
  const nameColumn = rest[0]?.column
  const shifted = columns?.countable === true && content.name !== '' && nameColumn !== columns.name
  const { otherLevel1, otherLevel2, inner } = other
  const labels = [...leading.labels, ...inner]
  return { ...base, ...content, otherLevel1, otherLevel2, labels, fragment: leading.fragment, name, shifted }
}

/**
 * Labels outside the schemes where columns do not count (`预算控制指标 | 执行率 | ≥90%`): cells too many for name and value whose
 * first calls itself a 指标.
 */
const otherLabels = (cells: readonly Cell[], labels: readonly PrintedLabel[], columns: Columns | null) => {
  const none = { otherLevel1: null, otherLevel2: null, inner: [] as readonly PrintedLabel[], count: 0 }
  const [first, second] = cells
  const tail = Math.max(1, columns?.tail.filter(({ holds }) => holds !== 'remark').length ?? 1)
  if (!first || !second || cells.length < tail + 2 || !/指标$/.test(keyOf(first.text).replace(/\(.*\)$/, ''))) return none
  const next = takeLabels([second], { weightsBetween: false, isValue })
  if (next.labels.length > 0) return { ...none, otherLevel1: first.text, inner: next.labels, count: 2 }
  return labels.some(({ label }) => label.level === 2) || isValue(second.text)
    ? none
    : { ...none, otherLevel2: first.text, count: 1 }
}

/** The sum under a table of points is no indicator. */
export const TOTAL = /^(?:自评|分值|得分)?(?:总分|合计|总计|小计|总得分)(?:值|数)?$/

type Content = Readonly<{ name: string; target: string; weight: string | null }>

/** A row whose name stands under 三级指标 is read by its columns. A value column that is empty there is empty. */
const readAligned = (
  row: Row,
  filled: readonly Cell[],
  columns: Columns,
): (Pick<PrintedRow, 'otherLevel1' | 'otherLevel2' | 'shifted'> & Content & Omit<LeadingLabels, 'next'>) | null => {
  const nameCell = row.cells[columns.name] ?? ''
  const target = columns.tail.find(({ holds }) => holds === 'target')
  if (nameCell === '' || !target) return null
  const before = filled.filter(({ column }) => column < columns.name)
  const leading = takeLabels(before, { weightsBetween: columns.weightsBetween, isValue: () => false })
  const named = before.slice(leading.next)
  const value = row.cells[target.index] ?? ''
  const behind = filled.filter(({ column }) => column > columns.name)
  // Labels or values under 三级指标, and unknown words before a row without a value, mean that the row has slipped.
  const own = takeLabels([{ text: nameCell, column: columns.name }], { weightsBetween: false, isValue })
  if (own.labels.some(({ text }) => value === '' || /指标$/.test(keyOf(text))) || isValue(nameCell)) return null
  if (value === '' && named.length > 0) return null
  if (named.some(({ column }) => column !== columns.level1 && column !== columns.level2)) return null
  const content = contentOfColumns(row, columns, behind)
  const other = (column: number) => named.find(cell => cell.column === column)?.text ?? null
  return {
    ...content,
    name: cleanName(nameCell),
    labels: leading.labels,
    fragment: leading.fragment,
    otherLevel1: other(columns.level1),
    otherLevel2: other(columns.level2),
    shifted: false,
  }
}

const contentOfColumns = (row: Row, columns: Columns, behind: readonly Cell[]): Content => {
  const at = (holds: string) => columns.tail.filter(column => column.holds === holds).map(({ index }) => row.cells[index] ?? '')
  const [target = ''] = at('target')
  // A cell in a column without a title is the value, moved over; one in a titled column is something else.
  const moved = behind.find(({ column }) => !columns.titles.has(column))?.text ?? ''
  const written =
    target !== ''
      ? target
      : at('unit')
            .concat(at('operator'))
            .some(text => text !== '')
        ? ''
        : moved
  return {
    name: row.cells[columns.name] ?? '',
    target: composed(at('operator')[0], written, at('unit')[0]),
    weight: weightOf(at('weight')[0]),
  }
}

/** Name and value where columns do not count: the cells behind the name go to the columns they fit. */
const contentOfCells = (cells: readonly Cell[], columns: Columns | null): Content => {
  const [first, ...rest] = cells.map(({ text }) => text)
  if (first === undefined) return { name: '', target: '', weight: null }
  if (rest.length === 0 && isValue(first)) return { name: '', target: first, weight: null }
  const { target, weight } = tailOf(rest, columns?.tail ?? [])
  return { name: first, target, weight }
}

/** Where spaces part the cells, name and value may have been cut too: the value begins where the rest reads as one. */
const contentOfWords = (cells: readonly Cell[], columns: Columns | null): Content => {
  const tail = columns?.tail ?? []
  const scored = tail.some(({ holds }) => holds === 'weight' || holds === 'score')
  const words = typeset(
    cells.map(({ text }) => text),
    scored,
  )
  const remarks = tail.length - 1 - tail.findLastIndex(({ holds }) => holds !== 'remark')
  if (words.length <= 2 || (words.length <= 1 + tail.length && words.length >= 1 + tail.length - remarks))
    return contentOfCells(
      words.map((text, column) => ({ text, column })),
      columns,
    )
  if (tail.length > 1) {
    const start = words.findIndex((word, at) => at > 0 && isValue(word))
    if (start > 0) return { name: words.slice(0, start).join(' '), ...withoutStrain(tailOf(words.slice(start), tail)) }
  }
  for (let start = 1; start < Math.min(words.length, 40); start++) {
    const rest = words.slice(start).join(' ')
    if (isValue(rest)) return { name: words.slice(0, start).join(' '), target: rest, weight: null }
  }
  return { name: words[0] ?? '', target: words.slice(1).join(' '), weight: null }
}

const withoutStrain = ({ target, weight }: Tail): Omit<Content, 'name'> => ({ target, weight })

/**
 * Spaces that only set figures and letters apart inside a sentence (`达 90%`, `CA 平台`, `2 小时，郊区 4 小时`) part no cells. A
 * bare number is a cell where the table has points.
 */
const typeset = (words: readonly string[], scored: boolean): readonly string[] => {
  const whole: string[] = []
  for (const word of words) {
    const last = whole.at(-1)
    const goesOn =
      last !== undefined &&
      last.length < 500 &&
      (/^“[^”]*”$/.test(last) ||
        (/[A-Za-z0-9]$/.test(last) && /^[一-鿿]/.test(word) && !(scored && /^\d+(?:\.\d+)?$/.test(last))) ||
        (/^[A-Za-z0-9]/.test(word) && /[达到至于约后每共第近与]$|[，；,;][一-鿿]{0,6}$/.test(last)))
    if (goesOn) whole.splice(-1, 1, `${last} ${word}`)
    else whole.push(word)
  }
  return whole
}
