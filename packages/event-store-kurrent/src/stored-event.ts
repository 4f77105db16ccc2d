import { binaryEvent, type EventData, type RecordedEvent } from '@eventstore/db-client'
import { LogDefect } from '@shenbao/event-store/defect.ts'
import type { Recorded } from '@shenbao/event-store/port.ts'
import { factOfText, type Kept, unreadable } from '@shenbao/event-store/stored-text.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { withoutPositions } from './kurrent-fault.ts'
import { isKnownPosition, positionText } from './log-position.ts'

/** Written beside each fact, with the log it belongs to and the call that stored it. Takes no part in any digest. */
const FORMAT = 'shenbao-fact-1'

/** The limit is the server's, for all of an append; bytes are counted as it does: two for each character of the type. */
export const refuseTooLarge = (stream: string, events: readonly EventData[], bytesMax: number): void => {
  const bytes = events.reduce((bytes, { type, data, metadata }) => {
    const written = data instanceof Uint8Array ? data.length : JSON.stringify(data).length
    return bytes + written + 2 * type.length + JSON.stringify(metadata ?? '').length
  }, 0)
  if (bytes > bytesMax) throw new LogDefect(`${stream}: ${bytes} bytes in one append, at most ${bytesMax}`)
}

/**
 * The events of an append. The data is the canonical text of the envelope, as bytes: what the client calls a JSON event would be
 * written anew on the way out and on the way in. `call` is the same for every attempt of one append.
 */
export const eventsOf = (log: string, facts: readonly Envelope[], rows: readonly Kept[], call: string): readonly EventData[] =>
  rows.map(({ id, text }, index) => {
    if (id !== id.toLowerCase()) throw new LogDefect(`the server returns ids in small letters, not as ${id}`)
    const data = new TextEncoder().encode(text)
    return binaryEvent({ id, type: facts[index]?.type ?? '', data, metadata: { format: FORMAT, log, call } })
  })

/** Whether the event is a fact of this log: neither the server's own, nor another product's, nor another log's. */
export const isFactOf = (log: string, { streamId, type, metadata }: RecordedEvent): boolean =>
  streamId.startsWith(log) &&
  !streamId.startsWith('$') &&
  !type.startsWith('$') &&
  memberOf(metadata, 'format') === FORMAT &&
  memberOf(metadata, 'log') === log

/** The call that stored this event. */
export const callOf = (event: RecordedEvent): unknown => memberOf(event.metadata, 'call')

/** The fact in an event, as it stands on the server; one that was changed outside this program is a `LogFault` that names it. */
export const recordedOf = (log: string, event: RecordedEvent): Recorded => {
  const revision = Number(event.revision)
  if (!isFactOf(log, event)) throw unreadable(event.streamId, revision, '这条记录不是本系统写入的')
  const stream = event.streamId.slice(log.length)
  const fact = factOfText({ stream, revision, id: event.id, text: textOf(event, revision) })
  return { position: positionTextOf(event), fact }
}

export const positionTextOf = ({ position }: RecordedEvent): string => {
  if (!isKnownPosition(position)) throw withoutPositions()
  return positionText(position)
}

const textOf = (event: RecordedEvent, revision: number): string => {
  try {
    if (event.data instanceof Uint8Array) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(event.data)
  } catch {
    // Told below: bytes that are no text are as unreadable as anything that is no bytes.
  }
  throw unreadable(event.streamId, revision, '内容不是文本')
}

const memberOf = (metadata: unknown, name: string): unknown =>
  typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, name) : undefined
