import type { SchemeId } from '@shenbao/form/scheme.ts'
import { memo, type ReactNode } from 'react'
import type { EditedRow, RowField, RowKey } from '../editing/edits.ts'
import { CellInput, type Leaving } from './cell-input.tsx'
import { levelChoices } from './level-choices.ts'
import { type Cell, isWithin, type Rectangle } from './selection.ts'

/** What a row may ask of its grid. Stays the same object for the life of the grid, so that rows are drawn again only for their own sake. */
export type Handlers = Readonly<{
  select: (cell: Cell) => void
  extend: (cell: Cell) => void
  begin: (cell: Cell, text: string) => void
  keep: (text: string, leaving: Leaving) => void
  drop: () => void
  /** A level chosen for all rows that share its cell. */
  choose: (from: number, rows: number, field: RowField, text: string) => void
}>

export type GridMarks = Readonly<{
  margin?: ((row: RowKey) => ReactNode) | undefined
  /** Which row of the paper it is, where not all rows are shown. */
  number?: ((row: RowKey) => number | undefined) | undefined
  /** A sentence at a cell: refused, in conflict, waiting. */
  note?: ((row: RowKey, field: RowField) => ReactNode) | undefined
}>

/** Where the selection touches the row; the same object as long as it is the same. `null` for a row it does not touch. */
export type Touched = Readonly<{ rectangle: Rectangle; focus: Cell }> | null

type RowProps = Readonly<{
  row: EditedRow
  place: number
  level1Rows: number
  level2Rows: number
  columns: readonly RowField[]
  /** The tree that the form was written for: whose names are offered. */
  scheme: SchemeId
  touched: Touched
  /** The column that is typed in, and what the typing begins with. */
  editing: number | null
  typed: string
  marks: GridMarks
  handlers: Handlers
}>

export const columnTitles: Readonly<Record<RowField, string>> = {
  level1: '一级指标',
  level2: '二级指标',
  name: '三级指标',
  weight: '分值',
  target: '年度指标值',
}

export const GridRow = memo((props: RowProps) => {
  const { row, place, level1Rows, level2Rows, columns, marks } = props
  const number = marks.number?.(row.key) ?? place + 1
  const rowsOf = (field: RowField): number => (field === 'level1' ? level1Rows : field === 'level2' ? level2Rows : 1)
  return (
    <tr>
      <td className="no">{row.key.startsWith('new-') ? `新 ${number}` : number}</td>
      {columns.map((field, column) =>
        rowsOf(field) === 0 ? null : <GridCell key={field} {...props} field={field} column={column} rows={rowsOf(field)} />,
      )}
      <td className="mark">{marks.margin?.(row.key)}</td>
    </tr>
  )
})

const GridCell = ({
  row,
  place,
  columns,
  scheme,
  touched,
  editing,
  typed,
  marks,
  handlers,
  field,
  column,
  rows,
}: RowProps & Readonly<{ field: RowField; column: number; rows: number }>) => {
  const cells = Array.from({ length: rows }, (_, down) => ({ row: place + down, column }))
  const isSelected = touched !== null && cells.some(cell => isWithin(touched.rectangle, cell))
  const isFocus = touched !== null && cells.some(cell => cell.row === touched.focus.row && column === touched.focus.column)
  const text = row[field] ?? ''
  const said = marks.note?.(row.key, field)
  const here = { row: place, column }
  const isEditing = editing === column
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field inside takes the focus
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the table is a grid, its cells take keys
      role="gridcell"
      aria-selected={isSelected}
      data-column={column}
      data-from={place}
      rowSpan={rows}
      colSpan={spanAcross(field, columns)}
      className={classOf(field, isSelected, isFocus)}
      onMouseDown={event => {
        if (isEditing || (event.target instanceof HTMLElement && event.target.matches('button'))) return
        // The focus goes where the grid puts it, not where the browser would.
        event.preventDefault()
        if (event.shiftKey) handlers.extend(here)
        else handlers.select(here)
      }}
      onMouseEnter={event => {
        if (event.buttons === 1 && !isEditing) handlers.extend(here)
      }}
      onDoubleClick={() => handlers.begin(here, text)}
    >
      {isEditing && isLevel(field) ? (
        <LevelChoice
          field={field}
          row={row}
          scheme={scheme}
          handlers={handlers}
          choose={chosen => handlers.choose(place, rows, field, chosen)}
        />
      ) : (
        <>
          {!isEditing && (text || <span className="mute">未填</span>)}
          {isFocus && (
            <CellInput
              open={isEditing ? typed : null}
              label={`第 ${marks.number?.(row.key) ?? place + 1} 行${columnTitles[field]}，现为${text || '空'}`}
              isValue={field === 'target'}
              begin={first => handlers.begin(here, isLevel(field) ? text : first)}
              keep={handlers.keep}
              drop={handlers.drop}
            />
          )}
        </>
      )}
      {said}
    </td>
  )
}

const isLevel = (field: RowField): field is 'level1' | 'level2' => field === 'level1' || field === 'level2'

const classOf = (field: RowField, isSelected: boolean, isFocus: boolean): string => {
  const kind = field === 'level1' || field === 'level2' ? 'level' : field === 'weight' ? 'num' : ''
  return [kind, isSelected ? 'selected' : '', isFocus ? 'focus' : ''].filter(Boolean).join(' ')
}

/** The columns of the paper that a cell covers: see `Columns` of the official form. */
const spanAcross = (field: RowField, columns: readonly RowField[]): number => {
  if (field === 'name') return columns.includes('weight') ? 3 : 4
  return field === 'target' ? 2 : 1
}

type LevelProps = Readonly<{
  field: 'level1' | 'level2'
  row: EditedRow
  scheme: SchemeId
  handlers: Handlers
  choose: (text: string) => void
}>

const LevelChoice = ({ field, row, scheme, handlers: { keep, drop }, choose }: LevelProps) => (
  <select
    aria-label={columnTitles[field]}
    // biome-ignore lint/a11y/noAutofocus: the person has just asked to change this cell
    autoFocus
    value={row[field] ?? ''}
    onChange={event => choose(event.target.value)}
    onBlur={drop}
    onKeyDown={event => {
      event.stopPropagation()
      if (event.key === 'Escape') drop()
      if (event.key === 'Enter') keep(row[field] ?? '', 'down')
    }}
  >
    {levelChoices(field, row, scheme).map(choice => (
      <option key={choice} value={choice}>
        {choice === '' ? '请选择' : choice}
      </option>
    ))}
  </select>
)
