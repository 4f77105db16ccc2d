import type { Day } from '@shenbao/kernel/dates.ts'
import { isDay } from '@shenbao/kernel/dates.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { daysFromTo } from '../day-number.ts'

/** Half a year: whoever is away for longer has in truth handed the post over, and that is 调岗 and wants its own decision. */
export const DEPUTY_DAYS_MAX = 180

/**
 * A deputyship has a first and a last day, both counted, does not begin before the day it is settled (nobody acts for another after
 * the event), and does not last longer than `DEPUTY_DAYS_MAX`. A choice of this product.
 */
export const aDeputyshipIsDated = ({ from, until }: Readonly<{ from: Day; until: Day }>, today: Day): Rejection | null => {
  if (!isDay(from) || !isDay(until))
    return { code: 'period-malformed', detail: '请填写代理的起止日期，如 2026-10-08，并检查日期是否存在。' }
  if (until < from) return { code: 'period-malformed', detail: '代理的最后一天早于第一天。请改正起止日期。' }
  if (from < today)
    return {
      code: 'period-past',
      detail: `代理最早从今天（${today}）开始，不能补设已经过去的日期。请改正第一天。`,
      basis: { kind: 'product', text: '代理只对设立以后的办理有效，不追认。' },
    }
  const days = daysFromTo(from, until)
  return days > DEPUTY_DAYS_MAX
    ? {
        code: 'period-too-long',
        detail: `代理一次最长 ${DEPUTY_DAYS_MAX} 天，所填为 ${days} 天。请缩短期限，或办理调岗。`,
        basis: { kind: 'product', text: '离岗超过半年的，应办理调岗而不是代理。' },
      }
    : null
}
