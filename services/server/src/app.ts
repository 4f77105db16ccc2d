import cookie from '@fastify/cookie'
import fastify from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { answerProblems, problemOf, sendProblem } from './answer-problem.ts'
import { waitForPosition } from './caught-up.ts'
import { connect, type Deps, type Desks } from './connect.ts'
import { approvalRouteRoutes } from './routes/approval-routes.ts'
import { attachmentRoutes } from './routes/attachments.ts'
import { auditRoutes } from './routes/audit.ts'
import { calendarRoutes } from './routes/calendar.ts'
import { changesRoutes } from './routes/changes.ts'
import { commandRoutes } from './routes/commands.ts'
import { decisionRoutes } from './routes/decisions.ts'
import { declarationRoutes } from './routes/declarations.ts'
import { deputyRoutes } from './routes/deputies.ts'
import { directoryRoutes } from './routes/directory.ts'
import { dossierRoutes } from './routes/dossier.ts'
import { evaluationProblemRoutes } from './routes/evaluation-problems.ts'
import { evaluationSheetRoutes } from './routes/evaluation-sheet.ts'
import { evaluationRoutes } from './routes/evaluations.ts'
import { healthRoutes } from './routes/health.ts'
import { historyRoutes } from './routes/history.ts'
import { importRoutes } from './routes/imports.ts'
import { libraryRoutes } from './routes/library.ts'
import { meRoutes } from './routes/me.ts'
import { memoryRoutes } from './routes/memory.ts'
import { monitoringRoutes } from './routes/monitoring.ts'
import { officerRoutes } from './routes/officers.ts'
import { describeApi } from './routes/openapi.ts'
import { pageRoutes } from './routes/pages.ts'
import { pathRoutes } from './routes/path.ts'
import { personnelRoutes } from './routes/personnel.ts'
import { rectificationRoutes } from './routes/rectifications.ts'
import { reviewSheetRoutes } from './routes/review-sheet.ts'
import { rosterRoutes } from './routes/roster.ts'
import type { App } from './routes/route-plugin.ts'
import { sampleRoutes } from './routes/samples.ts'
import { scoringRoutes } from './routes/scoring.ts'
import { sessionRoutes } from './routes/session.ts'
import { streamRoutes } from './routes/stream.ts'
import { taskRoutes } from './routes/tasks.ts'
import { totalRoutes } from './routes/totals.ts'
import { verifyRoutes } from './routes/verify.ts'
import { webRoutes } from './routes/web.ts'
import { whatIfRoutes } from './routes/what-if.ts'
import { refuseForeignOrigins } from './same-origin.ts'
import { securityHeaders } from './security-headers.ts'
import { sentenceOf } from './sentences.ts'

/** JSON bodies: a declaration of the largest published size is below 200 kB. Uploads have their own limit. */
const BODY_BYTES_MAX = 2 * 1024 * 1024
const REQUEST_TIMEOUT_MS = 120_000
const CONNECTION_TIMEOUT_MS = 130_000
const KEEP_ALIVE_MS = 10_000

export const buildApp = async (deps: Deps, desks: Desks = connect(deps)): Promise<App> => {
  const app = newApp(deps.logger)
  answerProblems(app)
  const { metrics } = desks
  app.addHook('onRequest', securityHeaders(deps.origin))
  app.addHook('onRequest', refuseForeignOrigins({ host: deps.host, origin: deps.origin }))
  app.addHook('onResponse', async (_request, reply) => metrics.count('shenbao_http_requests_total', String(reply.statusCode)))
  await app.register(cookie)
  await describeApi(app)
  const writes = [desks.signedIn.required]
  const reads = [desks.signedIn.required, waitForPosition(deps.models)]
  const parts = { ...deps, ...desks, writes, reads }

  sessionRoutes(app, parts)
  meRoutes(app, parts)
  directoryRoutes(app, parts)
  deputyRoutes(app, parts)
  personnelRoutes(app, parts)
  rosterRoutes(app, parts)
  calendarRoutes(app, parts)
  approvalRouteRoutes(app, parts)
  importRoutes(app, parts)
  declarationRoutes(app, parts)
  dossierRoutes(app, parts)
  attachmentRoutes(app, parts)
  commandRoutes(app, parts)
  reviewSheetRoutes(app, parts)
  historyRoutes(app, parts)
  memoryRoutes(app, parts)
  libraryRoutes(app, parts)
  pathRoutes(app, parts)
  decisionRoutes(app, parts)
  officerRoutes(app, parts)
  changesRoutes(app, parts)
  taskRoutes(app, parts)
  streamRoutes(app, parts)
  totalRoutes(app, parts)
  scoringRoutes(app, parts)
  monitoringRoutes(app, parts)
  rectificationRoutes(app, parts)
  evaluationRoutes(app, parts)
  evaluationProblemRoutes(app, parts)
  evaluationSheetRoutes(app, parts)
  whatIfRoutes(app, parts)
  sampleRoutes(app, parts)
  auditRoutes(app, parts)
  verifyRoutes(app, parts)
  healthRoutes(app, parts)
  pageRoutes(app, parts)
  await webRoutes(app, parts)
  return app
}

const newApp = (logger: Deps['logger']): App => {
  z.config({ ...z.locales.zhCN(), customError: sentenceOf })
  const app: App = fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    // A proxy on the same machine may say for whom it asks; nobody farther away is believed.
    trustProxy: 'loopback',
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
  return app
}
