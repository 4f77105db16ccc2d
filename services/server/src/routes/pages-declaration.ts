import { lastLooked } from '@shenbao/declaration/attention.ts'
import { isNews } from '@shenbao/declaration/changes-since.ts'
import { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { eventOf } from '@shenbao/declaration/recorded.ts'
import { workingDaysOf } from '@shenbao/directory/calendar-of.ts'
import type { Officer } from '@shenbao/directory/directory.ts'
import { peopleOf } from '@shenbao/directory/people.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { SeenDeclaration } from '../declaration-desk.ts'
import type { CaseShown } from '../pages/case-shown.ts'
import { declarationPage } from '../pages/declaration-page.ts'
import { historyPage, sincePanel } from '../pages/history-page.ts'
import type { Html } from '../pages/html.ts'
import { peopleShown } from '../pages/people-shown.ts'
import { commandSent, type Sent } from '../pages/sent-form.ts'
import type { Failed } from '../pages/verbs.ts'
import { principalsFor } from '../principal.ts'
import { ownProblem, refusedCommand } from '../problems.ts'
import { historyRows } from './pages-history.ts'
import { hidden, OWN_WRITE_WAIT_MS, type PageNeeds, readerOf, sendPage } from './pages-shared.ts'
import type { App } from './route-plugin.ts'

const Id = z.strictObject({ id: z.uuid() })
const Look = z.strictObject({ row: z.string().max(200).optional() })
const Decision = z.looseObject({
  type: z.string(),
  revision: z.string().regex(/^\d{1,15}$/),
  key: z.uuid(),
  onBehalfOf: z.string().max(64).optional(),
})

/** One declaration on a page: looked at, decided on, and how it came to be. */
export const declarationPages = (scope: App, needs: PageNeeds): void => {
  const { signedIn, declarations } = needs
  const onRequest = signedIn.required

  scope.get('/declarations/:id', { onRequest, schema: { ...hidden, params: Id, querystring: Look } }, async (request, reply) =>
    sendPage(reply, await onePage(needs, request, request.params.id, { row: request.query.row ?? null })),
  )

  scope.get('/declarations/:id/history', { onRequest, schema: { ...hidden, params: Id } }, async (request, reply) => {
    const officer = signedIn.officerOf(request)
    const { id } = request.params
    const [seen, facts] = [await declarations.now(officer, id), await declarations.facts(officer, id)]
    if (!seen || !facts) throw ownProblem('not-found')
    const shown = await caseShown(needs, officer, seen)
    return sendPage(reply, historyPage(await readerOf(needs, officer), shown, historyRows(shown.route, facts)))
  })

  scope.post(
    '/declarations/:id/commands',
    { onRequest, schema: { ...hidden, params: Id, body: Decision } },
    async (request, reply) => {
      const { id } = request.params
      const { status, failed, seen } = await decided(needs, request, id)
      if (failed === null) return reply.redirect(`/plain/declarations/${id}`, 303)
      return sendPage(reply.code(status), await onePage(needs, request, id, { row: null, failed, seen }))
    },
  )
}

type Outcome = Readonly<{ status: number; failed: Failed | null; seen: number }>

const decided = async (needs: PageNeeds, request: FastifyRequest, id: string): Promise<Outcome> => {
  const { signedIn, declarations, models } = needs
  const sent = request.body as Sent
  const { revision, key, onBehalfOf } = request.body as z.output<typeof Decision>
  const seen = Number(revision)
  const command = DeclarationCommand.safeParse(commandSent(sent))
  if (!command.success) {
    const said = [...new Set(command.error.issues.map(issueSentence))].join('；')
    return { status: 422, seen, failed: { sent, because: { detail: `${said}。请改正后再办理。` } } }
  }
  const handled = await declarations.handle(signedIn.officerOf(request), {
    declarationId: id,
    command: command.data,
    commandId: key,
    expected: seen,
    dryRun: false,
    onBehalfOf,
  })
  if (!handled) throw ownProblem('not-found')
  if (handled.outcome === 'refused') {
    const { problem } = refusedCommand(handled.why, handled.because, {})
    return { status: problem.status, seen, failed: { sent, because: handled.because } }
  }
  if (handled.outcome === 'recorded' && handled.position !== null) await models.reached(handled.position, OWN_WRITE_WAIT_MS)
  return { status: 303, seen, failed: null }
}

/** Fields as the forms call them. */
const fieldNames: Readonly<Record<string, string>> = {
  reason: '理由',
  opinion: '意见',
  officer: '人员',
  officers: '人员',
  question: '问题',
  answer: '答复',
  text: '内容',
  documentNumber: '批复文号',
  changes: '改动',
}

const issueSentence = ({ path, message }: z.core.$ZodIssue): string => {
  const name = fieldNames[String(path[0] ?? '')]
  return name === undefined ? message : `${name}：${message}`
}

const caseShown = async ({ world, desk, clock }: PageNeeds, officer: Officer, seen: SeenDeclaration): Promise<CaseShown> => {
  const { route, words } = world.route(seen.declaration.route)
  const [directory, today] = [await desk.current(), clock.today()]
  return {
    seen,
    route,
    people: peopleShown(directory, seen.declaration),
    administrator: words.administrator,
    reader: officer.officerId,
    standingInFor: principalsFor(directory, officer, today).flatMap(({ onBehalfOf }) => onBehalfOf ?? []),
    today,
    days: workingDaysOf(directory),
  }
}

type Looking = Readonly<{ row: string | null; failed?: Failed; seen?: number }>

/** `seen`: the revision the reader had before them when a command of theirs was refused: what came after it is shown to them. */
const onePage = async (needs: PageNeeds, request: FastifyRequest, id: string, looking: Looking): Promise<string> => {
  const { signedIn, declarations, desk, newId } = needs
  const { row, failed = null } = looking
  const officer = signedIn.officerOf(request)
  const seen = await declarations.now(officer, id)
  if (!seen) throw ownProblem('not-found')
  const shown = await caseShown(needs, officer, seen)
  const { unitId, departmentId } = seen.declaration
  return declarationPage(await readerOf(needs, officer), {
    shown,
    allowed: await declarations.allowed(officer, seen.declaration),
    newKey: newId,
    approvalHead: await declarations.approvalHead(seen),
    failed,
    row,
    since: await newToReader(needs, officer, shown, looking.seen),
    ahead: (await declarations.path(officer, id))?.ahead ?? [],
    people: peopleOf(await desk.current(), { unit: unitId, department: departmentId }),
  })
}

/** What others recorded since the reader had the page before them, or looked at the case last. */
const newToReader = async (
  needs: PageNeeds,
  officer: Officer,
  shown: CaseShown,
  onPage: number | undefined,
): Promise<Html | null> => {
  const seen = onPage ?? lastLooked(shown.seen.declaration, officer.officerId)
  if (seen === null || seen >= shown.seen.revision) return null
  const facts = (await needs.declarations.facts(officer, shown.seen.declaration.id)) ?? []
  const newer = facts.filter(({ fact }) => fact.revision > seen)
  // What overtook a decision is shown whole; between two looks only what a reader has to know.
  if (onPage === undefined) {
    const news = newer.filter(({ fact }) => fact.actor !== officer.officerId && isNews(eventOf(fact)))
    return sincePanel(shown, '自你上次查看以来的变化', historyRows(shown.route, news))
  }
  return sincePanel(shown, '你打开之后的变化', historyRows(shown.route, newer))
}
