import type { Rejection } from '@shenbao/kernel/decider.ts'

/** Who approves what is laid down by the administrator, never by those who are approved. A choice of this product. */
export const onlyAnAdministratorPublishesRoutes = (roles: readonly string[]): Rejection | null =>
  roles.includes('admin')
    ? null
    : {
        code: 'not-administrator',
        detail: '只有系统管理员可以发布和指定流程。请联系系统管理员办理。',
        basis: { kind: 'product', text: '流程由系统管理员统一发布' },
      }
