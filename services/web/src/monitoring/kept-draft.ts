import { useState } from 'react'

/**
 * What is typed and not saved yet, kept in this tab: it is there again after a reload or a look at another page, and gone with the
 * tab. What was kept in another shape is dropped.
 */
export const useKept = <Draft>(
  place: string,
  empty: Draft,
  isDraft: (kept: unknown) => kept is Draft,
): readonly [Draft, (next: Draft) => void] => {
  const [held, setHeld] = useState(() => ({ place, draft: readKept(place, empty, isDraft) }))
  const current = held.place === place ? held.draft : readKept(place, empty, isDraft)
  const keep = (draft: Draft): void => {
    setHeld({ place, draft })
    try {
      sessionStorage.setItem(place, JSON.stringify(draft))
    } catch {
      // A full or forbidden store: what is typed stays on the screen.
    }
  }
  return [current, keep]
}

const readKept = <Draft>(place: string, empty: Draft, isDraft: (kept: unknown) => kept is Draft): Draft => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
    return isDraft(kept) ? kept : empty
  } catch {
    return empty
  }
}
