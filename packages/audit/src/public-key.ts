import { sm3 } from './node-digest.ts'

export const signatureAlgorithms = ['ed25519', 'sm2'] as const
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number]

/**
 * What seals are checked with. `hex` is lower case: for Ed25519 (RFC 8032) the 32 bytes of the key, for SM2 (GB/T 32918) the
 * uncompressed point, `04` and both coordinates.
 */
export type PublicKey = Readonly<{ algorithm: SignatureAlgorithm; hex: string }>

const KEY_HEX: Readonly<Record<SignatureAlgorithm, RegExp>> = { ed25519: /^[0-9a-f]{64}$/, sm2: /^04[0-9a-f]{128}$/ }

export const isPublicKey = ({ algorithm, hex }: PublicKey): boolean => KEY_HEX[algorithm].test(hex)

/** As kept outside the log and passed to `verify --key`: `ed25519:d75a98…`. */
export const publicKeyText = ({ algorithm, hex }: PublicKey): string => `${algorithm}:${hex}`

/** 32 hex digits that name a key to people. Always SM3, whatever digest links the log: one key has one name. */
export const keyIdOf = (key: PublicKey): string => sm3(publicKeyText(key)).slice(0, 32)

export const isSameKey = (one: PublicKey, other: PublicKey): boolean => publicKeyText(one) === publicKeyText(other)

/** A file of public keys: one a line, blank lines and lines that begin with # aside. `unreadable` is the first line that is none. */
export const parsePublicKeys = (
  text: string,
): Readonly<{ ok: true; keys: readonly PublicKey[] }> | Readonly<{ ok: false; unreadable: string }> => {
  const keys: PublicKey[] = []
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const written = line.trim()
    if (written === '' || written.startsWith('#')) continue
    const [name, hex = '', ...rest] = written.toLowerCase().split(':')
    const algorithm = signatureAlgorithms.find(known => known === name)
    if (!algorithm || rest.length > 0 || !isPublicKey({ algorithm, hex })) return { ok: false, unreadable: written }
    keys.push({ algorithm, hex })
  }
  return { ok: true, keys }
}
