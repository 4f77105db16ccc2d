import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Officer } from '../directory.ts'

/** Founding organisations, appointing and dismissing officers is the administrator's work. A choice of this product. */
export const onlyAnAdministratorKeepsTheDirectory = (by: Officer): Rejection | null =>
  by.serving && by.roles.includes('admin')
    ? null
    : {
        code: 'not-administrator',
        detail: '只有系统管理员可以设立单位、任用或解除人员。请联系系统管理员办理。',
        basis: { kind: 'product', text: '人员与单位由系统管理员统一维护。' },
      }
