import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

/** What the tabs and the bar under them share: what has to be done before anything is sent, and a place in the bar to say something. */
type Shared = Readonly<{
  /** Saves what is still being typed somewhere on the page. */
  flush: () => Promise<void>
  register: (flush: () => Promise<void>) => () => void
  notePlace: HTMLElement | null
  setNotePlace: (place: HTMLElement | null) => void
}>

const nothing: Shared = {
  flush: async () => {},
  register: () => () => {},
  notePlace: null,
  setNotePlace: () => {},
}
const SharedContext = createContext<Shared>(nothing)

export const Deciding = ({ children }: Readonly<{ children: ReactNode }>) => {
  const waiting = useRef(new Set<() => Promise<void>>())
  const [notePlace, setNotePlace] = useState<HTMLElement | null>(null)
  const shared: Shared = useMemo(
    () => ({
      flush: async () => {
        for (const flush of waiting.current) await flush()
      },
      register: flush => {
        waiting.current.add(flush)
        return () => waiting.current.delete(flush)
      },
      notePlace,
      setNotePlace,
    }),
    [notePlace],
  )
  return <SharedContext value={shared}>{children}</SharedContext>
}

/** Before anything is decided, `flush` is waited for: nobody sends a form without what they typed last. */
export const useBeforeSending = (flush: () => Promise<void>): void => {
  const { register } = useContext(SharedContext)
  useEffect(() => register(flush), [register, flush])
}

/** What a tab has to say in the bar: where what was typed is now. */
export const BarNote = ({ children }: Readonly<{ children: ReactNode }>) => {
  const { notePlace } = useContext(SharedContext)
  return notePlace && createPortal(children, notePlace)
}

export const useDeciding = (): Pick<Shared, 'flush' | 'setNotePlace'> => useContext(SharedContext)
