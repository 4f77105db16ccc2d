import type { QueryClient } from '@tanstack/react-query'
import { tasksQuery } from './queries.ts'

/**
 * Keeps what is on the screen up to date: the server says which declaration has something new, and what shows it is read
 * again. Answers how to stop. `heard` is called with whether the server is being heard.
 */
export const listen = (client: QueryClient, heard: (isHeard: boolean) => void): (() => void) => {
  const source = new EventSource('/api/stream')
  source.onopen = () => heard(true)
  source.onerror = () => heard(false)
  source.addEventListener('declaration', event => {
    const { id } = JSON.parse(event.data) as Readonly<{ id: string }>
    void client.invalidateQueries({ queryKey: ['declaration', id] })
    void client.invalidateQueries({ queryKey: ['lists'] })
  })
  source.addEventListener('tasks', () => void client.invalidateQueries({ queryKey: tasksQuery('todo').queryKey.slice(0, 2) }))
  source.addEventListener('resync', () => void client.invalidateQueries())
  return () => source.close()
}
