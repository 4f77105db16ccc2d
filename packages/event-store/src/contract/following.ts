import type { EventStore, Recorded } from '../port.ts'
import { collect, type Lane } from './contract-test.ts'
import { type FactMaker, factMaker } from './sample-facts.ts'

/** More than an adapter reads at once, so that catching up takes several pages. */
const BACKLOG = 700

export const following = async ({ onFreshLog, inTime }: Lane): Promise<void> => {
  await onFreshLog('a follower catches up and then lives on, each fact once', async (t, { store }) => {
    const make = factMaker()
    await store.append('s', -1, make.facts('s', -1, BACKLOG))
    const stop = new AbortController()
    const feed = store.follow(null, stop.signal)[Symbol.asyncIterator]()
    const seen = await inTime(take(feed, BACKLOG))
    for (let round = 0; round < 5; round += 1) {
      const next = feed.next()
      await store.append('live', round * 2 - 1, make.facts('live', round * 2 - 1, 2))
      const { value } = await inTime(next)
      if (value) seen.push(value)
      seen.push(...(await inTime(take(feed, 1))))
    }
    t.strictSame(seen, await store.readAll(null, BACKLOG + 100), 'what was followed is the feed')
    await stopped(t, feed, stop, inTime)
  })

  await onFreshLog('a follower resumes strictly after a position, and may begin at the end', async (t, { store }) => {
    const make = factMaker()
    await store.append('s', -1, make.facts('s', -1, 12))
    const whole = await store.readAll(null, 100)
    for (const after of [0, 5, 9, 10]) {
      const stop = new AbortController()
      const feed = store.follow(whole[after]?.position ?? null, stop.signal)[Symbol.asyncIterator]()
      t.strictSame(await inTime(take(feed, 11 - after)), whole.slice(after + 1), `after the fact at ${after}`)
      await stopped(t, feed, stop, inTime)
    }
    const stop = new AbortController()
    const feed = store.follow(await store.head(), stop.signal)[Symbol.asyncIterator]()
    const next = feed.next()
    await store.append('s', 11, make.facts('s', 11))
    t.equal((await inTime(next)).value?.fact.revision, 12, 'from the end on only what is new')
    await stopped(t, feed, stop, inTime)
  })

  await onFreshLog('a follower that starts while others write misses nothing', async (t, { store }) => {
    const make = factMaker()
    const stop = new AbortController()
    const feed = store.follow(null, stop.signal)[Symbol.asyncIterator]()
    const [seen] = await inTime(Promise.all([take(feed, 120), writeInTurns(store, make, 120)]))
    t.strictSame(seen, await store.readAll(null, 1_000), 'all of it, in order, once')
    await stopped(t, feed, stop, inTime)
  })

  await onFreshLog('a follower stops on its signal, wherever it is', async (t, { store }) => {
    const make = factMaker()
    t.strictSame(await inTime(collect(store.follow(null, AbortSignal.abort()))), [], 'before it began')
    await store.append('s', -1, make.facts('s', -1, 10))
    const stop = new AbortController()
    const seen: Recorded[] = []
    const followed = (async () => {
      for await (const recorded of store.follow(null, stop.signal)) {
        seen.push(recorded)
        if (seen.length === 4) stop.abort()
      }
    })()
    await inTime(followed)
    t.equal(seen.length, 4, 'in the middle of a page')
    const waiting = new AbortController()
    const feed = store.follow(await store.head(), waiting.signal)[Symbol.asyncIterator]()
    const next = feed.next()
    waiting.abort()
    t.equal((await inTime(next)).done, true, 'while it waits')
    const leaving = new AbortController()
    const between = store.follow(null, leaving.signal)[Symbol.asyncIterator]()
    await inTime(take(between, 10))
    const over = between.next()
    leaving.abort()
    await store.close()
    t.equal((await inTime(over)).done, true, 'even when the log is closed at the same moment')
  })

  await onFreshLog('a follower that catches up lets others have their turn', async (t, { store }) => {
    await store.append('s', -1, factMaker().facts('s', -1, BACKLOG))
    const stop = new AbortController()
    const feed = store.follow(null, stop.signal)[Symbol.asyncIterator]()
    let taken = 0
    const takenByNextTurn = new Promise<number>(resolve => setImmediate(() => resolve(taken)))
    while (taken < BACKLOG) {
      await inTime(take(feed, 1))
      taken += 1
    }
    t.ok((await takenByNextTurn) < BACKLOG, 'other work is done while it catches up')
    await stopped(t, feed, stop, inTime)
  })

  await onFreshLog('followers do not disturb one another', async (t, { store }) => {
    const make = factMaker()
    const leaving = store.follow(null, new AbortController().signal)[Symbol.asyncIterator]()
    const stop = new AbortController()
    const staying = store.follow(null, stop.signal)[Symbol.asyncIterator]()
    await store.append('s', -1, make.facts('s', -1, 3))
    await inTime(take(leaving, 1))
    if (leaving.return) await inTime(leaving.return())
    const three = await inTime(take(staying, 3))
    await store.append('s', 2, make.facts('s', 2))
    t.strictSame([...three, ...(await inTime(take(staying, 1)))], await store.readAll(null, 10), 'one leaves, the other goes on')
    await stopped(t, staying, stop, inTime)
  })
}

type Feed = AsyncIterator<Recorded>

/** The next `count` facts; fewer when the feed ends. */
const take = async (feed: Feed, count: number): Promise<Recorded[]> => {
  const taken: Recorded[] = []
  while (taken.length < count) {
    const { done, value } = await feed.next()
    if (done) break
    taken.push(value)
  }
  return taken
}

/** Nothing more comes after the signal, and the feed says that it is over. */
const stopped = async (t: Lane['t'], feed: Feed, stop: AbortController, inTime: Lane['inTime']): Promise<void> => {
  const next = feed.next()
  stop.abort()
  t.equal((await inTime(next)).done, true, 'the feed is over once the signal is raised')
}

const writeInTurns = async (store: EventStore, make: FactMaker, count: number): Promise<void> => {
  for (let written = 0; written < count; written += 1) {
    const stream = `s${written % 3}`
    const expected = Math.floor(written / 3) - 1
    await store.append(stream, expected, make.facts(stream, expected))
  }
}
