import { setImmediate } from 'node:timers/promises'
import type { AttachmentStore } from '@shenbao/attachments/attachment-store.ts'
import { type Broken, brokenFiles } from '@shenbao/attachments/check-files.ts'
import { type LogVerification, type LogVerified, newLogVerification } from '@shenbao/audit/log-verification.ts'
import { evidenceOnRecord, type FileOnRecord } from '@shenbao/declaration/evidence-on-record.ts'
import { type EventStore, LogFault, type Position } from '@shenbao/event-store/port.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'

const PAGE_FACTS = 200
/** What was read once is not read again for so long; then all of it is, because a file can be changed behind our back. */
const READ_ANEW_MILLISECONDS = 10 * 60_000

/** What was found, and when the reading began that saw the oldest fact. */
export type LogChecked = Readonly<{ verified: LogVerified; files: FilesChecked; wholeReadAt: Date }>

/** Of the files the record speaks of, those that are not what they were. */
export type FilesChecked = Readonly<{ count: number; broken: readonly Broken<FileOnRecord>[] }>

type Reading = {
  verification: LogVerification
  evidence: ReturnType<typeof evidenceOnRecord>
  /** Digests of files found whole. */
  whole: Set<string>
  begunAt: Date
  after: Position | null
  verified: LogVerified | null
}

/**
 * Re-derives all chains of the log, checks all seals, and looks for every file the record speaks of. A question reads what was recorded since the last one, so that asking often
 * costs no more than asking once; questions asked at once are answered one after the other.
 */
type Needs = Readonly<{ store: EventStore; digest: Digest; attachments: AttachmentStore; now: () => Date }>

export const newLogCheck = ({ store, digest, attachments, now }: Needs) => {
  let reading: Reading | null = null
  let queue: Promise<unknown> = Promise.resolve()

  const current = (): Reading => {
    const at = now()
    const isFresh = reading !== null && at.getTime() - reading.begunAt.getTime() < READ_ANEW_MILLISECONDS
    if (reading === null || !isFresh)
      reading = {
        verification: newLogVerification(digest),
        evidence: evidenceOnRecord(),
        whole: new Set(),
        begunAt: at,
        after: null,
        verified: null,
      }
    return reading
  }

  /** Lets requests go on between pages: a long log takes minutes. */
  const readOn = async (ours: Reading): Promise<void> => {
    for (;;) {
      const page = await store.readAll(ours.after, PAGE_FACTS)
      const end = page.at(-1)
      if (!end) return
      for (const { fact } of page) {
        ours.verification.take(fact)
        ours.evidence.take(fact)
      }
      ours.after = end.position
      ours.verified = null
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
    ours.verified ??= ours.verification.result()
    const files = ours.evidence.files()
    const broken = await brokenFiles(attachments, files, ours.whole)
    return { verified: ours.verified, files: { count: files.length, broken }, wholeReadAt: ours.begunAt }
  }

  return (): Promise<LogChecked> => {
    const answer = queue.then(check)
    queue = answer.catch(() => null)
    return answer
  }
}
export type LogCheck = ReturnType<typeof newLogCheck>
