import { ErrorType } from '@eventstore/db-client'

/**
 * What an error of the client means for the call it ended.
 *
 * - `conflict`: another revision stands there.
 * - `refused`: the server has looked at it and said no; asking again is no use.
 * - `elsewhere`: this node does not lead; nothing was stored, the client goes to the leader by itself.
 * - `stuck`: no answer in time; the outcome is unknown and the connection is not to be trusted.
 * - `unknown`: everything else. The outcome is unknown.
 */
export type Meaning = 'conflict' | 'refused' | 'elsewhere' | 'stuck' | 'unknown'

const BY_TYPE: ReadonlyMap<string, Meaning> = new Map([
  [ErrorType.WRONG_EXPECTED_VERSION, 'conflict'],
  [ErrorType.ACCESS_DENIED, 'refused'],
  [ErrorType.STREAM_DELETED, 'refused'],
  [ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED, 'refused'],
  [ErrorType.MISSING_REQUIRED_METADATA_PROPERTY, 'refused'],
  [ErrorType.INVALID_ARGUMENT, 'refused'],
  [ErrorType.INVALID_TRANSACTION, 'refused'],
  [ErrorType.UNSUPPORTED, 'refused'],
  [ErrorType.NOT_LEADER, 'elsewhere'],
  [ErrorType.DEADLINE_EXCEEDED, 'stuck'],
])

/** gRPC codes of a server that has decided: wrong argument, forbidden, wrong state, not offered, not known. */
const BY_CODE: ReadonlyMap<number, Meaning> = new Map([
  [3, 'refused'],
  [4, 'stuck'],
  [7, 'refused'],
  [9, 'refused'],
  [12, 'refused'],
  [16, 'refused'],
])

/** Thrown by our own clock where the client has none. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** By type or by number, never by class: some errors of the client never pass its own conversion. */
export const meaningOf = (error: unknown): Meaning => {
  if (error instanceof NoAnswer) return 'stuck'
  return BY_TYPE.get(typeOf(error) ?? '') ?? BY_CODE.get(codeOf(error) ?? -1) ?? 'unknown'
}

export const isMissingStream = (error: unknown): boolean => typeOf(error) === ErrorType.STREAM_NOT_FOUND

/** The revision that stands there, -1 when the stream does not exist. */
export const currentRevisionOf = (conflict: unknown): number => {
  const current = member(conflict, 'actualVersion')
  return typeof current === 'bigint' ? Number(current) : -1
}

export const typeOf = (error: unknown): string | undefined => {
  const type = member(error, 'type')
  return typeof type === 'string' ? type : undefined
}

const codeOf = (error: unknown): number | undefined => {
  const code = member(error, 'code')
  return typeof code === 'number' ? code : undefined
}

const member = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
