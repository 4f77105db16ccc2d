import type { Day } from '@shenbao/kernel/dates.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'

/** A day to put something right by still lies ahead when it is named. */
export const rectificationIsDueInTimeToCome = (dueOn: Day, today: Day): Rejection | null =>
  dueOn >= today
    ? null
    : {
        code: 'rectification-due-day-is-past',
        detail: `整改期限 ${dueOn} 已经过去，请改为 ${today} 或以后的日期。`,
        basis: { kind: 'product', text: '整改通知应给出还能办到的期限' },
        places: [{ field: 'dueOn', message: `整改期限不能早于 ${today}。` }],
      }
