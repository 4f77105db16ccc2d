import { labelOf } from '@shenbao/form/scheme.ts'
import { keyOf, type Row } from './cells.ts'
import { columnsOf } from './table-columns.ts'

/**
 * A line on which the head of the form, the titles of the indicators and the first row of these have run together is three
 * rows; every other line is the row that it was.
 */
export const partedRows = (row: Row): readonly Row[] => {
  if (row.cells.length < 8 || columnsOf(row) === null) return [row]
  const keys = row.cells.map(keyOf)
  const titles = keys.findIndex(key => /^一级指标/.test(key))
  const third = keys.findLastIndex(key => /^(?:三级指标|指标(?:名称|内容))/.test(key))
  const first = row.cells.findIndex((cell, at) => at > third && labelOf(cell) !== null)
  if (titles === -1 || (first === -1 && titles < 4)) return [row]
  const [head, body] = [row.cells.slice(0, titles), first === -1 ? [] : row.cells.slice(first)]
  if (first === -1 && !head.some(isHead)) return [row]
  // The titles keep their place on the line, which is that of no other row: columns do not count here.
  const titled = row.cells.slice(0, first === -1 ? undefined : first).map((cell, at) => (at < titles ? '' : cell))
  return [head, titled, body]
    .filter(cells => cells.some(cell => cell !== ''))
    .map((cells, at) => ({ cells, text: cells.join('\t'), broken: at === 0 && row.broken }))
}

const isHead = (cell: string): boolean => cell !== '' && (labelOf(cell) !== null || !/指标|目标/.test(cell))
