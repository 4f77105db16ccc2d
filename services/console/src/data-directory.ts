import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import { Misused } from './console.ts'

export const dataDirectory = (named: string | undefined): string => resolve(named ?? process.env['DATA_DIR'] ?? 'data')

/** Reads the log beside a server that may be running: takes no lock and writes nothing. */
export const withLogToRead = async <Answer>(directory: string, read: (store: EventStore) => Promise<Answer>): Promise<Answer> => {
  const file = join(directory, 'log.sqlite')
  if (!existsSync(file)) throw new Misused(`“${directory}”里没有日志（log.sqlite）。请用 --data 写明数据目录。`)
  const store = openSqliteEventStore(file, { readOnly: true })
  try {
    return await read(store)
  } finally {
    await store.close()
  }
}
