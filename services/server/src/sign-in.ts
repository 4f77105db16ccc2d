import { officerOfAccount } from '@shenbao/directory/directory.ts'
import type { Credentials } from './credentials.ts'
import type { DirectoryDesk } from './directory-desk.ts'
import { encodePassword, isPassword } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import type { SignInThrottle } from './sign-in-throttle.ts'

export type SignIn = (
  attempt: Readonly<{ account: string; password: string; address: string }>,
) => Promise<
  | Readonly<{ outcome: 'signed-in'; token: string }>
  | Readonly<{ outcome: 'refused' }>
  | Readonly<{ outcome: 'throttled'; retryAfterSeconds: number }>
>

type Needs = Readonly<{ desk: DirectoryDesk; credentials: Credentials; sessions: Sessions; throttle: SignInThrottle }>

/** Each comparison takes 19 MiB and some 30 ms of one core. More people than this never wait at one door; a flood does. */
export const UNDERWAY_MAX = 64

/** Whether the account exists is not told: neither by the answer nor by the time it takes. */
export const newSignIn = ({ desk, credentials, sessions, throttle }: Needs): SignIn => {
  const decoy = encodePassword('nobody has this password')
  const inTurn = turns()

  const attempt: SignIn = async ({ account, password, address }) => {
    const retryAfterSeconds = throttle.wait(account, address)
    if (retryAfterSeconds > 0) return { outcome: 'throttled', retryAfterSeconds }
    const officer = officerOfAccount(await desk.current(), account)
    const encoded = officer && credentials.of(officer.officerId)
    const matches = await isPassword(password, encoded ?? (await decoy))
    if (!officer || !encoded || !matches) {
      throttle.failed(account, address)
      return { outcome: 'refused' }
    }
    throttle.succeeded(account, address)
    return { outcome: 'signed-in', token: sessions.begin(officer.officerId) }
  }

  // One try at a time for an account: parallel guesses are counted one by one, and right passwords among them all get in.
  return async asked =>
    inTurn.waiting() >= UNDERWAY_MAX
      ? { outcome: 'throttled', retryAfterSeconds: 1 }
      : inTurn.take(asked.account, () => attempt(asked))
}

/** Lets one after the other in, for each key by itself. */
const turns = () => {
  const last = new Map<string, Promise<unknown>>()
  let waiting = 0
  return {
    waiting: (): number => waiting,
    take: async <Answer>(key: string, act: () => Promise<Answer>): Promise<Answer> => {
      waiting += 1
      const before = last.get(key) ?? Promise.resolve()
      const mine = before.then(act, act)
      last.set(key, mine)
      try {
        return await mine
      } finally {
        waiting -= 1
        if (last.get(key) === mine) last.delete(key)
      }
    },
  }
}
