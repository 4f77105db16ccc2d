import type { StreamHead } from './break-after.ts'
import type { StreamHeads } from './log-head.ts'

/**
 * The ends of all streams while a log is read, and how they were up to `reach` facts ago: a seal names an earlier moment than the
 * one it is met at, because others go on recording while it is made. Memory: the streams, and `reach` entries.
 */
export const recentHeads = (reach: number) => {
  const heads = new Map<string, StreamHead>()
  /** What stood at the end of the stream before each of the last facts; fact number n at n modulo reach. */
  const replaced: Readonly<{ stream: string; before: StreamHead | null }>[] = []
  let facts = 0

  return {
    now: heads as StreamHeads,
    of: (stream: string): StreamHead | null => heads.get(stream) ?? null,
    put: (stream: string, head: StreamHead): void => {
      replaced[facts % reach] = { stream, before: heads.get(stream) ?? null }
      heads.set(stream, head)
      facts += 1
    },
    /** The ends of the streams when there were `then` facts; `null` when that is further back than the reach, or still to come. */
    at: (then: number): StreamHeads | null => {
      if (then > facts || facts - then > reach || then < 0) return null
      const back = new Map(heads)
      for (let ordinal = facts - 1; ordinal >= then; ordinal -= 1) {
        const entry = replaced[ordinal % reach]
        if (entry?.before) back.set(entry.stream, entry.before)
        else if (entry) back.delete(entry.stream)
      }
      return back
    },
  }
}
export type RecentHeads = ReturnType<typeof recentHeads>
