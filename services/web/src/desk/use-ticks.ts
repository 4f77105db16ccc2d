import { useState } from 'react'
import { type BulkVerb, mayBeTicked, sorted, type Ticked } from './bulk.ts'
import type { WorkRow } from './work-rows.ts'

/** Which rows are ticked, each as it stood then. */
export const useTicks = (rows: readonly WorkRow[]) => {
  const [ticked, setTicked] = useState<Ticked>(new Map())
  const here = new Set(rows.map(({ key }) => key))
  // What has left the list has left the choice; it is told by the number, and comes back unticked.
  const now: Ticked = new Map([...ticked].filter(([key]) => here.has(key)))
  const tick = (row: WorkRow, isTicked: boolean): void => {
    const next = new Map(now)
    if (isTicked) next.set(row.key, row.listed.revision)
    else next.delete(row.key)
    setTicked(next)
  }
  return {
    ticked: now,
    tick,
    tickAll: () => setTicked(new Map(rows.filter(mayBeTicked).map(({ key, listed }) => [key, listed.revision]))),
    clear: () => setTicked(new Map()),
    sortedFor: (verb: BulkVerb) => sorted(rows, now, verb),
  }
}
export type Ticks = ReturnType<typeof useTicks>
