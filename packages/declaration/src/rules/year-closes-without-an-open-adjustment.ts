import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Adjustment } from '../state.ts'

/** The year is closed only when it is settled which targets it will be measured by. */
export const yearClosesWithoutAnOpenAdjustment = (open: Adjustment | null): Rejection | null =>
  open
    ? {
        code: 'year-closes-without-an-open-adjustment',
        detail: `第 ${open.number} 次绩效目标调整还没有办结，请先批准、退回或撤回，再办理年度结束。`,
        basis: { kind: 'practice', text: '自评以最终确定的绩效目标为准' },
      }
    : null
