import { readFileSync } from 'node:fs'
import { type LogHead, parseHead } from '@shenbao/audit/log-head.ts'
import { type PublicKey, parsePublicKeys } from '@shenbao/audit/public-key.ts'
import { Misused } from './console.ts'

/** The bytes of a file to be judged; a sentence instead of a system error when it cannot be read. */
export const readBytes = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch {
    throw new Misused(`无法读取“${file}”。请写明要读的文件。`)
  }
}

/** The head given with `--trust`; `null` when none was given. */
export const readHead = (text: string | undefined): LogHead | null => {
  const head = text === undefined ? null : parseHead(text)
  if (text !== undefined && !head) throw new Misused(`“${text}”不是摘要头，应形如 412:66c7f0f4…（条数、冒号、64 位十六进制）。`)
  return head
}

/** The public keys of a file kept outside the log, as given with `--key`. */
export const readPublicKeys = (file: string): readonly PublicKey[] => {
  const read = parsePublicKeys(readBytes(file).toString('utf8'))
  if (!read.ok)
    throw new Misused(`“${file}”中的“${read.unreadable}”不是公钥，应形如 ed25519:d75a9801… 或 sm2:0409f9df…，每行一把。`)
  if (read.keys.length === 0) throw new Misused(`“${file}”中没有公钥。`)
  return read.keys
}
