import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Bell } from './bell.ts'
import { PAGE_FACTS } from './feed-pages.ts'
import type { EventStore, Position, Recorded } from './port.ts'

/**
 * `follow` for adapters that can read pages and ring a bell after each commit: catching up and living on are one loop. The next
 * page is read only when the last fact of the one before was taken, so a slow reader costs no memory. Between pages everybody
 * else has a turn, as in `feedPages`.
 */
export const followPages = (readAll: EventStore['readAll'], bell: Pick<Bell, 'rings' | 'heard'>): EventStore['follow'] =>
  async function* follow(after: Position | null, signal: AbortSignal): AsyncGenerator<Recorded, void> {
    let last = after
    while (!signal.aborted) {
      // Counted before looking: a commit between looking and waiting has changed the count.
      const rings = bell.rings()
      const page = await readAll(last, PAGE_FACTS)
      for (const recorded of page) {
        if (signal.aborted) return
        yield recorded
        last = recorded.position
      }
      if (page.length === 0) await bell.heard(rings, signal)
      else await nextTurn()
    }
  }
