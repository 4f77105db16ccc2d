import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import type { Check } from '../finding.ts'
import { isMoney, isRate, rowsOf, shown } from '../row.ts'

/** From here on a count is rarely met to the piece. */
const LARGE_COUNT = '100'

/** V7: exactly so many, where more does no harm, and exactly so much, where less would be better. */
export const exactly: Check = {
  rule: 'V7',
  title: '等号只用于必须恰好的数值',
  basis: '审核实践：多完成无害的用 ≥，成本用 ≤',
  look: form =>
    rowsOf(form).flatMap(({ row, level1, level2, target }) => {
      const { op, value, unit } = target
      if (op !== '=' || value === null || isRate(unit)) return []
      const at = { indicator: row.id, field: 'target', severity: 'info' as const }
      if (level1 === '成本指标' && isMoney(unit))
        return [
          {
            ...at,
            message: `成本指标“${row.name}”要求恰好“${shown(target)}”。`,
            repair: '成本一般写不超过多少：请把 = 改为 ≤。',
          },
        ]
      if (level2 === '数量指标' && !isMoney(unit) && compare(decimal(value), decimal(LARGE_COUNT)) >= 0)
        return [
          {
            ...at,
            message: `“${row.name}”要求恰好“${shown(target)}”，多完成一件也算偏差。`,
            repair: '多完成无害的，请把 = 改为 ≥。',
          },
        ]
      return []
    }),
}
