import { seesEverything } from '@shenbao/directory/may-see.ts'
import { type Role, roles } from '@shenbao/directory/role.ts'
import { z } from 'zod'
import type { Appointments } from '../appointments.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { problemReplies, refused } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App } from './route-plugin.ts'

const Id = z.string().min(1).max(64)
const RoleName = z.enum(roles as readonly [Role, ...Role[]])
const Kind = z.enum(['unit', 'department'])
const Line = z.string().max(500)

const Organisation = z.strictObject({ id: Id, name: z.string(), kind: Kind, parent: Id.nullable() })
const Officer = z.strictObject({
  id: Id,
  /** Only shown to auditors and administrators, for everybody else `null`. */
  account: z.string().nullable(),
  name: z.string(),
  organisation: Id,
  roles: z.array(RoleName).readonly(),
  serving: z.boolean(),
})
const Directory = z.strictObject({ organisations: z.array(Organisation), officers: z.array(Officer) })
const NewOrganisation = z.strictObject({ name: Line, kind: Kind, parent: Id.nullable() })
const NewOfficer = z.strictObject({
  account: Line,
  name: Line,
  organisation: Id,
  roles: z.array(RoleName).max(20),
  password: z.string().max(1000),
})
const Made = z.strictObject({ id: Id })
const OfOfficer = z.strictObject({ id: Id })

type Needs = Readonly<{ signedIn: SignedIn; desk: DirectoryDesk; appointments: Appointments; newId: () => string }>

const tags = ['人员与单位']

export const directoryRoutes = (app: App, needs: Needs): void => {
  reading(app, needs)
  founding(app, needs)
  passwords(app, needs)
}

const reading = (app: App, { signedIn, desk }: Needs): void => {
  app.get(
    '/api/directory',
    {
      onRequest: signedIn.required,
      schema: { summary: '单位、人员和岗位', tags, response: { 200: Directory, ...problemReplies } },
    },
    async request => {
      const showsAccounts = seesEverything(signedIn.officerOf(request))
      const { organisations, officers } = await desk.current()
      return {
        organisations: Object.values(organisations).map(({ organisationId, name, kind, parentId }) => ({
          id: organisationId,
          name,
          kind,
          parent: parentId,
        })),
        officers: Object.values(officers).map(({ officerId, account, organisationId, ...officer }) => ({
          ...officer,
          id: officerId,
          account: showsAccounts ? account : null,
          organisation: organisationId,
        })),
      }
    },
  )
}

const founding = (app: App, { signedIn, desk, appointments, newId }: Needs): void => {
  app.post(
    '/api/organisations',
    {
      onRequest: signedIn.required,
      schema: { summary: '设立单位', tags, body: NewOrganisation, response: { 201: Made, ...problemReplies } },
    },
    async (request, reply) => {
      const { name, kind, parent } = request.body
      const id = newId()
      const command = { type: 'found-organisation', organisationId: id, name, kind, parentId: parent } as const
      const recorded = await desk.record(command, signedIn.officerOf(request).officerId)
      if (!recorded.accepted) throw refused(recorded.because)
      return reply.code(201).header('shenbao-position', recorded.position).send({ id })
    },
  )

  app.post(
    '/api/officers',
    {
      onRequest: signedIn.required,
      schema: { summary: '任用人员', tags, body: NewOfficer, response: { 201: Made, ...problemReplies } },
    },
    async (request, reply) => {
      const { organisation, ...person } = request.body
      const recorded = await appointments.appoint(signedIn.officerOf(request), { ...person, organisationId: organisation })
      if (!recorded.accepted) throw refused(recorded.because)
      return reply.code(201).header('shenbao-position', recorded.position).send({ id: recorded.officerId })
    },
  )
}

const passwords = (app: App, { signedIn, appointments }: Needs): void => {
  app.put(
    '/api/officers/:id/password',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '重设口令',
        tags,
        params: OfOfficer,
        body: z.strictObject({ password: z.string().max(1000) }),
        response: { 204: z.null(), ...problemReplies },
      },
    },
    async (request, reply) => {
      const set = await appointments.resetPassword(signedIn.officerOf(request), request.params.id, request.body.password)
      if (!set.accepted) throw refused(set.because)
      return reply.code(204).send(null)
    },
  )
}
