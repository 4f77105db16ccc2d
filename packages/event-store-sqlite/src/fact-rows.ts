import { hash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Position, Recorded } from '@shenbao/event-store/port.ts'
import { positionOf } from '@shenbao/event-store/position.ts'
import { factOfText, unreadable } from '@shenbao/event-store/stored-text.ts'

/** A row of the table `facts`, as SQLite hands it over. Only `text` can be anything but what its name says. */
export type FactRow = Readonly<{ position: number; stream: string; revision: number; id: string; text: string; checksum: string }>

/** The queries of the log, prepared once. */
export const factQueries = (database: DatabaseSync) => {
  const head = database.prepare('select max(revision) as revision from facts where stream = ?')
  const place = database.prepare('select position, id from facts where stream = ? and revision = ?')
  const known = database.prepare('select 1 from facts where id = ?')
  const columns = 'position, stream, revision, id, envelope as text, checksum'
  const ofStream = database.prepare(`select ${columns} from facts where stream = ? and revision >= ? order by revision`)
  const ofFeed = database.prepare(`select ${columns} from facts where position > ? order by position limit ?`)
  const last = database.prepare('select max(position) as position from facts')
  return {
    /** -1 when there is no such stream. */
    headOf: (stream: string): number => {
      const revision = head.get(stream)?.['revision']
      return typeof revision === 'number' ? revision : -1
    },
    placeOf: (stream: string, revision: number): Readonly<{ position: Position; id: string }> | undefined => {
      const row = place.get(stream, revision)
      return row ? { position: positionOf(Number(row['position'])), id: String(row['id']) } : undefined
    },
    isKnown: (id: string): boolean => known.get(id) !== undefined,
    ofStream: (stream: string, from: number): readonly FactRow[] => ofStream.all(stream, from).map(rowOf),
    ofFeed: (after: number, limit: number): readonly FactRow[] => ofFeed.all(after, limit).map(rowOf),
    last: (): Position | null => {
      const position = last.get()?.['position']
      return typeof position === 'number' ? positionOf(position) : null
    },
  }
}

export const checksumOf = (text: string): string => hash('sha256', text)

/** The fact of a row; a row changed outside this program is a `LogFault` that names stream and revision. */
export const recordedOf = (row: FactRow): Recorded => {
  const fact = factOfText(row)
  if (checksumOf(row.text) !== row.checksum) throw unreadable(row.stream, row.revision, '内容与校验值不符')
  return { position: positionOf(row.position), fact }
}

const rowOf = (row: Record<string, unknown>): FactRow => ({
  position: Number(row['position']),
  stream: String(row['stream']),
  revision: Number(row['revision']),
  id: String(row['id']),
  text: String(row['text']),
  checksum: String(row['checksum']),
})
