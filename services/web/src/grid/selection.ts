/** A grid as people know it from Excel: one cell has the focus, a rectangle may be selected from where it was begun. */
export type Cell = Readonly<{ row: number; column: number }>
export type Size = Readonly<{ rows: number; columns: number }>
export type Selection = Readonly<{ anchor: Cell; focus: Cell }>
export type Rectangle = Readonly<{ top: number; bottom: number; left: number; right: number }>

export const at = (row: number, column: number): Selection => ({ anchor: { row, column }, focus: { row, column } })

export const rectangleOf = ({ anchor, focus }: Selection): Rectangle => ({
  top: Math.min(anchor.row, focus.row),
  bottom: Math.max(anchor.row, focus.row),
  left: Math.min(anchor.column, focus.column),
  right: Math.max(anchor.column, focus.column),
})

export const isWithin = ({ top, bottom, left, right }: Rectangle, { row, column }: Cell): boolean =>
  row >= top && row <= bottom && column >= left && column <= right

const between = (low: number, value: number, high: number): number => Math.max(low, Math.min(value, high))

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

export type Held = Readonly<{ shift: boolean; ctrl: boolean }>

/** Where a key leads; `null` for a key that does not move. Shift takes the selection along, Ctrl goes to the edge. */
export const moved = (selection: Selection, key: string, { shift, ctrl }: Held, size: Size): Selection | null => {
  const { focus } = selection
  const target = targetOf(focus, key, { shift, ctrl }, size)
  if (!target) return null
  const cell = { row: between(0, target.row, size.rows - 1), column: between(0, target.column, size.columns - 1) }
  const takesAlong = shift && key !== 'Tab' && key !== 'Enter'
  return takesAlong ? { anchor: selection.anchor, focus: cell } : { anchor: cell, focus: cell }
}

const targetOf = (focus: Cell, key: string, { shift, ctrl }: Held, size: Size): Cell | null => {
  if (key === 'Tab') return nextInReading(focus, shift ? -1 : 1, size)
  if (key === 'Enter') return { row: focus.row + (shift ? -1 : 1), column: focus.column }
  if (key === 'Home') return { row: ctrl ? 0 : focus.row, column: 0 }
  if (key === 'End') return { row: ctrl ? size.rows - 1 : focus.row, column: size.columns - 1 }
  const step = steps[key]
  if (!step) return null
  const [rows, columns] = step
  const far = ctrl ? Math.max(size.rows, size.columns) : 1
  return { row: focus.row + rows * far, column: focus.column + columns * far }
}

/** Tab reads on: from the end of a row to the beginning of the next. At the corners it stays. */
const nextInReading = ({ row, column }: Cell, by: 1 | -1, { rows, columns }: Size): Cell => {
  const place = between(0, row * columns + column + by, rows * columns - 1)
  return { row: Math.floor(place / columns), column: place % columns }
}
