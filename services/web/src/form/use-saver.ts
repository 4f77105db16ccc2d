import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { newKey, sendCommand } from '../api/client.ts'
import { type DeclarationOut, declarationQuery } from '../api/queries.ts'
import { editedForm } from '../editing/edits.ts'
import { newSaver, type Saver, type Shown } from '../editing/saver.ts'

/** One for each form that was typed on: leaving the page does not leave behind what is not saved yet. */
const savers = new Map<string, Saver>()

/** The one who saves what is typed on this declaration; hears what the page reads anew. */
export const useSaver = (declaration: DeclarationOut, officerId: string): Readonly<{ saver: Saver; shown: Shown }> => {
  const client = useQueryClient()
  const place = `shenbao-unsaved:${officerId}:${declaration.id}`
  const [saver] = useState(() => savers.get(place) ?? saverAt(place, declaration, client))
  savers.set(place, saver)
  useEffect(() => saver.hear(editedForm(declaration.form), declaration.revision), [saver, declaration])
  useEffect(() => {
    void saver.flush()
    return () => void saver.flush()
  }, [saver])
  return { saver, shown: useSyncExternalStore(saver.subscribe, saver.snapshot) }
}

const saverAt = (place: string, { id, form, revision }: DeclarationOut, client: QueryClient): Saver =>
  newSaver({
    start: { form: editedForm(form), revision },
    send: flight => sendCommand({ id, ...flight }),
    read: async () => {
      await client.invalidateQueries({ queryKey: ['declaration', id] })
      const now = await client.fetchQuery({ ...declarationQuery(id), staleTime: 0 })
      return { form: editedForm(now.form), revision: now.revision }
    },
    memory: {
      read: () => localStorage.getItem(place),
      write: text => (text === null ? localStorage.removeItem(place) : localStorage.setItem(place, text)),
    },
    newKey,
    now: () => new Date(),
    wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
  })
