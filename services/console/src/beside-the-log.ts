import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sealKeyFile, sealPublicKeyFile } from '@shenbao/audit/seal-key-file.ts'
import { BackupFault } from '@shenbao/backup/backup-fault.ts'
import type { BackupFile } from '@shenbao/backup/backup-lines.ts'
import { writeNewFile } from '@shenbao/backup/new-file.ts'
import { credentialsFile } from '@shenbao/server/data-files.ts'
import { Misused } from './console.ts'

/** What may go along with a log, by its name in the backup. The last two are secrets and go along only when told to. */
const PUBLIC_KEY = 'seal-key.pub'
const SECRET_KEY = 'seal-key.json'
const ACCOUNTS = 'credentials.sqlite'

/** Where the key that seals lies: servers of a cluster share one and name it. */
const secretKeyFile = (directory: string): string => process.env['SHENBAO_SEAL_KEY'] || sealKeyFile(directory)

type Wished = Readonly<{ key: boolean; accounts: boolean }>

/** What lies beside the log and is to go along. A secret that was asked for and is not there is a `Misused`. */
export const filesToBackUp = (directory: string, { key, accounts }: Wished): readonly BackupFile[] => {
  const files: BackupFile[] = []
  if (existsSync(sealPublicKeyFile(directory)))
    files.push({ name: PUBLIC_KEY, bytes: readFileSync(sealPublicKeyFile(directory)) })
  if (key) {
    const file = secretKeyFile(directory)
    if (!existsSync(file)) throw new Misused(`没有加封密钥“${file}”，不能随备份带走。请去掉 --with-key，或写对数据目录。`)
    files.push({ name: SECRET_KEY, bytes: readFileSync(file) })
  }
  if (accounts) {
    const file = credentialsFile(directory)
    if (!existsSync(file)) throw new Misused(`没有账号文件“${file}”，不能随备份带走。请去掉 --with-accounts，或写对数据目录。`)
    files.push({ name: ACCOUNTS, bytes: consistentCopy(file) })
  }
  return files
}

/** A server may be changing a password at this moment: SQLite itself makes the copy. */
const consistentCopy = (file: string): Uint8Array => {
  const directory = mkdtempSync(join(tmpdir(), 'shenbao-accounts-'))
  const copy = join(directory, ACCOUNTS)
  const database = new DatabaseSync(file, { readOnly: true, timeout: 2_000 })
  try {
    database.prepare('vacuum into ?').run(copy)
    return readFileSync(copy)
  } finally {
    database.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** A file of a backup and where it is to lie. */
type Placed = Readonly<{ path: string; bytes: Uint8Array }>

/** Where the files of a backup are to lie in the directory. One that this program does not know is a `BackupFault`. */
export const filesToRestore = (directory: string, files: readonly BackupFile[]): readonly Placed[] => {
  const hasSecretKey = files.some(({ name }) => name === SECRET_KEY)
  const places: Readonly<Record<string, string>> = {
    // Without its secret half a new key will be made here, under the usual name.
    [PUBLIC_KEY]: hasSecretKey ? sealPublicKeyFile(directory) : join(directory, 'seal-key-before-restore.pub'),
    [SECRET_KEY]: sealKeyFile(directory),
    [ACCOUNTS]: credentialsFile(directory),
  }
  return files.map(({ name, bytes }) => {
    const path = Object.hasOwn(places, name) ? places[name] : undefined
    if (path === undefined)
      throw new BackupFault('unreadable', `备份里的“${name}”这个程序不认识：可能由更新的版本写成。请升级程序后再恢复，没有写入。`)
    return { path, bytes }
  })
}

/** What is there already and says something else is a `BackupFault`. */
export const refuseOtherFiles = (files: readonly Placed[]): void => {
  const other = files.find(({ path, bytes }) => existsSync(path) && !readFileSync(path).equals(bytes))
  if (other)
    throw new BackupFault(
      'refused',
      `“${other.path}”已经存在，与备份里的不同，不会覆盖，没有写入。请先把它移走，或换一个空的数据目录。`,
    )
}

/** Puts them there; those an interrupted restore has put there stay. */
export const putFiles = async (files: readonly Placed[]): Promise<void> => {
  for (const { path, bytes } of files) if (!existsSync(path)) await writeNewFile(path, file => file.writeFile(bytes))
}

/** Which of the secrets go along. */
export const secretsAmong = (files: readonly BackupFile[]): Wished => ({
  key: files.some(({ name }) => name === SECRET_KEY),
  accounts: files.some(({ name }) => name === ACCOUNTS),
})
