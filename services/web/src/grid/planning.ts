import { cleaned } from '../editing/batch.ts'
import { contentsOf, type Edit, type EditedRow, type RowField, type RowKey } from '../editing/edits.ts'
import { spread, type Table } from './clipboard.ts'
import type { Rectangle } from './selection.ts'

/** What a rectangle of cells becomes: edits, one for each cell that is another afterwards, and rows where a paste goes below the last. */
type Grid = Readonly<{ rows: readonly EditedRow[]; columns: readonly RowField[] }>

export const tableOf = ({ rows, columns }: Grid, { top, bottom, left, right }: Rectangle): Table =>
  rows.slice(top, bottom + 1).map(row => columns.slice(left, right + 1).map(column => row[column] ?? ''))

const cellEdit = (row: EditedRow, field: RowField, typed: string): readonly Edit[] => {
  const to = cleaned(field, typed)
  return (row[field] ?? '') === (to ?? '') ? [] : [{ kind: 'cell', row: row.key, field, from: row[field], to }]
}

/** The text typed or chosen for one cell. */
export const writeCell = ({ rows, columns }: Grid, row: number, column: number, typed: string): readonly Edit[] => {
  const target = rows[row]
  const field = columns[column]
  return target && field ? cellEdit(target, field, typed) : []
}

/** 一级 and 二级指标 stand in merged cells: what is chosen there holds for all rows that share the cell. */
export const writeMerged = ({ rows }: Grid, from: number, count: number, field: RowField, typed: string): readonly Edit[] =>
  rows.slice(from, from + count).flatMap(row => cellEdit(row, field, typed))

export const paste = ({ rows, columns }: Grid, target: Rectangle, table: Table, newKey: () => RowKey): readonly Edit[] => {
  const block = spread(table, target.bottom - target.top + 1, target.right - target.left + 1)
  const edits: Edit[] = []
  let last = rows.at(-1)
  for (const [down, cells] of block.entries()) {
    const row = rows[target.top + down]
    const written = cells.flatMap((text, along) => {
      const field = columns[target.left + along]
      return field ? [[field, text] as const] : []
    })
    if (row) edits.push(...written.flatMap(([field, text]) => cellEdit(row, field, text)))
    else {
      // Below the last row a paste goes on with new rows; what it does not say stands as in the row above.
      const own = Object.fromEntries(written.map(([field, text]) => [field, cleaned(field, text)]))
      const key = newKey()
      const level = { level1: last?.level1 ?? null, level2: last?.level2 ?? null }
      const contents = { ...level, name: '', target: '', weight: null, ...own }
      edits.push({ kind: 'add', row: key, after: last?.key ?? null, contents })
      last = { key, ...contents }
    }
  }
  return edits
}

/** Delete empties values and weights; names and levels are written over, never emptied. */
export const clear = ({ rows, columns }: Grid, { top, bottom, left, right }: Rectangle): readonly Edit[] =>
  rows
    .slice(top, bottom + 1)
    .flatMap(row =>
      columns.slice(left, right + 1).flatMap(field => (field === 'target' || field === 'weight' ? cellEdit(row, field, '') : [])),
    )

/** Ctrl+D: the uppermost row of the rectangle, or the row above a single one, written into all below. */
export const fillDown = (grid: Grid, { top, bottom, left, right }: Rectangle): readonly Edit[] => {
  const from = top === bottom ? top - 1 : top
  const model = grid.rows[from]
  if (!model) return []
  const fields = grid.columns.slice(left, right + 1)
  return grid.rows.slice(from + 1, bottom + 1).flatMap(row => fields.flatMap(field => cellEdit(row, field, model[field] ?? '')))
}

export const addRow = ({ rows }: Grid, behind: number, key: RowKey): readonly Edit[] => {
  const above = rows[behind]
  const contents = { level1: above?.level1 ?? null, level2: above?.level2 ?? null, name: '', target: '', weight: null }
  return [{ kind: 'add', row: key, after: above?.key ?? null, contents }]
}

export const removeRows = ({ rows }: Grid, { top, bottom }: Rectangle): readonly Edit[] =>
  rows.slice(top, bottom + 1).map((row, down) => ({
    kind: 'remove',
    row: row.key,
    after: rows[top + down - 1]?.key ?? null,
    contents: contentsOf(row),
  }))
