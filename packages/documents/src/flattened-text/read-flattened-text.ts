import type { Form, Indicator, IndicatorFlag } from '@shenbao/form/form.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import { keyOf, type Layout, layoutOf, type Row, rowOf } from './cells.ts'
import { joinCutRows } from './cut-rows.ts'
import { readFunds } from './funds.ts'
import { partGluedLines } from './glued-lines.ts'
import { readGoals } from './goals.ts'
import { headerCellsOf } from './header-cells.ts'
import { readHeaderFields } from './header-fields.ts'
import { headerLabelOf, splitLabelled } from './header-labels.ts'
import { partedRows } from './parted-rows.ts'
import { type PlacedRow, placeRows } from './placement.ts'
import { type Segment, segmentsOf } from './segments.ts'
import { readStackedRows } from './stacked-rows.ts'
import { takeLabels } from './table-labels.ts'
import { isValue, readTableRows, type TableRead } from './table-rows.ts'
import { joinLabelPieces } from './wrapped-labels.ts'
import { joinWrapped } from './wrapped-rows.ts'

/** A form as read. `notes` are sentences for the person who checks it against the paper. */
export type ReadDeclaration = Readonly<{ form: Form; notes: readonly string[] }>

export type ReadResult =
  | Readonly<{ ok: true; declarations: readonly ReadDeclaration[] }>
  | Readonly<{ ok: false; code: 'no-indicator-row'; detail: string }>

/**
 * Reads the forms (申报表, 目标表, 批复表 …) in a text that was drawn from a printed table. Never guesses a value and never drops a row:
 * what cannot be placed is kept and flagged. A form cut short is read as far as it goes and flagged `incomplete`.
 */
export const readFlattenedText = (text: string, newId: (declaration: number, row: number) => string): ReadResult => {
  const read = withYears(segmentsOf(text).map(readSegment)).filter(({ form, rows }) => form.name !== null || rows.length > 0)
  if (!read.some(({ rows }) => rows.length > 0))
    return { ok: false, code: 'no-indicator-row', detail: '没有识别出任何绩效指标行，请确认上传的是绩效目标申报表的文字内容' }
  const declarations = read.map(({ form, rows, notes }, declaration): ReadDeclaration => {
    const indicators = rows.map((row, at) => indicatorOf(row, newId(declaration, at)))
    const whole = { ...form, indicators }
    return { form: isIncomplete(whole) ? { ...whole, flags: ['incomplete'] } : whole, notes }
  })
  return { ok: true, declarations }
}

type SegmentRead = Readonly<{ form: Form; titled: boolean; rows: readonly PlacedRow[]; notes: readonly string[] }>

/** Several forms under one title are of the year in that title. */
const withYears = (segments: readonly SegmentRead[]): readonly SegmentRead[] => {
  let year: number | null = null
  return segments.map(segment => {
    year = segment.form.year ?? (segment.titled ? null : year)
    return { ...segment, form: { ...segment.form, year } }
  })
}

const readSegment = (segment: Segment): SegmentRead => {
  const lines = partGluedLines(joinCutRows(segment.lines))
  const layout = layoutOf(lines)
  // Where every other line is blank, blank lines are spacing and no page breaks.
  const spaced = lines.filter(({ broken }) => broken).length * 4 > lines.length
  const rows = joinLabelPieces(lines.map(line => rowOf(spaced ? { ...line, broken: false } : line, layout)).flatMap(partedRows))
  const start = tableStart(rows)
  const [head, table] = start === -1 ? [rows, []] : [rows.slice(0, start), rows.slice(start)]
  const cells = headerCellsOf(head, layout)
  const { funds, notes } = readFunds(cells, layout === 'stacked')
  const { rows: printed, unread } = readTable(table, layout)
  const form: Form = {
    ...readHeaderFields(cells, head, layout === 'stacked'),
    funds,
    ...readGoals(head, layout),
    indicators: [],
    flags: [],
  }
  const placed = placeRows(joinWrapped(printed))
  return { form, titled: segment.titled, rows: placed, notes: [...notes, ...notesOn(segment, unread)] }
}

const readTable = (rows: readonly Row[], layout: Layout): TableRead =>
  layout === 'stacked' ? readStackedRows(rows) : readTableRows(rows, layout)

/** The table begins with its titles, or, where these are lost, with the first row that carries a label and plain rows right above it. */
const tableStart = (rows: readonly Row[]): number => {
  const start = rows.findIndex(row => isTitleRow(row) || carriesLabel(row))
  const first = rows[start]
  if (!first || isTitleRow(first)) return start
  return (
    start -
    rows
      .slice(0, start)
      .reverse()
      .findIndex(row => !isPlainRow(row))
  )
}

const filledCells = ({ cells }: Row) => cells.flatMap((text, column) => (text === '' ? [] : [{ text, column }]))

const isTitleRow = (row: Row): boolean => row.cells.some(cell => /^(?:一级|三级)指标/.test(keyOf(cell)))

const carriesLabel = (row: Row): boolean => {
  const [label] = takeLabels(filledCells(row).slice(0, 4), { weightsBetween: false, isValue }).labels
  return label !== undefined && /指标?$/.test(keyOf(label.text))
}

/** A name and its value, nothing that the head of a form would say. */
const isPlainRow = (row: Row): boolean => {
  const filled = filledCells(row)
  return (
    filled.length === 2 &&
    row.text.length < 200 &&
    filled.every(({ text }) => headerLabelOf(text) === null && splitLabelled(text) === null)
  )
}

const indicatorOf = ({ row, level1, level2, flags }: PlacedRow, id: string): Indicator => {
  const missing: readonly IndicatorFlag[] = parseTarget(row.target).op === null ? ['value-missing'] : []
  return { id, level1, level2, name: row.name, target: row.target, weight: row.weight, flags: [...flags, ...missing] }
}

const notesOn = ({ overlong }: Segment, unread: readonly string[]): readonly string[] => [
  ...(overlong ? ['这份表的内容过长，后面的部分没有读入，请检查文件是否混入了其他内容'] : []),
  ...(unread.length > 0 ? [`表后的说明和签章没有作为指标读入：${unread.join('；').slice(0, 200)}`] : []),
]

/** A form that ends before its table does: something every form has is not there. */
const isIncomplete = (form: Form): boolean => {
  const has = (level1: string) => form.indicators.some(indicator => indicator.level1 === level1)
  const effects = has('效益指标') || has('满意度指标')
  return (
    form.name === null ||
    (form.funds.annualRequest === null && form.funds.total === null) ||
    (form.annualGoal === '' && form.overallGoal === '') ||
    !has('产出指标') ||
    !effects
  )
}
