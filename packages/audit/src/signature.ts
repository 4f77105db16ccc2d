import { holdsEd25519, newEd25519Key, signEd25519 } from './ed25519.ts'
import { isPublicKey, type PublicKey, type SignatureAlgorithm } from './public-key.ts'
import { holdsSm2, isOnSm2Curve, newSm2Key, signSm2 } from './sm2.ts'

/** A key as its algorithm writes it, both halves in lower-case hex. */
export type KeyPair = Readonly<{ publicHex: string; privateHex: string }>

/** What seals: the public half, and the only use the private half is put to. */
export type SigningKey = Readonly<{ publicKey: PublicKey; sign: (text: string) => string }>

const SIGNATURE_HEX = /^[0-9a-f]{128}$/

const newPair: Readonly<Record<SignatureAlgorithm, () => KeyPair>> = { ed25519: newEd25519Key, sm2: newSm2Key }
const signWith: Readonly<Record<SignatureAlgorithm, (text: string, pair: KeyPair) => string>> = {
  ed25519: signEd25519,
  sm2: signSm2,
}

export const newKeyPair = (algorithm: SignatureAlgorithm): KeyPair => newPair[algorithm]()

/** The key is tried once: halves that do not belong together (a file edited by hand) are a `RangeError`, now and not at the first seal. */
export const signingKey = (algorithm: SignatureAlgorithm, pair: KeyPair): SigningKey => {
  const publicKey = { algorithm, hex: pair.publicHex }
  const sign = (text: string): string => signWith[algorithm](text, pair)
  if (!isPublicKey(publicKey) || !isSigned('trial', { signature: sign('trial'), publicKey }))
    throw new RangeError('the halves of the key do not belong together')
  return { publicKey, sign }
}

/** Whether the holder of the private half signed exactly this text. Never throws: what is no key or no signature signed nothing. */
export const isSigned = (
  text: string,
  { signature, publicKey }: Readonly<{ signature: string; publicKey: PublicKey }>,
): boolean => {
  if (!SIGNATURE_HEX.test(signature) || !isPublicKey(publicKey)) return false
  const { algorithm, hex } = publicKey
  return algorithm === 'sm2' ? isOnSm2Curve(hex) && holdsSm2(text, signature, hex) : holdsEd25519(text, signature, hex)
}
