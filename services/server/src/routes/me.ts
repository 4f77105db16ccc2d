import { organisationOf } from '@shenbao/directory/directory.ts'
import { roleTitles } from '@shenbao/directory/role.ts'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import type { Entitlements } from '../entitlements.ts'
import { ownProblem, problemReplies, refused } from '../problems.ts'
import type { SetPassword } from '../set-password.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App } from './route-plugin.ts'

const Me = z.strictObject({
  officerId: z.string(),
  account: z.string(),
  name: z.string(),
  organisation: z.strictObject({ id: z.string(), name: z.string(), kind: z.enum(['unit', 'department']) }).nullable(),
  roles: z.array(z.strictObject({ role: z.string(), title: z.string() })),
  /** Beyond single declarations, whose own answer says what may be sent. */
  may: z.array(z.enum(['open-declarations', 'keep-directory', 'see-everything'])),
  demonstration: z.boolean(),
  today: z.iso.date(),
})
export type Me = z.output<typeof Me>

const NewPassword = z.strictObject({ current: z.string().min(1).max(1000), next: z.string().min(1).max(1000) })

type Needs = Readonly<{
  signedIn: SignedIn
  desk: DirectoryDesk
  clock: Clock
  demonstration: boolean
  setPassword: SetPassword
  entitlements: Entitlements
}>

export const meRoutes = (app: App, { signedIn, desk, clock, demonstration, setPassword, entitlements }: Needs): void => {
  app.get(
    '/api/me',
    {
      onRequest: signedIn.required,
      schema: { summary: '我是谁，任什么岗位', tags: ['登录'], response: { 200: Me, ...problemReplies } },
    },
    async request => {
      const officer = signedIn.officerOf(request)
      const { officerId, account, name, organisationId, roles } = officer
      const organisation = organisationOf(await desk.current(), organisationId)
      return {
        officerId,
        account,
        name,
        organisation: organisation && { id: organisationId, name: organisation.name, kind: organisation.kind },
        roles: roles.map(role => ({ role, title: roleTitles[role] })),
        may: await entitlements(officer),
        demonstration,
        today: clock.today(),
      }
    },
  )

  app.put(
    '/api/me/password',
    {
      onRequest: signedIn.required,
      schema: { summary: '修改自己的口令', tags: ['登录'], body: NewPassword, response: { 204: z.null(), ...problemReplies } },
    },
    async (request, reply) => {
      const outcome = await setPassword.byOneself(signedIn.officerOf(request), { ...request.body, address: request.ip })
      if (outcome.outcome === 'weak') throw refused({ code: 'password-weak', detail: outcome.sentence })
      if (outcome.outcome === 'refused') throw ownProblem('sign-in-refused', { detail: '现在的口令不对。请核对后再试。' })
      if (outcome.outcome === 'throttled')
        throw ownProblem('too-many-tries', { headers: { 'retry-after': String(outcome.retryAfterSeconds) } })
      signedIn.takeCookie(request, reply)
      return reply.code(204).send(null)
    },
  )
}
