import { join } from 'node:path'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import type { TAP, Test } from 'tap'

/** The same test over a fresh log of every kind that is at hand without a server. */
export const onEveryLog = (t: TAP, what: string, run: (t: Test, store: EventStore) => Promise<void>): void => {
  t.test(`${what} (memory)`, t => run(t, memoryEventStore()))
  t.test(`${what} (SQLite)`, async t => {
    const store = openSqliteEventStore(join(t.testdir({}), 'log.sqlite'))
    try {
      await run(t, store)
    } finally {
      await store.close()
    }
  })
}

/** Everything in the log, oldest first. */
export const factsOf = async (store: EventStore) => (await store.readAll(null, 10_000)).map(({ fact }) => fact)
