import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import { defineEvent } from '@shenbao/kernel/event.ts'
import { z } from 'zod'
import { digestNames } from './log-begun.ts'
import type { PublicKey } from './public-key.ts'
import { signatureAlgorithms } from './public-key.ts'

/** The stream of seals. A seal covers whatever stood in the log before it, earlier seals included. */
export const sealStream = 'seals'

const Hex = z.string().regex(/^[0-9a-f]+$/)
const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/** What is signed: everything a seal says. Stored shape: change it by a new version. */
export const SealStatement = z.strictObject({
  /** A signature made for something else is never a seal, and a seal is never a signature under something else. */
  purpose: z.literal('shenbao-seal'),
  version: z.literal(1),
  /** The digest that links the log and was taken over its heads. */
  digest: z.enum(digestNames),
  /** The first so many facts of the log are covered … */
  facts: z.int().min(1),
  /** … and this is the digest over the ends of all their streams (`log-head.ts`). */
  heads: Digest,
  /** In how many streams the chain was broken when the seal was set: a seal keeps things as they are, it does not call them sound. */
  brokenStreams: z.int().min(0),
  sealedAt: z.iso.datetime(),
  algorithm: z.enum(signatureAlgorithms),
  publicKey: Hex,
  keyId: z.string().regex(/^[0-9a-f]{32}$/),
})
export type SealStatement = Readonly<z.output<typeof SealStatement>>

export const SealSet = defineEvent('seal-set', 1, z.strictObject({ statement: SealStatement, signature: Hex }))
export type Seal = Readonly<{ statement: SealStatement; signature: string }>

/** The exact text under the signature. */
export const textOfStatement = (statement: SealStatement): string => canonicalJson(statement)

export const keyOfStatement = ({ algorithm, publicKey }: SealStatement): PublicKey => ({ algorithm, hex: publicKey })
