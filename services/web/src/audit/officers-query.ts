import type { OfficersOut } from '@shenbao/server/routes/officers.ts'
import { queryOptions } from '@tanstack/react-query'
import { get } from '../api/client.ts'

/** Whom one may choose from, as the server offers them. */
export const officersQuery = queryOptions({
  queryKey: ['officers', ''],
  queryFn: ({ signal }) => get<OfficersOut>('/api/officers', signal),
  staleTime: 60_000,
})
