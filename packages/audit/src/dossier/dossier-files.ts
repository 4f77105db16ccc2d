import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import { digestOfFact, type Envelope } from '@shenbao/kernel/envelope.ts'
import type { LogDigest } from '../begin-log.ts'
import type { SoundSeal } from '../check-seal.ts'
import type { SigningKey } from '../signature.ts'
import {
  type DossierProof,
  type DossierStatement,
  EXPLANATION_FILE,
  FACTS_FILE,
  FORM_FILE,
  OPINIONS_FILE,
  PROOF_FILE,
  type SealProof,
} from './dossier-shape.ts'
import { explanation } from './explanation.ts'

export type DossierParts = Readonly<{
  /** 项目名称, for people. */
  name: string
  /** All facts of the declaration's stream, from revision 0; at least one. Exported as they are, broken or not: the verifier judges. */
  facts: readonly Envelope[]
  /** The form and the opinions as the system shows them: JSON values. */
  form: unknown
  opinions: unknown
  log: LogDigest
  /** `seals.last` of `verifyLog`; `null` where no seal fits the log. */
  seal: SoundSeal | null
  /** `null` where the log has no key: the dossier then carries no signature of its own. */
  key: SigningKey | null
  /** Instant of the export, ISO, UTC. */
  exportedAt: string
  /** Evidence that counts and goes along, by its name in the dossier (`attachments/…`). */
  attachments?: Readonly<Record<string, Readonly<{ digest: string; bytes: Uint8Array }>>>
  /** The offline verifiers (`verifierFiles`). */
  verifiers: Readonly<Record<string, string>>
}>

/** The texts of a dossier by name; what it says of its attachments is in the proof. Pure: the same parts, the same files (but for SM2 signatures, which are never the same twice). */
export const dossierFiles = (parts: DossierParts): Readonly<Record<string, string>> => {
  const { facts, log, key, exportedAt } = parts
  const last = facts.at(-1)
  if (!last) throw new TypeError('a dossier of no facts')
  const files: Readonly<Record<string, string>> = {
    [FACTS_FILE]: facts.map(fact => `${canonicalJson(fact)}\n`).join(''),
    [FORM_FILE]: readable(parts.form),
    [OPINIONS_FILE]: readable(parts.opinions),
    [EXPLANATION_FILE]: explanation(parts, last),
    ...parts.verifiers,
  }
  const statement: DossierStatement = {
    purpose: 'shenbao-dossier',
    version: 1,
    digest: log.name,
    stream: last.stream,
    exportedAt,
    head: { revision: last.revision, digest: digestOfFact(log.digest, last) },
    files: Object.fromEntries([
      ...Object.entries(files).map(([name, text]) => [name, log.digest(text)]),
      ...Object.entries(parts.attachments ?? {}).map(([name, { digest }]) => [name, digest]),
    ]),
    seal: parts.seal && sealProof(parts.seal),
    algorithm: key?.publicKey.algorithm ?? null,
    publicKey: key?.publicKey.hex ?? null,
  }
  const proof: DossierProof = { statement, signature: key?.sign(canonicalJson(statement)) ?? null }
  return { ...files, [PROOF_FILE]: readable(proof) }
}

const readable = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const sealProof = ({ statement, signature, heads }: SoundSeal): SealProof => ({
  statement,
  signature,
  heads: [...heads].map(([stream, { revision, digest }]) => [stream, revision, digest]),
})
