import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { LogFault } from '@shenbao/event-store/port.ts'

/** Lies in the data directory from before the first fact is restored until the log was compared with the backup. */
const restoringFile = (directory: string): string => join(directory, 'restoring.json')

const textOf = (sum: string): string => `${JSON.stringify({ backup: sum })}\n`

/** Whether a restore of the backup of this sum was begun here and not finished. */
export const isRestoring = (directory: string, sum: string): boolean => {
  const file = restoringFile(directory)
  return existsSync(file) && readFileSync(file, 'utf8') === textOf(sum)
}

/** On disk when it returns: from here on nobody takes the log for a whole one. */
export const markRestoring = (directory: string, sum: string): void => {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const file = restoringFile(directory)
  const descriptor = openSync(`${file}.partial`, 'w', 0o600)
  try {
    writeSync(descriptor, textOf(sum))
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(`${file}.partial`, file)
}

export const unmarkRestoring = (directory: string): void => rmSync(restoringFile(directory), { force: true })

/**
 * Whoever is about to write to a log, or to answer from it, asks this first: a log that was restored in part holds together and yet
 * lacks its end. Thrown as `LogFault`.
 */
export const refuseHalfRestored = (directory: string): void => {
  if (!existsSync(restoringFile(directory))) return
  throw new LogFault(
    `“${directory}”的日志还没有恢复完：上次 restore 被打断。请再运行一次同样的 restore 命令，它会接着做完；要放弃，就换一个空的数据目录。`,
    { settled: true },
  )
}
