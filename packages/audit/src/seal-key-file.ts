import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { keyIdOf, publicKeyText, type SignatureAlgorithm, signatureAlgorithms } from './public-key.ts'
import { newKeyPair, type SigningKey, signingKey } from './signature.ts'

/** The key of the data directory cannot be used. The message is a Chinese sentence that says what to do. */
export class SealKeyFault extends Error {
  override readonly name = 'SealKeyFault'
}

/** The private half lies beside the log and never in it, readable by the server's own account alone. */
export const sealKeyFile = (directory: string): string => join(directory, 'seal-key.json')
/** The public half, to be kept outside this machine and given to `verify --key`. */
export const sealPublicKeyFile = (directory: string): string => join(directory, 'seal-key.pub')

const KeyFile = z.strictObject({
  algorithm: z.enum(signatureAlgorithms),
  publicKey: z.string(),
  privateKey: z.string().regex(/^[0-9a-f]{64}$/),
})

/** The key of the directory, `null` where there is none. */
export const readSealKey = (directory: string): SigningKey | null => readSealKeyFile(sealKeyFile(directory))

/** The key in this very file, wherever it lies: servers of one log share one key. `null` where there is no file. */
export const readSealKeyFile = (file: string): SigningKey | null => {
  if (!existsSync(file)) return null
  // Windows keeps no such bits.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new SealKeyFault(`加封密钥 ${file} 可被其他账号读取，不再可信。请先执行 chmod 600，并考虑更换密钥。`)
  const unusable = `加封密钥 ${file} 无法使用：内容不完整或被改动过。请从备份中恢复这个文件；没有备份就把它移走，系统会另建一把。`
  const parsed = KeyFile.safeParse(jsonOf(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new SealKeyFault(unusable)
  const { algorithm, publicKey, privateKey } = parsed.data
  try {
    return signingKey(algorithm, { publicHex: publicKey, privateHex: privateKey })
  } catch (cause) {
    throw new SealKeyFault(unusable, { cause })
  }
}

/** Makes the key of a directory that has none; an existing one is never replaced. */
export const createSealKey = (directory: string, algorithm: SignatureAlgorithm): SigningKey => {
  const file = sealKeyFile(directory)
  if (existsSync(file)) throw new SealKeyFault(`${file} 已有加封密钥，不会覆盖。要更换请先把它移走，并保留旧的公钥供以后核验。`)
  const pair = newKeyPair(algorithm)
  const key = signingKey(algorithm, pair)
  const content = { algorithm, publicKey: pair.publicHex, privateKey: pair.privateHex }
  // `wx`: of two programs that make a key at once, one fails instead of losing the other's.
  const descriptor = openSync(file, 'wx', 0o600)
  try {
    writeSync(descriptor, `${JSON.stringify(content, null, 2)}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  writeFileSync(sealPublicKeyFile(directory), `# 加封公钥，编号 ${keyIdOf(key.publicKey)}\n${publicKeyText(key.publicKey)}\n`)
  return key
}

/** The key of the directory; where there is none, a new one. */
export const ensureSealKey = (directory: string, algorithm: SignatureAlgorithm = 'ed25519'): SigningKey =>
  readSealKey(directory) ?? createSealKey(directory, algorithm)

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
