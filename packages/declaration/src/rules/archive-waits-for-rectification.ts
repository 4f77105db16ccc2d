import type { Rejection } from '@shenbao/kernel/decider.ts'
import { isOpen, type Rectification } from '../rectification.ts'

/** 整改未销号不归档: nobody opens the file again to see whether something was put right. */
export const archiveWaitsForRectification = (all: readonly Rectification[]): Rejection | null => {
  const open = all.filter(isOpen).map(({ number }) => number)
  return open.length === 0
    ? null
    : {
        code: 'rectification-open',
        detail: `第 ${open.join('、')} 号整改还没有销号，请先办完整改，再归档。`,
        basis: { kind: 'product', text: '整改未销号不归档' },
      }
}
