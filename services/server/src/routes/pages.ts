import { readFileSync } from 'node:fs'
import { demonstrationAccounts, demonstrationPassword } from '@shenbao/directory/demonstration.ts'
import { listDeclarations } from '@shenbao/read-models/queries/list-declarations.ts'
import { z } from 'zod'
import { problemOf } from '../answer-problem.ts'
import { nameOfActor } from '../names.ts'
import { problemPage } from '../pages/layout.ts'
import { listPage } from '../pages/list-page.ts'
import { routesPage } from '../pages/routes-page.ts'
import { sentForm } from '../pages/sent-form.ts'
import { signInPage } from '../pages/sign-in-page.ts'
import { stageTitlesOf } from '../pages/words.ts'
import { withinOf } from '../principal.ts'
import { ownProblem, refused } from '../problems.ts'
import { readsFiles, uploadBytesMax, uploadedFile } from '../upload.ts'
import { declarationPages } from './pages-declaration.ts'
import { deputyPages } from './pages-deputies.ts'
import { peoplePages } from './pages-people.ts'
import { hidden, OWN_WRITE_WAIT_MS, type PageNeeds, readerOf, sendPage } from './pages-shared.ts'
import { workPages } from './pages-work.ts'
import { readingPage } from './paging.ts'
import type { App } from './route-plugin.ts'

const css = readFileSync(new URL('../pages/pages.css', import.meta.url), 'utf8')

const ROWS = 200

const SignIn = z.strictObject({ account: z.string().max(100), password: z.string().max(1000) })

/** Plain pages under /plain, over the same desks as the API, for browsers that run no script: a scope of its own, because only here forms are posted and problems are pages. */
export const pageRoutes = (app: App, needs: PageNeeds): void => {
  const inPlain = async (plain: unknown): Promise<void> => {
    const scope = plain as App
    await readsFiles(scope)
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, sentForm(String(body))),
    )
    scope.setErrorHandler((error, request, reply) => {
      const { problem, headers } = problemOf(error)
      if (problem.status >= 500) request.log.error({ err: error }, 'request failed')
      if (problem.status === 401) return reply.redirect('/plain/', 303)
      return sendPage(reply.code(problem.status).headers(headers), problemPage(problem.title, problem.detail))
    })
    signingIn(scope, needs)
    reading(scope, needs)
    importing(scope, needs)
    declarationPages(scope, needs)
    workPages(scope, needs)
    deputyPages(scope, needs)
    peoplePages(scope, needs)
    showingRoutes(scope, needs)
  }
  app.register(inPlain, { prefix: '/plain' })
}

const signingIn = (scope: App, { signedIn, signIn, demonstration }: PageNeeds): void => {
  const offered = demonstration ? { accounts: demonstrationAccounts, password: demonstrationPassword } : null

  scope.get('/pages.css', { schema: hidden }, async (_request, reply) => reply.type('text/css; charset=utf-8').send(css))

  scope.get('/sign-in', { schema: hidden }, async (_request, reply) => sendPage(reply, signInPage(offered, null)))

  scope.post('/sign-in', { schema: { ...hidden, body: SignIn } }, async (request, reply) => {
    const attempt = await signIn({ ...request.body, address: request.ip })
    if (attempt.outcome === 'signed-in') {
      signedIn.giveCookie(reply, attempt.token)
      return reply.redirect('/plain/', 303)
    }
    const { problem } = ownProblem(attempt.outcome === 'refused' ? 'sign-in-refused' : 'too-many-tries')
    return sendPage(reply.code(problem.status), signInPage(offered, problem.detail))
  })

  scope.post('/sign-out', { schema: hidden }, async (request, reply) => {
    signedIn.takeCookie(request, reply)
    return reply.redirect('/plain/', 303)
  })
}

const reading = (scope: App, needs: PageNeeds): void => {
  const { signedIn, models, world, intake } = needs
  const List = z.strictObject({ q: z.string().max(200).optional(), after: z.string().max(500).optional() })
  scope.get('/', { schema: { ...hidden, querystring: List } }, async (request, reply) => {
    const officer = await signedIn.officerIfAny(request)
    if (!officer) return reply.redirect('/plain/sign-in', 303)
    const { q = '', after } = request.query
    const filter = { q, after, limit: ROWS, within: withinOf(officer) }
    const found = readingPage(() => listDeclarations(models.db(), filter))
    const mayImport = (await intake.mayOpen(officer)) === null
    return sendPage(
      reply,
      listPage(await readerOf(needs, officer), stageTitlesOf(world.routes().map(({ route }) => route)), {
        ...found,
        q,
        mayImport,
      }),
    )
  })
}

const showingRoutes = (scope: App, needs: PageNeeds): void => {
  const { signedIn, world, desk } = needs
  scope.get('/routes', { onRequest: signedIn.required, schema: hidden }, async (request, reply) => {
    const directory = await desk.current()
    const shown = {
      routes: world.routes().map(({ route }) => route),
      name: (officerId: string) => nameOfActor(directory, officerId),
    }
    return sendPage(reply, routesPage(await readerOf(needs, signedIn.officerOf(request)), shown))
  })
}

const importing = (scope: App, needs: PageNeeds): void => {
  const { signedIn, models, intake } = needs

  scope.post('/imports', { onRequest: signedIn.required, bodyLimit: uploadBytesMax, schema: hidden }, async (request, reply) => {
    if (!request.isMultipart()) throw ownProblem('media-type-unknown')
    const taken = await intake.importFile(signedIn.officerOf(request), await uploadedFile(request))
    if (taken.outcome === 'refused') throw refused(taken.because)
    await models.reached(taken.position, OWN_WRITE_WAIT_MS)
    return reply.redirect('/plain/', 303)
  })
}
