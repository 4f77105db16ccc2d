import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { refuseHalfRestored } from '@shenbao/backup/restoring.ts'
import { type EventStore, LogFault } from '@shenbao/event-store/port.ts'
import { openKurrentEventStore } from '@shenbao/event-store-kurrent/kurrent-event-store.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import { logFile } from '@shenbao/server/data-files.ts'
import { Misused, type Terminal } from './console.ts'

/**
 * Where the log is: on the log server (`url`), or as a file in the data directory. In both cases the data directory holds what lies
 * beside a log: accounts, seal key, read models.
 */
export type LogPlace = Readonly<{ directory: string; url: string | null }>

const clusterUrl = (): string | null => process.env['EVENTSTOREDB_URL'] || null

const dataDirectory = (named: string | undefined): string => resolve(named ?? process.env['DATA_DIR'] ?? 'data')

/** For commands that need the log and what lies beside it. */
export const logPlace = (named: string | undefined, { note }: Pick<Terminal, 'note'>): LogPlace => {
  const url = clusterUrl()
  if (url !== null && named !== undefined)
    note('日志在日志服务器上（EVENTSTOREDB_URL）；--data 的目录只放账号、加封密钥和查询表。\n')
  return { directory: dataDirectory(named), url }
}

/** For commands that look at the log alone: with both places named, nobody could tell which of two logs the answer is about. */
export const placeOfLogAlone = (named: string | undefined): LogPlace => {
  const url = clusterUrl()
  if (url !== null && named !== undefined)
    throw new Misused('EVENTSTOREDB_URL 和 --data 各指一个日志，请只留一个：去掉 --data，或取消环境变量 EVENTSTOREDB_URL。')
  return { directory: dataDirectory(named), url }
}

type Work<Answer> = (store: EventStore) => Promise<Answer>

/** Reads the log beside a server that may be running: takes no lock and writes nothing. Half a restored log is refused. */
export const withLogToRead = async <Answer>({ directory, url }: LogPlace, read: Work<Answer>): Promise<Answer> => {
  refuseHalfRestored(directory)
  if (url !== null) return withCluster(url, read)
  refuseMissing(directory)
  return closing(openSqliteEventStore(logFile(directory), { readOnly: true }), read)
}

/** Writes to a log that is there: in a file only while no server runs. Half a restored log is refused. */
export const withLogToWrite = async <Answer>({ directory, url }: LogPlace, write: Work<Answer>): Promise<Answer> => {
  refuseHalfRestored(directory)
  if (url !== null) return withCluster(url, write)
  refuseMissing(directory)
  return closing(openSqliteEventStore(logFile(directory)), write)
}

/** Writes to a log that may have to be begun; whether it may be one half restored, the caller knows. */
export const withLogToBegin = async <Answer>({ directory, url }: LogPlace, write: Work<Answer>): Promise<Answer> => {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  return url === null ? closing(openSqliteEventStore(logFile(directory)), write) : withCluster(url, write)
}

const refuseMissing = (directory: string): void => {
  if (!existsSync(logFile(directory))) throw new Misused(`“${directory}”里没有日志（log.sqlite）。请用 --data 写明数据目录。`)
}

const withCluster = <Answer>(url: string, work: Work<Answer>): Promise<Answer> =>
  closing(openKurrentEventStore(url), async store => {
    await store.head().catch((fault: unknown) => {
      throw fault instanceof LogFault
        ? new LogFault(`${fault.message}它的地址写在 EVENTSTOREDB_URL 中。`, { cause: fault, settled: true })
        : fault
    })
    return work(store)
  })

const closing = async <Answer>(store: EventStore, work: Work<Answer>): Promise<Answer> => {
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
