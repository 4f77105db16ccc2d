import { setImmediate } from 'node:timers/promises'
import { type LogVerification, type LogVerified, newLogVerification } from '@shenbao/audit/log-verification.ts'
import { type EventStore, LogFault, type Position } from '@shenbao/event-store/port.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'

const PAGE_FACTS = 200
/** What was read once is not read again for so long; then all of it is, because a file can be changed behind our back. */
const READ_ANEW_MILLISECONDS = 10 * 60_000

/** What was found, and when the reading began that saw the oldest fact. */
export type LogChecked = Readonly<{ verified: LogVerified; wholeReadAt: Date }>

type Reading = { verification: LogVerification; begunAt: Date; after: Position | null; checked: LogChecked | null }

/**
 * Re-derives all chains of the log and checks all seals. A question reads what was recorded since the last one, so that asking often
 * costs no more than asking once; questions asked at once are answered one after the other.
 */
export const newLogCheck = ({ store, digest, now }: Readonly<{ store: EventStore; digest: Digest; now: () => Date }>) => {
  let reading: Reading | null = null
  let queue: Promise<unknown> = Promise.resolve()

  const current = (): Reading => {
    const at = now()
    const isFresh = reading !== null && at.getTime() - reading.begunAt.getTime() < READ_ANEW_MILLISECONDS
    if (reading === null || !isFresh)
      reading = { verification: newLogVerification(digest), begunAt: at, after: null, checked: null }
    return reading
  }

  /** Lets requests go on between pages: a long log takes minutes. */
  const readOn = async (ours: Reading): Promise<void> => {
    for (;;) {
      const page = await store.readAll(ours.after, PAGE_FACTS)
      const end = page.at(-1)
      if (!end) return
      for (const { fact } of page) ours.verification.take(fact)
      ours.after = end.position
      ours.checked = null
      await setImmediate()
    }
  }

  const check = async (): Promise<LogChecked> => {
    const ours = current()
    try {
      await readOn(ours)
    } catch (fault) {
      if (!(fault instanceof LogFault) || !fault.at) throw fault
      // The fact may be readable again after a repair: the next question begins anew.
      reading = null
      ours.verification.stop({ ...fault.at, reason: fault.message })
    }
    ours.checked ??= { verified: ours.verification.result(), wholeReadAt: ours.begunAt }
    return ours.checked
  }

  return (): Promise<LogChecked> => {
    const answer = queue.then(check)
    queue = answer.catch(() => null)
    return answer
  }
}
export type LogCheck = ReturnType<typeof newLogCheck>
