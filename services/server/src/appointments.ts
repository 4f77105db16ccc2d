import { type Officer, officerOf } from '@shenbao/directory/directory.ts'
import type { Role } from '@shenbao/directory/role.ts'
import { onlyAnAdministratorKeepsTheDirectory } from '@shenbao/directory/rules/only-an-administrator-keeps-the-directory.ts'
import type { Position } from '@shenbao/event-store/port.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { DirectoryDesk } from './directory-desk.ts'
import type { SetPassword } from './set-password.ts'

type Refused = Readonly<{ accepted: false; because: Rejection }>
type Recorded = Readonly<{ accepted: true; position: Position }>

/** Appointing: a fact in the log, and beside it a password. */
export type Appointments = Readonly<{
  appoint: (
    by: Officer,
    person: Readonly<{ account: string; name: string; organisationId: string; roles: readonly Role[]; password: string }>,
  ) => Promise<(Recorded & Readonly<{ officerId: string }>) | Refused>
  resetPassword: (by: Officer, officerId: string, password: string) => Promise<Readonly<{ accepted: true }> | Refused>
}>

type Needs = Readonly<{ desk: DirectoryDesk; setPassword: SetPassword; newId: () => string }>

export const newAppointments = ({ desk, setPassword, newId }: Needs): Appointments => ({
  appoint: async (by, { password, ...person }) => {
    const because = onlyAnAdministratorKeepsTheDirectory(by)
    if (because) return { accepted: false, because }
    const officerId = newId()
    // The password first: a fact without one would be an officer who cannot sign in, a password without a fact is nobody's.
    const set = await setPassword.byAdministrator({ officerId, account: person.account }, password)
    if (set.outcome === 'weak') return weak(set.sentence)
    const recorded = await desk.record({ type: 'appoint-officer', officerId, ...person }, by.officerId)
    return recorded.accepted ? { ...recorded, officerId } : recorded
  },
  resetPassword: async (by, officerId, password) => {
    const because = onlyAnAdministratorKeepsTheDirectory(by)
    if (because) return { accepted: false, because }
    const officer = officerOf(await desk.current(), officerId)
    if (!officer?.serving)
      return { accepted: false, because: { code: 'officer-unknown', detail: '没有这位在任人员。请刷新名单后再试。' } }
    const set = await setPassword.byAdministrator(officer, password)
    return set.outcome === 'weak' ? weak(set.sentence) : { accepted: true }
  },
})

const weak = (detail: string): Refused => ({ accepted: false, because: { code: 'password-weak', detail } })
