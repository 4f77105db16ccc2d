import { accept, type Decision, type Rejection, reject } from '@shenbao/kernel/decider.ts'
import type { AppointOfficer, BeginDirectory, DirectoryCommand, DismissOfficer, FoundOrganisation } from './commands.ts'
import { type Directory, evolveDirectory, officerOf, officerOfAccount, organisationOf, servingOfficer } from './directory.ts'
import { type DirectoryEvent, OfficerAppointed, OfficerDismissed, OrganisationFounded } from './events.ts'
import { aDirectoryBeginsOnlyOnce } from './rules/a-directory-begins-only-once.ts'
import { aUnitStandsUnderADepartment } from './rules/a-unit-stands-under-a-department.ts'
import { anAdministratorAlwaysRemains } from './rules/an-administrator-always-remains.ts'
import { bureauRolesBelongToADepartment } from './rules/bureau-roles-belong-to-a-department.ts'
import { onlyAnAdministratorKeepsTheDirectory } from './rules/only-an-administrator-keeps-the-directory.ts'

/** An account is what is typed to sign in: small letters, digits, dot and dash, so that no two look alike. */
const ACCOUNT = /^[a-z][a-z0-9.-]{1,31}$/
const NAME_MAX = 100

/**
 * Decides a command by `actor`, the id of a serving officer; only `begin-directory` comes from nobody (`null`). Refused codes:
 * `not-administrator` `already-begun` `administrator-missing` `department-missing` `organisation-unknown` `organisation-exists`
 * `account-malformed` `account-taken` `name-missing` `role-missing` `role-misplaced` `officer-unknown` `officer-exists`
 * `reason-missing` `last-administrator`.
 */
export const decideDirectory = (
  command: DirectoryCommand,
  directory: Directory,
  actor: string | null,
): Decision<DirectoryEvent> => {
  if (command.type === 'begin-directory') return begin(command, directory)
  const by = actor === null ? null : servingOfficer(directory, actor)
  const refused = by ? onlyAnAdministratorKeepsTheDirectory(by) : nobody
  if (refused) return reject(refused)
  switch (command.type) {
    case 'found-organisation':
      return found(command, directory)
    case 'appoint-officer':
      return appoint(command, directory)
    case 'dismiss-officer':
      return dismiss(command, directory)
  }
}

const nobody: Rejection = { code: 'not-administrator', detail: '只有系统管理员可以维护单位和人员。请先登录系统管理员账号。' }

const begin = (command: BeginDirectory, directory: Directory): Decision<DirectoryEvent> => {
  const refused = aDirectoryBeginsOnlyOnce(directory)
  if (refused) return reject(refused)
  if (!command.officers.some(({ roles }) => roles.includes('admin')))
    return reject({ code: 'administrator-missing', detail: '初始化须任用至少一位系统管理员。请补上后再试。' })
  const events: DirectoryEvent[] = []
  let ahead = directory
  const steps = [
    ...command.organisations.map(organisation => (state: Directory) => found(organisation, state)),
    ...command.officers.map(officer => (state: Directory) => appoint(officer, state)),
  ]
  for (const step of steps) {
    const decision = step(ahead)
    if (!decision.accepted) return decision
    events.push(...decision.events)
    ahead = decision.events.reduce(evolveDirectory, ahead)
  }
  return accept(...events)
}

const found = (command: Omit<FoundOrganisation, 'type'>, directory: Directory): Decision<DirectoryEvent> => {
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

const appoint = (command: Omit<AppointOfficer, 'type'>, directory: Directory): Decision<DirectoryEvent> => {
  const { officerId, account, organisationId } = command
  const name = command.name.trim()
  const roles = [...new Set(command.roles)]
  if (!ACCOUNT.test(account))
    return reject({
      code: 'account-malformed',
      detail: '账号请用小写字母开头，由 2 至 32 个小写字母、数字、点或短横线组成。',
    })
  if (officerOfAccount(directory, account))
    return reject({ code: 'account-taken', detail: `账号“${account}”已有人使用。请换一个账号。` })
  if (officerOf(directory, officerId)) return reject({ code: 'officer-exists', detail: '这位人员已经任用过。请重新提交一次。' })
  const organisation = organisationOf(directory, organisationId)
  if (!organisation) return reject({ code: 'organisation-unknown', detail: '没有这个单位。请先设立单位，或检查所填的编号。' })
  if (roles.length === 0) return reject({ code: 'role-missing', detail: '请至少选择一个岗位。' })
  const refused = unnamed(name, '请填写姓名或岗位名称') ?? bureauRolesBelongToADepartment(organisation, roles)
  return refused ? reject(refused) : accept(OfficerAppointed.of({ officerId, account, name, organisationId, roles }))
}

const dismiss = ({ officerId, reason }: DismissOfficer, directory: Directory): Decision<DirectoryEvent> => {
  if (!servingOfficer(directory, officerId))
    return reject({ code: 'officer-unknown', detail: '没有这位在任人员，可能已经解除。请刷新后再看。' })
  if (reason.trim() === '') return reject({ code: 'reason-missing', detail: '请填写解除的理由。' })
  const refused = anAdministratorAlwaysRemains(directory, officerId)
  return refused ? reject(refused) : accept(OfficerDismissed.of({ officerId, reason: reason.trim() }))
}

const unnamed = (name: string, sentence: string): Rejection | null =>
  name !== '' && name.length <= NAME_MAX ? null : { code: 'name-missing', detail: `${sentence}，不超过 ${NAME_MAX} 个字。` }
