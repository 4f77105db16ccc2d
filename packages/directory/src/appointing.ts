import { accept, type Decision, type Rejection, reject } from '@shenbao/kernel/decider.ts'
import type { AppointOfficer, FoundOrganisation } from './commands.ts'
import { type Directory, officerOf, officerOfAccount, organisationOf } from './directory.ts'
import { type DirectoryEvent, OfficerAppointed, OrganisationFounded } from './events.ts'
import { aUnitStandsUnderADepartment } from './rules/a-unit-stands-under-a-department.ts'
import { bureauRolesBelongToADepartment } from './rules/bureau-roles-belong-to-a-department.ts'

/** An account is what is typed to sign in: small letters, digits, dot and dash, so that no two look alike. */
const ACCOUNT = /^[a-z][a-z0-9.-]{1,31}$/
const NAME_MAX = 100

export const foundOrganisation = (command: Omit<FoundOrganisation, 'type'>, directory: Directory): Decision<DirectoryEvent> => {
  const { organisationId, kind, parentId } = command
  const name = command.name.trim()
  const refused = unnamed(name, '请填写单位名称') ?? aUnitStandsUnderADepartment(directory, { kind, parentId })
  if (refused) return reject(refused)
  const taken = Object.values(directory.organisations).some(
    organisation => organisation.name === name || organisation.organisationId === organisationId,
  )
  if (taken) return reject({ code: 'organisation-exists', detail: `“${name}”已经设立，不能重复。请直接使用，或换一个名称。` })
  return accept(OrganisationFounded.of({ organisationId, name, kind, parentId }))
}

export const appointOfficer = (command: Omit<AppointOfficer, 'type'>, directory: Directory): Decision<DirectoryEvent> => {
  const [refused] = whatBlocksAppointing(command, directory)
  if (refused) return reject(refused.because)
  const { officerId, account, organisationId } = command
  const roles = [...new Set(command.roles)]
  return accept(OfficerAppointed.of({ officerId, account, name: command.name.trim(), organisationId, roles }))
}

type Blocked = Readonly<{ field: 'account' | 'organisation' | 'roles' | 'name'; because: Rejection }>

/** Everything that is wrong with an appointment, not only the first: whoever fills in a whole roster wants to see it all at once. */
export const whatBlocksAppointing = (command: Omit<AppointOfficer, 'type'>, directory: Directory): readonly Blocked[] => {
  const { officerId, account, roles } = command
  const organisation = organisationOf(directory, command.organisationId)
  const checks: readonly (readonly [Blocked['field'], Rejection | null])[] = [
    ['account', ACCOUNT.test(account) ? null : accountMalformed],
    ['account', officerOfAccount(directory, account) ? accountTaken(account) : null],
    ['account', officerOf(directory, officerId) ? officerExists : null],
    ['organisation', organisation ? null : organisationUnknown],
    ['roles', roles.length > 0 ? null : { code: 'role-missing', detail: '请至少选择一个岗位。' }],
    ['name', unnamed(command.name.trim(), '请填写姓名或岗位名称')],
    ['roles', organisation && bureauRolesBelongToADepartment(organisation, [...new Set(roles)])],
  ]
  return checks.flatMap(([field, because]) => (because ? [{ field, because }] : []))
}

const accountMalformed: Rejection = {
  code: 'account-malformed',
  detail: '账号请用小写字母开头，由 2 至 32 个小写字母、数字、点或短横线组成。',
}
const accountTaken = (account: string): Rejection => ({
  code: 'account-taken',
  detail: `账号“${account}”已有人使用。请换一个账号。`,
})
const officerExists: Rejection = { code: 'officer-exists', detail: '这位人员已经任用过。请重新提交一次。' }
export const organisationUnknown: Rejection = {
  code: 'organisation-unknown',
  detail: '没有这个单位。请先设立单位，或检查所填的编号。',
}

export const unnamed = (name: string, sentence: string): Rejection | null =>
  name !== '' && name.length <= NAME_MAX ? null : { code: 'name-missing', detail: `${sentence}，不超过 ${NAME_MAX} 个字。` }
