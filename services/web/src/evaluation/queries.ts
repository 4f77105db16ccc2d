import type { AttachmentList } from '@shenbao/server/routes/attachments.ts'
import type { EvaluationProblem } from '@shenbao/server/routes/evaluation-problems.ts'
import type { EvaluationAnswer } from '@shenbao/server/routes/evaluation-sheet.ts'
import type { Distribution, Evaluation, IndicatorKind } from '@shenbao/server/routes/evaluations.ts'
import type { ListedSample, Sample } from '@shenbao/server/routes/samples.ts'
import type { Rescored } from '@shenbao/server/routes/what-if.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get, send } from '../api/client.ts'
import type { DraftBody } from './result-draft.ts'

export type {
  AttachmentList,
  Distribution,
  Evaluation,
  EvaluationAnswer,
  EvaluationProblem,
  IndicatorKind,
  ListedSample,
  Rescored,
  Sample,
}
export type EvaluationRow = EvaluationAnswer['rows'][number]
export type AttachmentItem = AttachmentList['items'][number]

export const evaluationQuery = (id: string) =>
  queryOptions({
    queryKey: ['declaration', id, 'evaluation', 'recorded'],
    queryFn: ({ signal }) => get<EvaluationAnswer>(`/api/declarations/${id}/evaluation`, signal),
  })

/** The same sheet with what is typed and not recorded yet; the last answer stays until the next is there. */
export const liveEvaluationQuery = (id: string, draft: DraftBody) =>
  queryOptions({
    queryKey: ['declaration', id, 'evaluation', draft],
    queryFn: () => send<EvaluationAnswer>('POST', `/api/declarations/${id}/evaluation`, draft),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  })

export const attachmentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['declaration', id, 'attachments'],
    queryFn: ({ signal }) => get<AttachmentList>(`/api/declarations/${id}/attachments`, signal),
  })

type Filter = Readonly<Record<string, string>>
const listQuery =
  <Answer>(name: string, address: string) =>
  (filter: Filter) =>
    queryOptions({
      queryKey: ['lists', name, filter],
      queryFn: ({ signal }: Readonly<{ signal: AbortSignal }>) =>
        get<Answer>(`${address}?${new URLSearchParams(filter)}`, signal),
      placeholderData: keepPreviousData,
    })

export type Evaluations = Readonly<{
  items: readonly Evaluation[]
  distribution: Distribution
  indicators: readonly IndicatorKind[]
}>
export type WhatIf = Readonly<{ policy: Readonly<{ title: string }>; items: readonly Rescored[]; gradesChanged: number }>

export const evaluationsQuery = listQuery<Evaluations>('evaluations', '/api/evaluations')
export const problemsQuery = listQuery<Readonly<{ items: readonly EvaluationProblem[] }>>('problems', '/api/evaluations/problems')
export const whatIfQuery = listQuery<WhatIf>('what-if', '/api/evaluations/what-if')
export const samplesQuery = listQuery<Readonly<{ items: readonly ListedSample[] }>>('samples', '/api/samples')

export const sampleQuery = (id: string) =>
  queryOptions({ queryKey: ['lists', 'sample', id], queryFn: ({ signal }) => get<Sample>(`/api/samples/${id}`, signal) })
