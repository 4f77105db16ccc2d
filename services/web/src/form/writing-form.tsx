import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { newKey } from '../api/client.ts'
import { meQuery } from '../api/queries.ts'
import { BarNote, useBeforeSending } from '../deciding/deciding.tsx'
import { useArrival } from '../deciding/use-arrival.ts'
import { useDeclaration } from '../declaration/declaration-page.tsx'
import type { RowField, RowKey } from '../editing/edits.ts'
import { newRowKey, type Saver } from '../editing/saver.ts'
import { GoalText, NumbersWhileTyping } from '../inspection/goal-text.tsx'
import { type Acts, LiveInspection } from '../inspection/inspection-context.tsx'
import { InspectionPanel } from '../inspection/inspection-panel.tsx'
import { LazyLibraryDialog, LazyRowDrawer } from '../inspection/lazy.tsx'
import { Margin } from '../inspection/margin.tsx'
import { focusField, rowFieldOf, rowOfEvent } from '../inspection/places.ts'
import { MarginComments } from '../opinions/margin-comments.tsx'
import { EditingSheet } from './editing-sheet.tsx'
import { SavedLine } from './saved-line.tsx'
import { useSaver } from './use-saver.ts'

/** The form while it is written: the sheet, what an inspection says of it as it stands, and whether it is saved. */
export const WritingForm = () => {
  const declaration = useDeclaration()
  const me = useQuery(meQuery)
  const { saver, shown } = useSaver(declaration, me.data?.officerId ?? '')
  useBeforeSending(saver.flush)
  const sheet = useRef<HTMLDivElement>(null)
  const [goTo, setGoTo] = useState<Readonly<{ row: RowKey; field: RowField }> | null>(null)
  const [openRow, setOpenRow] = useState<RowKey | null>(null)
  const [isSearching, setSearching] = useState(false)
  const isDrafting = declaration.phase === 'drafting'
  const acts: Acts = useMemo(
    () => ({
      goTo: ({ row, field }) => (row === null ? focusField(sheet.current, field) : setGoTo({ row, field: rowFieldOf(field) })),
      openRow: setOpenRow,
      ...(isDrafting && { write: saver.type, newKey: newRowKey(newKey) }),
    }),
    [saver, isDrafting],
  )
  useArrival(declaration.form, acts.goTo)
  return (
    <LiveInspection declaration={declaration} edited={shown.form} acts={acts}>
      <section
        className="sheet-and-side"
        aria-label="填写申报表"
        onKeyDown={event => onCommand(event, saver)}
        onKeyDownCapture={event => {
          const row = event.altKey && event.key === 'Enter' ? rowOfEvent(event.target) : null
          if (row === null) return
          event.preventDefault()
          event.stopPropagation()
          setOpenRow(row)
        }}
      >
        <div className="sheet-place" ref={sheet}>
          <EditingSheet
            declaration={declaration}
            saver={saver}
            shown={shown}
            margin={margin}
            dressed={dressed}
            whileTyping={whileTyping}
            goTo={goTo}
            tools={
              isDrafting && (
                <button type="button" className="act" onClick={() => setSearching(true)}>
                  从指标库
                </button>
              )
            }
          />
        </div>
        <InspectionPanel declarationId={declaration.id} />
        <BarNote>
          <SavedLine shown={shown} />
        </BarNote>
      </section>
      {openRow !== null && (
        <LazyRowDrawer
          declaration={declaration}
          rows={shown.form.rows}
          open={openRow}
          close={() => setOpenRow(null)}
          writing={isDrafting ? { saver, shown } : undefined}
        />
      )}
      {isSearching && <LazyLibraryDialog rows={shown.form.rows} close={() => setSearching(false)} />}
    </LiveInspection>
  )
}

/** The same functions for as long as the page is open: what they draw listens by itself, the sheet need not be drawn again. */
const margin = (anchor: string): ReactNode => (
  <span className="margin-marks">
    <Margin anchor={anchor} />
    <MarginComments anchor={anchor} />
  </span>
)
const dressed = (field: string, text: string | null): ReactNode =>
  field === 'annualGoal' && text !== null && text !== '' ? <GoalText text={text} /> : null

const whileTyping = (field: string, typed: string): ReactNode =>
  field === 'annualGoal' ? <NumbersWhileTyping text={typed} /> : null

const onCommand = (event: KeyboardEvent, saver: Saver): void => {
  const isCommand = event.ctrlKey || event.metaKey
  const act = isCommand ? { z: saver.undo, y: saver.redo, s: () => void saver.flush() }[event.key.toLowerCase()] : undefined
  const isTyping = event.target instanceof HTMLElement && event.target.matches('input:not([data-quiet]), textarea')
  if (!act || (isTyping && event.key.toLowerCase() !== 's')) return
  event.preventDefault()
  act()
}
