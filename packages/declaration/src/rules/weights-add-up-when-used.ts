import { compare, decimal, decimalText, subtract, sum, ZERO } from '@shenbao/kernel/decimal.ts'
import type { FormRule } from './form-rule.ts'

/** Once one row carries a 分值, every row does, each above nothing, and together they make what 预算执行率 leaves of 100. */
export const weightsAddUpWhenUsed: FormRule = {
  id: 'weights-add-up-when-used',
  basis: { kind: 'practice', text: '设置分值时，每个三级指标都应有分值，合计为 100 减去预算执行率的分值' },
  check: (form, pack) => {
    if (form.indicators.every(({ weight }) => weight === null)) return []
    const rows = form.indicators.flatMap(({ id, name, weight }, index) =>
      weight !== null && compare(decimal(weight), ZERO) > 0
        ? []
        : [{ indicator: id, field: 'weight', message: `第 ${index + 1} 行「${name}」没有分值，请填写大于 0 的分值。` }],
    )
    const total = sum(form.indicators.flatMap(({ weight }) => (weight === null ? [] : [decimal(weight)])))
    const wanted = subtract(decimal('100'), decimal(pack.execution.weight))
    return rows.length === 0 && compare(total, wanted) !== 0
      ? [
          {
            field: 'weight',
            message: `各指标分值合计 ${decimalText(total)}，应为 ${decimalText(wanted)}（预算执行率另占 ${pack.execution.weight} 分），请调整。`,
          },
        ]
      : rows
  },
}
