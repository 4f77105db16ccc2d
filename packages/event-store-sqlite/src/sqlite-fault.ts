import { LogFault } from '@shenbao/event-store/port.ts'

/** Primary result codes of SQLite; extended ones carry them in the low byte. */
const SQL_ERROR = 1
const BUSY = 5
const LOCKED = 6
const READ_ONLY = 8
const IO_ERROR = 10
const CORRUPT = 11
const FULL = 13
const CANNOT_OPEN = 14
const NOT_A_DATABASE = 26

const DAMAGED = '已经损坏。请不要再写入：先保存一份副本，再用 restore 从备份恢复。'

/** What the operator should do about each, as the end of a sentence that begins with the file. */
const ADVICE: ReadonlyMap<number, string> = new Map([
  [SQL_ERROR, '内部结构与程序不符，可能在系统之外被改动。请不要再写入，用 restore 从备份恢复。'],
  [BUSY, '正被另一个程序占用。请关闭占用它的程序后重试。'],
  [LOCKED, '正被另一个程序占用。请关闭占用它的程序后重试。'],
  [READ_ONLY, '不可写入。请检查文件和目录的权限，以及磁盘是不是只读。'],
  [IO_ERROR, '读写出错。请检查磁盘（有没有满、是否正常），然后重启服务。'],
  [CORRUPT, DAMAGED],
  [FULL, '写不下了：磁盘已满，或达到设定的上限。请腾出空间后重试。'],
  [CANNOT_OPEN, '无法打开。请检查路径是否存在、有没有权限、磁盘是不是只读。'],
  [NOT_A_DATABASE, '不是日志文件，或已经损坏。请检查路径；若确是日志，请用 restore 从备份恢复。'],
])

const OUTCOME_UNKNOWN = '这次写入是否已经保存还不能确定；用同一请求重试即可，不会重复保存。'

/** The primary result code of an error of node:sqlite, `null` for any other error. */
export const sqliteCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null

export const isBusy = (error: unknown): boolean => sqliteCode(error) === BUSY

export const isNotWritable = (error: unknown): boolean => {
  const code = sqliteCode(error)
  return code === READ_ONLY || code === CANNOT_OPEN
}

export const isFull = (error: unknown): boolean => sqliteCode(error) === FULL

export const isIoError = (error: unknown): boolean => sqliteCode(error) === IO_ERROR

export const damaged = (file: string): string => `日志 ${file} ${DAMAGED}`

/** An error of SQLite as a fault with a sentence for the operator; anything else is a defect of ours and stays what it is. */
export const faultOf = (error: unknown, file: string, settled: boolean): unknown => {
  const code = sqliteCode(error)
  if (code === null) return error
  const advice = ADVICE.get(code) ?? `出错（SQLite ${code}）。请检查磁盘，然后重启服务。`
  return new LogFault(`日志 ${file} ${advice}${settled ? '' : OUTCOME_UNKNOWN}`, { cause: error, settled })
}
