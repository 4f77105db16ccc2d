import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 720px)')
const subscribe = (changed: () => void): (() => void) => {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}

/** Where a table has no room: the same width as in the stylesheets. */
export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches)
