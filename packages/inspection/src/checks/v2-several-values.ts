import { figuresIn } from '../figures-in-text.ts'
import type { Check } from '../finding.ts'
import { rowsOf } from '../row.ts'

/** V2: several values in one cell can be met in part, and nobody can say what that is worth. */
export const severalValues: Check = {
  rule: 'V2',
  title: '一行只有一个指标值',
  basis: '审核实践：一个三级指标对应一个可衡量的指标值',
  look: form =>
    rowsOf(form).flatMap(({ row, target }) => {
      if (target.op !== 'text' || target.meaning) return []
      const figures = figuresIn(target.raw)
      if (figures.length < 2) return []
      return [
        {
          indicator: row.id,
          field: 'target',
          severity: 'warning' as const,
          message: `“${row.name}”的指标值里有 ${figures.length} 个数值：${figures.join('、')}。`,
          repair: '请拆成几行，每行一个指标值。',
        },
      ]
    }),
}
