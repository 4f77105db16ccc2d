import type { Layout, Row } from './cells.ts'
import { paragraphsOf } from './clean-text.ts'
import { isFurniture, isPageNumber, isRunningHeader } from './furniture.ts'
import { type HeaderCell, headerCellsOf } from './header-cells.ts'

export type Goals = Readonly<{ overallGoal: string; annualGoal: string }>

type Side = 'overallGoal' | 'annualGoal' | 'goalResult'
/** `group`: named by a word that only heads the others where there are others. */
type Place = Readonly<{ side: Side; column: number; group: boolean }>
type Chunk = Readonly<{ side: Side; text: string; broken: boolean }>

const isGoalLabel = ({ label }: HeaderCell): boolean =>
  label === 'overallGoal' || label === 'annualGoal' || label === 'goal' || label === 'goalResult'

/** The goal texts between the labels of the head and the table of indicators, joined over page breaks. */
export const readGoals = (rows: readonly Row[], layout: Layout): Goals => {
  const chunks: Chunk[] = []
  let places: readonly Place[] = []
  for (const row of withoutFurniture(rows)) {
    const cells = headerCellsOf([row], layout)
    const labels = cells.filter(isGoalLabel)
    // A group that stands before its texts, below the two goals that it heads, changes nothing.
    const headed = labels.every(({ label }) => label === 'goal') && places.length > 1 && chunks.length === 0
    if (labels.length > 0 && !headed) places = withoutGroups([...(layout === 'stacked' ? places : []), ...placesOf(labels)])
    else if (labels.length === 0 && cells.some(({ label }) => label !== null)) places = []
    if (places.length === 0) continue
    chunks.push(...chunksOf(cells, row, narrowed(places), layout))
  }
  return { overallGoal: joined(chunks, 'overallGoal'), annualGoal: joined(chunks, 'annualGoal') }
}

/** Without page numbers and running headers; what stands behind one begins a page. */
const withoutFurniture = (rows: readonly Row[]): readonly Row[] => {
  const furniture = rows.map((row, at) => isFurniture(row.text) || isPageNumber(row, rows[at + 1]) || isRunningHeader(row.text))
  return rows.flatMap((row, at) => (furniture[at] ? [] : [furniture[at - 1] ? { ...row, broken: true } : row]))
}

const placesOf = (labels: readonly HeaderCell[]): readonly Place[] =>
  labels.map(({ label, column }) => ({
    column,
    side: label === 'overallGoal' || label === 'goalResult' ? label : 'annualGoal',
    group: label === 'goal',
  }))

/** 总体目标 over two columns only groups them; alone it is the goal of the year, the one that every form has. */
const withoutGroups = (places: readonly Place[]): readonly Place[] => {
  const specific = places.filter(({ group }) => !group)
  return specific.some(({ side }) => side !== 'goalResult') ? specific : places
}

/** `年度总体目标 | 预期目标 | 实际完成情况`: of two names for the same goal the later one heads the column. */
const narrowed = (places: readonly Place[]): readonly Place[] =>
  places.filter(({ side }, at) => !places.slice(at + 1).some(later => later.side === side))

const chunksOf = (cells: readonly HeaderCell[], row: Row, places: readonly Place[], layout: Layout): readonly Chunk[] => {
  const texts = cells.filter(({ label }) => label === null)
  const chunk = (side: Side | null, text: string): Chunk[] => (side === null ? [] : [{ side, text, broken: row.broken }])
  if (texts.length === 0) return []
  if (layout === 'narrow' || layout === 'stacked') {
    const afterLabel = cells[0]?.label === null ? row.text.trim() : texts.map(({ text }) => text).join(' ')
    return chunk(single(places), afterLabel)
  }
  return texts.flatMap(cell => chunk(sideOf(cell, cells, places, texts), cell.text))
}

const single = (places: readonly Place[]): Side | null =>
  (places.find(({ side }) => side === 'annualGoal') ?? places.findLast(({ side }) => side !== 'goalResult'))?.side ?? null

/**
 * A text right after a label belongs to it; else to the label in whose column it stands; else, when it is the only one,
 * to the year.
 */
const sideOf = (
  cell: HeaderCell,
  cells: readonly HeaderCell[],
  places: readonly Place[],
  texts: readonly HeaderCell[],
): Side | null => {
  const before = cells[cells.indexOf(cell) - 1]
  if (texts.length > 1 && texts.length === places.length) return places[texts.indexOf(cell)]?.side ?? null
  if (before?.label === 'overallGoal' || before?.label === 'goalResult') return before.label
  if (before && isGoalLabel(before)) return 'annualGoal'
  const column = places.find(place => place.column === cell.column)
  if (column) return column.side
  return texts.length === 1 ? single(places) : (places.findLast(place => place.column <= cell.column)?.side ?? single(places))
}

const ENDS = /[。.!！?？;；:：”"』」）)]$/
/** What opens a point of its own. */
const POINT = /^\s*(?:<[a-z]|目标\s*\d|[(（]?[\d一二三四五六七八九十]{1,2}[.、．:：)）]|[①-⑳●·•-])/i
/** A line shorter than this may well be a point without a full stop. */
const WRAPPED = 30

/** A text that stops without an end, at a page break or at the edge of its cell, goes on in the same paragraph behind it. */
const joined = (chunks: readonly Chunk[], side: Side): string => {
  const paragraphs: string[] = []
  for (const { text, broken } of chunks.filter(chunk => chunk.side === side)) {
    const [first, ...rest] = paragraphsOf(text)
    if (first === undefined) continue
    const last = paragraphs.at(-1)
    const goesOn = last !== undefined && (broken || last.length >= WRAPPED) && !ENDS.test(last) && !POINT.test(text)
    if (goesOn) paragraphs.splice(-1, 1, last + first)
    else paragraphs.push(first)
    paragraphs.push(...rest)
  }
  return paragraphs.join('\n')
}
