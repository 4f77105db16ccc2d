import type { DossierProof, DossierStatement, SealProof } from './dossier-shape.ts'

/**
 * Reads `proof.json` without any library: this file also stands in the verifier that a reader runs offline. `null`: not a proof
 * this version knows.
 */
export const readProof = (text: string): DossierProof | null => {
  const proof = jsonOf(text)
  if (!hasExactly(proof, ['statement', 'signature']) || !isTextOrNull(proof['signature'])) return null
  return isStatement(proof['statement']) ? { statement: proof['statement'], signature: proof['signature'] } : null
}

export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Members = Readonly<Record<string, unknown>>

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const hasExactly = (value: unknown, names: readonly string[]): value is Members =>
  isMembers(value) && Object.keys(value).length === names.length && names.every(name => Object.hasOwn(value, name))

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string'

export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

const isDigestName = (value: unknown): boolean => value === 'sm3' || value === 'sha-256'

const isAlgorithm = (value: unknown): boolean => value === 'ed25519' || value === 'sm2'

const STATEMENT = [
  'purpose',
  'version',
  'digest',
  'stream',
  'exportedAt',
  'head',
  'files',
  'seal',
  'algorithm',
  'publicKey',
] as const

const isStatement = (value: unknown): value is DossierStatement => {
  if (!hasExactly(value, STATEMENT)) return false
  const { purpose, version, digest, stream, exportedAt, head, files, seal, algorithm, publicKey } = value
  return (
    purpose === 'shenbao-dossier' &&
    version === 1 &&
    isDigestName(digest) &&
    typeof stream === 'string' &&
    typeof exportedAt === 'string' &&
    hasExactly(head, ['revision', 'digest']) &&
    isCount(head['revision']) &&
    typeof head['digest'] === 'string' &&
    isMembers(files) &&
    Object.values(files).every(digest => typeof digest === 'string') &&
    (seal === null || isSealProof(seal)) &&
    (algorithm === null ? publicKey === null : isAlgorithm(algorithm) && typeof publicKey === 'string')
  )
}

const isSealProof = (value: unknown): value is SealProof => {
  if (!hasExactly(value, ['statement', 'signature', 'heads']) || typeof value['signature'] !== 'string') return false
  const { statement, heads } = value
  return (
    isMembers(statement) &&
    statement['purpose'] === 'shenbao-seal' &&
    statement['version'] === 1 &&
    isDigestName(statement['digest']) &&
    isCount(statement['facts']) &&
    isCount(statement['brokenStreams']) &&
    isAlgorithm(statement['algorithm']) &&
    ['heads', 'sealedAt', 'publicKey', 'keyId'].every(name => typeof statement[name] === 'string') &&
    Array.isArray(heads) &&
    heads.every(isHeadRow) &&
    new Set(heads.map(([stream]) => stream)).size === heads.length
  )
}

const isHeadRow = (row: unknown): row is readonly [string, number, string] =>
  Array.isArray(row) && row.length === 3 && typeof row[0] === 'string' && isCount(row[1]) && typeof row[2] === 'string'
