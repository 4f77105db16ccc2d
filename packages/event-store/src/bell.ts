/**
 * Tells those who wait for new facts that there may be some. Rings are counted: whoever read the count before looking cannot
 * miss a ring between looking and waiting.
 */
export type Bell = Readonly<{
  rings: () => number
  ring: () => void
  /** Returns as soon as the count differs from `since`, or the signal is raised. */
  heard: (since: number, signal: AbortSignal) => Promise<void>
}>

export const newBell = (): Bell => {
  let rings = 0
  const waiting = new Set<() => void>()
  return {
    rings: () => rings,
    ring: () => {
      rings += 1
      for (const wake of waiting) wake()
    },
    heard: async (since, signal) => {
      if (rings !== since || signal.aborted) return
      await new Promise<void>(resolve => {
        const wake = (): void => {
          waiting.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        waiting.add(wake)
        signal.addEventListener('abort', wake)
      })
    },
  }
}
