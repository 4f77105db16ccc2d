import { useEffect, useState } from 'react'
import type { SheetDraft } from './sheet-draft.ts'

type Kept = Readonly<{ stamp: string; draft: SheetDraft }>

/**
 * What was written on the sheet, kept on this machine until it is recorded. `stamp` names what it was written upon: a draft of an
 * earlier round, or from before the sheet was recorded last, is not brought back.
 */
export const useKeptDraft = (place: string, stamp: string, start: () => SheetDraft) => {
  const [kept, setKept] = useState<Kept>(() => keptAt(place, stamp) ?? { stamp, draft: start() })
  const isStale = kept.stamp !== stamp
  useEffect(() => {
    if (isStale) setKept({ stamp, draft: start() })
  }, [isStale, stamp, start])
  const write = (part: Partial<SheetDraft>): void => {
    const next = { stamp, draft: { ...kept.draft, ...part } }
    setKept(next)
    localStorage.setItem(place, JSON.stringify(next))
  }
  const forget = (): void => localStorage.removeItem(place)
  return { draft: kept.draft, write, forget, isChanged: localStorage.getItem(place) !== null }
}

const keptAt = (place: string, stamp: string): Kept | null => {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null') as Kept | null
    return kept?.stamp === stamp ? kept : null
  } catch {
    return null
  }
}
