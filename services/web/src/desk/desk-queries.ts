import { queryOptions } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import {
  type DeclarationList,
  declarationsQuery,
  type Listed,
  type Task,
  type TaskList,
  type TaskView,
  tasksQuery,
} from '../api/queries.ts'
import { type RouteListed, stageBook } from './stages.ts'

/** What the desk reads beside its tasks. */

/** What stages are called and in which order they come. Routes are published seldom. */
export const stageBookQuery = queryOptions({
  queryKey: ['routes'],
  queryFn: async ({ signal }) => stageBook((await get<Readonly<{ items: readonly RouteListed[] }>>('/api/routes', signal)).items),
  staleTime: 600_000,
})

const PAGE_ROWS = '1000'
/** More than any department has in one year; whoever meets the limit is told to narrow down. */
export const LISTED_MAX = 5_000

export type WholeList = Readonly<{ items: readonly Listed[]; isCut: boolean }>

/** All that fits a filter, page after page: it is sorted and added up here, and half a list has no sum. */
const allListed = async (filter: Readonly<Record<string, string>>, signal: AbortSignal): Promise<WholeList> => {
  const items: Listed[] = []
  let after: string | null = null
  do {
    const asked: URLSearchParams = new URLSearchParams({ ...filter, limit: PAGE_ROWS, ...(after !== null && { after }) })
    const page: DeclarationList = await get<DeclarationList>(`/api/declarations?${asked}`, signal)
    items.push(...page.items)
    after = page.next
  } while (after !== null && items.length < LISTED_MAX)
  return { items, isCut: after !== null }
}

/** All the work of a view: what is left out of a list would seem to wait for somebody else. */
export const allTasksQuery = (view: TaskView) =>
  queryOptions({
    queryKey: [...tasksQuery(view).queryKey, 'whole'],
    queryFn: async ({ signal }): Promise<TaskList> => {
      const read = async (after: string | null): Promise<TaskList> =>
        get<TaskList>(`/api/tasks?${new URLSearchParams({ view, limit: PAGE_ROWS, ...(after !== null && { after }) })}`, signal)
      let page = await read(null)
      const items: Task[] = [...page.items]
      while (page.next !== null && items.length < LISTED_MAX) {
        page = await read(page.next)
        items.push(...page.items)
      }
      return { ...page, items }
    },
  })

export const wholeListQuery = (filter: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: [...declarationsQuery(filter).queryKey, 'whole'],
    queryFn: ({ signal }) => allListed(filter, signal),
  })

export type Batch = WholeList & Readonly<{ year: number }>

/** The batch at hand: next year's as soon as somebody has begun it, else this year's. */
export const batchQuery = (today: string) =>
  queryOptions({
    queryKey: ['lists', 'batch', today],
    queryFn: async ({ signal }): Promise<Batch> => {
      const thisYear = Number(today.slice(0, 4))
      const next = await allListed({ year: String(thisYear + 1) }, signal)
      if (next.items.length > 0) return { ...next, year: thisYear + 1 }
      return { ...(await allListed({ year: String(thisYear) }, signal)), year: thisYear }
    },
  })

export type AuditItem = Readonly<{
  at: string
  actor: string
  actorName: string
  declaration: string
  declarationName: string | null
  indicator: string | null
  indicatorName: string | null
  field: string
  from: string | null
  to: string | null
  fact: string
  revision: number
}>

const RECENT_ROWS = 60

export const recentEditsQuery = queryOptions({
  queryKey: ['lists', 'audit', 'newest'],
  queryFn: ({ signal }) => get<Readonly<{ items: readonly AuditItem[] }>>(`/api/audit?order=newest&limit=${RECENT_ROWS}`, signal),
})
