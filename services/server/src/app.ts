import cookie from '@fastify/cookie'
import type { EventStore } from '@shenbao/event-store/port.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import fastify, { type FastifyBaseLogger, type FastifyServerOptions } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { answerProblems, problemOf, sendProblem } from './answer-problem.ts'
import { newAppointments } from './appointments.ts'
import type { Clock } from './clock.ts'
import type { Credentials } from './credentials.ts'
import { newDirectoryDesk } from './directory-desk.ts'
import { newMetrics } from './metrics.ts'
import { directoryRoutes } from './routes/directory.ts'
import { healthRoutes } from './routes/health.ts'
import { meRoutes } from './routes/me.ts'
import { describeApi } from './routes/openapi.ts'
import type { App } from './routes/route-plugin.ts'
import { sessionRoutes } from './routes/session.ts'
import { refuseForeignOrigins } from './same-origin.ts'
import { securityHeaders } from './security-headers.ts'
import { sentenceOf } from './sentences.ts'
import { newSessions } from './sessions.ts'
import { newSetPassword } from './set-password.ts'
import { newSignIn } from './sign-in.ts'
import { newSignInThrottle } from './sign-in-throttle.ts'
import { newSignedIn } from './signed-in.ts'

/** Everything the server needs from outside. Composed in `main.ts`; tests pass a memory log and a fixed clock. */
export type Deps = Readonly<{
  store: EventStore
  credentials: Credentials
  clock: Clock
  digest: Digest
  /** A new UUID version 7. */
  newId: () => string
  demonstration: boolean
  /** The address listened on, and where browsers reach it. */
  host: string
  origin: URL | null
  logger: FastifyServerOptions['logger'] | FastifyBaseLogger
}>

/** JSON bodies: a declaration of the largest published size is below 200 kB. Uploads have their own limit. */
const BODY_BYTES_MAX = 2 * 1024 * 1024
const REQUEST_TIMEOUT_MS = 120_000
const CONNECTION_TIMEOUT_MS = 130_000
const KEEP_ALIVE_MS = 10_000

export const buildApp = async (deps: Deps): Promise<App> => {
  z.config({ ...z.locales.zhCN(), customError: sentenceOf })
  const { store, credentials, clock, digest, newId, demonstration, host, origin } = deps
  const now = (): number => clock.now().getTime()
  const app: App = fastify({
    logger: deps.logger ?? false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Addresses that cannot be read never reach the error handler.
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, problemOf(error)),
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerProblems(app)

  const metrics = newMetrics()
  app.addHook('onRequest', securityHeaders)
  app.addHook('onRequest', refuseForeignOrigins({ host, origin }))
  app.addHook('onResponse', async (_request, reply) => metrics.count('shenbao_http_requests_total', String(reply.statusCode)))
  await app.register(cookie)
  await describeApi(app)

  const sessions = newSessions(now)
  const throttle = newSignInThrottle(now)
  const desk = newDirectoryDesk({ store, clock, digest, newId })
  const signedIn = newSignedIn({ sessions, desk, isSecure: origin?.protocol === 'https:' })
  const signIn = newSignIn({ desk, credentials, sessions, throttle })
  const setPassword = newSetPassword({ credentials, sessions, throttle })
  const appointments = newAppointments({ desk, setPassword, sessions, newId })

  const health = {
    isReady: async () => {
      await store.head()
      return true
    },
    gauges: async () => ({}),
  }
  sessionRoutes(app, { signIn, signedIn, metrics })
  meRoutes(app, { signedIn, desk, clock, demonstration, setPassword })
  directoryRoutes(app, { signedIn, desk, appointments, newId })
  healthRoutes(app, { health, metrics })
  return app
}
