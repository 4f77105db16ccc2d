import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { Bell } from '@shenbao/event-store/bell.ts'

/** How long a fact written by another process may take to be seen by a follower here. */
const LOOK_MILLISECONDS = 200

export type Watched = Pick<Bell, 'rings' | 'heard'>

/**
 * A bell that also rings when another process has committed: while somebody waits, SQLite is asked now and then whether the
 * file has changed. Costs nothing while nobody waits.
 */
export const watchOtherWriters = (database: DatabaseSync, bell: Bell): Watched => {
  const changes = database.prepare('pragma data_version')
  let seen = changes.get()?.['data_version']
  const look = (): void => {
    // Closed in the meantime: `close` has rung the bell itself.
    if (!database.isOpen) return
    const now = versionOrNothing(changes)
    if (now === seen) return
    seen = now
    bell.ring()
  }
  return {
    rings: bell.rings,
    heard: async (since, signal) => {
      const timer = setInterval(look, LOOK_MILLISECONDS)
      try {
        await bell.heard(since, signal)
      } finally {
        clearInterval(timer)
      }
    },
  }
}

/** Nothing when the file cannot be asked: whoever waits is woken, reads, and is given the fault by that. */
const versionOrNothing = (changes: StatementSync): SQLOutputValue | undefined => {
  try {
    return changes.get()?.['data_version']
  } catch {
    return undefined
  }
}
