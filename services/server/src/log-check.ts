import { setImmediate } from 'node:timers/promises'
import type { LogVerified } from '@shenbao/audit/log-verification.ts'
import { verifyLog } from '@shenbao/audit/verify-log.ts'
import type { EventStore, Position, Recorded } from '@shenbao/event-store/port.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'

const PAGE_FACTS = 200

/** Re-derives all chains of the log. Who asks while one runs, or before anything new was recorded, gets its result. */
export const newLogCheck = ({ store, digest }: Readonly<{ store: EventStore; digest: Digest }>) => {
  let last: Readonly<{ at: Position | null; result: Promise<LogVerified> }> | null = null

  /** Lets requests go on between pages: a long log takes minutes. */
  async function* pages(): AsyncGenerator<readonly Recorded[]> {
    let after: Position | null = null
    for (;;) {
      const page: readonly Recorded[] = await store.readAll(after, PAGE_FACTS)
      const end = page.at(-1)
      if (!end) return
      yield page
      after = end.position
      await setImmediate()
    }
  }

  return async (): Promise<LogVerified> => {
    const at = await store.head()
    if (last?.at !== at || last === null) {
      const result = verifyLog(pages(), digest)
      last = { at, result }
      result.catch(() => {
        last = null
      })
    }
    return last.result
  }
}
export type LogCheck = ReturnType<typeof newLogCheck>
