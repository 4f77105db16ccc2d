import type { AuditRowOut } from '@shenbao/server/routes/audit.ts'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import { type Question, queryText } from './audit-search.ts'

export type AuditPageOut = Readonly<{ items: readonly AuditRowOut[]; next: string | null }>

const ROWS_AT_ONCE = 200

/** Newest first, page after page. */
export const auditQuery = (question: Question) =>
  infiniteQueryOptions({
    queryKey: ['lists', 'audit', question],
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam === null ? '' : `&after=${encodeURIComponent(pageParam)}`
      return get<AuditPageOut>(`/api/audit?${queryText(question)}&order=newest&limit=${ROWS_AT_ONCE}${after}`, signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
