import { newBell } from './bell.ts'
import { followPages } from './follow-pages.ts'
import { judgeAppend } from './judge-append.ts'
import { type Appended, type EventStore, LogFault, type Recorded } from './port.ts'
import { ordinalOf, positionOf, refuseLimit, refuseRevision } from './position.ts'
import { readablePrefix } from './readable-prefix.ts'
import { rowsOfAppend } from './rows-of-append.ts'
import { factOfText, type Kept } from './stored-text.ts'

/**
 * A log in memory, for tests and for decisions that are tried and thrown away. `kept` is what a disk would be to another
 * adapter: handed to a second store after the first was closed, the log goes on.
 */
export const memoryEventStore = (kept: Kept[] = []): EventStore => {
  const bell = newBell()
  const ids = new Set(kept.map(({ id }) => id))
  const streams = new Map<string, number[]>()
  for (const [index, { stream }] of kept.entries()) {
    const places = streams.get(stream) ?? []
    places.push(index)
    streams.set(stream, places)
  }
  let closed = false

  const refuseClosed = (): void => {
    if (closed) throw new LogFault('日志已经关闭，请重新打开后再试。', { settled: true })
  }

  const recordedAt = (index: number): Recorded => {
    const row = kept[index]
    if (!row) throw new RangeError(`no fact at ${index}`)
    return { position: positionOf(index + 1), fact: factOfText(row) }
  }

  const append: EventStore['append'] = async (stream, expected, facts): Promise<Appended> => {
    refuseClosed()
    const rows = rowsOfAppend(stream, expected, facts)
    const places = streams.get(stream) ?? []
    const judgement = judgeAppend(expected, facts, {
      head: places.length - 1,
      idAt: revision => kept[places[revision] ?? -1]?.id,
      isKnown: id => ids.has(id),
    })
    if (judgement.verdict === 'conflict') return { outcome: 'conflict', revision: judgement.revision }
    if (judgement.verdict === 'repeated') {
      const position = positionOf((places[judgement.revision] ?? 0) + 1)
      return { outcome: 'appended', revision: judgement.revision, position, repeated: true }
    }
    for (const row of rows) {
      places.push(kept.push(row) - 1)
      ids.add(row.id)
    }
    streams.set(stream, places)
    bell.ring()
    return { outcome: 'appended', revision: expected + facts.length, position: positionOf(kept.length), repeated: false }
  }

  const readAll: EventStore['readAll'] = async (after, limit) => {
    refuseClosed()
    refuseLimit(limit)
    const from = ordinalOf(after)
    return readablePrefix(kept.slice(from, from + limit).keys(), index => recordedAt(from + index))
  }

  return {
    append,
    read: async (stream, from = 0) => {
      refuseClosed()
      refuseRevision(from)
      return (streams.get(stream) ?? []).slice(from).map(recordedAt)
    },
    readAll,
    follow: followPages(readAll, bell),
    head: async () => {
      refuseClosed()
      return kept.length === 0 ? null : positionOf(kept.length)
    },
    close: async () => {
      closed = true
      bell.ring()
    },
  }
}
