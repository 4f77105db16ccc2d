import type { BigInteger } from 'sm-crypto'
import smCrypto from 'sm-crypto'
import type { KeyPair } from './signature.ts'

const { sm2, sm3 } = smCrypto

/**
 * SM2 signatures (GB/T 32918.2-2016) over SM3 with the standard's default user id. The one importer of sm-crypto: node:crypto knows
 * the curve, but signs plain ECDSA on it.
 *
 * The library stretches one seed by RC4 for everything random. Keys and the one-time number of each signature are therefore
 * drawn from Web Crypto (which browsers have too); a number that is not quite random would give the private key away.
 */
const RANDOM_BYTES = 48 // 128 bits more than the order of the curve: the remainder is as good as uniform

const random = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)), byte => byte.toString(16).padStart(2, '0')).join('')

export const newSm2Key = (): KeyPair => {
  const { publicKey, privateKey } = sm2.generateKeyPairHex(random(), 16)
  return { publicHex: publicKey, privateHex: privateKey }
}

/** A one-time number and the x of its point, as numbers of the library (whose type only its own results give away). */
const oneTimePoint = (): Readonly<{ k: BigInteger; x1: BigInteger }> => {
  const { k } = sm2.getPoint()
  const NumberOfLibrary = k.constructor as new (hex: string, radix: 16) => BigInteger
  const { privateKey, publicKey } = sm2.generateKeyPairHex(random(), 16)
  return { k: new NumberOfLibrary(privateKey, 16), x1: new NumberOfLibrary(publicKey.slice(2, 66), 16) }
}

export const signSm2 = (text: string, { publicHex, privateHex }: KeyPair): string => {
  // The library draws points of its own once these are used up: each is useless with a probability of 2^-255.
  const pointPool = [oneTimePoint(), oneTimePoint()]
  return sm2.doSignature(text, privateHex, { publicKey: publicHex, pointPool })
}

export const holdsSm2 = (text: string, signatureHex: string, publicHex: string): boolean =>
  sm2.doVerifySignature(text, signatureHex, publicHex)

export const isOnSm2Curve = (publicHex: string): boolean => sm2.verifyPublicKey(publicHex)

/** SM3 where node:crypto is not: in a browser. */
export const sm3OfLibrary = (content: string | Uint8Array): string => sm3(content)
