import type { Changes } from '@shenbao/server/routes/changes.ts'
import type { DeclarationOut } from '@shenbao/server/routes/declaration-shape.ts'
import type { HistoryItem } from '@shenbao/server/routes/history.ts'
import type { Listed } from '@shenbao/server/routes/listed-shape.ts'
import type { Me } from '@shenbao/server/routes/me.ts'
import type { Path } from '@shenbao/server/routes/path.ts'
import type { Counts, Task } from '@shenbao/server/routes/tasks.ts'
import { queryOptions } from '@tanstack/react-query'
import { get } from './client.ts'

/**
 * What the page reads, each under a key that tells what makes it old: everything of one declaration begins with
 * `['declaration', id]`, everything that lists several with `['lists']`.
 */
export type { Changes, Counts, DeclarationOut, HistoryItem, Listed, Me, Path, Task }

export type TaskView = 'todo' | 'done' | 'mine' | 'cc'
export type TaskList = Readonly<{ items: readonly Task[]; next: string | null; counts: Counts }>
export type DeclarationList = Readonly<{ items: readonly Listed[]; next: string | null }>

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => get<Me>('/api/me', signal), staleTime: 60_000 })

export const tasksQuery = (view: TaskView) =>
  queryOptions({
    queryKey: ['lists', 'tasks', view],
    queryFn: ({ signal }) => get<TaskList>(`/api/tasks?view=${view}`, signal),
  })

export const declarationsQuery = (filter: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: ['lists', 'declarations', filter],
    queryFn: ({ signal }) => get<DeclarationList>(`/api/declarations?${new URLSearchParams(filter)}`, signal),
  })

/** A declaration now, or as it stood: `at` an instant, or at a revision. */
export type Moment = Readonly<{ at: string }> | Readonly<{ revision: number }>

const momentOf = (moment: Moment | undefined): string => {
  if (!moment) return ''
  return 'at' in moment ? `?at=${encodeURIComponent(moment.at)}` : `?revision=${moment.revision}`
}

export const declarationQuery = (id: string, moment?: Moment) =>
  queryOptions({
    queryKey: ['declaration', id, 'form', moment ?? 'now'],
    queryFn: ({ signal }) => get<DeclarationOut>(`/api/declarations/${id}${momentOf(moment)}`, signal),
  })

/** Everything that may be asked of one declaration beside its form: `history`, `path`, `changes?from=…`. */
export const aboutQuery = <Answer>(id: string, what: string) =>
  queryOptions({
    queryKey: ['declaration', id, what],
    queryFn: ({ signal }) => get<Answer>(`/api/declarations/${id}/${what}`, signal),
  })

export const historyQuery = (id: string) => aboutQuery<Readonly<{ items: readonly HistoryItem[] }>>(id, 'history')
export const pathQuery = (id: string) => aboutQuery<Path>(id, 'path')
