import type { Rejection } from '@shenbao/kernel/decider.ts'
import { type Anchor, hasChanged, placeOf, type Shown } from '../cells.ts'

/**
 * 已改 is said only of what really says something else than when the comment was made; a row that was taken out is changed, too.
 * Basis: choice of this product; the answer stands beside the change, and there has to be one.
 * Not checked: whether the change is the one that was asked for; whoever made the comment confirms it.
 */
export const anAnswerOfChangedIsAChange = (before: Shown, now: Shown, anchor: Anchor | null): Rejection | null =>
  hasChanged(before, now, anchor)
    ? null
    : {
        code: 'row-unchanged',
        detail: `${anchor === null ? '申报' : '这一行'}没有改动，请改后再答复，或选择说明。`,
        basis: { kind: 'product', text: '答复“已改”须确有改动，不改的写明理由' },
        ...(anchor === null ? {} : { places: [{ ...placeOf(anchor), message: '批注之后没有改动。' }] }),
      }
