import type { QueryClient } from '@tanstack/react-query'
import { meQuery, tasksQuery } from './queries.ts'

/** How long a server that refused is left in peace. */
const AGAIN_MS = 3_000

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
    opened.onopen = () => heard(true)
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
  source.addEventListener('declaration', event => {
    const { id } = JSON.parse(event.data) as Readonly<{ id: string }>
    void client.invalidateQueries({ queryKey: ['declaration', id] })
    void client.invalidateQueries({ queryKey: ['lists'] })
  })
  source.addEventListener('tasks', () => void client.invalidateQueries({ queryKey: tasksQuery('todo').queryKey.slice(0, 2) }))
  source.addEventListener('resync', () => void client.invalidateQueries())
  return source
}
