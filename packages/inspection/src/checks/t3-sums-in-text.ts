import type { Check } from '../finding.ts'
import { shown } from '../row.ts'
import { sumsOf } from '../sums.ts'

/** T3: parts in the goal that should add up to the figure of a row. */
export const sumsInText: Check = {
  rule: 'T3',
  title: '目标中分项之和与指标值一致',
  basis: '审核实践：文字与指标的数量关系应当勾稽',
  look: form =>
    sumsOf(form).flatMap(({ unit, texts, total, row, agrees }) =>
      agrees
        ? []
        : [
            {
              severity: 'warning' as const,
              indicator: row.row.id,
              field: 'target',
              message: `目标写 ${texts.join(' 和 ')}，合计 ${total} ${unit}；指标“${row.row.name}”写“${shown(row.target)}”。`,
              repair: '请核对分项和合计，把两处改为一致；口径不同的请写明。',
            },
          ],
    ),
}
