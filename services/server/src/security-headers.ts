import type { FastifyReply, FastifyRequest } from 'fastify'

/** Nothing but our own files, no script in the page itself, no framing, no form to elsewhere. */
const policy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

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
