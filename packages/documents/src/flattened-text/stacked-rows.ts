import { type Label, labelOf } from '@shenbao/form/scheme.ts'
import { keyOf, type Row } from './cells.ts'
import { cleanName, isOpenRow } from './clean-text.ts'
import { endsTable, isFurniture } from './furniture.ts'
import { columnsOf, type TailColumn } from './table-columns.ts'
import { completes, GROUP, isNameLikeLabel, isPoints, type PrintedLabel } from './table-labels.ts'
import { isValue, type PrintedRow, type TableRead, TOTAL } from './table-rows.ts'
import { tailOf } from './tail-cells.ts'

const TITLE =
  /^(?:[一二三]级指标|(?:项目|年度|本年度)?绩效指标?|.{0,12}(?:指标|目标|预期)值|备注|分值|权重|得分|指标(?:解释|说明|性质|内容)|度量单位|计量单位|具体指标)(?:\(.*)?$/

/** The table of a form that came as one cell a line: titles first, then labels, and behind them the cells of each row in turn. */
export const readStackedRows = (lines: readonly Row[]): TableRead => {
  const start = lines.findIndex(({ text }) => labelOf(text) !== null)
  const end = lines.findIndex(({ text }, at) => at > start && endsTable(text))
  const table = end === -1 ? lines : lines.slice(0, end)
  const cells = table.map(({ text }) => text.trim()).filter(text => text !== '' && !isFurniture(text) && !isPoints(text))
  const first = cells.findIndex(text => labelOf(text) !== null)
  const titles = first === -1 ? [] : cells.slice(0, first).filter(text => !GROUP.test(keyOf(text)))
  const sides = titles.filter(title => /^三级指标/.test(keyOf(title))).length
  const tail = sides === 1 ? (columnsOf({ cells: titles, text: '', broken: false })?.tail ?? []) : []
  const body = (tail.length > 0 || sides > 1 ? cells.slice(first) : cells).filter(text => !TITLE.test(keyOf(text)))
  const blocks = blocksOf(body)
  const rows = (sides > 1 ? oneSide(blocks) : blocks).flatMap(({ labels, run }) => rowsOfRun(run, labels, tail))
  return { rows, unread: end === -1 ? [] : lines.slice(end).map(({ text }) => text.trim()) }
}

type Block = Readonly<{ labels: readonly PrintedLabel[]; run: readonly string[] }>

/** Labels with what stands behind them until the next label. */
const blocksOf = (cells: readonly string[]): readonly Block[] => {
  const blocks: Block[] = []
  let labels: PrintedLabel[] = []
  let run: string[] = []
  for (let at = 0; at < cells.length; at++) {
    const text = cells[at] ?? ''
    const whole = completes(text, cells[at + 1] ?? '')
    const label = whole ?? labelOf(text)
    const started = blocks.length + labels.length > 0
    const nameAfterAll = label !== null && whole === null && started && isNameLikeLabel(text, cells[at + 1], isValue)
    if (!label || nameAfterAll) {
      run.push(text)
      continue
    }
    if (run.length > 0) {
      blocks.push({ labels, run })
      run = []
      labels = []
    }
    labels = [...stillNamed(labels, label), { label, text, column: 0 }]
    if (whole) at++
  }
  if (run.length > 0 || labels.length > 0) blocks.push({ labels, run })
  return blocks
}

/** A label that another one of its level follows at once has no rows here. */
const stillNamed = (labels: readonly PrintedLabel[], next: Label): PrintedLabel[] => {
  if (next.level === 1 && labels.some(({ label }) => label.level === 2)) return []
  return labels.filter(({ label }) => label.level !== 2 || next.level !== 2 || label.name === next.name)
}

/**
 * Where the table has one side for the whole project and one for the year, every 二级指标 comes twice: the second time is the
 * year's, unless nothing stands there.
 */
const oneSide = (blocks: readonly Block[]): readonly Block[] => {
  const kept: Block[] = []
  for (const { labels, run } of blocks) {
    const own = labels.filter(({ label }, at) => labels.findIndex(other => other.label.name === label.name) === at)
    const last = kept.at(-1)
    const again = last?.labels.at(-1)?.label.name === own.at(-1)?.label.name && own.length === 1
    if (last && again) kept.splice(-1, 1, { labels: last.labels, run: run.length > 0 ? run : last.run })
    else kept.push({ labels: own, run })
  }
  return kept
}

const rowsOfRun = (
  run: readonly string[],
  labels: readonly PrintedLabel[],
  tail: readonly TailColumn[],
): readonly PrintedRow[] => {
  const printed = splitRun(run, tail).filter(({ name, target }) => !isOpenRow(name, target) && !TOTAL.test(keyOf(name)))
  if (printed.length === 0) return [rowOf({ name: '', target: '', weight: null }, labels)]
  return printed.map((content, at) => rowOf(content, at === 0 ? labels : []))
}

type Content = Readonly<{ name: string; target: string; weight: string | null }>

const rowOf = ({ name, target, weight }: Content, labels: readonly PrintedLabel[]): PrintedRow => ({
  labels,
  otherLevel1: null,
  otherLevel2: null,
  name: cleanName(name),
  target,
  weight,
  fragment: false,
  shifted: false,
  split: false,
  broken: false,
  columns: null,
})

/** A run is cut into rows within windows of so many cells, which bounds the work for noise. */
const WINDOW = 300
const MOST_COLUMNS = 10
/** A figure never is a name. */
const NOT_A_NAME = 10

type Cut = Readonly<{ strain: number; from: number }>

/**
 * Cuts a run into rows: a name, then the cells of the columns behind it, some of which may be empty and lost. Of all ways the
 * one is taken in which names are words and the cells fit their columns best; among equals, the fuller row comes first.
 */
const splitRun = (run: readonly string[], tail: readonly TailColumn[]): readonly Content[] => {
  const contents: Content[] = []
  for (let from = 0; from < run.length; from += WINDOW) contents.push(...splitWindow(run.slice(from, from + WINDOW), tail))
  return contents
}

const splitWindow = (run: readonly string[], tail: readonly TailColumn[]): readonly Content[] => {
  const widest = 1 + Math.min(Math.max(tail.length, 1), MOST_COLUMNS)
  const values = run.map(isValue)
  // cuts[n]: the best way to cut the cells from n on; read from the end so that ties fall to the fuller row in front.
  const cuts: Cut[] = run.concat('').map(() => ({ strain: 0, from: run.length }))
  for (let at = run.length - 1; at >= 0; at--) {
    let best: Cut = { strain: Number.POSITIVE_INFINITY, from: run.length }
    for (let width = Math.min(widest, run.length - at); width >= 1; width--) {
      const own = (values[at] ? NOT_A_NAME : 0) + tailOf(run.slice(at + 1, at + width), tail).strain
      const strain = own + (cuts[at + width]?.strain ?? 0)
      if (strain < best.strain) best = { strain, from: at + width }
    }
    cuts[at] = best
  }
  const contents: Content[] = []
  for (let at = 0; at < run.length; ) {
    const next = Math.max(cuts[at]?.from ?? run.length, at + 1)
    const { target, weight } = tailOf(run.slice(at + 1, next), tail)
    contents.push({ name: run[at] ?? '', target, weight })
    at = next
  }
  return contents
}
