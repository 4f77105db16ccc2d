import type { Target } from '@shenbao/form/target.ts'
import { compare, parseDecimal } from '@shenbao/kernel/decimal.ts'
import { figuresIn } from '../figures-in-text.ts'
import type { Check } from '../finding.ts'
import { rowsOf, shown } from '../row.ts'

/** V2: several values in one cell can be met in part, and nobody can say what that is worth. */
export const severalValues: Check = {
  rule: 'V2',
  title: '一行只有一个指标值',
  basis: '审核实践：一个三级指标对应一个可衡量的指标值',
  look: form =>
    rowsOf(form).flatMap(({ row, target }) => {
      const [inName, more] = figuresIn(row.name)
      if (target.value !== null && target.unit !== null && inName !== undefined && more === undefined && isOther(inName, target))
        return [
          {
            indicator: row.id,
            field: 'name',
            severity: 'warning' as const,
            message: `名称里写着 ${inName}，指标值写“${shown(target)}”（“${row.name}”）。`,
            repair: '请在名称中删去数值，只在指标值中写一个。',
          },
        ]
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

/** 达标率100% with a value of 98 %: the same unit, another figure. */
const isOther = (figure: string, { value, unit }: Target): boolean => {
  const [, digits = '', measured] = /^(\d+(?:\.\d+)?)([^\d]+)$/.exec(figure) ?? []
  const [named, asked] = [parseDecimal(digits), parseDecimal(value ?? '')]
  return measured === unit && named !== null && asked !== null && compare(named, asked) !== 0
}
