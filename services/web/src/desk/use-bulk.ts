import type { DecisionAnswer } from '@shenbao/server/routes/decisions.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newKey, send } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { BULK_STEP, type BulkVerb, inSteps } from './bulk.ts'

export type BulkItem = Readonly<{ id: string; revision: number; onBehalfOf?: string; documentNumber?: string }>
export type BulkWords =
  | Readonly<{ command: 'approve'; opinion?: string }>
  | Readonly<{ command: 'return'; reason: string; to?: string; then?: 'step' | 'straight' }>

/** What became of one; without an answer of the server it may be sent again, and nothing is done twice. */
export type Outcome = Pick<DecisionAnswer, 'id' | 'outcome' | 'code' | 'detail' | 'basis' | 'places'>
export type Bulk = Readonly<{
  state: 'asking' | 'sending' | 'done'
  total: number
  outcomes: ReadonlyMap<string, Outcome>
  /** Sends them, some at a time; what became of others before stays known. */
  decide: (words: BulkWords, items: readonly BulkItem[]) => Promise<void>
}>

type Answers = Readonly<{ items: readonly DecisionAnswer[] }>

/** One act on several declarations. All tries of it carry the same key. */
export const useBulk = (verb: BulkVerb): Bulk => {
  const client = useQueryClient()
  const [key] = useState(newKey)
  const [state, setState] = useState<Bulk['state']>('asking')
  const [total, setTotal] = useState(0)
  const [outcomes, setOutcomes] = useState<Bulk['outcomes']>(new Map())

  const decide: Bulk['decide'] = async (words, items) => {
    const sent = new Set(items.map(({ id }) => id))
    let known = new Map([...outcomes].filter(([id]) => !sent.has(id)))
    setState('sending')
    setTotal(known.size + items.length)
    setOutcomes(known)
    for (const step of inSteps(items, BULK_STEP)) {
      const answers = await answersTo({ ...words, command: verb }, step, key)
      known = new Map([...known, ...answers.map((answer): [string, Outcome] => [answer.id, answer])])
      setOutcomes(known)
    }
    setState('done')
    for (const { id } of items) void client.invalidateQueries({ queryKey: ['declaration', id] })
    void client.invalidateQueries({ queryKey: ['lists'] })
  }
  return { state, total, outcomes, decide }
}

const answersTo = async (words: object, items: readonly BulkItem[], key: string): Promise<readonly Outcome[]> => {
  try {
    const { items: answers } = await send<Answers>('POST', '/api/decisions', { ...words, items }, { 'idempotency-key': key })
    return answers
  } catch (trouble) {
    return items.map(({ id }) => ({ id, outcome: 'refused', detail: sentenceOf(trouble) }))
  }
}
