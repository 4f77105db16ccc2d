import { setImmediate } from 'node:timers/promises'
import type { EventStore, Position, Recorded } from '@shenbao/event-store/port.ts'

const NOTHING_YET = Symbol('nothing yet')

/**
 * The live feed in batches: whatever is there without waiting, at most `limit` facts. One fact alone is handed on at once; a
 * burst shares a transaction. A fault of the feed is thrown, and facts gathered but not handed on are delivered again later.
 */
export async function* batches(
  store: Pick<EventStore, 'follow'>,
  after: Position | null,
  { limit, signal }: Readonly<{ limit: number; signal: AbortSignal }>,
): AsyncGenerator<readonly Recorded[], void> {
  const leave = new AbortController()
  const feed = store.follow(after, AbortSignal.any([signal, leave.signal]))[Symbol.asyncIterator]()
  let next = feed.next()
  try {
    for (;;) {
      const first = await next
      if (first.done === true) return
      const batch = [first.value]
      next = feed.next()
      while (batch.length < limit) {
        const ready = await Promise.race([next, setImmediate(NOTHING_YET)])
        if (ready === NOTHING_YET || ready.done === true) break
        batch.push(ready.value)
        next = feed.next()
      }
      yield batch
    }
  } finally {
    leave.abort()
    // Nobody waits for this fact any more, and nobody is left to hear of a fault.
    await next.then(
      () => undefined,
      () => undefined,
    )
  }
}
