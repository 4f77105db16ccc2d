import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Officer } from '../directory.ts'

/**
 * Both serve, and in the same organisation: what a department reviews is not decided by the unit that declared it, not through a
 * deputy either, and an officer from elsewhere would not even see the declarations. A choice of this product.
 */
export const aDeputyServesBesideThePrincipal = (principal: Officer | null, deputy: Officer | null): Rejection | null => {
  if (!principal?.serving) return { code: 'officer-unknown', detail: '没有这位在任的被代理人，可能已经解除。请刷新后再选。' }
  if (!deputy?.serving) return { code: 'officer-unknown', detail: '没有这位在任的代理人，可能已经解除。请另选一位在任人员。' }
  return principal.organisationId === deputy.organisationId
    ? null
    : {
        code: 'deputy-elsewhere',
        detail: `“${deputy.name}”与被代理人不在同一单位。请选择本单位的在任人员。`,
        basis: { kind: 'product', text: '代理在本单位内进行，实施单位的人员不代主管部门办理。' },
      }
}
