import type { Position } from '@shenbao/event-store/port.ts'

/** Where readers wait until the tables have come as far as a position. */
export type WaitingRoom = Readonly<{
  /** Everyone who waits for this position or an earlier one goes on. */
  arrived: (position: Position) => void
  /** Whether the position arrived within the time; the time is bounded because a reader is a person in front of a screen. */
  wait: (position: Position, timeoutMs: number) => Promise<boolean>
  /** Nobody needs to wait any longer: what has not arrived will not. */
  close: () => void
}>

export const waitingRoom = (): WaitingRoom => {
  const waiting = new Set<Readonly<{ position: Position; leave: (arrived: boolean) => void }>>()
  let closed = false
  return {
    arrived: position => {
      for (const waiter of waiting) if (waiter.position <= position) waiter.leave(true)
    },
    wait: (position, timeoutMs) =>
      new Promise(resolve => {
        const waiter = {
          position,
          leave: (arrived: boolean): void => {
            clearTimeout(timer)
            waiting.delete(waiter)
            resolve(arrived)
          },
        }
        const timer = setTimeout(() => waiter.leave(false), timeoutMs)
        if (closed) waiter.leave(false)
        else waiting.add(waiter)
      }),
    close: () => {
      closed = true
      for (const waiter of waiting) waiter.leave(false)
    },
  }
}
