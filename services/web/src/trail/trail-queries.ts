import type { Changes } from '@shenbao/server/routes/changes.ts'
import type { LogState } from '@shenbao/server/routes/verify.ts'
import type { Route } from '@shenbao/workflow/route.ts'
import { queryOptions } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import { aboutQuery } from '../api/queries.ts'

/** A route never changes under its id and version. */
export const routeQuery = ({ id, version }: Readonly<{ id: string; version: number }>) =>
  queryOptions({
    queryKey: ['routes', id, version],
    queryFn: ({ signal }) => get<Readonly<{ digest: string; definition: Route }>>(`/api/routes/${id}/${version}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** What differs between two revisions of a declaration; `until` left out: now. */
export const betweenQuery = (id: string, since: number, until?: number) =>
  aboutQuery<Changes>(id, `changes?since=${since}${until === undefined ? '' : `&until=${until}`}`)

/** The chains of the whole log. Checked anew when somebody asks, not whenever the page is opened again. */
export const verifyQuery = queryOptions({
  queryKey: ['verify'],
  queryFn: async ({ signal }) => ({ ...(await get<LogState>('/api/verify', signal)), checkedAt: new Date().toISOString() }),
  staleTime: Number.POSITIVE_INFINITY,
})
