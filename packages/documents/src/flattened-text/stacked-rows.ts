import { labelOf } from '@shenbao/form/scheme.ts'
import { keyOf, type Row } from './cells.ts'
import { cleanName, isOpenName } from './clean-text.ts'
import { endsTable, isFurniture } from './furniture.ts'
import { completes, isNameLikeLabel, type PrintedLabel } from './table-labels.ts'
import { isValue, type PrintedRow, type TableRead } from './table-rows.ts'

const TITLE =
  /^(?:[一二三]级指标|(?:项目|年度)?绩效指标?|.{0,12}(?:指标|目标|预期)值|备注|分值|权重|指标(?:解释|说明|性质)|度量单位|计量单位)$/

/** The table of a form that came as one cell a line: labels first, then name and value in turn. */
export const readStackedRows = (lines: readonly Row[]): TableRead => {
  const rows: PrintedRow[] = []
  const end = lines.findIndex(({ text }) => endsTable(text))
  const table = end === -1 ? lines : lines.slice(0, end)
  const cells = table.map(({ text }) => text.trim()).filter(text => text !== '' && !isFurniture(text) && !TITLE.test(keyOf(text)))
  let labels: PrintedLabel[] = []
  let run: string[] = []
  const flush = () => {
    if (run.length === 0 && labels.length === 0) return
    rows.push(...rowsOfRun(run, labels))
    run = []
    labels = []
  }
  for (let at = 0; at < cells.length; at++) {
    const text = cells[at] ?? ''
    const whole = completes(text, cells[at + 1] ?? '')
    const label = whole ?? labelOf(text)
    const nameAfterAll =
      label !== null && whole === null && rows.length + labels.length > 0 && isNameLikeLabel(text, cells[at + 1], isValue)
    if (!label || nameAfterAll) {
      run.push(text)
      continue
    }
    if (run.length > 0) flush()
    labels.push({ label, text, column: 0 })
    if (whole) at++
  }
  flush()
  return { rows, unread: end === -1 ? [] : lines.slice(end).map(({ text }) => text.trim()) }
}

const rowsOfRun = (run: readonly string[], labels: readonly PrintedLabel[]): readonly PrintedRow[] => {
  const pairs = pairsOf(run)
  if (pairs.length === 0) return [rowOf(['', ''], labels)]
  return pairs.map((pair, at) => rowOf(pair, at === 0 ? labels : []))
}

const rowOf = ([name, target]: readonly [string, string], labels: readonly PrintedLabel[]): PrintedRow => ({
  labels,
  otherLevel1: null,
  otherLevel2: null,
  name: cleanName(name),
  target,
  weight: null,
  fragment: false,
  shifted: false,
  split: false,
  broken: false,
  columns: null,
})

/**
 * Name, value, name, value. Where the count is odd a value is missing: behind the first name that another name and its
 * value follow.
 */
const pairsOf = (run: readonly string[]): readonly (readonly [string, string])[] => {
  const pairs: (readonly [string, string])[] = []
  for (let at = 0; at < run.length; ) {
    const [name = '', next, afterNext] = [run[at], run[at + 1], run[at + 2]]
    const odd = (run.length - at) % 2 === 1
    const missing = next === undefined || (odd && !isValue(next) && (afterNext === undefined || isValue(afterNext)))
    pairs.push([name, missing ? '' : next])
    at += missing ? 1 : 2
  }
  return pairs.filter(([name, value]) => value !== '' || !isOpenName(name))
}
