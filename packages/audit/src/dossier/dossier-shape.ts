import type { DigestName } from '../log-begun.ts'
import type { SignatureAlgorithm } from '../public-key.ts'
import type { Seal } from '../seal.ts'

/** What lies in a dossier. The names are part of its format, in letters that every unzip can write: a renamed file counts as missing. */
export const FACTS_FILE = 'facts.ndjson'
export const FORM_FILE = 'form.json'
export const OPINIONS_FILE = 'opinions.json'
export const PROOF_FILE = 'proof.json'
export const EXPLANATION_FILE = 'readme.txt'
export const NODE_VERIFIER_FILE = 'verify.mjs'
export const PAGE_VERIFIER_FILE = 'verify.html'

/** A dossier, unpacked: texts (UTF-8) by file name. */
export type DossierFiles = ReadonlyMap<string, string>

/** Where evidence lies in it: `attachments/`, the digest of the bytes, the ending of the name. */
export const ATTACHMENTS_PLACE = 'attachments/'

/** Bytes by file name, the place before it. */
export type DossierAttachments = ReadonlyMap<string, Uint8Array>

/** The last seal of the log at the time of export, with the end of every stream it covers: `[stream, revision, digest]`. */
export type SealProof = Seal & Readonly<{ heads: readonly (readonly [string, number, string])[] }>

/** What the exporter states about the dossier. Everything outside `statement` is checked against it. */
export type DossierStatement = Readonly<{
  purpose: 'shenbao-dossier'
  version: 1
  digest: DigestName
  stream: string
  exportedAt: string
  /** The last fact in the dossier. */
  head: Readonly<{ revision: number; digest: string }>
  /** Digest of every other file of the dossier. */
  files: Readonly<Record<string, string>>
  seal: SealProof | null
  /** The key of the signature below; `null` for both where the log has no key. */
  algorithm: SignatureAlgorithm | null
  publicKey: string | null
}>

/** `proof.json`. The signature is over the statement in canonical form. */
export type DossierProof = Readonly<{ statement: DossierStatement; signature: string | null }>

/** What the verifier borrows from where it runs. `isSigned` answers `null` where the algorithm is not at hand. */
export type VerifierTools = Readonly<{
  digest: (name: DigestName, text: string) => Promise<string>
  digestOfBytes: (name: DigestName, bytes: Uint8Array) => Promise<string>
  isSigned: (
    text: string,
    by: Readonly<{ algorithm: SignatureAlgorithm; publicKey: string; signature: string }>,
  ) => Promise<boolean | null>
}>

/** What the reader holds that did not come with the dossier. Keys as `ed25519:hex`. */
export type TrustedOutside = Readonly<{ head: string | null; keys: readonly string[] | null }>

/** Sentences for a person who may have to answer for it. Sound when there are no findings. */
export type DossierVerified = Readonly<{
  findings: readonly string[]
  proven: readonly string[]
  unknown: readonly string[]
}>
