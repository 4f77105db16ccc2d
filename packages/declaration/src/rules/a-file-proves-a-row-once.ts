import type { Rejection } from '@shenbao/kernel/decider.ts'
import { liveAttachments } from '../evidence.ts'
import type { Declaration } from '../state.ts'

/** The same bytes under another name are no second proof. On another row they may be one, and are shown there as used elsewhere. */
export const aFileProvesARowOnce = (
  declaration: Pick<Declaration, 'evidence'>,
  indicatorId: string | null,
  digest: string,
): Rejection | null => {
  const before = liveAttachments(declaration).find(one => one.indicatorId === indicatorId && one.digest === digest)
  return before
    ? {
        code: 'already-attached',
        detail: `这里已有内容完全相同的文件“${before.name}”，不必再传。要改名称或日期，请先撤下原来的一份。`,
        basis: { kind: 'product', text: '同一处的同一份材料只登记一次' },
      }
    : null
}
