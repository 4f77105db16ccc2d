import type { MonitoringSheet } from '@shenbao/declaration/monitoring-sheet.ts'
import type { MonitoringAnswer as Answer, MonitoredList } from '@shenbao/server/routes/monitoring.ts'
import type { ListedRectification } from '@shenbao/server/routes/rectifications.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get } from '../api/client.ts'

export type { ListedRectification, MonitoredList }
/** What is left out of JSON is not there, never `undefined`. */
export type MonitoringAnswer = Omit<Answer, 'missing'> & Pick<MonitoringSheet, 'missing'>

/** `period` as 2026-07; `null` for the one the policy asks for, or the last that was filled in. */
export const monitoringQuery = (id: string, period: string | null) =>
  queryOptions({
    queryKey: ['declaration', id, 'monitoring', period ?? 'usual'],
    queryFn: ({ signal }) =>
      get<MonitoringAnswer>(`/api/declarations/${id}/monitoring${period === null ? '' : `?period=${period}`}`, signal),
  })

export const monitoredQuery = (filter: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: ['lists', 'monitoring', filter],
    queryFn: ({ signal }) => get<MonitoredList>(`/api/monitoring?${new URLSearchParams(filter)}`, signal),
    placeholderData: keepPreviousData,
  })

export const rectificationsQuery = (filter: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: ['lists', 'rectifications', filter],
    queryFn: ({ signal }) =>
      get<Readonly<{ items: readonly ListedRectification[] }>>(`/api/rectifications?${new URLSearchParams(filter)}`, signal),
    placeholderData: keepPreviousData,
  })
