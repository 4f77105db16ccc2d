import type { Day } from '@shenbao/kernel/dates.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'

/**
 * Targets are not moved after the day the policy pack names, nor after the year: a self-evaluation must not move its own
 * target.
 */
export const noAdjustmentAfterTheCutoff = (today: Day, year: number, cutoff: string | null): Rejection | null => {
  const last = `${year}-${cutoff ?? '12-31'}`
  return today <= last
    ? null
    : {
        code: 'no-adjustment-after-the-cutoff',
        detail: `绩效目标调整截至 ${last}，现在只能在自评中说明偏差原因。`,
        basis: { kind: 'practice', text: '绩效目标确定后一般不予调整，年度结束后不再调整' },
      }
}
