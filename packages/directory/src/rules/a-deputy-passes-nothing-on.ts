import type { Rejection } from '@shenbao/kernel/decider.ts'
import { chairsOf, type Officer } from '../directory.ts'
import { type Role, roleTitles } from '../role.ts'

/**
 * 代理不得转代理: what is passed on are the roles that the principal was appointed to, never those in which the principal only stands
 * in for somebody else. So a deputy acts for the principal and for nobody behind the principal. Basis: common practice (受托事项不再转托).
 */
export const chairsPassedOn = (principal: Officer, scope: readonly Role[] | null): ReturnType<typeof chairsOf> =>
  chairsOf(principal).filter(({ role }) => scope === null || scope.includes(role))

/** The scope names at least one role, and only roles the principal holds. */
export const aDeputyPassesNothingOn = (principal: Officer, scope: readonly Role[] | null): Rejection | null => {
  if (scope === null) return null
  if (scope.length === 0) return { code: 'role-missing', detail: '请至少选择一个要代理的岗位，或选择全部岗位。' }
  const strange = scope.filter(role => !principal.roles.includes(role))
  return strange.length === 0
    ? null
    : {
        code: 'role-not-held',
        detail: `${strange.map(role => roleTitles[role]).join('、')}不是“${principal.name}”的岗位，不能交人代理。请只选本人的岗位。`,
        basis: { kind: 'practice', text: '代理不得转代理：只能交出本人的岗位，受托的事项不再转托。' },
      }
}
