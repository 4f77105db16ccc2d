import { sm3 } from '@shenbao/audit/node-digest.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { buildApp } from '../src/app.ts'
import type { Clock } from '../src/clock.ts'
import { openCredentials } from '../src/credentials.ts'
import { newDirectoryDesk } from '../src/directory-desk.ts'
import { beginDemonstration } from '../src/init.ts'
import type { App } from '../src/routes/route-plugin.ts'

/** A clock that a test moves by hand, in ms. */
export type HandClock = Clock & { forward: (ms: number) => void }

export const handClock = (start = '2026-03-02T01:00:00.000Z'): HandClock => {
  let at = Date.parse(start)
  return {
    now: () => new Date(at),
    today: () => '2026-03-02',
    forward: ms => {
      at += ms
    },
  }
}

/** Ids in order: the same run names the same things. */
export const countedIds = (): (() => string) => {
  let next = 0
  return () => {
    next += 1
    return `01900000-0000-7000-8000-${next.toString(16).padStart(12, '0')}`
  }
}

export type Bench = Readonly<{ app: App; store: EventStore; clock: HandClock }>

/** The server over a log in memory, with the demonstration organisation in it. */
export const openBench = async (store: EventStore = memoryEventStore()): Promise<Bench> => {
  const clock = handClock()
  const credentials = openCredentials(':memory:')
  const newId = countedIds()
  await beginDemonstration({ store, credentials, desk: newDirectoryDesk({ store, clock, digest: sm3, newId }) })
  const app = await buildApp({
    store,
    credentials,
    clock,
    digest: sm3,
    newId,
    demonstration: true,
    host: '127.0.0.1',
    origin: null,
    logger: false,
  })
  return { app, store, clock }
}

/** Signs in and gives the headers a browser would send along. */
export const cookieOf = async (app: App, account: string, password = 'shenbao-demo'): Promise<{ cookie: string }> => {
  const reply = await app.inject({ method: 'POST', url: '/api/session', payload: { account, password } })
  const cookie = reply.cookies.find(({ name }) => name === 'shenbao-session')
  if (reply.statusCode !== 204 || !cookie) throw new Error(`${account} could not sign in: ${reply.statusCode} ${reply.body}`)
  return { cookie: `${cookie.name}=${cookie.value}` }
}
