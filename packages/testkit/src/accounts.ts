import type { Principal } from '@shenbao/declaration/principal.ts'
import { type Role, roles } from '@shenbao/directory/role.ts'

/** The unit and the department of every declaration in tests, and a neighbour that has no business with it. */
export const UNIT = 'unit-center'
export const DEPARTMENT = 'department-bureau'
export const OTHER_UNIT = 'unit-elsewhere'

/** One officer for each role, named after it. */
export type Account = Role
export const accounts: readonly Account[] = roles

const inDepartment: ReadonlySet<Account> = new Set([
  'bureau-reviewer',
  'bureau-finance',
  'bureau-approver',
  'expert',
  'finance-bureau',
  'auditor',
  'admin',
])

export const officerIdOf = (account: Account): string => `officer-${account}`

/** The officer of an account on its own chair. */
export const principalOf = (account: Account): Principal => ({
  officerId: officerIdOf(account),
  onBehalfOf: null,
  chairs: [{ role: account, organisation: inDepartment.has(account) ? DEPARTMENT : UNIT }],
})

/** `actor` sitting on the chair of `account` in their name. */
export const deputyOf = (account: Account, actor: Account): Principal => ({
  ...principalOf(account),
  officerId: officerIdOf(actor),
  onBehalfOf: officerIdOf(account),
})

/** One officer on several chairs: who two rules of separation are about. */
export const officerOnChairs = (officerId: string, ...held: readonly Account[]): Principal => ({
  officerId,
  onBehalfOf: null,
  chairs: held.flatMap(account => principalOf(account).chairs),
})
