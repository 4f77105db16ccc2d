import { BACKWARDS, END, FORWARDS, type ReadPosition, type RecordedEvent, START } from '@eventstore/db-client'
import type { EventStore, Position, Recorded } from '@shenbao/event-store/port.ts'
import { readablePrefix } from '@shenbao/event-store/readable-prefix.ts'
import type { Connection } from './connection.ts'
import { logPositionOf } from './log-position.ts'
import { readPage } from './read-page.ts'
import { type RetryOptions, retrying } from './retry.ts'
import { isFactOf, positionTextOf, recordedOf } from './stored-event.ts'

/** Events fetched at once, those of the server and of other products included. */
const PAGE_EVENTS = 256

export type Feed = Readonly<{
  /** As `readAll` of the port; `retry` says how patient the reader is. */
  page: (after: Position | null, limit: number, retry: RetryOptions) => ReturnType<EventStore['readAll']>
  head: (retry: RetryOptions) => ReturnType<EventStore['head']>
}>

/**
 * The facts of one log among everything the server holds, in its order. Its own events and those of others are passed over, page by
 * page, until as many facts are found as were asked for or the end is reached.
 */
export const kurrentFeed = (connection: Connection, log: string, silenceMilliseconds: number): Feed => {
  const isOurs = (event: RecordedEvent): boolean => isFactOf(log, event)
  const recorded = (event: RecordedEvent): Recorded => recordedOf(log, event)

  /** Everything up to `through` that comes after the fact at `after` is not ours: whoever waits there need not read it again. */
  let passedOver: Readonly<{ after: Position | null; through: Position }> | null = null
  /** The last fact up to an event that was the last of all when it was looked for. */
  let lastSeen: Readonly<{ end: Position; head: Position | null }> | null = null

  const raw = (from: ReadPosition, direction: typeof FORWARDS | typeof BACKWARDS, retry: RetryOptions) =>
    retrying(
      () =>
        connection.call((client, options) =>
          readPage(client.readAll({ fromPosition: from, direction, maxCount: PAGE_EVENTS, ...options }), silenceMilliseconds),
        ),
      retry,
      'none',
    )

  const page: Feed['page'] = async (after, limit, retry) => {
    const found: Recorded[] = []
    let last = passedOver?.after === after ? passedOver.through : after
    for (;;) {
      const events = await raw(last === null ? START : logPositionOf(last), FORWARDS, retry)
      const fresh = afterOnly(events, last)
      const wanted = fresh.filter(isOurs).slice(0, limit - found.length)
      const readable = found.length === 0 ? readablePrefix(wanted, recorded) : withoutFault(wanted, recorded)
      found.push(...readable)
      const end = fresh.at(-1)
      if (found.length >= limit || readable.length < wanted.length || !end) return found
      last = positionTextOf(end)
      if (found.length === 0) passedOver = { after, through: last }
      if (events.length < PAGE_EVENTS) return found
    }
  }

  const head: Feed['head'] = async retry => {
    let from: ReadPosition = END
    let end: Position | null = null
    for (;;) {
      const events = await raw(from, BACKWARDS, retry)
      end ??= events[0] ? positionTextOf(events[0]) : null
      const fact = events.find(isOurs)
      const oldest = events.at(-1)
      const known = lastSeen
      const isKnownFromHere = known !== null && (!oldest || positionTextOf(oldest) <= known.end)
      const found = fact ? positionTextOf(fact) : isKnownFromHere ? known.head : null
      if (fact || isKnownFromHere || !oldest || events.length < PAGE_EVENTS) {
        if (end !== null) lastSeen = { end, head: found }
        return found
      }
      from = logPositionOf(positionTextOf(oldest))
    }
  }

  return { page, head }
}

/** A read begins with the event it was told to begin after. */
const afterOnly = (events: readonly RecordedEvent[], after: Position | null): readonly RecordedEvent[] =>
  after === null ? events : events.filter(event => positionTextOf(event) > after)

/** The readable facts before the first that cannot be read; its fault is told to whoever asks for it next. */
const withoutFault = (events: readonly RecordedEvent[], recorded: (event: RecordedEvent) => Recorded): readonly Recorded[] => {
  try {
    return readablePrefix(events, recorded)
  } catch {
    return []
  }
}
