import type { EventStore, Recorded } from '@shenbao/event-store/port.ts'
import { type KurrentOptions, openKurrentEventStore } from '../src/kurrent-event-store.ts'
import { type EventStoreDouble, startEventStoreDouble } from './double/eventstore-double.ts'

type Test = Readonly<{ teardown: (after: () => Promise<void>) => unknown }>

/** For tests in which a call is never answered: bounds how long that holds the test up. Nothing is measured by it. */
export const IMPATIENT = { callMilliseconds: 400 } as const

/** Retries at once, so that a test waits for nothing but the fault itself. */
const QUICK: KurrentOptions = { pause: () => 1 }

export const overDouble = async (
  t: Test,
  options: KurrentOptions = {},
): Promise<Readonly<{ double: EventStoreDouble; store: EventStore }>> => {
  const double = await startEventStoreDouble()
  const store = openKurrentEventStore(double.url, { ...QUICK, ...options })
  t.teardown(async () => {
    await store.close()
    await double.stop()
  })
  return { double, store }
}

/** The next `count` facts of a feed. */
export const take = async (feed: AsyncIterator<Recorded>, count: number): Promise<readonly Recorded[]> => {
  const taken: Recorded[] = []
  while (taken.length < count) {
    const { done, value } = await feed.next()
    if (done) break
    taken.push(value)
  }
  return taken
}

export const revisionsOf = (recorded: readonly Recorded[]): readonly number[] => recorded.map(({ fact }) => fact.revision)

/** Returns once the condition holds; the runner's own limit ends a test in which it never does. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(resolve => setImmediate(resolve))
}
