// A backup becomes a log again: the same facts in the same order on any adapter, whatever interrupts it, and only where it may.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { type EventStore, LogFault } from '@shenbao/event-store/port.ts'
import { startEventStoreDouble } from '@shenbao/event-store-kurrent/double/eventstore-double.ts'
import { openKurrentEventStore } from '@shenbao/event-store-kurrent/kurrent-event-store.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import { faultAt, faultyStore } from '@shenbao/testkit/faulty-store.ts'
import t, { type Test } from 'tap'
import { checkBackup } from '../src/check-backup.ts'
import { restoreBackup } from '../src/restore-backup.ts'
import { isRestoring, markRestoring, refuseHalfRestored, unmarkRestoring } from '../src/restoring.ts'
import { writeBackup } from '../src/write-backup.ts'
import { faultOf, folder, MADE_AT, nextFacts, rewritten, sampleLog, textsOf, writeTurns } from './sample-log.ts'

const DIE = fileURLToPath(new URL('restore-and-die.ts', import.meta.url))

const backupOf = async (t: Test, store: EventStore): Promise<string> => {
  const file = join(folder(t), 'log.backup')
  await writeBackup(file, { store, files: [], madeAt: MADE_AT })
  return file
}

const restore = async (file: string, store: EventStore, parts: Partial<Parameters<typeof restoreBackup>[2]> = {}) =>
  restoreBackup(file, await checkBackup(file), { store, isBegun: false, begin: () => {}, ...parts })

/** The first `count` facts of a log in a log of their own. */
const beginningOf = async (log: EventStore, count: number): Promise<EventStore> => {
  const store = memoryEventStore()
  for (const { fact } of await log.readAll(null, count)) await store.append(fact.stream, fact.revision - 1, [fact])
  return store
}

const sqliteLog = (t: Test): EventStore => {
  const store = openSqliteEventStore(join(folder(t), 'log.sqlite'))
  t.teardown(() => store.close())
  return store
}

const kurrentLog = async (t: Test) => {
  const double = await startEventStoreDouble()
  const store = openKurrentEventStore(double.url, { pause: () => 1, callMilliseconds: 2_000 })
  t.teardown(async () => {
    await store.close()
    await double.stop()
  })
  return { double, store }
}

t.test('from one adapter into the next: ids, order and chains stay, and so does the head', async t => {
  const first = await sampleLog(sqliteLog(t))
  const { store: second } = await kurrentLog(t)
  const logs = [first, second, memoryEventStore(), sqliteLog(t)]
  const texts = await textsOf(first)
  const heads = new Set<string>()
  for (const [index, target] of logs.slice(1).entries()) {
    const source = logs[index]
    if (!source) throw new RangeError('no log to begin from')
    const restored = await restore(await backupOf(t, source), target)
    t.match(restored, { facts: texts.length, resumed: 0 })
    t.strictSame(await textsOf(target), texts, 'every fact to the last character, in the one order')
    heads.add(restored.head)
  }
  t.equal(heads.size, 1)
})

t.test('lost answers and broken connections of a cluster leave one copy of everything, in its order', async t => {
  const log = await sampleLog()
  const file = await backupOf(t, log)
  const { double, store } = await kurrentLog(t)
  double.faults.append.add({ what: 'broken-after', code: 14 }, 2)
  double.faults.append.add({ what: 'refused', code: 14 })
  double.faults.append.add({ what: 'broken-after', code: 14 })
  double.faults.append.add({ what: 'forgetful' }, 3)
  await restore(file, store)
  t.equal(double.faults.append.left(), 0, 'canary: all of it happened')
  t.strictSame(await textsOf(store), await textsOf(log))
})

t.test('a restore that fails at any append is gone on with by the same command', async t => {
  const log = await sampleLog()
  const file = await backupOf(t, log)
  const texts = await textsOf(log)
  const whole = faultyStore(memoryEventStore(), () => null)
  await restore(file, whole)
  for (const fault of ['before', 'after'] as const)
    for (let place = 0; place < whole.appends(); place += 1) {
      const store = memoryEventStore()
      await t.rejects(restore(file, faultyStore(store, faultAt(place, fault))), LogFault)
      const there = await textsOf(store)
      t.strictSame(there, texts.slice(0, there.length), 'at every moment a beginning of the backup')
      const isLast = there.length === texts.length
      t.match(await restore(file, store, { isBegun: true }), { resumed: there.length })
      t.strictSame(await textsOf(store), texts)
      if (!isLast) await t.rejects(restore(file, store), /已有这份备份的全部记录/)
    }
})

