import type { IncomingMessage } from 'node:http'
import { declarationIdOf } from '@shenbao/declaration/recorded.ts'
import { PinUnknown } from '@shenbao/declaration/world.ts'
import { directoryStream } from '@shenbao/directory/recorded.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import { ReplayDivergence } from '@shenbao/workflow/compile.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { problemPage } from './pages/layout.ts'
import { type OwnProblem, ownProblem, ProblemFound } from './problems.ts'

/** Faults of the framework that are the sender's, by the framework's code. Others are ours: 500, logged whole, told briefly. */
const frameworkCodes: Readonly<Record<string, OwnProblem>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unknown',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'media-type-unknown',
  FST_REQ_FILE_TOO_LARGE: 'too-large',
  FST_PARTS_LIMIT: 'too-large',
  FST_FILES_LIMIT: 'too-large',
  FST_FIELDS_LIMIT: 'too-large',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
}

export const problemOf = (error: unknown): ProblemFound => {
  if (error instanceof ProblemFound) return error
  if (error instanceof LogFault) return ownProblem('log-unavailable', { detail: error.message, headers: { 'retry-after': '2' } })
  if (hasZodFastifySchemaValidationErrors(error)) {
    const places = error.validation.map(issue => ({
      field: issue.instancePath.slice(1).replaceAll('/', '.'),
      message: issue.message ?? '不符合要求',
    }))
    const worded = places.map(({ field, message }) => (field === '' ? message : `${field}：${message}`))
    return ownProblem('malformed', { detail: `${worded.join('；')}。请改正后重新发送。`, places })
  }
  if (error instanceof UnreadableFact && error.why === 'newer') return ownProblem('record-newer', newerSharedRecord(error.stream))
  if (error instanceof PinUnknown) return ownProblem('record-newer')
  if (isUnreadable(error)) return ownProblem('record-unreadable')
  const code = codeOf(error)
  const known = code === null ? undefined : frameworkCodes[code]
  return known ? ownProblem(known) : ownProblem(isSyntax(error) ? 'malformed-json' : 'internal')
}

export const sendProblem = (reply: FastifyReply, { problem, headers }: ProblemFound): FastifyReply =>
  reply.code(problem.status).headers(headers).type('application/problem+json; charset=utf-8').send(problem)

/** The one place where errors become answers. 5xx is logged whole with its request; the sender reads a sentence. */
export const answerProblems = (app: FastifyInstance): void => {
  const routes: { method: string; pattern: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    const pattern = new RegExp(
      `^${url
        .replace(/[.+?^$|()[\]\\]/g, '\\$&')
        .replace(/\*/g, '.*')
        .replace(/:[^/.]+/g, '[^/]+')}/?$`,
    )
    for (const each of [method].flat()) routes.push({ method: each, pattern })
  })
  app.setErrorHandler(async (error, request, reply) => {
    const found = problemOf(error)
    if (found.problem.status >= 500) request.log.error({ err: error }, 'request failed')
    // A sender who is still sending would see a broken connection instead of the answer.
    if (found.problem.status === 413) await sentWhole(request.raw)
    return sendProblem(reply, found)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const allowed = [...new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))]
    const isWrongMethod = allowed.length > 0 && !allowed.includes(request.method)
    const found = isWrongMethod
      ? ownProblem('method-not-allowed', { headers: { allow: allowed.join(', ') } })
      : ownProblem('not-found')
    if (!isWrongMethod && isPersonReading(request)) {
      const { title, detail, status } = found.problem
      return reply.code(status).type('text/html; charset=utf-8').send(problemPage(title, detail))
    }
    return sendProblem(reply, found)
  })
}

/** How much more of a body that is too large anyway is listened to, and how long, before the answer. */
const DRAINED_BYTES_MAX = 256 * 1024 * 1024
const DRAINED_MS_MAX = 20_000

const sentWhole = (body: IncomingMessage): Promise<void> =>
  new Promise(resolve => {
    let heard = 0
    const enough = setTimeout(resolve, DRAINED_MS_MAX)
    const end = (): void => {
      clearTimeout(enough)
      resolve()
    }
    if (body.complete || body.destroyed || body.readableEnded) return end()
    body.on('data', (chunk: Buffer) => {
      heard += chunk.length
      if (heard > DRAINED_BYTES_MAX) end()
    })
    for (const event of ['end', 'close', 'error']) body.once(event, end)
    body.resume()
  })

const isPersonReading = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html')

/** A record that the program cannot read stops one stream, readably. */
const isUnreadable = (error: unknown): boolean => error instanceof UnreadableFact || error instanceof ReplayDivergence

/** The records of one declaration stop that declaration; those that several need stop what needs them. */
const newerSharedRecord = (stream: string): Readonly<{ detail?: string }> => {
  if (declarationIdOf(stream) !== null) return {}
  const whose = stream === directoryStream ? '人员目录' : '本单位项目名称的登记'
  return { detail: `${whose}里有较新版本写入的记录，本程序读不懂，所以现在不能办理。请系统管理员升级程序后再办理。` }
}

const codeOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null

const isSyntax = (error: unknown): boolean => error instanceof SyntaxError && 'statusCode' in error && error.statusCode === 400
