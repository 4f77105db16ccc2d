import { hash } from 'node:crypto'
import { digestNamed } from '../node-digest.ts'
import { isSigned } from '../signature.ts'
import type { VerifierTools } from './dossier-shape.ts'

/** The verifier's tools inside the product: the digests and signatures of node:crypto that the log itself is made with. */
export const nodeTools: VerifierTools = {
  digest: async (name, text) => digestNamed(name)(text),
  digestOfBytes: async (name, bytes) => hash(name === 'sm3' ? 'sm3' : 'sha256', bytes),
  isSigned: async (text, { algorithm, publicKey, signature }) =>
    isSigned(text, { signature, publicKey: { algorithm, hex: publicKey } }),
}
