import { lastLooked } from '@shenbao/declaration/attention.ts'
import type { World } from '@shenbao/declaration/world.ts'
import { ContractDeclaration } from '@shenbao/form/contract.ts'
import { goalMarks } from '@shenbao/inspection/goal-marks.ts'
import { isDay } from '@shenbao/kernel/dates.ts'
import { listDeclarations } from '@shenbao/read-models/queries/list-declarations.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import type { ChangesDesk } from '../changes-desk.ts'
import { etagOf } from '../command-headers.ts'
import type { DaysLeft } from '../days-left.ts'
import type { DeclarationDesk, Past } from '../declaration-desk.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import type { Inspection } from '../inspect.ts'
import type { IntakeDesk } from '../intake-desk.ts'
import { nameOfActor } from '../names.ts'
import { withinOf } from '../principal.ts'
import { ownProblem, problemReplies, refused } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { DeclarationOut, declarationOut } from './declaration-shape.ts'
import { FindingsOut, findingsOut, GoalMarkOut } from './finding-shape.ts'
import { Listed, listedOut } from './listed-shape.ts'
import { nextStageOut } from './next-shape.ts'
import { pagingOf, readingPage, Year } from './paging.ts'
import type { App, Before } from './route-plugin.ts'

const ROWS_USUAL = 200

const List = z.strictObject({
  year: Year.optional(),
  phase: z.string().max(100).optional(),
  unit: z.string().max(200).optional().describe('单位编号，或表上写的实施单位'),
  q: z.string().max(200).optional().describe('在项目名称、指标名称和目标中查找'),
  ...pagingOf(ROWS_USUAL),
})
const PastQuery = z
  .strictObject({
    at: z
      .union([z.iso.datetime({ offset: true }), z.string().refine(isDay)], '应为时刻或日期，例如 2026-03-02T09:00:00+08:00')
      .optional(),
    revision: z
      .string()
      .regex(/^(0|[1-9]\d{0,14})$/, '应为版本号')
      .optional(),
  })
  .refine(({ at, revision }) => at === undefined || revision === undefined, 'at 和 revision 只能用一个')
const NewDeclaration = z
  .strictObject({
    form: ContractDeclaration.optional(),
    copyFrom: z.uuid('应为申报编号').optional(),
    year: z.int().min(2000).max(2100).optional(),
  })
  .transform(({ form, copyFrom, year }, context) => {
    if (form !== undefined && copyFrom === undefined && year === undefined) return { form }
    if (form === undefined && copyFrom !== undefined && year !== undefined) return { copyFrom, year }
    const message = '应为 {"form":{…}}，或 {"copyFrom":"申报编号","year":2027}'
    context.issues.push({ code: 'custom', message, input: context.value })
    return z.NEVER
  })

type Needs = Readonly<{
  reads: Before
  writes: Before
  signedIn: SignedIn
  models: ReadModels
  declarations: DeclarationDesk
  changes: ChangesDesk
  intake: IntakeDesk
  inspection: Inspection
  desk: DirectoryDesk
  world: World
  daysLeft: DaysLeft
}>

export const declarationRoutes = (
  app: App,
  { reads, writes, signedIn, models, declarations, changes, intake, inspection, desk, world, daysLeft }: Needs,
): void => {
  const tags = ['申报']

  app.get(
    '/api/declarations',
    {
      onRequest: reads,
      schema: {
        summary: '申报列表，按登记次序',
        tags,
        querystring: List,
        response: { 200: z.strictObject({ items: z.array(Listed).readonly(), next: z.string().nullable() }), ...problemReplies },
      },
    },
    async request => {
      const officer = signedIn.officerOf(request)
      const filter = { ...request.query, within: withinOf(officer), me: officer.officerId }
      const { items, next } = readingPage(() => listDeclarations(models.db(), filter))
      const count = await daysLeft()
      return { items: items.map(item => listedOut(item, count)), next }
    },
  )

  app.get(
    '/api/declarations/:id',
    {
      onRequest: reads,
      schema: {
        summary: '一份申报，现在或当时的样子',
        tags,
        params: z.strictObject({ id: z.uuid() }),
        querystring: PastQuery,
        response: { 200: DeclarationOut, ...problemReplies },
      },
    },
    async (request, reply) => {
      const officer = signedIn.officerOf(request)
      const past = pastOf(request.query)
      const { id } = request.params
      const seen = past ? await declarations.past(officer, id, past) : await declarations.now(officer, id)
      if (!seen) throw ownProblem('not-found', past ? { detail: '当时还没有这份申报，或者没有这个版本。请换一个时间再看。' } : {})
      reply.header('etag', etagOf(seen.revision)).header('shenbao-position', seen.position)
      const allowed = past ? null : await declarations.allowed(officer, seen.declaration)
      const { route } = world.route(seen.declaration.route)
      const directory = await desk.current()
      return declarationOut(seen, {
        route,
        allowed,
        findings: past ? inspection.past(seen.declaration) : await inspection.now(officer, seen.declaration),
        nextOut: nextStageOut(directory),
        nameOf: id => nameOfActor(directory, id),
        approvalHead: await declarations.approvalHead(seen),
        count: await daysLeft(),
        lastLooked: lastLooked(seen.declaration, officer.officerId),
        unseenChanges: past ? null : await changes.unseen(officer, seen),
      })
    },
  )

  app.get(
    '/api/declarations/:id/findings',
    {
      onRequest: reads,
      schema: {
        summary: '一份申报的体检意见，和年度总体目标中每个数字的着落',
        tags,
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: FindingsOut.extend({ goalMarks: z.array(GoalMarkOut).readonly() }), ...problemReplies },
      },
    },
    async (request, reply) => {
      const officer = signedIn.officerOf(request)
      const seen = await declarations.now(officer, request.params.id)
      if (!seen) throw ownProblem('not-found')
      reply.header('etag', etagOf(seen.revision)).header('shenbao-position', seen.position)
      return { ...findingsOut(await inspection.now(officer, seen.declaration)), goalMarks: goalMarks(seen.declaration.form) }
    },
  )

  app.post(
    '/api/declarations',
    {
      onRequest: writes,
      schema: {
        summary: '新建申报：填好的表，或从另一年复制',
        tags,
        body: NewDeclaration,
        response: { 201: z.strictObject({ id: z.string(), revision: z.int() }), ...problemReplies },
      },
    },
    async (request, reply) => {
      const officer = signedIn.officerOf(request)
      const { body } = request
      const opened =
        'form' in body ? await intake.openForm(officer, body.form) : await intake.copyFrom(officer, body.copyFrom, body.year)
      if (opened.outcome === 'refused') throw refused(opened.because)
      const [made] = opened.declarations
      if (!made) throw new TypeError('an intake of one form opened none')
      reply.header('shenbao-position', opened.position).header('location', `/api/declarations/${made.id}`)
      return reply.code(201).send({ id: made.id, revision: made.revision })
    },
  )
}

/** A day means its end in Shanghai. */
const pastOf = ({ at, revision }: z.output<typeof PastQuery>): Past | null => {
  if (revision !== undefined) return { revision: Number(revision) }
  if (at === undefined) return null
  return { until: new Date(isDay(at) ? `${at}T23:59:59.999+08:00` : at) }
}
