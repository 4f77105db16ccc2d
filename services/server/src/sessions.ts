import { hash, randomBytes } from 'node:crypto'

/**
 * Who is signed in at this server. Held in memory only: a restart signs everybody out, a session never outlives its server. Only
 * digests of tokens are kept, so that a dump of the memory opens no session.
 */
export type Sessions = Readonly<{
  /** A new token for the officer. */
  begin: (officerId: string) => string
  /** The officer of a living session, and the session lives on. `null` for an unknown, idle or too old one. */
  officerOf: (token: string) => string | null
  end: (token: string) => void
  /** Ends every session of the officer, after a changed password or a dismissal. */
  endAllOf: (officerId: string) => void
}>

type Session = { readonly officerId: string; readonly begunAt: number; seenAt: number }

const HOUR = 3_600_000
export const idleAfterMs = 2 * HOUR
export const oldAfterMs = 12 * HOUR
/** Far above the officers of one city; beyond it the oldest session gives way. */
const SESSIONS_MAX = 20_000

export const newSessions = (now: () => number): Sessions => {
  const sessions = new Map<string, Session>()
  const key = (token: string): string => hash('sha256', token)
  const isOver = ({ begunAt, seenAt }: Session): boolean => now() - seenAt > idleAfterMs || now() - begunAt > oldAfterMs

  const begin = (officerId: string): string => {
    for (const [digest, session] of sessions) if (isOver(session) || sessions.size >= SESSIONS_MAX) sessions.delete(digest)
    const token = randomBytes(32).toString('base64url')
    sessions.set(key(token), { officerId, begunAt: now(), seenAt: now() })
    return token
  }

  const officerOf = (token: string): string | null => {
    const session = sessions.get(key(token))
    if (!session) return null
    if (isOver(session)) {
      sessions.delete(key(token))
      return null
    }
    session.seenAt = now()
    return session.officerId
  }

  return {
    begin,
    officerOf,
    end: token => {
      sessions.delete(key(token))
    },
    endAllOf: officerId => {
      for (const [digest, session] of sessions) if (session.officerId === officerId) sessions.delete(digest)
    },
  }
}
