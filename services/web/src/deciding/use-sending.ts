import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { Problem } from '@shenbao/server/problems.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newKey, sendCommand } from '../api/client.ts'
import { ApiProblem, isOutdated, sentenceOf, Unreachable } from '../api/problem.ts'

import { type DeclarationOut, declarationQuery } from '../api/queries.ts'

/** Why an act was not done, in words; nothing that was typed is lost by it. */
export type Failure =
  | Readonly<{ kind: 'outdated' }>
  | Readonly<{ kind: 'refused'; problem: Problem }>
  | Readonly<{ kind: 'unsent'; sentence: string }>

export type Act = Readonly<{ commands: readonly DeclarationCommand[]; revision: number; onBehalfOf?: string | undefined }>
type Sending = Readonly<{
  isSending: boolean
  failure: Failure | null
  /** Resolves with the declaration as it is afterwards; `null` where it was not done, or where it can be seen no more. */
  send: (act: Act) => Promise<Readonly<{ now: DeclarationOut | null }> | null>
  forget: () => void
}>

/** Sends an act once, however often its button is pressed: the same words go under the same key until they are answered. */
export const useSending = (id: string): Sending => {
  const client = useQueryClient()
  const keys = useRef(new Map<string, string>())
  const underway = useRef(false)
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  const keyOf = (command: DeclarationCommand): string => {
    const text = JSON.stringify(command)
    const key = keys.current.get(text) ?? newKey()
    keys.current.set(text, key)
    return key
  }
  const readAnew = async (): Promise<DeclarationOut | null> => {
    await client.invalidateQueries({ queryKey: ['declaration', id] })
    void client.invalidateQueries({ queryKey: ['lists'] })
    return client.fetchQuery({ ...declarationQuery(id), staleTime: 0 }).catch(() => null)
  }
  const send: Sending['send'] = async ({ commands, revision, onBehalfOf }) => {
    if (underway.current) return null
    underway.current = true
    setSending(true)
    setFailure(null)
    try {
      let latest = revision
      for (const command of commands) {
        const answer = await sendCommand({ id, revision: latest, command, key: keyOf(command), onBehalfOf })
        latest = Math.max(latest, answer.revision)
      }
      keys.current.clear()
      return { now: await readAnew() }
    } catch (trouble) {
      setFailure(failureOf(trouble))
      if (isOutdated(trouble)) void readAnew()
      return null
    } finally {
      underway.current = false
      setSending(false)
    }
  }
  return { isSending, failure, send, forget: () => setFailure(null) }
}

const failureOf = (trouble: unknown): Failure => {
  if (isOutdated(trouble)) return { kind: 'outdated' }
  if (trouble instanceof ApiProblem) return { kind: 'refused', problem: trouble.problem }
  if (trouble instanceof Unreachable)
    return { kind: 'unsent', sentence: '暂时连不上服务器，还没有办成。写下的内容都在，连上后再按一次；不会重复办理。' }
  return { kind: 'unsent', sentence: sentenceOf(trouble) }
}
