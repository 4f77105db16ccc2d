import { figuresIn } from '../figures-in-text.ts'
import type { Check } from '../finding.ts'
import { rowsOf } from '../row.ts'

/** V1: a figure that is hidden in words is not compared by anybody. Dates and ranges have a meaning of their own. */
export const numberAsText: Check = {
  rule: 'V1',
  title: '数值不写成文字',
  basis: '财预〔2015〕88号：绩效指标以定量为主',
  look: form =>
    rowsOf(form).flatMap(({ row, target }) => {
      if (target.op !== 'text' || target.meaning) return []
      const figures = figuresIn(target.raw)
      if (figures.length !== 1) return []
      return [
        {
          indicator: row.id,
          field: 'target',
          severity: 'warning' as const,
          message: `“${row.name}”的指标值“${row.target}”把数值（${figures[0]}）写在文字里，年底无法直接比较。`,
          repair: '请分开填写比较符、数值和计量单位，例如 ≥90(%)。',
        },
      ]
    }),
}
