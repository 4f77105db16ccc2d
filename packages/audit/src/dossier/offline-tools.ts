import { holdsSm2, isOnSm2Curve, sm3OfLibrary } from '../sm2.ts'
import type { VerifierTools } from './dossier-shape.ts'

/** The tools of the single-file verifier: Web Crypto, which Node and browsers share, and sm-crypto for SM2 and SM3. */

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('')

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16))

const utf8 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text))

const KEY = /^[0-9a-f]{64}$/
const POINT = /^04[0-9a-f]{128}$/
const SIGNATURE = /^[0-9a-f]{128}$/

/** `null`: this browser does not know Ed25519. */
const holdsEd25519Here = async (text: string, signature: string, publicKey: string): Promise<boolean | null> => {
  try {
    const key = await crypto.subtle.importKey('raw', bytesOf(publicKey), 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, bytesOf(signature), utf8(text))
  } catch {
    return null
  }
}

export const offlineTools: VerifierTools = {
  digest: async (name, text) => (name === 'sm3' ? sm3OfLibrary(text) : hexOf(await crypto.subtle.digest('SHA-256', utf8(text)))),
  digestOfBytes: async (name, bytes) =>
    name === 'sm3' ? sm3OfLibrary(bytes) : hexOf(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))),
  isSigned: async (text, { algorithm, publicKey, signature }) => {
    if (!SIGNATURE.test(signature)) return false
    if (algorithm === 'sm2') return POINT.test(publicKey) && isOnSm2Curve(publicKey) && holdsSm2(text, signature, publicKey)
    return KEY.test(publicKey) && holdsEd25519Here(text, signature, publicKey)
  },
}
