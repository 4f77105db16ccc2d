import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Around } from '../around.ts'
import type { Work } from '../work.ts'

/**
 * 催办 once a working day for each stage, and never on a rest day.
 * Basis: choice of this product; more than that is noise, and on a rest day nobody is there.
 */
export const urgingIsLimited = (work: Work, stage: string, { days, today }: Pick<Around, 'days' | 'today'>): Rejection | null => {
  const basis = { kind: 'product', text: '每个环节每个工作日催办一次，休息日不催办' } as const
  if (!days.isWorkingDay(today)) return { code: 'rest-day', detail: '今天是休息日，对方不办公。请到工作日再催办。', basis }
  return work.talk.urged[stage]?.includes(today)
    ? { code: 'urged-today', detail: '这个环节今天已经催办过，请下一个工作日再催。', basis }
    : null
}
