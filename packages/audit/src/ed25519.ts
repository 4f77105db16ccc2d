import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from 'node:crypto'
import type { KeyPair } from './signature.ts'

/** Ed25519 (RFC 8032), pure: the text itself is signed, not its digest. */

const base64urlOf = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url')
const hexOf = (base64url: string | undefined): string => Buffer.from(base64url ?? '', 'base64url').toString('hex')

const jwkOf = ({ publicHex, privateHex }: Partial<KeyPair> & Pick<KeyPair, 'publicHex'>): JsonWebKey => ({
  kty: 'OKP',
  crv: 'Ed25519',
  x: base64urlOf(publicHex),
  ...(privateHex === undefined ? {} : { d: base64urlOf(privateHex) }),
})

export const newEd25519Key = (): KeyPair => {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return { publicHex: hexOf(x), privateHex: hexOf(d) }
}

export const signEd25519 = (text: string, pair: KeyPair): string =>
  sign(null, Buffer.from(text, 'utf8'), createPrivateKey({ key: jwkOf(pair), format: 'jwk' })).toString('hex')

export const holdsEd25519 = (text: string, signatureHex: string, publicHex: string): boolean => {
  const key = createPublicKey({ key: jwkOf({ publicHex }), format: 'jwk' })
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signatureHex, 'hex'))
}
