import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { type EventStore, LogFault } from '@shenbao/event-store/port.ts'
import type { Kept } from '@shenbao/event-store/stored-text.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import t from 'tap'
import { batches } from '../src/batches.ts'
import type { Projection } from '../src/projection.ts'
import { allProjections } from '../src/projections.ts'
import { listDeclarations } from '../src/queries/list-declarations.ts'
import { openReadModels, type ReadModelOptions } from '../src/read-models.ts'
import { BATCH_FACTS } from '../src/runner.ts'
import { follow, live, office, toApproval, toArchive, world } from './office.ts'
import { tablesOf } from './tables.ts'

/** A log of some length: five declarations through to the 批复, their facts interleaved. */
const busyLog = async (kept: Kept[] = []) => {
  const at = office(memoryEventStore(kept))
  const ids: string[] = []
  for (const name of ['甲', '乙', '丙', '丁', '戊']) ids.push(await at.open(name))
  for (const step of toApproval) for (const id of ids) await live(at, id, [step])
  return { ...at, ids }
}

const inPages = (store: EventStore, size: number): EventStore => ({
  ...store,
  readAll: (after, limit) => store.readAll(after, Math.min(limit, size)),
})

const started = async (t: Pick<Tap, 'teardown'>, options: Partial<ReadModelOptions> & Pick<ReadModelOptions, 'store'>) => {
  const models = await openReadModels({ world, directory: null, pause: async () => undefined, ...options })
  t.teardown(models.stop)
  return models
}
type Tap = typeof t

t.test('how the log was cut into batches leaves no trace', async t => {
  const { store } = await busyLog()
  const expected = tablesOf((await follow(t, store)).db())
  for (const size of [1, 7, BATCH_FACTS]) {
    const models = await started(t, { store: inPages(store, size) })
    await models.caughtUp
    t.same(tablesOf(models.db()), expected, `pages of ${size}`)
  }
})

t.test('what is delivered again changes nothing', async t => {
  const { store } = await busyLog()
  const expected = tablesOf((await follow(t, store)).db())
  const all = await store.readAll(null, 1_000)
  // Every page begins with the last five facts of the one before.
  const stuttering: EventStore = {
    ...store,
    readAll: async (after, limit) => {
      const from = all.findLastIndex(({ position }) => after !== null && position <= after) + 1
      return all.slice(Math.max(0, from - 5), from + Math.min(limit, 11))
    },
  }
  const models = await started(t, { store: stuttering })
  await models.caughtUp
  t.same(tablesOf(models.db()), expected)
})

t.test('a projection that fails in a batch leaves nothing of the batch behind, and a restart goes on from there', async t => {
  const { store } = await busyLog()
  const expected = tablesOf((await follow(t, store)).db())
  const directory = t.testdir()
  const applied: string[] = []
  const noting = (failAt: number): readonly Projection[] => [
    ...allProjections,
    {
      name: 'noting',
      version: 1,
      schema: '',
      apply: (_, { recorded }) => {
        if (applied.length === failAt) throw new Error('the power went')
        applied.push(recorded.position)
      },
    },
  ]
  const faults: unknown[] = []
  const broken = await started(t, {
    store: inPages(store, 10),
    directory,
    projections: noting(25),
    onFault: fault => faults.push(fault),
  })
  await t.rejects(broken.caughtUp, /the power went/)
  t.match(faults, [/the power went/])
  t.equal(broken.position(), (await store.readAll(null, 20)).at(-1)?.position, 'two batches of ten')
  await broken.stop()
  applied.length = 20
  const models = await started(t, { store: inPages(store, 10), directory, projections: noting(-1) })
  await models.caughtUp
  t.same(tablesOf(models.db()), expected)
  t.equal(new Set(applied).size, applied.length, 'no fact twice')
  t.same(
    applied,
    (await store.readAll(null, 1_000)).map(({ position }) => position),
    'and none left out',
  )
})

t.test('a finished file is gone on with after a restart', async t => {
  const at = await busyLog()
  const directory = t.testdir()
  const first = await started(t, { store: at.store, directory })
  await first.caughtUp
  await first.stop()
  await live(at, at.ids[0] ?? '', toArchive)
  let read = 0
  const counting: EventStore = {
    ...at.store,
    readAll: async (after, limit) => {
      const page = await at.store.readAll(after, limit)
      read += page.length
      return page
    },
  }
  const again = await started(t, { store: counting, directory })
  await again.caughtUp
  t.ok(read > 0 && read < 20, `only what is new was read: ${read}`)
  t.same(tablesOf(again.db()), tablesOf((await follow(t, at.store)).db()))
})

