import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { Problem } from '@shenbao/server/problems.ts'
import type { CommandAnswer } from '@shenbao/server/routes/commands.ts'
import { ApiProblem, Unreachable } from './problem.ts'

/** Up to where this page has written: every read after that waits until the server has seen it. */
let position: string | null = null

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'detail' in body && 'status' in body

const answered = async (path: string, init: RequestInit): Promise<Response> => {
  let response: Response
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin' })
  } catch (cause) {
    throw new Unreachable('no answer', { cause })
  }
  position = response.headers.get('shenbao-position') ?? position
  if (response.ok) return response
  const body: unknown = await response.json().catch(() => null)
  if (isProblem(body)) throw new ApiProblem(body)
  throw new Unreachable(`answered ${response.status}`)
}

/** A read. `Answer` is the server's own type of it. */
export const get = async <Answer>(path: string, signal?: AbortSignal): Promise<Answer> => {
  const headers: Record<string, string> = position === null ? {} : { 'shenbao-position': position }
  const response = await answered(path, { headers, ...(signal && { signal }) })
  return response.json()
}

/** A write that is no command on a declaration. Bodies go as JSON, files as they are. */
export const send = async <Answer>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => {
  const isForm = body instanceof FormData
  const response = await answered(path, {
    method,
    headers: { ...(body !== undefined && !isForm && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  })
  return response.status === 204 ? (undefined as Answer) : response.json()
}

export type Sending = Readonly<{
  id: string
  /** What is on the screen: refused with 412 when it is not that any more. */
  revision: number
  command: DeclarationCommand
  /** The same for every try of the same act, so that a retry never acts twice. */
  key: string
  onBehalfOf?: string | undefined
  dryRun?: boolean
}>

export const sendCommand = ({ id, revision, command, key, onBehalfOf, dryRun = false }: Sending): Promise<CommandAnswer> =>
  send('POST', `/api/declarations/${id}/commands${dryRun ? '?dry-run' : ''}`, command, {
    'if-match': `"${revision}"`,
    'idempotency-key': key,
    ...(onBehalfOf !== undefined && { 'shenbao-on-behalf-of': onBehalfOf }),
  })

export const newKey = (): string => crypto.randomUUID()
