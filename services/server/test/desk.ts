import { randomUUID } from 'node:crypto'
import type { EventStore } from '@shenbao/event-store/port.ts'
import type { Test } from 'tap'
import type { App } from '../src/routes/route-plugin.ts'
import { type Bench, cookieOf, type Headers, openBench, seed } from './harness.ts'

/** A server with the nine declarations of 2026 in it. */
export const openDesk = async (t: Test, store?: EventStore) => {
  const bench = await openBench(t, store)
  const drafter = await cookieOf(bench.app, 'drafter')
  const reply = await importText(bench.app, drafter, seed)
  if (reply.statusCode !== 201) throw new Error(reply.body)
  const declarations: { id: string; name: string }[] = reply.json().declarations
  await readable(bench)
  const [first] = declarations
  if (!first) throw new Error('nothing imported')
  return { ...bench, drafter, declarations, id: first.id }
}

export const importText = (app: App, headers: Headers, payload: string | Buffer) =>
  app.inject({ method: 'POST', url: '/api/imports', headers: { ...headers, 'content-type': 'text/plain' }, payload })

/** Waits until what was recorded is in the lists. */
export const readable = async ({ store, models }: Pick<Bench, 'store' | 'models'>): Promise<void> => {
  const head = await store.head()
  if (head !== null && !(await models.reached(head, 10_000))) throw new Error(`the lists did not reach ${head}`)
}

export const revisionNow = async (app: App, headers: Headers, id: string): Promise<string> =>
  String((await app.inject({ url: `/api/declarations/${id}`, headers })).headers.etag)

type Sending = Readonly<{ key?: string; ifMatch?: string; query?: string }>

/** Sends a command with the headers it needs, on the newest revision unless told otherwise. */
export const send = async (app: App, headers: Headers, id: string, payload: object, over: Sending = {}) =>
  app.inject({
    method: 'POST',
    url: `/api/declarations/${id}/commands${over.query ?? ''}`,
    headers: {
      ...headers,
      'if-match': over.ifMatch ?? (await revisionNow(app, headers, id)),
      'idempotency-key': over.key ?? randomUUID(),
    },
    payload,
  })
