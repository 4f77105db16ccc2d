import type { Deputyship, Directory } from '@shenbao/directory/directory.ts'
import { seesEverything } from '@shenbao/directory/may-see.ts'
import { type Role, roles } from '@shenbao/directory/role.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { nameOfActor } from '../names.ts'
import { problemReplies, refused } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App } from './route-plugin.ts'

const Id = z.string().min(1).max(64)
const Line = z.string().max(500)
const RoleName = z.enum(roles as readonly [Role, ...Role[]])
const states = ['coming', 'running', 'over', 'ended'] as const

const DeputyOut = z.strictObject({
  id: Id,
  principal: Id,
  principalName: z.string(),
  deputy: Id,
  deputyName: z.string(),
  from: z.string(),
  until: z.string(),
  /** `null`: all roles of the principal. */
  roles: z.array(RoleName).readonly().nullable(),
  reason: z.string(),
  /** As of today: not begun, running, run out by its date, ended before it. */
  state: z.enum(states),
  /** Why it ended before its last day. */
  endedBecause: z.string().nullable(),
})
const NewDeputy = z.strictObject({
  principal: Id.optional().describe('被代理人编号；不写即本人'),
  deputy: Id.describe('代理人编号'),
  from: z.string().max(20).describe('第一天，如 2026-10-08'),
  until: z.string().max(20).describe('最后一天，含当天'),
  roles: z.array(RoleName).max(20).nullable().optional().describe('代理哪些岗位；不写或 null 即全部'),
  reason: Line,
})

type Needs = Readonly<{ signedIn: SignedIn; desk: DirectoryDesk; clock: Clock; newId: () => string }>

const tags = ['人员与单位']

export const deputyRoutes = (app: App, { signedIn, desk, clock, newId }: Needs): void => {
  app.get(
    '/api/directory/deputies',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '代理：本人委托的和受托的；系统管理员、审计查阅全部',
        tags,
        response: { 200: z.strictObject({ items: z.array(DeputyOut).readonly() }), ...problemReplies },
      },
    },
    async request => {
      const officer = signedIn.officerOf(request)
      const directory = await desk.current()
      const items = Object.values(directory.deputyships)
        .filter(
          ({ principalId, deputyId }) =>
            seesEverything(officer) || principalId === officer.officerId || deputyId === officer.officerId,
        )
        .map(deputyship => shown(directory, deputyship, clock.today()))
      return { items }
    },
  )

  app.post(
    '/api/directory/deputies',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '设立代理：由本人，或由系统管理员',
        tags,
        body: NewDeputy,
        response: { 201: z.strictObject({ id: Id }), ...problemReplies },
      },
    },
    async (request, reply) => {
      const { officerId } = signedIn.officerOf(request)
      const { principal = officerId, deputy, roles: scope = null, ...period } = request.body
      const id = newId()
      const command = {
        type: 'appoint-deputy',
        deputyshipId: id,
        principalId: principal,
        deputyId: deputy,
        roles: scope,
      } as const
      const recorded = await desk.record({ ...command, ...period }, officerId)
      if (!recorded.accepted) throw refused(recorded.because)
      return reply.code(201).header('shenbao-position', recorded.position).send({ id })
    },
  )

  app.post(
    '/api/directory/deputies/:id/end',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '终止代理',
        tags,
        params: z.strictObject({ id: Id }),
        body: z.strictObject({ reason: Line }),
        response: { 204: z.null(), ...problemReplies },
      },
    },
    async (request, reply) => {
      const command = { type: 'end-deputy', deputyshipId: request.params.id, reason: request.body.reason } as const
      const recorded = await desk.record(command, signedIn.officerOf(request).officerId)
      if (!recorded.accepted) throw refused(recorded.because)
      return reply.code(204).header('shenbao-position', recorded.position).send(null)
    },
  )
}

const shown = (directory: Directory, deputyship: Deputyship, today: Day): z.output<typeof DeputyOut> => {
  const { deputyshipId: id, principalId: principal, deputyId: deputy, from, until, roles: scope, reason, ended } = deputyship
  return {
    id,
    principal,
    principalName: nameOfActor(directory, principal),
    deputy,
    deputyName: nameOfActor(directory, deputy),
    from,
    until,
    roles: scope,
    reason,
    state: stateOn(deputyship, today),
    endedBecause: ended,
  }
}

const stateOn = ({ ended, from, until }: Deputyship, today: Day): (typeof states)[number] => {
  if (ended !== null) return 'ended'
  if (today < from) return 'coming'
  return today <= until ? 'running' : 'over'
}
