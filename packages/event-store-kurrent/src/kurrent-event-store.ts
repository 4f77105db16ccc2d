import { randomUUID } from 'node:crypto'
import { newBell } from '@shenbao/event-store/bell.ts'
import type { EventStore, Position, Recorded } from '@shenbao/event-store/port.ts'
import { refuseLimit, refuseRevision } from '@shenbao/event-store/position.ts'
import { rowsOfAppend } from '@shenbao/event-store/rows-of-append.ts'
import { connect } from './connection.ts'
import { kurrentFeed } from './feed.ts'
import { refuseServersOwn } from './kurrent-fault.ts'
import { logPositionOf } from './log-position.ts'
import { openCalls } from './open-calls.ts'
import { patientFollow } from './patient-follow.ts'
import { readStream } from './read-stream.ts'
import { growingPause, type Pause, type RetryOptions } from './retry.ts'
import { settleAppend } from './settle-append.ts'
import { eventsOf, refuseTooLarge } from './stored-event.ts'
import { watchServer } from './watch-server.ts'

export type KurrentOptions = Readonly<{
  /**
   * Where several logs share a server: stands before the name of every stream, and facts of other logs are not seen. Nothing
   * unless given, so that streams keep their names and the server's own categories (`declaration-…`) are those of the product.
   */
  log?: string
  /** How long a call may take, and a reading may be silent, before it is taken for unanswered. */
  callMilliseconds?: number
  /** How often a call is made before it is given up. Followers never give up. */
  attempts?: number
  /** How long to wait before the next attempt; `growingPause` with jitter unless given. */
  pause?: Pause
  /** A subscription that says nothing for so long is made anew, and followers look by themselves. */
  silenceMilliseconds?: number
  /** The limit of the server for one append, as it counts; 1 MiB up to version 25.0. Checked before anything is sent. */
  appendBytesMax?: number
  /** A name for each call of `append`, never given twice by anybody. */
  newCall?: () => string
  /** Told about failed attempts and dropped subscriptions that are made good by themselves. For the log of the process. */
  notice?: (trouble: unknown) => void
}>

/**
 * The log on EventStoreDB or KurrentDB. Opens no connection by itself: asking for `head()` shows at the start whether the server
 * can be reached. One store, and so one client, for each process. A connection string that cannot be used is a `LogFault`.
 */
export const openKurrentEventStore = (url: string, options: KurrentOptions = {}): EventStore => {
  const { log, callMilliseconds, attempts, pause, silenceMilliseconds, appendBytesMax, newCall, notice } = settled(options)
  const connection = connect(url, callMilliseconds)
  const feed = kurrentFeed(connection, log, callMilliseconds)
  const bell = newBell()
  const watch = watchServer(connection, bell, { silenceMilliseconds, pause, notice })
  const calls = openCalls()
  const bounded: RetryOptions = { attempts, pause, signal: calls.closing, notice }

  const append: EventStore['append'] = (stream, expected, facts) =>
    calls.run(async () => {
      const rows = rowsOfAppend(stream, expected, facts)
      const types = facts.map(({ type }) => type)
      refuseServersOwn(log + stream, types)
      const call = newCall()
      const events = eventsOf(log, facts, rows, call)
      refuseTooLarge(stream, events, appendBytesMax)
      const appended = await settleAppend(
        connection,
        { stream: log + stream, expected, rows, events, call },
        callMilliseconds,
        bounded,
      )
      bell.ring()
      return appended
    })

  const page = (after: Position | null, limit: number, retry: RetryOptions): Promise<readonly Recorded[]> =>
    calls.run(async () => {
      refuseLimit(limit)
      if (after !== null) logPositionOf(after)
      return await feed.page(after, limit, retry)
    })

  return {
    append,
    read: (stream, from = 0) =>
      calls.run(async () => {
        refuseRevision(from)
        return await readStream(connection, { log, stream, from, silenceMilliseconds: callMilliseconds }, bounded)
      }),
    readAll: (after, limit) => page(after, limit, bounded),
    follow: patientFollow(page, { bell, watch, calls, retry: bounded }),
    head: () => calls.run(() => feed.head(bounded)),
    close: () => {
      watch.stop()
      return calls.close(async () => {
        bell.ring()
        await connection.close()
      })
    },
  }
}

const settled = (options: KurrentOptions): Required<KurrentOptions> => ({
  log: '',
  callMilliseconds: 10_000,
  attempts: 6,
  pause: growingPause(Math.random),
  silenceMilliseconds: 15_000,
  appendBytesMax: 1024 * 1024,
  newCall: randomUUID,
  notice: () => {},
  ...options,
})