t.test('killed in the middle, it goes on where it was', async t => {
  const log = await sampleLog()
  const file = await backupOf(t, log)
  const target = join(folder(t), 'log.sqlite')
  for (const appends of [0, 3, 4]) {
    const child = spawn(process.execPath, [DIE, file, target, String(appends)], { stdio: ['ignore', 'ignore', 'inherit'] })
    t.strictSame(await once(child, 'exit'), [null, 'SIGKILL'])
  }
  const store = openSqliteEventStore(target)
  t.teardown(() => store.close())
  const there = (await textsOf(store)).length
  t.ok(there >= 7 && there < (await textsOf(log)).length, 'canary: a part of it was there')
  t.match(await restore(file, store), { resumed: there })
  t.strictSame(await textsOf(store), await textsOf(log))
})

t.test('a target with any other fact is refused, and nothing is stored', async t => {
  const log = await sampleLog()
  const file = await backupOf(t, log)
  const { digest } = await digestOfLog(log)
  const all = (await textsOf(log)).length
  const stranger = nextFacts(digest, { stream: 'stranger', last: null }, 1)
  const longer = await beginningOf(log, all)
  await longer.append('stranger', -1, stranger)
  const divergent = await beginningOf(log, 5)
  await divergent.append('stranger', -1, stranger)
  const targets: readonly (readonly [string, EventStore, RegExp])[] = [
    ['another log', await sampleLog(), /第 \d+ 条起与备份不同/],
    ['a beginning and something else', divergent, /第 6 条起与备份不同/],
    ['everything and something else', longer, new RegExp(`第 ${all + 1} 条起与备份不同`)],
    ['the log itself', log, /已有这份备份的全部记录/],
  ]
  for (const [what, store, said] of targets) {
    const before = await textsOf(store)
    let begun = 0
    const begin = () => {
      begun += 1
    }
    t.match(await faultOf(restore(file, store, { begin })), { kind: 'refused', message: said }, what)
    t.strictSame(await textsOf(store), before, `${what}: unchanged`)
    t.equal(begun, 0)
  }
  t.match(await restore(file, await beginningOf(log, 5)), { resumed: 5 }, 'canary: a beginning of it is gone on with')
  t.match(
    await faultOf(restore(await backupOf(t, memoryEventStore()), divergent)),
    { message: /第 1 条起/ },
    'an empty backup as well',
  )
})

t.test('a backup that does not hold stores nothing', async t => {
  const file = await backupOf(t, await sampleLog())
  const forged = rewritten(file, lines => lines.map((line, at) => (at === 4 ? line.replace('150', '151') : line)), {
    forge: true,
  })
  const store = memoryEventStore()
  t.match(await faultOf(restore(forged, store)), { kind: 'refused', message: /没有通过核验/ })
  t.strictSame(await textsOf(store), [])
})

t.test('who writes meanwhile is found: into the same stream at once, elsewhere at the end', async t => {
  const log = await sampleLog()
  const file = await backupOf(t, log)
  const { digest } = await digestOfLog(log)
  t.match(await faultOf(restore(file, faultyStore(memoryEventStore(), faultAt(3, 'conflict')))), { message: /别的程序写入/ })
  const store = memoryEventStore()
  let isFirst = true
  const shared: EventStore = {
    ...store,
    append: async (...asked) => {
      const appended = await store.append(...asked)
      if (isFirst) await writeTurns(store, digest, { streams: 1, turns: 0 })
      if (isFirst) await store.append('stranger', -1, nextFacts(digest, { stream: 'stranger', last: null }, 1))
      isFirst = false
      return appended
    },
  }
  t.match(await faultOf(restore(file, shared)), { message: /目标日志与备份不一致/ })
})

t.test('a backup exchanged between its check and its use is noticed', async t => {
  const log = await sampleLog()
  const file = await backupOf(t, log)
  const checked = await checkBackup(file)
  const other = await backupOf(t, await sampleLog(memoryEventStore(), { turns: 9 }))
  const store = memoryEventStore()
  t.match(await faultOf(restoreBackup(other, checked, { store, isBegun: false, begin: () => {} })), { message: /被改动/ })
})

t.test(
  'the mark of a restore: for this backup alone, refused by whoever would use the log, gone when it is taken away',
  async t => {
    const directory = join(folder(t), 'data')
    refuseHalfRestored(directory)
    t.notOk(isRestoring(directory, 'a'))
    markRestoring(directory, 'a')
    t.ok(isRestoring(directory, 'a'))
    t.notOk(isRestoring(directory, 'b'))
    t.throws(() => refuseHalfRestored(directory), LogFault)
    markRestoring(directory, 'b')
    t.notOk(isRestoring(directory, 'a'))
    unmarkRestoring(directory)
    unmarkRestoring(directory)
    refuseHalfRestored(directory)
  },
)
