import type { Check } from '../finding.ts'
import { rowsOf } from '../row.ts'

/** C1: a row without a name, a value or a unit cannot be scored. What a table conversion lost is asked for, never filled in. */
export const nameValueUnit: Check = {
  rule: 'C1',
  title: '指标名称、指标值、计量单位齐全',
  basis: '财预〔2015〕88号：绩效指标应当细化、量化，可衡量',
  look: form =>
    rowsOf(form).flatMap(({ row, target }) => {
      const at = { indicator: row.id, field: 'target', severity: 'error' as const }
      if (row.name.trim() === '')
        return [{ ...at, field: 'name', message: '这一行没有三级指标名称。', repair: '请填写指标名称，或删除这一行。' }]
      if (target.op === null && target.value === null)
        return [{ ...at, message: `“${row.name}”没有指标值。`, repair: '请对照原件补填指标值和计量单位。' }]
      if (target.value !== null && target.unit === null)
        return [
          {
            ...at,
            message: `“${row.name}”的指标值“${row.target}”没有计量单位。`,
            repair: '请在数值后写明计量单位，例如 ≥95(%)。',
          },
        ]
      return []
    }),
}
