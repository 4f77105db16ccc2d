import { mergedRows } from '@shenbao/form/merged-rows.ts'
import { schemeOf } from '@shenbao/form/scheme.ts'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Edit, EditedRow, RowField, RowKey } from '../editing/edits.ts'
import type { Leaving } from './cell-input.tsx'
import { readTable, writeTable } from './clipboard.ts'
import './grid.css'
import { type GridMarks, GridRow, type Handlers, type Touched } from './grid-row.tsx'
import * as planning from './planning.ts'
import { at, type Cell, moved, rectangleOf, type Selection, type Size } from './selection.ts'

type GridProps = Readonly<{
  /** The heading of the rows, as the paper has it. */
  head: ReactNode
  rows: readonly EditedRow[]
  columns: readonly RowField[]
  onEdits: (edits: readonly Edit[]) => void
  newKey: () => RowKey
  /** Should stay the same object while it says the same. */
  marks: GridMarks
  /** Goes there when it is another: a finding that was clicked. */
  goTo: Readonly<{ row: RowKey; field: RowField }> | null
  /** Fields that may be written here; the others are read. */
  editable: ReadonlySet<RowField>
}>

/** The rows of the official table as a grid: keys, ranges and clipboard as in Excel, inside the merged cells of the paper. */
export const IndicatorGrid = ({ head, rows, columns, onEdits: write, newKey, marks, goTo, editable }: GridProps) => {
  const onEdits = (edits: readonly Edit[]): void => write(edits.filter(edit => mayWrite(edit, editable)))
  const [selection, setSelection] = useState<Selection>(() => at(0, columns.indexOf('target')))
  const [editing, setEditing] = useState<Readonly<{ cell: Cell; text: string }> | null>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const isFocusWanted = useRef(false)
  const size: Size = { rows: rows.length, columns: columns.length }
  const grid = { rows, columns }
  const rectangle = rectangleOf(selection)
  const touched: Touched = useMemo(() => ({ rectangle: rectangleOf(selection), focus: selection.focus }), [selection])
  const merged = useMemo(() => mergedRows(rows), [rows])
  const scheme = schemeOf(rows)

  const select = (next: Selection): void => {
    isFocusWanted.current = true
    setSelection(next)
  }
  const begin = (cell: Cell, text: string): void => {
    if (!editable.has(columns[cell.column] ?? 'name')) return
    select(at(cell.row, cell.column))
    setEditing({ cell, text })
  }
  const drop = (): void => {
    setEditing(null)
    select(selection)
  }
  const keep = (text: string, leaving: Leaving): void => {
    if (editing) onEdits(planning.writeCell(grid, editing.cell.row, editing.cell.column, text))
    setEditing(null)
    if (leaving !== 'stay') select(leave(selection, leaving, size))
  }
  const now: Handlers = {
    select: cell => select(at(cell.row, cell.column)),
    extend: cell => select({ anchor: selection.anchor, focus: cell }),
    begin,
    keep,
    drop,
    choose: (from, count, field, text) => {
      onEdits(planning.writeMerged(grid, from, count, field, text))
      drop()
    },
  }
  const latest = useRef(now)
  latest.current = now
  const handlers: Handlers = useMemo(
    () => ({
      select: cell => latest.current.select(cell),
      extend: cell => latest.current.extend(cell),
      begin: (cell, text) => latest.current.begin(cell, text),
      keep: (text, leaving) => latest.current.keep(text, leaving),
      drop: () => latest.current.drop(),
      choose: (from, count, field, text) => latest.current.choose(from, count, field, text),
    }),
    [],
  )

  useEffect(() => {
    if (!isFocusWanted.current) return
    isFocusWanted.current = false
    cellAt(body.current, selection.focus)?.querySelector<HTMLElement>('input, select')?.focus()
  })
  // Only a new place is gone to; rows that change in the meantime move nobody.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const row = rows.findIndex(({ key }) => key === goTo?.row)
    if (goTo !== null && row >= 0) select(at(row, Math.max(0, columns.indexOf(goTo.field))))
  }, [goTo])

  const acts: Readonly<Record<Act, () => void>> = {
    edit: () => begin(selection.focus, rows[selection.focus.row]?.[columns[selection.focus.column] ?? 'name'] ?? ''),
    clear: () => onEdits(planning.clear(grid, rectangle)),
    'select-all': () => select({ anchor: { row: 0, column: 0 }, focus: { row: rows.length - 1, column: columns.length - 1 } }),
    'fill-down': () => onEdits(planning.fillDown(grid, rectangle)),
    'add-row': () => {
      onEdits(planning.addRow(grid, selection.focus.row, newKey()))
      select(at(selection.focus.row + 1, columns.indexOf('name')))
    },
    'remove-rows': () => {
      onEdits(planning.removeRows(grid, rectangle))
      select(at(Math.max(0, rectangle.top - 1), selection.focus.column))
    },
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing || isTypingElsewhere(event.target)) return
    const held = { shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey }
    const act = actionOf(event.key, held.ctrl)
    const next = act ? null : moved(selection, event.key, held, size)
    // What is neither is text, and begins by itself in the field that has the focus.
    if (!act && !next) return
    event.preventDefault()
    if (act) acts[act]()
    else if (next) select(next)
  }

  return (
    <tbody
      ref={body}
      className="grid"
      onKeyDown={onKeyDown}
      onCopy={event => {
        if (editing || isTypingElsewhere(event.target)) return
        event.preventDefault()
        event.clipboardData.setData('text/plain', writeTable(planning.tableOf(grid, rectangle)))
      }}
      onCut={event => {
        if (editing || isTypingElsewhere(event.target)) return
        event.preventDefault()
        event.clipboardData.setData('text/plain', writeTable(planning.tableOf(grid, rectangle)))
        acts.clear()
      }}
      onPaste={event => {
        if (editing || isTypingElsewhere(event.target)) return
        event.preventDefault()
        onEdits(planning.paste(grid, rectangle, readTable(event.clipboardData.getData('text/plain')), newKey))
      }}
    >
      {head}
      {merged.map(({ indicator, level1Rows, level2Rows }, place) => {
        const reach = Math.max(level1Rows, level2Rows, 1)
        const isTouched = rectangle.top < place + reach && rectangle.bottom >= place
        const isEdited = editing?.cell.row === place
        return (
          <GridRow
            key={indicator.key}
            row={indicator}
            place={place}
            level1Rows={level1Rows}
            level2Rows={level2Rows}
            columns={columns}
            scheme={scheme}
            touched={isTouched ? touched : null}
            editing={isEdited ? editing.cell.column : null}
            typed={isEdited ? editing.text : ''}
            marks={marks}
            handlers={handlers}
          />
        )
      })}
    </tbody>
  )
}

