import { alreadyClosed } from './kurrent-fault.ts'

export type OpenCalls = Readonly<{
  /** Runs a call unless the log is closed. */
  run: <Answer>(call: () => Promise<Answer>) => Promise<Answer>
  isClosed: () => boolean
  /** Raised at closing: nothing is tried again. */
  closing: AbortSignal
  /** Lets nothing begin any more and waits until what was begun has come to its end; then does what is given, once. */
  close: (afterwards: () => Promise<void>) => Promise<void>
}>

export const openCalls = (): OpenCalls => {
  const closing = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  let closed: Promise<void> | null = null
  return {
    run: async call => {
      if (closed) throw alreadyClosed()
      const answer = call()
      underWay.add(answer)
      try {
        return await answer
      } finally {
        underWay.delete(answer)
      }
    },
    isClosed: () => closed !== null,
    closing: closing.signal,
    close: afterwards => {
      closed ??= (async () => {
        closing.abort()
        await Promise.allSettled(underWay)
        await afterwards()
      })()
      return closed
    },
  }
}
