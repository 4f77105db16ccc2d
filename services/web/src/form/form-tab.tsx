import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { meQuery } from '../api/queries.ts'
import { useDeclaration } from '../declaration/declaration-page.tsx'
import type { RowField, RowKey } from '../editing/edits.ts'
import { EditingSheet } from './editing-sheet.tsx'
import './editing.css'
import { OfficialForm } from './official-form.tsx'
import { SavedLine } from './saved-line.tsx'
import { useSaver } from './use-saver.ts'

/** 申报表: written by whoever may write it now, read by everybody else. */
export const FormTab = () => {
  const declaration = useDeclaration()
  const mayWrite = declaration.allowedCommands.some(({ type, onBehalfOf }) => type === 'revise' && onBehalfOf === undefined)
  return mayWrite ? <Writing key={declaration.id} /> : <Reading />
}

const Reading = () => {
  const declaration = useDeclaration()
  return (
    <div className="sheet-and-side">
      <div className="sheet-place">
        <OfficialForm form={declaration.form} />
      </div>
      <aside className="side">
        <h2>体检</h2>
      </aside>
    </div>
  )
}

const Writing = () => {
  const declaration = useDeclaration()
  const me = useQuery(meQuery)
  const { saver, shown } = useSaver(declaration, me.data?.officerId ?? '')
  const [goTo] = useState<Readonly<{ row: RowKey; field: RowField }> | null>(null)
  return (
    <section
      className="sheet-and-side"
      aria-label="填写申报表"
      onKeyDown={event => {
        const isCommand = event.ctrlKey || event.metaKey
        const act = isCommand ? { z: saver.undo, y: saver.redo, s: () => void saver.flush() }[event.key.toLowerCase()] : undefined
        const isTyping = event.target instanceof HTMLElement && event.target.matches('input:not([data-quiet]), textarea')
        if (!act || (isTyping && event.key.toLowerCase() !== 's')) return
        event.preventDefault()
        act()
      }}
    >
      <div className="sheet-place">
        <EditingSheet declaration={declaration} saver={saver} shown={shown} margin={noMark} dressed={noDressing} goTo={goTo} />
      </div>
      <aside className="side">
        <h2>体检</h2>
      </aside>
      <footer className="bar">
        <SavedLine shown={shown} />
      </footer>
    </section>
  )
}

const noMark = (): null => null
const noDressing = (): null => null
