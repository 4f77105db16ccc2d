import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Adjustment } from '../state.ts'

/** A project has one open adjustment at most; the next one is asked for after it is settled. */
export const oneAdjustmentAtATime = (open: Adjustment | null): Rejection | null =>
  open
    ? {
        code: 'one-adjustment-at-a-time',
        detail: `第 ${open.number} 次绩效目标调整还在审核，请等它办结（或先撤回）后再申请。`,
        basis: { kind: 'practice', text: '同一项目同时只办理一次绩效目标调整' },
      }
    : null
