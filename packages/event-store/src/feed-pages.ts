import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EventStore, Position, Recorded } from './port.ts'

/** Facts held in memory at once by one reader of the feed. */
export const PAGE_FACTS = 256

/**
 * What the feed holds after `after`, page by page, until its present end. Between pages everybody else has a turn: an embedded
 * log answers without ever waiting, and a reader that only waits for such answers would keep the server from all other work.
 */
export async function* feedPages(
  store: Pick<EventStore, 'readAll'>,
  after: Position | null = null,
): AsyncGenerator<readonly Recorded[], void> {
  let last = after
  for (;;) {
    const page = await store.readAll(last, PAGE_FACTS)
    const end = page.at(-1)
    if (!end) return
    yield page
    last = end.position
    await nextTurn()
  }
}
