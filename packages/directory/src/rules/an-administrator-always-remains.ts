import type { Rejection } from '@shenbao/kernel/decider.ts'
import { type Directory, servingOfficers } from '../directory.ts'

/** Without an administrator nobody could ever be appointed again. */
export const anAdministratorAlwaysRemains = (directory: Directory, leavingId: string): Rejection | null =>
  servingOfficers(directory).some(officer => officer.officerId !== leavingId && officer.roles.includes('admin'))
    ? null
    : { code: 'last-administrator', detail: '这是最后一位系统管理员，不能解除，也不能调离这一岗位。请先任用另一位系统管理员。' }
