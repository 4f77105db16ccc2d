import { useSyncExternalStore } from 'react'
import { type Intake, nothingRead } from './intake.ts'

/**
 * Keeps what was read and typed, and writes it down on this machine with every change: a reload loses nothing. One for each person,
 * for the life of the tab.
 */
export type IntakeStore = Readonly<{
  subscribe: (listener: () => void) => () => void
  snapshot: () => Intake
  change: (by: (intake: Intake) => Intake) => void
}>

type Memory = Readonly<{ read: () => string | null; write: (text: string | null) => void }>

export const newIntakeStore = (memory: Memory): IntakeStore => {
  let intake = keptIn(memory.read())
  const listeners = new Set<() => void>()
  return {
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => intake,
    change: by => {
      intake = by(intake)
      memory.write(intake.forms.length + intake.registered.length === 0 ? null : JSON.stringify(intake))
      for (const listener of listeners) listener()
    },
  }
}

/** What an earlier visit left behind; nothing when there is none, or when it cannot be read. */
const keptIn = (text: string | null): Intake => {
  try {
    return text === null ? nothingRead : (JSON.parse(text) as Intake)
  } catch {
    return nothingRead
  }
}

const stores = new Map<string, IntakeStore>()

const tabMemory = (place: string): Memory => ({
  read: () => sessionStorage.getItem(place),
  write: text => {
    try {
      if (text === null) sessionStorage.removeItem(place)
      else sessionStorage.setItem(place, text)
    } catch {
      // Larger than the tab may keep: it stays on the screen, and only a reload would lose it.
      sessionStorage.removeItem(place)
    }
  },
})

export const useIntake = (officerId: string): Readonly<{ store: IntakeStore; intake: Intake }> => {
  const place = `shenbao-intake:${officerId}`
  const store = stores.get(place) ?? newIntakeStore(tabMemory(place))
  stores.set(place, store)
  return { store, intake: useSyncExternalStore(store.subscribe, store.snapshot) }
}
