import { LogFault, type Recorded } from '@shenbao/event-store/port.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import { type LogVerified, newLogVerification, type Trusted } from './log-verification.ts'

/** Pages of the feed from its beginning, in the order of the log; `feedPages` of event-store reads them. */
export type Pages = AsyncIterable<readonly Recorded[]> | Iterable<readonly Recorded[]>

/**
 * Re-derives every chain of a log and checks every seal in one pass; memory grows with the number of streams, not of facts.
 *
 * The chains alone prove that within each stream no fact but the last was changed, removed, inserted or moved, unless the rest of
 * that stream was linked anew. They cannot know whether ends of streams or whole streams were cut off, whether the last fact of a
 * stream was changed, or whether someone with the program rebuilt the log.
 *
 * A seal proves all of that too for the facts it covers, against everybody who does not hold the key: with the seal still there,
 * any change, cut or insertion before it is found. It proves nothing against the holder of the key, who can rebuild the log and
 * seal it again; nothing about facts after it; and nothing about seals cut off together with the end of the log. Unless keys are
 * given from outside (`trusted.keys`), it does not even prove who sealed: a whole log can be rebuilt under a new key.
 *
 * A head kept outside the log (`trusted.head`; printed on the 批复, say) proves, against everybody, that the first `head.facts` facts
 * are those the head was taken over. Where they were changed it does not say, and about later facts it knows nothing. The head of one
 * stream (as on the 批复 of a declaration) is recognised too, and proves the same of that stream alone.
 */
export const verifyLog = async (pages: Pages, digest: Digest, trusted: Trusted = {}): Promise<LogVerified> => {
  const verification = newLogVerification(digest, trusted)
  try {
    for await (const page of pages) for (const { fact } of page) verification.take(fact)
  } catch (fault) {
    if (!(fault instanceof LogFault) || !fault.at) throw fault
    verification.stop({ ...fault.at, reason: fault.message })
  }
  return verification.result()
}
