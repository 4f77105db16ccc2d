import { isUnused } from '@shenbao/audit/begin-log.ts'
import type { BeginDirectory } from '@shenbao/directory/commands.ts'
import { demonstrationDirectory, demonstrationPassword } from '@shenbao/directory/demonstration.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { z } from 'zod'
import type { Credentials } from './credentials.ts'
import type { DirectoryDesk } from './directory-desk.ts'
import { encodePassword, weaknessOf } from './passwords.ts'

const Name = z.string().trim().min(1).max(100)

/** What `shenbao init` has to know. Without a unit, only the department begins; units are founded later by the administrator. */
export const FirstAnswers = z.strictObject({
  department: Name,
  unit: Name.nullable(),
  account: Name,
  name: Name,
  password: z.string().max(1000),
})
export type FirstAnswers = Readonly<z.output<typeof FirstAnswers>>

type Needs = Readonly<{ store: EventStore; desk: DirectoryDesk; credentials: Credentials; newId: () => string }>
type Begun = Readonly<{ accepted: true }> | Readonly<{ accepted: false; because: Rejection }>

/**
 * A real organisation and its first administrator, in a log that holds nothing but its beginning, if that (the desk begins it). Refused: `log-not-empty`, `password-weak`, and
 * what the directory refuses.
 */
export const beginOrganisation = async (needs: Needs, answers: FirstAnswers): Promise<Begun> => {
  if (!(await isUnused(needs.store)))
    return {
      accepted: false,
      because: { code: 'log-not-empty', detail: '这个日志里已经有记录，不能再次初始化。请换一个空的数据目录，或直接启动使用。' },
    }
  const weakness = weaknessOf(answers.password, answers.account)
  if (weakness !== null) return { accepted: false, because: { code: 'password-weak', detail: weakness } }
  const departmentId = needs.newId()
  const officerId = needs.newId()
  const command: BeginDirectory = {
    type: 'begin-directory',
    organisations: [
      { organisationId: departmentId, name: answers.department, kind: 'department', parentId: null },
      ...(answers.unit === null
        ? []
        : [{ organisationId: needs.newId(), name: answers.unit, kind: 'unit' as const, parentId: departmentId }]),
    ],
    officers: [{ officerId, account: answers.account, name: answers.name, organisationId: departmentId, roles: ['admin'] }],
  }
  needs.credentials.keep(officerId, await encodePassword(answers.password))
  const recorded = await needs.desk.record(command, null)
  return recorded.accepted ? { accepted: true } : recorded
}

/** The demonstration organisation in an empty log; where it is already, lost passwords are set again. `false` for another log. */
export const beginDemonstration = async ({ store, desk, credentials }: Omit<Needs, 'newId'>): Promise<boolean> => {
  if (await isUnused(store)) {
    const recorded = await desk.record(demonstrationDirectory, null)
    if (!recorded.accepted) throw new TypeError(`the demonstration could not begin: ${recorded.because.code}`)
  }
  const { officers } = await desk.current()
  const demonstrators = demonstrationDirectory.officers.filter(({ officerId }) => officers[officerId])
  for (const { officerId } of demonstrators)
    if (credentials.of(officerId) === null) credentials.keep(officerId, await encodePassword(demonstrationPassword))
  return demonstrators.length > 0
}
