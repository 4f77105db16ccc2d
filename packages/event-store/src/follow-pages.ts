import type { Bell } from './bell.ts'
import type { EventStore, Position, Recorded } from './port.ts'

/** Facts held in memory at once by one follower; the next page is read only when the last fact of this one was taken. */
const PAGE_FACTS = 256

/** `follow` for adapters that can read pages and ring a bell after each commit: catching up and living on are one loop. */
export const followPages = (readAll: EventStore['readAll'], bell: Pick<Bell, 'rings' | 'heard'>): EventStore['follow'] =>
  async function* follow(after: Position | null, signal: AbortSignal): AsyncGenerator<Recorded, void> {
    let last = after
    while (!signal.aborted) {
      const rings = bell.rings()
      const page = await readAll(last, PAGE_FACTS)
      for (const recorded of page) {
        if (signal.aborted) return
        yield recorded
        last = recorded.position
      }
      if (page.length === 0) await bell.heard(rings, signal)
    }
  }
