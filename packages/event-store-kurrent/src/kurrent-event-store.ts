import { randomUUID } from 'node:crypto'
import { newBell } from '@shenbao/event-store/bell.ts'
import { LogDefect } from '@shenbao/event-store/defect.ts'
import { followPages } from '@shenbao/event-store/follow-pages.ts'
import type { EventStore, Position, Recorded } from '@shenbao/event-store/port.ts'
import { refuseLimit, refuseRevision } from '@shenbao/event-store/position.ts'
import { rowsOfAppend } from '@shenbao/event-store/rows-of-append.ts'
import { unreadable } from '@shenbao/event-store/stored-text.ts'
import { connect } from './connection.ts'
import { kurrentFeed } from './feed.ts'
import { alreadyClosed, refuseServersOwn } from './kurrent-fault.ts'
import { logPositionOf } from './log-position.ts'
import { readPage } from './read-page.ts'
import { growingPause, type Pause, type RetryOptions, retrying } from './retry.ts'
import { settleAppend } from './settle-append.ts'
import { bytesOnServer, eventsOf, recordedOf } from './stored-event.ts'
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

const CALL_MILLISECONDS = 10_000
const ATTEMPTS = 6
const SILENCE_MILLISECONDS = 15_000
const APPEND_BYTES_MAX = 1024 * 1024
/** Events of one stream fetched at once. */
const PAGE_EVENTS = 256

/**
 * The log on EventStoreDB or KurrentDB. Opens no connection by itself: asking for `head()` shows at the start whether the server
 * can be reached. One store, and so one client, for each process. A connection string that cannot be used is a `LogFault`.
 */
export const openKurrentEventStore = (url: string, options: KurrentOptions = {}): EventStore => {
  const log = options.log ?? ''
  const callMilliseconds = options.callMilliseconds ?? CALL_MILLISECONDS
  const pause = options.pause ?? growingPause(Math.random)
  const notice = options.notice ?? (() => {})
  const newCall = options.newCall ?? randomUUID
  const bytesMax = options.appendBytesMax ?? APPEND_BYTES_MAX
  const connection = connect(url, callMilliseconds)
  const feed = kurrentFeed(connection, log, callMilliseconds)
  const bell = newBell()
  const silenceMilliseconds = options.silenceMilliseconds ?? SILENCE_MILLISECONDS
  const watch = watchServer(connection, bell, { silenceMilliseconds, pause, notice })
  const closing = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  const bounded: RetryOptions = { attempts: options.attempts ?? ATTEMPTS, pause, signal: closing.signal, notice }
  let closed: Promise<void> | null = null

  /** What was begun before the log is closed is brought to its end. */
  const open = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    if (closed) throw alreadyClosed()
    const answer = call()
    underWay.add(answer)
    try {
      return await answer
    } finally {
      underWay.delete(answer)
    }
  }

  const append: EventStore['append'] = (stream, expected, facts) =>
    open(async () => {
      const rows = rowsOfAppend(stream, expected, facts)
      refuseServersOwn(
        log + stream,
        facts.map(({ type }) => type),
      )
      const call = newCall()
      const events = eventsOf(log, facts, rows, call)
      const bytes = bytesOnServer(events)
      if (bytes > bytesMax) throw new LogDefect(`${stream}: ${bytes} bytes in one append, at most ${bytesMax}`)
      const appended = await settleAppend(
        connection,
        { stream: log + stream, expected, rows, events, call },
        callMilliseconds,
        bounded,
      )
      bell.ring()
      return appended
    })

  const readAll = (after: Position | null, limit: number, retry: RetryOptions): Promise<readonly Recorded[]> =>
    open(async () => {
      refuseLimit(limit)
      if (after !== null) logPositionOf(after)
      return await feed.page(after, limit, retry)
    })

  const read: EventStore['read'] = (stream, from = 0) =>
    open(async () => {
      refuseRevision(from)
      const facts: Recorded[] = []
      for (;;) {
        const fromRevision = BigInt(from + facts.length)
        const page = await retrying(
          () =>
            connection.call((client, call) =>
              readPage(client.readStream(log + stream, { fromRevision, maxCount: PAGE_EVENTS, ...call }), callMilliseconds),
            ),
          bounded,
          'none',
        )
        for (const event of page) {
          const wanted = from + facts.length
          // Delivered twice.
          if (Number(event.revision) < wanted) continue
          // A stream with a hole would fold into a state that never was.
          if (Number(event.revision) > wanted) throw unreadable(stream, wanted, '这条记录不见了')
          facts.push(recordedOf(log, event))
        }
        if (page.length < PAGE_EVENTS) return facts
      }
    })

  const follow: EventStore['follow'] = async function* follow(after, signal) {
    if (closed) throw alreadyClosed()
    const patient = { ...bounded, attempts: Number.POSITIVE_INFINITY, signal: AbortSignal.any([signal, closing.signal]) }
    const pages: EventStore['readAll'] = async (last, limit) => {
      try {
        return await readAll(last, limit, patient)
      } catch (fault) {
        if (signal.aborted) return []
        throw closed ? alreadyClosed() : fault
      }
    }
    watch.enter()
    try {
      yield* followPages(pages, bell)(after, signal)
    } finally {
      watch.leave()
    }
  }

  return {
    append,
    read,
    readAll: (after, limit) => readAll(after, limit, bounded),
    follow,
    head: () => open(() => feed.head(bounded)),
    close: () => {
      closed ??= (async () => {
        closing.abort()
        watch.stop()
        await Promise.allSettled(underWay)
        bell.ring()
        await connection.close()
      })()
      return closed
    },
  }
}
