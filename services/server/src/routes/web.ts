import { randomBytes } from 'node:crypto'
import fastifyStatic from '@fastify/static'
import { pagePolicy } from '../security-headers.ts'
import type { WebPage } from '../web-page.ts'
import { hidden } from './pages-shared.ts'
import type { App } from './route-plugin.ts'

const NONCE_BYTES = 16
const YEAR_MS = 31_536_000_000

/** Addresses of the page: what it shows there is its own business, so a copied address opens where it was copied. */
const addresses = [
  '/',
  '/sign-in',
  '/import',
  '/import/*',
  '/monitoring',
  '/evaluations',
  '/audit',
  '/declarations',
  '/declarations/*',
]

/** The web page: its files never change under their names, the page itself is asked for every time. */
export const webRoutes = async (app: App, { web }: Readonly<{ web: WebPage | null }>): Promise<void> => {
  if (web === null) {
    app.get('/', { schema: hidden }, async (_request, reply) => reply.redirect('/plain/', 303))
    return
  }
  await app.register(fastifyStatic, {
    root: web.assets,
    prefix: '/assets/',
    index: false,
    cacheControl: false,
    setHeaders: response => void response.header('cache-control', `public, max-age=${YEAR_MS / 1000}, immutable`),
  })
  for (const url of addresses)
    app.get(url, { schema: hidden }, async (_request, reply) => {
      const nonce = randomBytes(NONCE_BYTES).toString('base64')
      return reply.header('content-security-policy', pagePolicy(nonce)).type('text/html; charset=utf-8').send(web.html(nonce))
    })
}
