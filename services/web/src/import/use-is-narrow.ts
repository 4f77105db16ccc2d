import { useSyncExternalStore } from 'react'

/** A phone: there forms are read, not written. */
const narrow = window.matchMedia('(max-width: 720px)')

export const useIsNarrow = (): boolean =>
  useSyncExternalStore(
    listener => {
      narrow.addEventListener('change', listener)
      return () => narrow.removeEventListener('change', listener)
    },
    () => narrow.matches,
  )
