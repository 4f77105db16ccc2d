// Brings the types of cookies on requests and replies with it.
import type {} from '@fastify/cookie'
import { type Officer, servingOfficer } from '@shenbao/directory/directory.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DirectoryDesk } from './directory-desk.ts'
import { ownProblem } from './problems.ts'
import type { Sessions } from './sessions.ts'

export const sessionCookie = 'shenbao-session'

/** Knows who sends a request. */
export type SignedIn = Readonly<{
  /** First check of every request but signing in: 401 without a living session of a serving officer. */
  required: (request: FastifyRequest) => Promise<void>
  /** The officer of a request that `required` let through. */
  officerOf: (request: FastifyRequest) => Officer
  /** The officer if there is one: for pages, which offer to sign in. */
  officerIfAny: (request: FastifyRequest) => Promise<Officer | null>
  giveCookie: (reply: FastifyReply, token: string) => void
  takeCookie: (request: FastifyRequest, reply: FastifyReply) => void
}>

type Needs = Readonly<{ sessions: Sessions; desk: DirectoryDesk; isSecure: boolean }>

export const newSignedIn = ({ sessions, desk, isSecure }: Needs): SignedIn => {
  const officers = new WeakMap<FastifyRequest, Officer>()
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure } as const

  const officerIfAny = async (request: FastifyRequest): Promise<Officer | null> => {
    const token = request.cookies[sessionCookie]
    const officerId = token === undefined ? null : sessions.officerOf(token)
    return officerId === null ? null : servingOfficer(await desk.current(), officerId)
  }

  return {
    officerIfAny,
    required: async request => {
      const officer = await officerIfAny(request)
      if (!officer) throw ownProblem('not-signed-in')
      officers.set(request, officer)
    },
    officerOf: request => {
      const officer = officers.get(request)
      if (!officer) throw new TypeError(`${request.method} ${request.url} asks who is signed in but does not require it`)
      return officer
    },
    giveCookie: (reply, token) => {
      reply.setCookie(sessionCookie, token, cookie)
    },
    takeCookie: (request, reply) => {
      const token = request.cookies[sessionCookie]
      if (token !== undefined) sessions.end(token)
      reply.clearCookie(sessionCookie, cookie)
    },
  }
}
