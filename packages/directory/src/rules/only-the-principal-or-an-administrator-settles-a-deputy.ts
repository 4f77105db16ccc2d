import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Officer } from '../directory.ts'

/** One's own work is passed on by oneself; for those who are away already an administrator does it. A choice of this product. */
export const onlyThePrincipalOrAnAdministratorSettlesADeputy = (by: Officer | null, principalId: string): Rejection | null =>
  by?.serving && (by.officerId === principalId || by.roles.includes('admin'))
    ? null
    : {
        code: 'not-principal',
        detail: '代理只能由被代理人本人或系统管理员设立、终止。请联系其中一位办理。',
        basis: { kind: 'product', text: '代理由本人授权；本人不在岗时由系统管理员代为办理。' },
      }
