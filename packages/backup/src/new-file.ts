import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { type FileHandle, link, open, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { BackupFault, systemCode } from './backup-fault.ts'

/**
 * A new file that is whole or not there: written under a name of its own beside it, through fsync, and only then given its name. An
 * existing file is never replaced. Readable by this account alone, from its first byte on.
 */
export const writeNewFile = async (path: string, fill: (file: FileHandle) => Promise<void>): Promise<void> => {
  if (existsSync(path)) throw taken(path)
  const unfinished = join(dirname(path), `.${basename(path)}.${randomUUID()}.partial`)
  const file = await orSaid(path, () => open(unfinished, 'wx', 0o600))
  try {
    try {
      await fill(file)
      await file.sync()
    } finally {
      await file.close()
    }
    await named(unfinished, path)
  } catch (error) {
    await unlink(unfinished).catch(() => {})
    throw faultOf(path, error)
  }
  await syncDirectory(dirname(path))
}

/** A second name fails where the first is taken, renaming would replace; media without second names (memory sticks) are renamed. */
const named = async (unfinished: string, path: string): Promise<void> => {
  try {
    await link(unfinished, path)
  } catch (error) {
    if (systemCode(error) === 'EEXIST' || existsSync(path)) throw taken(path)
    return rename(unfinished, path)
  }
  await unlink(unfinished)
}

/** Without it the name could be lost with the power. Where a directory cannot be opened (Windows), the system does it itself. */
const syncDirectory = async (path: string): Promise<void> => {
  const directory = await open(path, 'r').catch(() => null)
  await directory?.sync().catch(() => {})
  await directory?.close()
}

const orSaid = async <Done>(path: string, work: () => Promise<Done>): Promise<Done> => {
  try {
    return await work()
  } catch (error) {
    throw faultOf(path, error)
  }
}

const taken = (path: string): BackupFault => new BackupFault('refused', `已经有文件“${path}”，不会覆盖。请换一个文件名。`)

const faultOf = (path: string, error: unknown): unknown => {
  const cause = { cause: error }
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new BackupFault('unreadable', `没有“${dirname(path)}”这个目录。请先建好目录，或换一个位置。`, cause)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new BackupFault('unreadable', `没有权限写“${path}”。请检查权限，或换一个位置。`, cause)
    case 'ENOSPC':
    case 'EDQUOT':
      return new BackupFault('unreadable', `磁盘已满，没有写成“${path}”。请腾出空间后重试。`, cause)
    case 'EIO':
    case 'EFBIG':
      return new BackupFault('unreadable', `写“${path}”时磁盘出错。请换一个位置重试。`, cause)
    default:
      return error
  }
}