/** Rows come and go only where their names may be written. */
const mayWrite = (edit: Edit, editable: ReadonlySet<string>): boolean =>
  edit.kind === 'field' || editable.has(edit.kind === 'cell' ? edit.field : 'name')

type Act = 'edit' | 'clear' | 'select-all' | 'fill-down' | 'add-row' | 'remove-rows'

const actionOf = (key: string, ctrl: boolean): Act | null => {
  if (key === 'F2') return 'edit'
  if (key === 'Delete' || key === 'Backspace') return ctrl ? null : 'clear'
  if (!ctrl) return null
  if (key === 'd' || key === 'D') return 'fill-down'
  if (key === 'a' || key === 'A') return 'select-all'
  if (key === 'Enter') return 'add-row'
  return key === '-' ? 'remove-rows' : null
}

const isTypingElsewhere = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.matches('input:not([data-quiet]), select, textarea, button')

const leave = (selection: Selection, leaving: Leaving, size: Size): Selection => {
  const key = { down: 'ArrowDown', up: 'ArrowUp', right: 'Tab', left: 'Tab', stay: '' }[leaving]
  return moved(selection, key, { shift: leaving === 'left', ctrl: false }, size) ?? selection
}

/** The cell on the screen: of a merged one, the one that reaches down to this row. */
const cellAt = (body: HTMLElement | null, { row, column }: Cell): HTMLElement | null =>
  [...(body?.querySelectorAll<HTMLElement>(`[data-column="${column}"]`) ?? [])].findLast(
    cell => Number(cell.dataset['from']) <= row,
  ) ?? null
