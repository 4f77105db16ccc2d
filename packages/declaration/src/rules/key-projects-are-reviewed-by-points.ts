import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { ReviewVariant } from '../review-sheet-of.ts'

/** 重点项目 are reviewed in points, item by item; which projects are 重点 the route says that they begin on. */
export const keyProjectsAreReviewedByPoints = (variant: ReviewVariant, hasPoints: boolean): Rejection | null =>
  variant !== 'key' || hasPoints
    ? null
    : {
        code: 'key-projects-are-reviewed-by-points',
        detail: '这是重点项目，请在审核表上逐项打分，审核结果由得分确定。',
        basis: {
          kind: 'practice',
          text: '绩效目标审核表（财预〔2015〕88号附件）：重点项目定性与定量审核相结合，一般性项目作定性审核',
        },
      }
