import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Argon2id with the parameters commonly recommended for interactive sign-in: 19 MiB, two passes, one lane. Encoded as
 * `$argon2id$v=19$m=…,t=…,p=…$salt$key`, so that stored passwords outlive a change of these numbers.
 */
const current = { memory: 19_456, passes: 2, parallelism: 1 }
const KEY_BYTES = 32
const SALT_BYTES = 16

const ENCODED = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

export const passwordLengthMin = 10
export const passwordLengthMax = 200

/** Why a password is not good enough, as a Chinese sentence; `null` when it is. */
export const weaknessOf = (password: string, account: string): string | null => {
  if ([...password].length < passwordLengthMin) return `口令至少 ${passwordLengthMin} 个字符，请加长。`
  if (password.length > passwordLengthMax) return `口令最多 ${passwordLengthMax} 个字符，请缩短。`
  if (password.toLowerCase().includes(account.toLowerCase())) return '口令不能包含账号，请换一个。'
  return new Set(password).size < 4 ? '口令里不同的字符太少，容易被猜中，请换一个。' : null
}

export const encodePassword = async (password: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(password, salt, { ...current, bytes: KEY_BYTES })
  const { memory, passes, parallelism } = current
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(key)}`
}

/** Compared in constant time. An encoding that cannot be read is a defect of the store and is thrown. */
export const isPassword = async (password: string, encoded: string): Promise<boolean> => {
  const match = ENCODED.exec(encoded)
  if (!match) throw new TypeError('unreadable password encoding')
  const [memory, passes, parallelism] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const key = Buffer.from(match[5] ?? '', 'base64')
  const salt = Buffer.from(match[4] ?? '', 'base64')
  return timingSafeEqual(await derive(password, salt, { memory, passes, parallelism, bytes: key.length }), key)
}

type Cost = Readonly<{ memory: number; passes: number; parallelism: number; bytes: number }>

const derive = (password: string, nonce: Buffer, { bytes, ...cost }: Cost): Promise<Buffer> => {
  // One way to type a character: what an input method composes differently is the same password.
  const message = Buffer.from(password.normalize('NFC'), 'utf8')
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  argon2('argon2id', { message, nonce, tagLength: bytes, ...cost }, (error, key) => (error ? reject(error) : resolve(key)))
  return promise
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
