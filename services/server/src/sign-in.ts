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

/** Each comparison takes 19 MiB and some 30 ms of one core: a flood of them must not take the machine. */
export const UNDERWAY_MAX = 32

/** Whether the account exists is not told: neither by the answer nor by the time it takes. */
export const newSignIn = ({ desk, credentials, sessions, throttle }: Needs): SignIn => {
  const decoy = encodePassword('nobody has this password')
  let underway = 0

  const attempt: SignIn = async ({ account, password, address }) => {
    // Counted before the slow comparison, so that a burst of parallel tries is counted whole.
    throttle.failed(account, address)
    const officer = officerOfAccount(await desk.current(), account)
    const encoded = officer && credentials.of(officer.officerId)
    const matches = await isPassword(password, encoded ?? (await decoy))
    if (!officer || !encoded || !matches) return { outcome: 'refused' }
    throttle.succeeded(account, address)
    return { outcome: 'signed-in', token: sessions.begin(officer.officerId) }
  }

  return async asked => {
    const retryAfterSeconds = throttle.wait(asked.account, asked.address)
    if (retryAfterSeconds > 0) return { outcome: 'throttled', retryAfterSeconds }
    if (underway >= UNDERWAY_MAX) return { outcome: 'throttled', retryAfterSeconds: 1 }
    underway += 1
    try {
      return await attempt(asked)
    } finally {
      underway -= 1
    }
  }
}
