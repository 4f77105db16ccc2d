import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Amendment } from '../state.ts'

/** What the reviewer changed directly is passed on only after the unit consented: the target is the unit's promise. */
export const amendmentsNeedConsent = (open: Amendment | null): Rejection | null =>
  open
    ? {
        code: 'amendments-need-consent',
        detail: `第 ${open.number} 次协商修改还没有得到单位同意，请经办人同意后再通过，或退回单位修改。`,
        basis: { kind: 'law', text: '财预〔2015〕88号第二十五条：完善绩效目标应与单位协商' },
      }
    : null
