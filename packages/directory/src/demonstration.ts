import type { BeginDirectory } from './commands.ts'
import { type Role, roleTitles } from './role.ts'

/** The one password of all demonstration accounts, printed on the screen: demonstration mode cannot leave the own machine. */
export const demonstrationPassword = 'shenbao-demo'

export const demonstrationDepartment = { organisationId: 'demonstration-department', name: '上海市人力资源和社会保障局' } as const
export const demonstrationUnit = { organisationId: 'demonstration-unit', name: '上海市社会保险事业管理中心' } as const

/** Accounts of the demonstration: each is named as its role, and named by its role. */
const seats = [
  ['drafter', demonstrationUnit],
  ['section-chief', demonstrationUnit],
  ['center-finance', demonstrationUnit],
  ['center-leader', demonstrationUnit],
  ['bureau-reviewer', demonstrationDepartment],
  ['bureau-finance', demonstrationDepartment],
  ['bureau-approver', demonstrationDepartment],
  ['auditor', demonstrationDepartment],
  ['admin', demonstrationDepartment],
] as const satisfies readonly (readonly [Role, { organisationId: string }])[]

export const demonstrationAccounts = seats.map(([role]) => ({ account: role, title: roleTitles[role] }))

/** The id is the account, so that histories of the demonstration read by themselves. */
export const demonstrationOfficerId = (account: (typeof seats)[number][0]): string => account

/** What an empty log begins with in demonstration mode. */
export const demonstrationDirectory: BeginDirectory = {
  type: 'begin-directory',
  organisations: [
    { ...demonstrationDepartment, kind: 'department', parentId: null },
    { ...demonstrationUnit, kind: 'unit', parentId: demonstrationDepartment.organisationId },
  ],
  officers: seats.map(([role, { organisationId }]) => ({
    officerId: demonstrationOfficerId(role),
    account: role,
    name: roleTitles[role],
    organisationId,
    roles: [role],
  })),
}
