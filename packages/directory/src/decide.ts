import type { Day } from '@shenbao/kernel/dates.ts'
import { accept, type Decision, type Rejection, reject } from '@shenbao/kernel/decider.ts'
import { announceCalendarYear } from './announce-calendar-year.ts'
import { appointOfficer, foundOrganisation, organisationUnknown, unnamed } from './appointing.ts'
import type { BeginDirectory, DirectoryCommand, DismissOfficer, ReassignOfficer, RenameOfficer } from './commands.ts'
import { type Directory, evolveDirectory, organisationOf, servingOfficer } from './directory.ts'
import { type DirectoryEvent, OfficerDismissed, OfficerReassigned, OfficerRenamed } from './events.ts'
import { importRoster } from './import-roster.ts'
import type { Role } from './role.ts'
import { aDirectoryBeginsOnlyOnce } from './rules/a-directory-begins-only-once.ts'
import { anAdministratorAlwaysRemains } from './rules/an-administrator-always-remains.ts'
import { bureauRolesBelongToADepartment } from './rules/bureau-roles-belong-to-a-department.ts'
import { deputyshipsEndWithTheOfficer, deputyshipsEndWithThePost } from './rules/deputyships-end-with-the-post.ts'
import { onlyAnAdministratorKeepsTheDirectory } from './rules/only-an-administrator-keeps-the-directory.ts'

/**
 * Decides a command by `actor`, the id of a serving officer; only `begin-directory` comes from nobody (`null`). `today` is the business
 * day: deputyships that were over before it are left alone when somebody leaves. Refused codes:
 * `not-administrator` `already-begun` `administrator-missing` `department-missing` `organisation-unknown` `organisation-exists`
 * `account-malformed` `account-taken` `name-missing` `role-missing` `role-misplaced` `officer-unknown` `officer-exists`
 * `reason-missing` `last-administrator` `nothing-changed` `roster-malformed` `nothing-new` `calendar-contradicts`.
 */
export const decideDirectory = (
  command: DirectoryCommand,
  directory: Directory,
  actor: string | null,
  today: Day,
): Decision<DirectoryEvent> => {
  if (command.type === 'begin-directory') return begin(command, directory)
  const by = actor === null ? null : servingOfficer(directory, actor)
  const refused = by ? onlyAnAdministratorKeepsTheDirectory(by) : nobody
  if (refused) return reject(refused)
  switch (command.type) {
    case 'found-organisation':
      return foundOrganisation(command, directory)
    case 'appoint-officer':
      return appointOfficer(command, directory)
    case 'dismiss-officer':
      return dismiss(command, directory, today)
    case 'reassign-officer':
      return reassign(command, directory, today)
    case 'rename-officer':
      return rename(command, directory)
    case 'import-roster':
      return importRoster(command, directory)
    case 'announce-calendar-year':
      return announceCalendarYear(command, directory)
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
    ...command.organisations.map(organisation => (state: Directory) => foundOrganisation(organisation, state)),
    ...command.officers.map(officer => (state: Directory) => appointOfficer(officer, state)),
  ]
  for (const step of steps) {
    const decision = step(ahead)
    if (!decision.accepted) return decision
    events.push(...decision.events)
    ahead = decision.events.reduce(evolveDirectory, ahead)
  }
  return accept(...events)
}

const dismiss = ({ officerId, ...command }: DismissOfficer, directory: Directory, today: Day): Decision<DirectoryEvent> => {
  const reason = command.reason.trim()
  if (!servingOfficer(directory, officerId)) return reject(officerUnknown)
  if (reason === '') return reject({ code: 'reason-missing', detail: '请填写解除的理由。' })
  const refused = anAdministratorAlwaysRemains(directory, officerId)
  if (refused) return reject(refused)
  const ended = deputyshipsEndWithTheOfficer(directory, officerId, { reason, today })
  return accept(OfficerDismissed.of({ officerId, reason }), ...ended)
}

const reassign = (command: ReassignOfficer, directory: Directory, today: Day): Decision<DirectoryEvent> => {
  const { officerId, organisationId } = command
  const reason = command.reason.trim()
  const roles = [...new Set(command.roles)]
  const officer = servingOfficer(directory, officerId)
  if (!officer) return reject(officerUnknown)
  const organisation = organisationOf(directory, organisationId)
  if (!organisation) return reject(organisationUnknown)
  if (roles.length === 0) return reject({ code: 'role-missing', detail: '请至少选择一个岗位；要免去全部岗位，请办理解除。' })
  if (reason === '') return reject({ code: 'reason-missing', detail: '请填写调岗的理由。' })
  const stays = officer.organisationId === organisationId && sameRoles(officer.roles, roles)
  if (stays) return reject({ code: 'nothing-changed', detail: '单位和岗位与现在相同，没有需要调整的。请改选后再提交。' })
  const refused =
    bureauRolesBelongToADepartment(organisation, roles) ??
    (roles.includes('admin') ? null : anAdministratorAlwaysRemains(directory, officerId))
  if (refused) return reject(refused)
  const ended = deputyshipsEndWithThePost(directory, officer, { organisationId, roles }, { reason, today })
  return accept(OfficerReassigned.of({ officerId, organisationId, roles, reason }), ...ended)
}

const rename = ({ officerId, ...command }: RenameOfficer, directory: Directory): Decision<DirectoryEvent> => {
  const [name, reason] = [command.name.trim(), command.reason.trim()]
  const officer = servingOfficer(directory, officerId)
  if (!officer) return reject(officerUnknown)
  const refused = unnamed(name, '请填写姓名或岗位名称')
  if (refused) return reject(refused)
  if (reason === '') return reject({ code: 'reason-missing', detail: '请填写更名的理由。' })
  if (name === officer.name) return reject({ code: 'nothing-changed', detail: '姓名与现在相同，没有需要更改的。' })
  return accept(OfficerRenamed.of({ officerId, name, reason }))
}

const officerUnknown: Rejection = { code: 'officer-unknown', detail: '没有这位在任人员，可能已经解除。请刷新后再看。' }

const sameRoles = (some: readonly Role[], others: readonly Role[]): boolean =>
  some.length === others.length && some.every(role => others.includes(role))
