import { DatabaseSync } from 'node:sqlite'
import { LogFault } from '@shenbao/event-store/port.ts'
import { faultOf, isBusy } from './sqlite-fault.ts'

/**
 * One writer per log. The lock is SQLite's own lock on a tiny second database beside the log, held for as long as the writer
 * lives; the operating system lets go of it when the process dies, however it dies, so nothing has to be cleaned up.
 *
 * Hazard: on POSIX a process loses its locks on a file when it closes any other descriptor of it. Never open `*.lock` by hand
 * in the server's process. Not for network file systems, where such locks may not hold.
 *
 * Returns the function that lets go.
 */
export const holdWriterLock = (file: string): (() => void) => {
  const lockFile = `${file}.lock`
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(lockFile, { timeout: 0 })
    // Without a journal nothing is left behind beside the lock when the process is killed.
    lock.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive')
    const held = lock
    return () => held.close()
  } catch (error) {
    lock?.close()
    if (isBusy(error))
      throw new LogFault(
        `日志 ${file} 正由另一个进程写入，不能再开第二个服务。请先停止那个服务，或换一个数据目录（DATA_DIR）；` +
          'verify、explain 等只读命令不受影响。',
        { cause: error, settled: true },
      )
    throw faultOf(error, lockFile, true)
  }
}
