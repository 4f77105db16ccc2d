import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import type { Check } from '../finding.ts'
import { rowsOf } from '../row.ts'

/** With fewer rates the saying is no pattern. */
const RATES_MIN = 5

/** V6: where every rate is 100 %, none of them tells a good year from a bad one. */
export const allFull: Check = {
  rule: 'V6',
  title: '比率指标有区分度',
  basis: '审核实践：指标值应当有挑战性，能区分完成好坏',
  look: form => {
    const rates = rowsOf(form).filter(
      ({ target, name }) => target.unit === '%' && target.value !== null && !/满意|知晓/.test(name),
    )
    const upward = rates.filter(({ target }) => compare(decimal(target.value ?? '0'), decimal('50')) > 0)
    const full = upward.filter(({ target }) => compare(decimal(target.value ?? '0'), decimal('100')) === 0)
    if (upward.length < RATES_MIN || full.length < upward.length) return []
    return [
      {
        severity: 'info',
        field: 'indicators',
        message: `${full.length} 个比率指标的指标值全部是 100%，看不出完成得好坏。`,
        repair: '请参考上年实际完成值，对其中能分出高低的设为有区分度的数值。',
      },
    ]
  },
}
