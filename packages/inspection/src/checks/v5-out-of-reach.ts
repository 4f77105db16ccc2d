import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import type { Check } from '../finding.ts'
import { rowsOf, shown } from '../row.ts'

/** V5: everybody content, or everybody informed: a target that one person can break. */
export const outOfReach: Check = {
  rule: 'V5',
  title: '满意度、知晓率的指标值切合实际',
  basis: '审核实践：满意度、知晓率一般不设 100%',
  look: form =>
    rowsOf(form).flatMap(({ row, name, target }) => {
      const { value, unit } = target
      if (value === null || unit !== '%' || !/满意|知晓/.test(name) || compare(decimal(value), decimal('100')) < 0) return []
      return [
        {
          indicator: row.id,
          field: 'target',
          severity: 'info' as const,
          message: `“${row.name}”要求“${shown(target)}”，难以做到，也难以证明。`,
          repair: '请参考上年实际，设为有把握又有压力的数值，例如 ≥95(%)。',
        },
      ]
    }),
}
