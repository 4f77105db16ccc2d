import type { Rejection } from '@shenbao/kernel/decider.ts'
import { type Directory, isEmpty } from '../directory.ts'

/** The first administrator is appointed by nobody, so this door closes behind the first one. */
export const aDirectoryBeginsOnlyOnce = (directory: Directory): Rejection | null =>
  isEmpty(directory)
    ? null
    : {
        code: 'already-begun',
        detail: '这里已经有单位或人员，不能再次初始化。请用系统管理员账号登录后增设单位、任用人员。',
        basis: { kind: 'product', text: '首任系统管理员只能在空日志中任用一次。' },
      }
