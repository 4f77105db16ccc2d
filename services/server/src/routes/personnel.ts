import { officerOf } from '@shenbao/directory/directory.ts'
import { type Role, roles, roleTitles } from '@shenbao/directory/role.ts'
import { onlyAnAdministratorKeepsTheDirectory } from '@shenbao/directory/rules/only-an-administrator-keeps-the-directory.ts'
import { z } from 'zod'
import type { DirectoryDesk } from '../directory-desk.ts'
import { nameOfActor } from '../names.ts'
import type { Moved, OpenItem, OpenWorkDesk } from '../open-work.ts'
import type { Personnel } from '../personnel.ts'
import { ownProblem, problemReplies, refused } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App } from './route-plugin.ts'

const Id = z.string().min(1).max(64)
const Line = z.string().max(500)
const RoleName = z.enum(roles as readonly [Role, ...Role[]])
const handoverTo = Id.optional().describe('点名由其办理的工作移交给谁（人员编号）；有这样的工作而不写的，拒绝办理')

const Item = z.strictObject({
  item: z.string(),
  kind: z.enum(['signature', 'delegation', 'consultation']),
  /** Of a signature: by name, 加签, or taken from those who share a seat. */
  how: z.enum(['named', 'added', 'claimed']).nullable(),
  declaration: z.string(),
  name: z.string().nullable(),
  stage: z.string(),
  stageTitle: z.string(),
  /** What others can do without them need not be moved. */
  movable: z.boolean(),
})
const Seat = z.strictObject({ role: RoleName, title: z.string(), organisation: Id, waiting: z.int() })
const OpenWork = z.strictObject({
  officer: Id,
  officerName: z.string(),
  items: z.array(Item).readonly(),
  /** Seats nobody else holds: without a successor their stages go to the administrator. */
  soleSeats: z.array(Seat).readonly(),
})
const Result = Item.extend({
  outcome: z.enum(['moved', 'refused']),
  code: z.string().nullable(),
  detail: z.string().nullable(),
})
const Results = z.strictObject({ results: z.array(Result).readonly() })
const OfOfficer = z.strictObject({ id: Id })
const Dismissal = z.strictObject({ reason: Line, handoverTo })
const Reassignment = z.strictObject({ organisation: Id, roles: z.array(RoleName).max(20), reason: Line, handoverTo })

type Needs = Readonly<{ signedIn: SignedIn; desk: DirectoryDesk; openWork: OpenWorkDesk; personnel: Personnel }>

const tags = ['人员与单位']

export const personnelRoutes = (app: App, needs: Needs): void => {
  openWorkRoutes(app, needs)
  changeRoutes(app, needs)
  dismissalRoutes(app, needs)
}

const openWorkRoutes = (app: App, { signedIn, desk, openWork, personnel }: Needs): void => {
  app.get(
    '/api/directory/officers/:id/open-work',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '离岗前看看：点名由其办理的工作，和只有其一人的岗位',
        tags,
        params: OfOfficer,
        response: { 200: OpenWork, ...problemReplies },
      },
    },
    async request => {
      const { id } = request.params
      const by = signedIn.officerOf(request)
      const forbidden = by.officerId === id ? null : onlyAnAdministratorKeepsTheDirectory(by)
      if (forbidden) throw refused(forbidden)
      const directory = await desk.current()
      if (!officerOf(directory, id)) throw ownProblem('not-found')
      const { items, seats } = await openWork.of(id)
      return {
        officer: id,
        officerName: nameOfActor(directory, id),
        items: items.map(itemOut),
        soleSeats: seats.map(({ role, organisationId, waiting }) => ({
          role,
          title: roleTitles[role],
          organisation: organisationId,
          waiting,
        })),
      }
    },
  )

  app.post(
    '/api/directory/officers/:id/handover',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '移交：把点名由其办理的工作交给另一人，逐项给出结果；重复发送只移交还在其名下的',
        tags,
        params: OfOfficer,
        body: z.strictObject({ to: Id, reason: Line, items: z.array(z.string().max(300)).max(2_000).optional() }),
        response: { 200: Results, ...problemReplies },
      },
    },
    async request => {
      const { id } = request.params
      const done = await personnel.handover(signedIn.officerOf(request), id, request.body)
      if (!done.accepted) throw refused(done.because)
      return { results: done.moved.map(resultOut) }
    },
  )
}

const changeRoutes = (app: App, { signedIn, desk, personnel }: Needs): void => {
  app.post(
    '/api/directory/officers/:id/reassign',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '调岗：写明调整后的单位和全部岗位',
        tags,
        params: OfOfficer,
        body: Reassignment,
        response: { 200: Results, ...problemReplies },
      },
    },
    async (request, reply) => {
      const { organisation, handoverTo: to, ...change } = request.body
      const command = { type: 'reassign-officer', officerId: request.params.id, organisationId: organisation, ...change } as const
      const recorded = await personnel.leave(signedIn.officerOf(request), command, to)
      if (!recorded.accepted) throw refused(recorded.because)
      reply.header('shenbao-position', recorded.position)
      return { results: recorded.moved.map(resultOut) }
    },
  )

  app.post(
    '/api/directory/officers/:id/rename',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '更名：账号不变',
        tags,
        params: OfOfficer,
        body: z.strictObject({ name: Line, reason: Line }),
        response: { 204: z.null(), ...problemReplies },
      },
    },
    async (request, reply) => {
      const command = { type: 'rename-officer', officerId: request.params.id, ...request.body } as const
      const recorded = await desk.record(command, signedIn.officerOf(request).officerId)
      if (!recorded.accepted) throw refused(recorded.because)
      return reply.code(204).header('shenbao-position', recorded.position).send(null)
    },
  )
}

const dismissalRoutes = (app: App, { signedIn, personnel }: Needs): void => {
  app.post(
    '/api/directory/officers/:id/dismiss',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '离职：解除人员，点名由其办理的工作须先移交',
        tags,
        params: OfOfficer,
        body: Dismissal,
        response: { 200: Results, ...problemReplies },
      },
    },
    async (request, reply) => {
      const { reason, handoverTo: to } = request.body
      const command = { type: 'dismiss-officer', officerId: request.params.id, reason } as const
      const recorded = await personnel.leave(signedIn.officerOf(request), command, to)
      if (!recorded.accepted) throw refused(recorded.because)
      reply.header('shenbao-position', recorded.position)
      return { results: recorded.moved.map(resultOut) }
    },
  )

  app.post(
    '/api/officers/:id/dismissal',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '解除人员（与 dismiss 相同，不回逐项结果）',
        tags,
        params: OfOfficer,
        body: Dismissal,
        response: { 204: z.null(), ...problemReplies },
      },
    },
    async (request, reply) => {
      const { reason, handoverTo: to } = request.body
      const command = { type: 'dismiss-officer', officerId: request.params.id, reason } as const
      const recorded = await personnel.leave(signedIn.officerOf(request), command, to)
      if (!recorded.accepted) throw refused(recorded.because)
      return reply.code(204).header('shenbao-position', recorded.position).send(null)
    },
  )
}

const itemOut = ({ item, declarationId, name, stage, stageTitle, movable, work }: OpenItem): z.output<typeof Item> => ({
  item,
  kind: work.kind,
  how: work.kind === 'signature' ? work.how : null,
  declaration: declarationId,
  name,
  stage,
  stageTitle,
  movable,
})

const resultOut = (moved: Moved): z.output<typeof Result> => ({
  ...itemOut(moved),
  outcome: moved.outcome,
  code: moved.outcome === 'refused' ? moved.code : null,
  detail: moved.outcome === 'refused' ? moved.detail : null,
})
