import { readFileSync } from 'node:fs'
import { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { changesOf, reasonOf } from '@shenbao/declaration/history.ts'
import { eventOf } from '@shenbao/declaration/recorded.ts'
import { DEFAULT_ROUTE } from '@shenbao/declaration/routes.ts'
import { demonstrationAccounts, demonstrationPassword } from '@shenbao/directory/demonstration.ts'
import { type Officer, organisationOf } from '@shenbao/directory/directory.ts'
import type { Recorded } from '@shenbao/event-store/port.ts'
import { listDeclarations } from '@shenbao/read-models/queries/list-declarations.ts'
import { countTasks, listTasks, taskViews } from '@shenbao/read-models/queries/list-tasks.ts'
import type { Route } from '@shenbao/workflow/route.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { problemOf } from '../answer-problem.ts'
import type { Deps, Desks } from '../connect.ts'
import { nameOfActor } from '../names.ts'
import { declarationPage, type HistoryRow, historyPage } from '../pages/declaration-page.ts'
import { problemPage, type Reader } from '../pages/layout.ts'
import { listPage, tasksPage } from '../pages/list-page.ts'
import { signInPage } from '../pages/sign-in-page.ts'
import { principalOf, withinOf } from '../principal.ts'
import { ownProblem, refused } from '../problems.ts'
import { readsFiles, uploadBytesMax, uploadedFile } from '../upload.ts'
import { readingPage } from './paging.ts'
import type { App } from './route-plugin.ts'

const css = readFileSync(new URL('../pages/pages.css', import.meta.url), 'utf8')

const ROWS = 200
/** After a decision the lists wait this long for it, so that people see their own act. */
const OWN_WRITE_WAIT_MS = 2_000

const Id = z.strictObject({ id: z.uuid() })
const SignIn = z.strictObject({ account: z.string().max(100), password: z.string().max(1000) })
const Decision = z.looseObject({ type: z.string(), revision: z.string().regex(/^\d{1,15}$/), key: z.uuid() })

type Needs = Pick<Deps, 'models' | 'world' | 'clock' | 'demonstration' | 'newId'> &
  Pick<Desks, 'signedIn' | 'signIn' | 'desk' | 'declarations' | 'intake'>

/** Plain pages over the same desks as the API: a scope of its own, because only here forms are posted and problems are pages. */
export const pageRoutes = (app: App, needs: Needs): void => {
  app.register(async plain => {
    const scope = plain as App
    await readsFiles(scope)
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    scope.setErrorHandler((error, request, reply) => {
      const { problem, headers } = problemOf(error)
      if (problem.status >= 500) request.log.error({ err: error }, 'request failed')
      if (problem.status === 401) return reply.redirect('/', 303)
      return sendPage(reply.code(problem.status).headers(headers), problemPage(problem.title, problem.detail))
    })
    signingIn(scope, needs)
    reading(scope, needs)
    deciding(scope, needs)
  })
}

const hidden = { hide: true } as const

const sendPage = (reply: FastifyReply, page: string): FastifyReply => reply.type('text/html; charset=utf-8').send(page)

const signingIn = (scope: App, { signedIn, signIn, demonstration }: Needs): void => {
  const offered = demonstration ? { accounts: demonstrationAccounts, password: demonstrationPassword } : null

  scope.get('/pages.css', { schema: hidden }, async (_request, reply) => reply.type('text/css; charset=utf-8').send(css))

  scope.get('/sign-in', { schema: hidden }, async (_request, reply) => sendPage(reply, signInPage(offered, null)))

  scope.post('/sign-in', { schema: { ...hidden, body: SignIn } }, async (request, reply) => {
    const attempt = await signIn({ ...request.body, address: request.ip })
    if (attempt.outcome === 'signed-in') {
      signedIn.giveCookie(reply, attempt.token)
      return reply.redirect('/', 303)
    }
    const { problem } = ownProblem(attempt.outcome === 'refused' ? 'sign-in-refused' : 'too-many-tries')
    return sendPage(reply.code(problem.status), signInPage(offered, problem.detail))
  })

  scope.post('/sign-out', { schema: hidden }, async (request, reply) => {
    signedIn.takeCookie(request, reply)
    return reply.redirect('/', 303)
  })
}

const readerOf = async ({ desk, clock, demonstration }: Needs, officer: Officer): Promise<Reader> => ({
  name: officer.name,
  organisation: organisationOf(await desk.current(), officer.organisationId)?.name ?? '',
  demonstration,
  today: clock.today(),
})

const reading = (scope: App, needs: Needs): void => {
  const { signedIn, models, world, declarations, desk, intake } = needs
  const { route } = world.newestRoute(DEFAULT_ROUTE)
  const onRequest = signedIn.required

  const List = z.strictObject({ q: z.string().max(200).optional(), after: z.string().max(500).optional() })
  scope.get('/', { schema: { ...hidden, querystring: List } }, async (request, reply) => {
    const officer = await signedIn.officerIfAny(request)
    if (!officer) return reply.redirect('/sign-in', 303)
    const { q = '', after } = request.query
    const filter = { q, after, limit: ROWS, within: withinOf(officer) }
    const found = readingPage(() => listDeclarations(models.db(), filter))
    const mayImport = (await intake.mayOpen(officer)) === null
    return sendPage(reply, listPage(await readerOf(needs, officer), route, { ...found, q, mayImport }))
  })

  const Tasks = z.strictObject({ view: z.enum(taskViews).optional() })
  scope.get('/tasks', { onRequest, schema: { ...hidden, querystring: Tasks } }, async (request, reply) => {
    const officer = signedIn.officerOf(request)
    const [who, view] = [principalOf(officer), request.query.view ?? 'todo']
    const { items } = listTasks(models.db(), { who, view, limit: ROWS })
    const work = { view, items, counts: countTasks(models.db(), who) }
    return sendPage(reply, tasksPage(await readerOf(needs, officer), route, work))
  })

  scope.get('/declarations/:id', { onRequest, schema: { ...hidden, params: Id } }, async (request, reply) =>
    sendPage(reply, await onePage(needs, request, request.params.id, null)),
  )

  scope.get('/declarations/:id/history', { onRequest, schema: { ...hidden, params: Id } }, async (request, reply) => {
    const officer = signedIn.officerOf(request)
    const { id } = request.params
    const [seen, facts] = [await declarations.now(officer, id), await declarations.facts(officer, id)]
    if (!seen || !facts) throw ownProblem('not-found')
    const directory = await desk.current()
    const names = (officerId: string): string => nameOfActor(directory, officerId)
    const pinned = world.route(seen.declaration.route).route
    const moves = movesOf(pinned)
    const rows = atOneStroke(facts.map(recorded => historyRow(moves, recorded)))
    return sendPage(reply, historyPage(await readerOf(needs, officer), { seen, names, route: pinned }, rows))
  })
}

/** The facts by which a case moves on the route, or back. */
const movesOf = (route: Route): ReadonlySet<string> =>
  new Set(
    route.stages.flatMap(stage => Object.values(stage.moves ?? {})).flatMap(move => [move.fact, move.withdrawnBy ?? move.fact]),
  )

const historyRow = (moves: ReadonlySet<string>, { fact }: Recorded): HistoryRow => {
  const event = eventOf(fact)
  const { from, to } = fact.data
  return {
    count: 1,
    revision: fact.revision,
    type: fact.type,
    at: fact.recordedAt,
    effectiveOn: fact.effectiveOn,
    actor: fact.actor,
    reason: reasonOf(event),
    changes: changesOf(event),
    moved: moves.has(fact.type) && typeof from === 'string' && typeof to === 'string' ? { from, to } : null,
  }
}

const isPlain = ({ changes, reason, moved }: HistoryRow): boolean => changes.length === 0 && reason === null && moved === null

/** Neighbours of one kind, one instant and one hand that say nothing more become one row. */
const atOneStroke = (rows: readonly HistoryRow[]): readonly HistoryRow[] => {
  const merged: HistoryRow[] = []
  for (const row of rows) {
    const last = merged.at(-1)
    const isSame = last?.type === row.type && last.at === row.at && last.actor === row.actor && isPlain(row) && isPlain(last)
    if (last && isSame) merged.splice(-1, 1, { ...last, count: last.count + 1 })
    else merged.push(row)
  }
  return merged
}

const onePage = async (needs: Needs, request: FastifyRequest, id: string, problem: string | null): Promise<string> => {
  const { signedIn, declarations, world, desk, newId } = needs
  const officer = signedIn.officerOf(request)
  const seen = await declarations.now(officer, id)
  if (!seen) throw ownProblem('not-found')
  const directory = await desk.current()
  return declarationPage(await readerOf(needs, officer), {
    seen,
    route: world.route(seen.declaration.route).route,
    names: officerId => nameOfActor(directory, officerId),
    allowed: await declarations.allowed(officer, seen.declaration),
    key: newId(),
    approvalHead: await declarations.approvalHead(seen),
    problem,
  })
}

const deciding = (scope: App, needs: Needs): void => {
  const { signedIn, declarations, models, intake } = needs

  scope.post('/imports', { onRequest: signedIn.required, bodyLimit: uploadBytesMax, schema: hidden }, async (request, reply) => {
    if (!request.isMultipart()) throw ownProblem('media-type-unknown')
    const taken = await intake.importFile(signedIn.officerOf(request), await uploadedFile(request))
    if (taken.outcome === 'refused') throw refused(taken.because)
    await models.reached(taken.position, OWN_WRITE_WAIT_MS)
    return reply.redirect('/', 303)
  })

  scope.post(
    '/declarations/:id/commands',
    { onRequest: signedIn.required, schema: { ...hidden, params: Id, body: Decision } },
    async (request, reply) => {
      const { revision, key, ...filled } = request.body
      // A field left empty was not filled in.
      const command = DeclarationCommand.safeParse(Object.fromEntries(Object.entries(filled).filter(([, text]) => text !== '')))
      const { id } = request.params
      if (!command.success) {
        const said = command.error.issues.map(({ message }) => message).join('；')
        return sendPage(reply.code(422), await onePage(needs, request, id, `${said}。请改正后再办理。`))
      }
      const handled = await declarations.handle(signedIn.officerOf(request), {
        declarationId: id,
        command: command.data,
        commandId: key,
        expected: Number(revision),
        dryRun: false,
      })
      if (!handled) throw ownProblem('not-found')
      if (handled.outcome === 'refused')
        return sendPage(reply.code(409), await onePage(needs, request, id, handled.because.detail))
      if (handled.outcome === 'recorded' && handled.position !== null) await models.reached(handled.position, OWN_WRITE_WAIT_MS)
      return reply.redirect(`/declarations/${id}`, 303)
    },
  )
}
