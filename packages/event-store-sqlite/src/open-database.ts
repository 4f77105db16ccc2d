import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { LogFault } from '@shenbao/event-store/port.ts'
import { createSchema, isEmpty, refuseForeignSchema } from './schema.ts'
import { damaged, faultOf, isNotWritable } from './sqlite-fault.ts'
import { walDamage } from './wal-damage.ts'
import { holdWriterLock } from './writer-lock.ts'

/** Readers never block the writer under WAL; only recovery after a crash makes one wait for the other, and it is short. */
const BUSY_MILLISECONDS = 5_000
/** After a burst the write-ahead log is cut back to this, so that it does not keep the disk it once needed. */
const WAL_BYTES_KEPT = 64 * 1024 * 1024

export type Opened = Readonly<{ database: DatabaseSync; file: string; release: () => void }>

/** Opens for writing, creating directory and tables where there are none. Holds the writer lock until `release`. */
export const openForWriting = (path: string): Opened => {
  const file = settled(path, () => {
    mkdirSync(dirname(path), { recursive: true })
    return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path))
  })
  const unlock = holdWriterLock(file)
  let database: DatabaseSync | undefined
  try {
    refuseWalDamage(file)
    database = new DatabaseSync(file, { timeout: BUSY_MILLISECONDS })
    const opened = database
    if (isEmpty(database)) {
      database.exec('pragma journal_mode = wal')
      createSchema(database)
    }
    refuseForeignSchema(database, file)
    refuseDamage(database, file)
    // FULL: an acknowledged fact has been through fsync, not only handed to the operating system.
    database.exec(`pragma journal_mode = wal; pragma synchronous = full;
      pragma journal_size_limit = ${WAL_BYTES_KEPT}`)
    return {
      database,
      file,
      release: () => {
        opened.close()
        unlock()
      },
    }
  } catch (error) {
    database?.close()
    unlock()
    throw faultOf(error, file, true)
  }
}

/** Looks twice: beside a living writer a frame may be seen half-written, but not a second time. */
const refuseWalDamage = (file: string): void => {
  const finding = walDamage(file)
  if (finding !== null && finding === walDamage(file))
    throw new LogFault(damaged(file), { cause: new Error(finding), settled: true })
}

/**
 * Nothing is appended to a file whose tables and indexes do not fit each other: a damaged index hides facts, and then a second
 * fact could be stored in the place of a hidden one. Reads the whole file, some 100 ms for 100 000 facts. What a fact says is
 * not judged here (its checksum is, when it is read), and readers open what they can, to find out how far it is sound.
 */
const refuseDamage = (database: DatabaseSync, file: string): void => {
  const finding = database.prepare('pragma integrity_check(1)').get()?.['integrity_check']
  if (finding !== 'ok') throw new LogFault(damaged(file), { cause: new Error(String(finding)), settled: true })
}

/** Opens beside a living writer, or without one; takes no lock and changes nothing. */
export const openForReading = (path: string): Opened => {
  if (!existsSync(path))
    throw new LogFault(`找不到日志 ${path}。请检查数据目录（--data 或 DATA_DIR）是否指对。`, { settled: true })
  const file = settled(path, () => realpathSync(path))
  let database: DatabaseSync | undefined
  try {
    refuseWalDamage(file)
    database = readOnlyDatabase(file)
    const opened = database
    if (isEmpty(database)) throw new LogFault(nothingIn(file), { settled: true })
    refuseForeignSchema(database, file)
    return { database, file, release: () => opened.close() }
  } catch (error) {
    database?.close()
    throw faultOf(error, file, true)
  }
}

const nothingIn = (file: string): string =>
  `日志 ${file} 是空的：还没有开始记录，或内容已经丢失。请检查数据目录（--data 或 DATA_DIR）；若曾有记录，请用 restore 从备份恢复。`

/**
 * SQLite shares memory with the writer through files beside the log, and makes them where they are missing. On a medium that
 * cannot be written (a backup on a disc, another user's directory) it is told instead that nobody else is there; only when no
 * writer has left its files, because then it would be true.
 */
const readOnlyDatabase = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MILLISECONDS })
  try {
    database.prepare('select 1 from sqlite_schema').get()
    return database
  } catch (error) {
    if (!isNotWritable(error) || existsSync(`${file}-wal`)) return database
    database.close()
    const alone = pathToFileURL(file)
    alone.searchParams.set('immutable', '1')
    return new DatabaseSync(alone, { readOnly: true })
  }
}

const settled = (path: string, resolve: () => string): string => {
  try {
    return resolve()
  } catch (cause) {
    throw new LogFault(`日志 ${path} 所在的目录无法使用。请检查路径和权限。`, { cause, settled: true })
  }
}
