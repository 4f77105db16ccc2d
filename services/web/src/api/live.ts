import type { QueryClient } from '@tanstack/react-query'
import { meQuery, tasksQuery } from './queries.ts'

/** How long a server that refused is left in peace. */
const AGAIN_MS = 3_000
/** Many decided at once are many events within a moment: lists are read again once for all of them. */
const GATHERED_MS = 250

/**
 * Keeps what is on the screen up to date: the server says which declaration has something new, and what shows it is read
 * again. Answers how to stop. `heard` is called with whether the server is being heard.
 */
export const listen = (client: QueryClient, heard: (isHeard: boolean) => void): (() => void) => {
  let source: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  const open = (): void => {
    const opened = openStream(client)
    source = opened
    let isFirst = true
    opened.onopen = () => {
      heard(true)
      // What happened between reading and listening was told to nobody; a line that was cut and mended goes on where it was.
      if (isFirst) void client.invalidateQueries()
      isFirst = false
    }
    opened.onerror = () => {
      heard(false)
      // A cut line the browser mends by itself. A refusal it takes for the last word: whether the session ended tells the next read.
      if (opened.readyState !== EventSource.CLOSED) return
      void client.invalidateQueries({ queryKey: meQuery.queryKey })
      again = setTimeout(open, AGAIN_MS)
    }
  }
  open()
  return () => {
    clearTimeout(again)
    source?.close()
  }
}

const openStream = (client: QueryClient): EventSource => {
  const source = new EventSource('/api/stream')
  const listsAreOld = gathered(() => void client.invalidateQueries({ queryKey: ['lists'] }))
  source.addEventListener('declaration', event => {
    const { id } = JSON.parse(event.data) as Readonly<{ id: string }>
    void client.invalidateQueries({ queryKey: ['declaration', id] })
    listsAreOld()
  })
  source.addEventListener('tasks', () => void client.invalidateQueries({ queryKey: tasksQuery('todo').queryKey.slice(0, 2) }))
  source.addEventListener('resync', () => void client.invalidateQueries())
  return source
}

const gathered = (act: () => void): (() => void) => {
  let soon: ReturnType<typeof setTimeout> | undefined
  return () => {
    if (soon !== undefined) return
    soon = setTimeout(() => {
      soon = undefined
      act()
    }, GATHERED_MS)
  }
}
