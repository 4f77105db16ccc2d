import type { Day } from '@shenbao/kernel/dates.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'

/** What has not happened yet cannot be proven. */
export const evidenceProvesThePast = (provesOn: Day, today: Day): Rejection | null =>
  provesOn <= today
    ? null
    : {
        code: 'evidence-in-the-future',
        detail: `材料所证明的日期 ${provesOn} 晚于今天（${today}）。请改为材料形成或事项发生的日期，上传日期由系统另记。`,
        basis: { kind: 'practice', text: '佐证材料证明已经发生的事项' },
        places: [{ field: 'effectiveOn', message: `不能晚于 ${today}。` }],
      }
