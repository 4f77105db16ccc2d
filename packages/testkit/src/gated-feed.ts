import { type EventStore, LogFault, type Position } from '@shenbao/event-store/port.ts'

/** What goes wrong with the feed at one fact: it is delivered twice, or the feed breaks off before it, once. */
export type FeedFault = 'twice' | 'broken'

/** A log whose feed ends at a gate until the gate is moved on. Everything but the feed is as it was. */
export type GatedFeed = Readonly<{ store: EventStore; openTo: (position: Position) => void }>

export const gatedFeed = (store: EventStore, faultAt: (position: Position) => FeedFault | null): GatedFeed => {
  let gate: Position | null = null
  const waiting = new Set<() => void>()
  const broken = new Set<Position>()

  const isOpen = (position: Position): boolean => gate !== null && position <= gate
  const opened = async (position: Position, signal: AbortSignal): Promise<void> => {
    while (!isOpen(position) && !signal.aborted)
      await new Promise<void>(resolve => {
        const wake = (): void => {
          waiting.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        waiting.add(wake)
        signal.addEventListener('abort', wake)
      })
  }

  return {
    store: {
      ...store,
      readAll: async (after, limit) => (await store.readAll(after, limit)).filter(({ position }) => isOpen(position)),
      follow: async function* follow(after, signal) {
        for await (const recorded of store.follow(after, signal)) {
          const { position } = recorded
          await opened(position, signal)
          if (signal.aborted) return
          const fault = faultAt(position)
          if (fault === 'broken' && !broken.has(position)) {
            broken.add(position)
            throw new LogFault('日志的推送中断', { settled: true })
          }
          yield recorded
          if (fault === 'twice') yield recorded
        }
      },
    },
    openTo: position => {
      gate = position
      for (const wake of [...waiting]) wake()
    },
  }
}
