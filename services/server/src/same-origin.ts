import type { FastifyRequest } from 'fastify'
import { isOwnMachine } from './config.ts'
import { ownProblem } from './problems.ts'

export type OriginRule = Readonly<{ host: string; origin: URL | null }>

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Two doors closed to other websites. A page elsewhere cannot write here: a write with an `Origin` must come from the host it is
 * sent to. And a foreign name pointed at this machine (DNS rebinding) is not answered: on the own machine only its own names are,
 * elsewhere the published one where it is known. Requests without `Origin` are no browser's and go on to the sign-in check.
 */
export const refuseForeignOrigins =
  (rule: OriginRule) =>
  async (request: FastifyRequest): Promise<void> => {
    // A container asks after its own health by whatever name it has; the answer tells nothing.
    if (request.method === 'GET' && request.url.startsWith('/health/')) return
    const host = request.headers.host ?? ''
    if (!isOurName(host, rule)) throw ownProblem('host-unknown')
    if (reading.has(request.method)) return
    const { origin, 'sec-fetch-site': site } = request.headers
    const isForeign =
      origin === undefined ? site !== undefined && site !== 'same-origin' && site !== 'none' : hostOf(origin) !== host
    if (isForeign) throw ownProblem('cross-origin')
  }

const isOurName = (host: string, { host: bound, origin }: OriginRule): boolean => {
  if (origin && host === origin.host) return true
  if (isOwnMachine(bound)) return isOwnMachine(nameOf(host))
  return origin === null
}

const nameOf = (host: string): string =>
  host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()

const hostOf = (origin: string): string | null => URL.parse(origin)?.host ?? null
