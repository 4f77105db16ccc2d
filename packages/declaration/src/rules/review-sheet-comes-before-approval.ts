import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Review } from '../state.ts'

/** A stage with a review sheet (绩效目标审核表) is passed only after the sheet of this round is filled. */
export const reviewSheetComesBeforeApproval = (review: Review | null): Rejection | null =>
  review
    ? null
    : {
        code: 'review-sheet-comes-before-approval',
        detail: '请先填写绩效目标审核表（优、良、中、差），再同意。',
        basis: { kind: 'law', text: '财预〔2015〕88号：绩效目标经审核并形成审核结果后，方可进入下一步' },
      }
