import type { LibraryEntry, SimilarEntry } from '@shenbao/server/routes/library.ts'
import type { MemoryOut } from '@shenbao/server/routes/memory.ts'
import { queryOptions } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import { aboutQuery } from '../api/queries.ts'

export type { LibraryEntry, MemoryOut, SimilarEntry }

/** What last year says to this one. */
export const memoryQuery = (id: string) => aboutQuery<MemoryOut>(id, 'memory')

export type LibraryPage = Readonly<{ items: readonly LibraryEntry[]; next: string | null }>

const LIBRARY_STALE_MS = 60_000

/** Rows that were approved before, under the words typed; all, the usual ones first, where nothing is typed. */
export const libraryQuery = (words: string) =>
  queryOptions({
    queryKey: ['lists', 'library', words],
    queryFn: ({ signal }) =>
      get<LibraryPage>(`/api/library?${new URLSearchParams({ ...(words && { q: words }), limit: '30' })}`, signal),
    staleTime: LIBRARY_STALE_MS,
  })

/** Rows like the one being named. */
export const similarQuery = (name: string, level2: string | null) =>
  queryOptions({
    queryKey: ['lists', 'library', 'similar', name, level2],
    queryFn: ({ signal }) =>
      get<Readonly<{ items: readonly SimilarEntry[] }>>(
        `/api/library/similar?${new URLSearchParams({ name, ...(level2 !== null && { level2 }), limit: '5' })}`,
        signal,
      ),
    enabled: name.trim().length > 1,
    staleTime: LIBRARY_STALE_MS,
  })