t.test('files that cannot be used are replaced: damaged, of another log, of other projections', async t => {
  const at = await busyLog()
  const expected = tablesOf((await follow(t, at.store)).db())
  const directory = t.testdir()
  const models = async (projections: readonly Projection[], store = at.store): Promise<string> => {
    const opened = await started(t, { store, directory, projections })
    await opened.caughtUp
    if (store === at.store) t.same(tablesOf(opened.db()), expected)
    await opened.stop()
    const [name, ...others] = readdirSync(directory)
    t.same(others, [], 'one file')
    return name ?? ''
  }
  const name = await models(allProjections)
  const another = office()
  await another.open('另一个日志')
  t.not(await models(allProjections, another.store), name)
  const made = await models(allProjections)
  writeFileSync(join(directory, made), 'not a database')
  t.not(await models(allProjections), made)
  const [first, ...rest] = allProjections
  t.not(await models(first ? [{ ...first, version: first.version + 1 }, ...rest] : []), made)
})

t.test('a log that is away for a moment is asked again', async t => {
  const { store } = await busyLog()
  let away = 3
  const faults: unknown[] = []
  const flaky: EventStore = {
    ...store,
    readAll: async (after, limit) => {
      if (after !== null && away > 0) {
        away -= 1
        throw new LogFault('日志暂时无法读取。', { settled: true })
      }
      return await store.readAll(after, Math.min(limit, 10))
    },
  }
  const models = await started(t, { store: flaky, onFault: fault => faults.push(fault) })
  await models.caughtUp
  t.equal(faults.length, 3)
  t.same(tablesOf(models.db()), tablesOf((await follow(t, store)).db()))
})

t.test('a disk that is full for a moment is tried again, and leaves no half of a batch', async t => {
  const at = await busyLog()
  const faults: unknown[] = []
  const room = Promise.withResolvers<void>()
  const full = Promise.withResolvers<void>()
  const models = await started(t, {
    store: at.store,
    pause: async () => room.promise,
    onFault: fault => {
      faults.push(fault)
      full.resolve()
    },
  })
  await models.caughtUp
  models.db().exec('pragma max_page_count = 1')
  for (const id of at.ids) await live(at, id, toArchive)
  await full.promise
  t.match(faults, [/full/])
  models.db().exec('pragma max_page_count = 1000000')
  room.resolve()
  t.equal(await models.reached((await at.store.head()) ?? '', 10_000), true, 'it goes on without a restart')
  t.same(tablesOf(models.db()), tablesOf((await follow(t, at.store)).db()))
})

t.test('a reader waits for what was just written, but not for ever', async t => {
  const at = office()
  const models = await follow(t, at.store)
  t.equal(models.position(), null)
  const id = await at.open('居家养老服务经费')
  const position = await at.send(id, { type: 'submit' }, { actor: 'drafter' })
  t.equal(await models.reached(position, 5_000), true)
  t.equal(listDeclarations(models.db(), { limit: 1 }).items[0]?.phase, 'reviewing')
  t.equal(await models.reached(position, 0), true, 'what has been seen is not waited for')
  t.equal(await models.reached('9'.repeat(16), 0), false, 'a position that has not come')
  const waiting = models.reached('9'.repeat(16), 600_000)
  await models.stop()
  t.equal(await waiting, false, 'a server that stops lets its readers go')
})

t.test('two processes that keep the same file up apply each fact once', async t => {
  const at = await busyLog()
  const directory = t.testdir()
  const first = await started(t, { store: inPages(at.store, 7), directory })
  const second = await started(t, { store: inPages(at.store, 5), directory })
  await Promise.all([first.caughtUp, second.caughtUp])
  const position = await at.send(at.ids[0] ?? '', { type: 'close-year' }, { actor: 'center-finance' })
  t.same(await Promise.all([first.reached(position, 5_000), second.reached(position, 5_000)]), [true, true])
  t.same(tablesOf(first.db()), tablesOf((await follow(t, at.store)).db()))
})

t.test('a burst shares batches, one fact alone is handed on at once', async t => {
  const { store, open } = await busyLog()
  const leave = new AbortController()
  const sizes: number[] = []
  const all = (await store.readAll(null, 1_000)).length
  for await (const batch of batches(store, null, { limit: 50, signal: leave.signal })) {
    sizes.push(batch.length)
    const seen = sizes.reduce((sum, size) => sum + size, 0)
    if (seen === all) await store.append('other', -1, [await oneFact(store)])
    if (seen > all) leave.abort()
  }
  t.same(sizes, [...Array.from({ length: Math.floor(all / 50) }, () => 50), all % 50, 1])
  t.ok(await open('己'), 'whoever leaves the feed leaves the log as it is')
})

/** A fact of no declaration. */
const oneFact = async (store: EventStore): Promise<Envelope> => {
  const [some] = await store.readAll(null, 1)
  if (!some) throw new Error('an empty log')
  return { ...some.fact, stream: 'other', id: '00000000-0000-8000-8000-000000000001' }
}
