import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Organisation } from '../directory.ts'
import { type Role, roleTitles } from '../role.ts'

const bureauRoles: readonly Role[] = ['bureau-reviewer', 'bureau-finance', 'bureau-approver', 'expert', 'finance-bureau']

/**
 * Whoever reviews for the department sits in a department; so do the experts it asks and its counterpart at 财政. The roles of a unit may sit in both: a department also declares for
 * its own office (本级). A choice of this product.
 */
export const bureauRolesBelongToADepartment = (organisation: Organisation, roles: readonly Role[]): Rejection | null => {
  const misplaced = roles.filter(role => bureauRoles.includes(role))
  if (organisation.kind === 'department' || misplaced.length === 0) return null
  const titles = misplaced.map(role => roleTitles[role]).join('、')
  return {
    code: 'role-misplaced',
    detail: `${titles}只能在主管部门任职，“${organisation.name}”是实施单位。请改选主管部门或调整岗位。`,
    basis: { kind: 'product', text: '主管部门的审核岗位设在主管部门。' },
  }
}
