// Shows that whoever looks on is told everything once and in order, however far behind they are, in bounded memory.
import assert from 'node:assert/strict'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { Position } from '@shenbao/event-store/port.ts'
import { memoryOffice } from '@shenbao/testkit/memory-office.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import { sampleForm } from '@shenbao/testkit/sample-form.ts'
import fc from 'fast-check'
import t from 'tap'
import { type Bounds, newStreamHub, type StreamHub } from '../src/stream-hub.ts'

fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

/** A log that people write to, and lists that come as far as they are let. */
const bench = (bounds: Bounds) => {
  const store = memoryEventStore()
  const office = memoryOffice(store)
  let seen: Position | null = null
  const listeners = new Set<() => void>()
  const models = {
    position: () => seen,
    onCommit: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const letListsSee = async (): Promise<void> => {
    seen = await store.head()
    for (const listener of listeners) listener()
  }
  let written = 0
  const write = async (): Promise<void> => {
    written += 1
    await office.open({ ...sampleForm(), name: `第${written}项` })
  }
  return { store, write, letListsSee, hub: newStreamHub({ store, models }, bounds) }
}

/** One who looks on: from the beginning of the log, whenever they come round to it. */
const onlooker = (hub: StreamHub) => {
  let place = ''
  const told: string[] = []
  return {
    told,
    look: async (): Promise<void> => {
      const happenings = await hub.after(place)
      assert.notEqual(happenings, null)
      for (const { position, types } of happenings ?? []) {
        place = position
        told.push(...types)
      }
    },
  }
}

const step = fc.oneof(
  fc.constant('write' as const),
  fc.constant('lists' as const),
  fc.constant('one' as const),
  fc.constant('other' as const),
)

t.test('everything once and in order, whoever looks when, however little is kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), async (steps, kept) => {
      const { store, write, letListsSee, hub } = bench({ kept, catchUpFacts: 100_000 })
      const [one, other] = [onlooker(hub), onlooker(hub)]
      for (const what of steps)
        if (what === 'write') await write()
        else if (what === 'lists') await letListsSee()
        else await (what === 'one' ? one : other).look()
      await letListsSee()
      await Promise.all([one.look(), other.look()])
      const all = (await store.readAll(null, 100_000)).map(({ fact }) => fact.type)
      assert.deepEqual(one.told, all)
      assert.deepEqual(other.told, all)
    }),
    { numRuns: runs(30) },
  )
})

t.test('nobody hears of what the lists have not seen; who is too far behind is told so', async t => {
  const { store, write, letListsSee, hub } = bench({ kept: 2, catchUpFacts: 10 })
  await write()
  t.same(await hub.after(''), [], 'recorded, but not in the lists yet')
  const rings = hub.rings()
  await letListsSee()
  t.not(hub.rings(), rings, 'and then everybody looks again')
  t.equal((await hub.after(''))?.flatMap(({ types }) => types).length, (await store.readAll(null, 100)).length)
  for (let n = 0; n < 10; n++) {
    await write()
    await letListsSee()
    await hub.after((await store.head()) ?? '')
  }
  t.equal(await hub.after(''), null, 'too far behind')
  t.equal(await hub.after('nonsense'), null)
  t.equal(await hub.after(`9${(await store.head())?.slice(1)}`), null, 'a place that no server has reached')
  await write()
  t.same(await hub.after((await store.head()) ?? ''), [], 'a place that only another server has reached yet')
})

t.test('whoever waits is woken by news, by the end of a session, by the stop, and when the reader leaves', async t => {
  const { write, letListsSee, hub } = bench({ kept: 2, catchUpFacts: 10 })
  await hub.after('')
  const waiting = (signal = new AbortController().signal) => hub.news(hub.rings(), signal, 60_000)
  const forNews = waiting()
  await write()
  await letListsSee()
  await forNews
  const forWake = waiting()
  hub.wake()
  await forWake
  const leave = new AbortController()
  const left = waiting(leave.signal)
  leave.abort()
  await left
  await hub.news(hub.rings(), new AbortController().signal, 1)
  const forStop = waiting()
  hub.stop()
  await forStop
  t.equal(hub.isStopped(), true)
})
