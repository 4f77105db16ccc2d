import { END, excludeSystemEvents } from '@eventstore/db-client'
import type { Bell } from '@shenbao/event-store/bell.ts'
import type { Connection } from './connection.ts'
import type { Pause } from './retry.ts'

export type WatchOptions = Readonly<{
  /** A subscription that says nothing for so long is taken for dropped. */
  silenceMilliseconds: number
  pause: Pause
  /** Told about each subscription that ended without our asking. Silence is not trouble: mostly there is nothing to say. */
  notice: (trouble: unknown) => void
}>

export type Watch = Readonly<{
  /** While somebody watches, the bell is rung whenever there may be something new on the server. */
  enter: () => void
  leave: () => void
  /** Watches no more, whoever is still there. */
  stop: () => void
}>

/**
 * Rings the bell for whatever is written on the server, by any process. The subscription is a messenger only: what followers are
 * given they read themselves, from the last position they have processed. So a messenger that is dropped, doubles its messages or
 * goes silent costs nothing but a little time: each drop rings as well, and is followed by another subscription.
 */
export const watchServer = (connection: Connection, bell: Pick<Bell, 'ring'>, options: WatchOptions): Watch => {
  const { silenceMilliseconds, pause, notice } = options
  let watchers = 0
  let failures = 0
  let release: (() => void) | null = null
  let again: NodeJS.Timeout | null = null

  const subscribe = (): void => {
    again = null
    const subscription = connection
      .client()
      .subscribeToAll({ fromPosition: END, filter: excludeSystemEvents(), ...connection.options })
    let isOver = false
    const end = (): void => {
      isOver = true
      clearTimeout(silence)
      release = null
      // Not awaited: it waits for a call that may never have been made.
      void subscription.unsubscribe().catch(() => {})
    }
    const dropped = (trouble: unknown): void => {
      if (isOver) return
      end()
      if (trouble !== null) notice(trouble)
      // Whoever waits looks by himself what he has missed.
      bell.ring()
      again = setTimeout(subscribe, pause(failures))
      failures += 1
    }
    const heard = (): void => {
      if (isOver) return
      failures = 0
      silence.refresh()
      bell.ring()
    }
    const silence = setTimeout(() => dropped(null), silenceMilliseconds)
    subscription.on('confirmation', heard)
    subscription.on('data', heard)
    subscription.on('error', dropped)
    subscription.on('end', () => dropped('ended by the server'))
    subscription.on('close', () => dropped('closed'))
    release = end
  }

  const stop = (): void => {
    if (again) clearTimeout(again)
    again = null
    release?.()
  }

  return {
    enter: () => {
      watchers += 1
      if (!release && !again) subscribe()
    },
    leave: () => {
      watchers -= 1
      if (watchers === 0) stop()
    },
    stop,
  }
}
