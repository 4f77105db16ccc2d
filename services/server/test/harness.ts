import { hash, randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { directoryOfAttachments } from '@shenbao/attachments/directory-of-attachments.ts'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { newRouteBook, readingRoutesFirst } from '@shenbao/handler/route-book.ts'
import { openReadModels, type ReadModels } from '@shenbao/read-models/read-models.ts'
import type { Test } from 'tap'
import { buildApp } from '../src/app.ts'
import type { Clock } from '../src/clock.ts'
import type { Deps } from '../src/connect.ts'
import { IN_MEMORY, openCredentials } from '../src/credentials.ts'
import { newDirectoryDesk } from '../src/directory-desk.ts'
import { beginDemonstration } from '../src/init.ts'
import { readForms } from '../src/read-forms.ts'
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

/** Version 7 ids in order: the same run names the same things. */
export const countedIds = (): (() => string) => {
  let next = 0
  return () => {
    next += 1
    return `0190${next.toString(16).padStart(4, '0')}-0000-7000-8000-${next.toString(16).padStart(12, '0')}`
  }
}

export type Bench = Readonly<{ app: App; store: EventStore; models: ReadModels; clock: HandClock; deps: Deps }>

/** A directory of its own, made with the first file and gone with the test. */
export const temporaryAttachments = (t: Pick<Test, 'teardown'>, bytesMax = 1024 * 1024) => {
  const directory = join(tmpdir(), `shenbao-attachments-${randomUUID()}`)
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return { ...directoryOfAttachments({ directory, digest: 'sm3', bytesMax }), directory }
}

/** What a server is made of over a log in memory, with nothing in it yet. */
export const bareDeps = async (t: Test, log: EventStore = memoryEventStore()) => {
  const book = newRouteBook(log, sm3)
  const { world } = book
  const store = readingRoutesFirst(log, book)
  const models = await openReadModels({ store, world, directory: null })
  t.teardown(() => models.stop())
  const clock = handClock()
  const deps: Deps = {
    store,
    models,
    world,
    book,
    credentials: openCredentials(IN_MEMORY),
    clock,
    digest: sm3,
    digestName: 'sm3',
    sealKey: null,
    digestOfBytes: bytes => hash('sm3', bytes),
    attachments: temporaryAttachments(t),
    newId: countedIds(),
    readForms,
    demonstration: false,
    host: '127.0.0.1',
    origin: null,
    web: null,
    logger: null,
  }
  return { deps, clock, desk: newDirectoryDesk(deps) }
}

/** The server over a log in memory, with the demonstration organisation in it. */
export const openBench = async (t: Test, store: EventStore = memoryEventStore(), over: Partial<Deps> = {}): Promise<Bench> => {
  const { deps: bare, clock, desk } = await bareDeps(t, store)
  const deps = { ...bare, demonstration: true, ...over }
  await beginDemonstration({ ...deps, desk })
  const app = await buildApp(deps)
  t.teardown(() => app.close())
  return { app, store, models: deps.models, clock, deps }
}

export type Headers = { cookie: string }

/** Signs in and gives the headers a browser would send along. */
export const cookieOf = async (app: App, account: string, password = 'shenbao-demo'): Promise<Headers> => {
  const reply = await app.inject({ method: 'POST', url: '/api/session', payload: { account, password } })
  const cookie = reply.cookies.find(({ name }) => name === 'shenbao-session')
  if (reply.statusCode !== 204 || !cookie) throw new Error(`${account} could not sign in: ${reply.statusCode} ${reply.body}`)
  return { cookie: `${cookie.name}=${cookie.value}` }
}

export const seed = readFileSync(
  new URL('../../../packages/documents/samples/2026-shanghai-social-insurance.txt', import.meta.url),
)
