import { z } from 'zod'
import type { Metrics } from '../metrics.ts'
import { ownProblem, problemReplies } from '../problems.ts'
import type { SignIn } from '../sign-in.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App } from './route-plugin.ts'

const Body = z.strictObject({ account: z.string().min(1).max(100), password: z.string().min(1).max(1000) })

/** What a sign-in page has to know of this server before anybody is signed in. */
const Entrance = z.strictObject({ demonstration: z.boolean() })
export type Entrance = z.output<typeof Entrance>

type Needs = Readonly<{ signIn: SignIn; signedIn: SignedIn; metrics: Metrics; demonstration: boolean }>

export const sessionRoutes = (app: App, { signIn, signedIn, metrics, demonstration }: Needs): void => {
  app.get(
    '/api/session',
    { schema: { summary: '登录前：是否演示模式', tags: ['登录'], response: { 200: Entrance, ...problemReplies } } },
    async () => ({ demonstration }),
  )

  app.post(
    '/api/session',
    { schema: { summary: '登录', tags: ['登录'], body: Body, response: { 204: z.null(), ...problemReplies } } },
    async (request, reply) => {
      const attempt = await signIn({ ...request.body, address: request.ip })
      metrics.count('shenbao_sign_ins_total', attempt.outcome)
      if (attempt.outcome === 'refused') throw ownProblem('sign-in-refused')
      if (attempt.outcome === 'throttled')
        throw ownProblem('too-many-tries', { headers: { 'retry-after': String(attempt.retryAfterSeconds) } })
      signedIn.giveCookie(reply, attempt.token)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/session',
    { onRequest: signedIn.required, schema: { summary: '退出', tags: ['登录'], response: { 204: z.null(), ...problemReplies } } },
    async (request, reply) => {
      signedIn.takeCookie(request, reply)
      return reply.code(204).send(null)
    },
  )
}
