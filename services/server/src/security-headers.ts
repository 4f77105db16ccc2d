import type { FastifyReply, FastifyRequest } from 'fastify'

/** Nothing but our own files, no script in the page itself, no framing, no form to elsewhere. */
const rules = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
]
const policy = rules.join('; ')

/** The web page adds styles while it runs: those that carry the nonce of its answer, and no others. */
export const pagePolicy = (nonce: string): string => [...rules, `style-src 'self' 'nonce-${nonce}'`].join('; ')

const YEAR_SECONDS = 31_536_000

/** `origin` is where browsers reach the server: over https they are told never to try without it. */
export const securityHeaders =
  (origin: URL | null) =>
  async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (origin?.protocol === 'https:') reply.header('strict-transport-security', `max-age=${YEAR_SECONDS}`)
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      // Declarations and sessions are nobody's to keep between us and the browser.
      'cache-control': 'no-store',
    })
  }
