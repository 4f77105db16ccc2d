import type { DatabaseSync } from 'node:sqlite'
import { type Bell, newBell } from '@shenbao/event-store/bell.ts'
import { followPages } from '@shenbao/event-store/follow-pages.ts'
import { type EventStore, LogFault, type Recorded } from '@shenbao/event-store/port.ts'
import { ordinalOf, refuseLimit, refuseRevision } from '@shenbao/event-store/position.ts'
import { readablePrefix } from '@shenbao/event-store/readable-prefix.ts'
import { rowsOfAppend } from '@shenbao/event-store/rows-of-append.ts'
import { unreadable } from '@shenbao/event-store/stored-text.ts'
import { factQueries, recordedOf } from './fact-rows.ts'
import { groupCommit } from './group-commit.ts'
import { openForReading, openForWriting } from './open-database.ts'
import { faultOf } from './sqlite-fault.ts'
import { type Watched, watchOtherWriters } from './watch-other-writers.ts'

/** The log in one file, and what an operator may want to count. `commits`: transactions written by this process, one fsync each. */
export type SqliteEventStore = EventStore & Readonly<{ commits: () => number }>

export type SqliteOptions = Readonly<{
  /** For consoles and auditors beside a living server: takes no lock, cannot append. */
  readOnly?: boolean
  /** Beyond this the log refuses appends as a full disk would; unlimited unless given. Rounded down to whole pages. */
  sizeMaxBytes?: number
}>

/**
 * Opens the embedded log. Writing, it creates what is missing and holds the writer lock until closed; a second writer, a file
 * that is no log and a log of a newer program are refused as `LogFault` with a sentence for the operator. Local disks only.
 */
export const openSqliteEventStore = (path: string, options: SqliteOptions = {}): SqliteEventStore => {
  const readOnly = options.readOnly ?? false
  const { database, file, release } = readOnly ? openForReading(path) : openForWriting(path)
  const bell = newBell()
  const { queries, group } = orRelease(file, release, () => {
    if (options.sizeMaxBytes !== undefined) limitSize(database, options.sizeMaxBytes)
    const queries = factQueries(database)
    return { queries, group: readOnly ? null : groupCommit(database, file, queries, bell.ring) }
  })
  let closed = false

  const reading = <Answer>(read: () => Answer): Answer => {
    if (closed) throw new LogFault(`日志 ${file} 已经关闭，请重新打开后再试。`, { settled: true })
    try {
      return read()
    } catch (error) {
      throw faultOf(error, file, true)
    }
  }

  const append: EventStore['append'] = async (stream, expected, facts) => {
    if (closed) throw new LogFault(`日志 ${file} 已经关闭，没有写入。请重新打开后再试。`, { settled: true })
    if (!group) throw new LogFault(`日志 ${file} 是以只读方式打开的，不能写入。`, { settled: true })
    return await group.append({ stream, expected, rows: rowsOfAppend(stream, expected, facts) })
  }

  const readAll: EventStore['readAll'] = async (after, limit) => {
    refuseLimit(limit)
    const from = ordinalOf(after)
    return readablePrefix(
      reading(() => queries.ofFeed(from, limit)),
      recordedOf,
    )
  }

  const watched: Bell | Watched = readOnly ? watchOtherWriters(database, bell) : bell
  return {
    append,
    read: async (stream, from = 0) => {
      refuseRevision(from)
      return contiguous(stream, from, reading(() => queries.ofStream(stream, from)).map(recordedOf))
    },
    readAll,
    follow: followPages(readAll, watched),
    head: async () => reading(queries.last),
    close: async () => {
      if (closed) return
      group?.flush()
      closed = true
      bell.ring()
      release()
    },
    commits: () => group?.commits() ?? 0,
  }
}

/** The last steps of opening: where they fail, nothing stays open or locked. */
const orRelease = <Prepared>(file: string, release: () => void, prepare: () => Prepared): Prepared => {
  try {
    return prepare()
  } catch (error) {
    release()
    throw faultOf(error, file, true)
  }
}

/** A stream with a hole would fold into a state that never was. */
const contiguous = (stream: string, from: number, facts: readonly Recorded[]): readonly Recorded[] => {
  for (const [index, { fact }] of facts.entries())
    if (fact.revision !== from + index) throw unreadable(stream, from + index, '这条记录不见了')
  return facts
}

const limitSize = (database: DatabaseSync, bytes: number): void => {
  const pageBytes = Number(database.prepare('pragma page_size').get()?.['page_size'])
  database.exec(`pragma max_page_count = ${Math.max(1, Math.floor(bytes / pageBytes))}`)
}
