import type { Bell } from '@shenbao/event-store/bell.ts'
import { followPages } from '@shenbao/event-store/follow-pages.ts'
import type { EventStore, Position, Recorded } from '@shenbao/event-store/port.ts'
import { alreadyClosed } from './kurrent-fault.ts'
import type { OpenCalls } from './open-calls.ts'
import type { RetryOptions } from './retry.ts'
import type { Watch } from './watch-server.ts'

type Page = (after: Position | null, limit: number, retry: RetryOptions) => Promise<readonly Recorded[]>

/**
 * `follow` for a server that may be away for a while: what fails for reasons that pass is tried until it succeeds, the signal is
 * raised or the log is closed. What will not pass (a refusal, a fact that cannot be read) ends the feed with its fault.
 */
export const patientFollow = (
  page: Page,
  { bell, watch, calls, retry }: Readonly<{ bell: Bell; watch: Watch; calls: OpenCalls; retry: RetryOptions }>,
): EventStore['follow'] =>
  async function* follow(after, signal) {
    if (calls.isClosed()) throw alreadyClosed()
    const patient = { ...retry, attempts: Number.POSITIVE_INFINITY, signal: AbortSignal.any([signal, calls.closing]) }
    const pages: EventStore['readAll'] = async (last, limit) => {
      try {
        return await page(last, limit, patient)
      } catch (fault) {
        if (signal.aborted) return []
        throw calls.isClosed() ? alreadyClosed() : fault
      }
    }
    watch.enter()
    try {
      yield* followPages(pages, bell)(after, signal)
    } finally {
      watch.leave()
    }
  }
