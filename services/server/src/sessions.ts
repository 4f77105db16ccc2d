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
  /** The same without prolonging it, and a name for the session that opens nothing: looking on is no use of a session. */
  living: (token: string) => Readonly<{ officerId: string; session: string }> | null
  end: (token: string) => void
  /** Ends every session of the officer, after a changed password or a dismissal. */
  endAllOf: (officerId: string) => void
  /** Calls the listener after a session was ended by somebody; one that grows old ends in silence. */
  onEnded: (listener: () => void) => void
}>

type Session = { readonly officerId: string; readonly begunAt: number; seenAt: number }

const HOUR = 3_600_000
export const idleAfterMs = 2 * HOUR
export const oldAfterMs = 12 * HOUR
/** Far above the officers of one city; beyond it the oldest session gives way. */
const SESSIONS_MAX = 20_000

export const newSessions = (now: () => number): Sessions => {
  const sessions = new Map<string, Session>()
  const listeners: (() => void)[] = []
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
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
    living: token => {
      const session = sessions.get(key(token))
      return session && !isOver(session) ? { officerId: session.officerId, session: key(token) } : null
    },
    end: token => {
      sessions.delete(key(token))
      tell()
    },
    endAllOf: officerId => {
      for (const [digest, session] of sessions) if (session.officerId === officerId) sessions.delete(digest)
      tell()
    },
    onEnded: listener => {
      listeners.push(listener)
    },
  }
}
