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

export const securityHeaders = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
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
