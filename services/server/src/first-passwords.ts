import { randomBytes } from 'node:crypto'
import { type Directory, type Officer, servingOfficers } from '@shenbao/directory/directory.ts'
import type { Credentials } from './credentials.ts'
import { encodePassword, weaknessOf } from './passwords.ts'

/** A password nobody chose, to be handed to its officer, who then chooses one. */
export type FirstPassword = Readonly<{ officer: Officer; password: string }>

/** Who is in office and cannot sign in: taken in with a roster, or appointed where the accounts were lost. */
export const officersWithoutPassword = (directory: Directory, credentials: Pick<Credentials, 'of'>): readonly Officer[] =>
  servingOfficers(directory).filter(({ officerId }) => credentials.of(officerId) === null)

export const drawPasswords = (officers: readonly Officer[]): readonly FirstPassword[] =>
  officers.map(officer => ({ officer, password: drawn(officer.account) }))

/** Keeps them. Whoever shows them does so first: a password that is kept and shown nowhere locks its officer out. */
export const keepPasswords = async (credentials: Pick<Credentials, 'keep'>, drawn: readonly FirstPassword[]): Promise<void> => {
  for (const { officer, password } of drawn) credentials.keep(officer.officerId, await encodePassword(password))
}

/** Without the letters and figures that look alike on paper. 32 of them, so that five random bits choose one evenly. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_LENGTH = 4

/** 80 random bits in four groups, as `k3fw-9m2x-…`. */
const drawn = (account: string): string => {
  for (;;) {
    const letters = [...randomBytes(GROUPS * GROUP_LENGTH)].map(byte => LETTERS.charAt(byte % LETTERS.length))
    const groups = Array.from({ length: GROUPS }, (_, group) =>
      letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
    )
    const password = groups.join('-')
    // By chance it may hold the account, or too few letters.
    if (weaknessOf(password, account) === null) return password
  }
}
