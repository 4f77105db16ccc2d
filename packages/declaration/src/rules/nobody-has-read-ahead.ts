import type { Rejection } from '@shenbao/kernel/decider.ts'

/**
 * 已阅 reaches up to what is on record: what happens later is not read yet, and must be shown as new.
 * Basis: choice of this product.
 */
export const nobodyHasReadAhead = (upTo: number, revision: number): Rejection | null =>
  upTo <= revision
    ? null
    : {
        code: 'read-ahead',
        detail: `这份申报现在是第 ${revision} 版，还没有第 ${upTo} 版。请刷新后再标记已阅。`,
        basis: { kind: 'product', text: '只能对已经发生的内容标记已阅' },
      }
