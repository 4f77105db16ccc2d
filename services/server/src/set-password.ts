import type { Officer } from '@shenbao/directory/directory.ts'
import type { Credentials } from './credentials.ts'
import { encodePassword, isPassword, weaknessOf } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import type { SignInThrottle } from './sign-in-throttle.ts'

type Kept = Readonly<{ outcome: 'kept' }>
type Weak = Readonly<{ outcome: 'weak'; sentence: string }>

/** Changing a password ends every session of its officer. */
export type SetPassword = Readonly<{
  byOneself: (
    officer: Officer,
    change: Readonly<{ current: string; next: string; address: string }>,
  ) => Promise<Kept | Weak | Readonly<{ outcome: 'refused' }> | Readonly<{ outcome: 'throttled'; retryAfterSeconds: number }>>
  /** For an appointment and a forgotten password. Whether the one who sets it may is the caller's to ask first. */
  byAdministrator: (officer: Readonly<{ officerId: string; account: string }>, password: string) => Promise<Kept | Weak>
}>

type Needs = Readonly<{ credentials: Credentials; sessions: Sessions; throttle: SignInThrottle }>

export const newSetPassword = ({ credentials, sessions, throttle }: Needs): SetPassword => {
  const byAdministrator: SetPassword['byAdministrator'] = async ({ officerId, account }, password) => {
    const sentence = weaknessOf(password, account)
    if (sentence !== null) return { outcome: 'weak', sentence }
    credentials.keep(officerId, await encodePassword(password))
    sessions.endAllOf(officerId)
    return { outcome: 'kept' }
  }
  return {
    byAdministrator,
    byOneself: async (officer, { current, next, address }) => {
      const retryAfterSeconds = throttle.wait(officer.account, address)
      if (retryAfterSeconds > 0) return { outcome: 'throttled', retryAfterSeconds }
      const encoded = credentials.of(officer.officerId)
      if (encoded === null || !(await isPassword(current, encoded))) {
        throttle.failed(officer.account, address)
        return { outcome: 'refused' }
      }
      throttle.succeeded(officer.account, address)
      return byAdministrator(officer, next)
    },
  }
}
