import type { Rejection } from '@shenbao/kernel/decider.ts'

/** Taken off once, an attachment is history; it is not taken off again. */
export const onlyWhatCountsIsTakenOff: Rejection = {
  code: 'no-such-attachment',
  detail: '没有这份佐证材料，或已经撤下。请刷新后从材料列表中重新选择。',
  basis: { kind: 'product', text: '撤下的材料留在记录里，不能再次撤下' },
}
