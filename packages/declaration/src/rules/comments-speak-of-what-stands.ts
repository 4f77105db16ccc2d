import type { Rejection } from '@shenbao/kernel/decider.ts'

/**
 * A comment speaks of a row that is on the form now, of a field, or of the whole; a confirmation of the same.
 * Basis: choice of this product; a remark on a row that is gone would reach nobody.
 */
export const commentsSpeakOfWhatStands = (anchor: string, isThere: boolean): Rejection | null =>
  isThere
    ? null
    : {
        code: 'no-such-anchor',
        detail: '批注所指的这一行（或栏目）不在表上，可能已被删除。请刷新后另选一行，或对整份申报批注。',
        basis: { kind: 'product', text: '批注只能指向表上现有的行、栏目或整份申报' },
        places: [{ indicator: anchor, message: '表上没有这一行。' }],
      }
