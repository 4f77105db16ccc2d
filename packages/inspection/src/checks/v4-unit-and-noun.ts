import { decimal, decimalText } from '@shenbao/kernel/decimal.ts'
import type { Check } from '../finding.ts'
import { isRate, type Row, rowsOf, shown } from '../row.ts'

const counted = /^(?:人|人次|件|份|次|个|套|块|卷|台|辆|户|家|项|篇|条|场|期|名|册|张|只|所|处|座|部)(?:\/.{1,3})?$/

const mismatch = ({ name, target }: Row): string | null => {
  const { value, unit } = target
  if (value === null || unit === null) return null
  if (/[\d*＊×]/.test(unit)) return `计量单位“${unit}”写法有误`
  if (/(?:率|比例|占比|比重)$/.test(name) && !/频率$|汇率$|利率$|速率$|倍率$|功率$|效率$/.test(name) && !isRate(unit))
    return `名称是比率，计量单位却是“${unit}”`
  if (/(?:满意度|知晓度|认可度)$/.test(name) && !isRate(unit) && unit !== '分') return `名称是程度，计量单位却是“${unit}”`
  if (/(?:人数|次数|件数|数量|户数|场次|份数|个数|发生数|完成数)$/.test(name) && isRate(unit))
    return `名称是数目，计量单位却是“${unit}”`
  if (/(?:用户|人|员工|对象)数$/.test(name) && /^(?:万)?次/.test(unit)) return `名称数的是人，计量单位却是“${unit}”`
  if (/(?:费|费用|金额|资金|成本|补助|补贴)$/.test(name) && counted.test(unit)) return `名称是金额，计量单位却是“${unit}”`
  if (/(?:情况|状况|改善|提升|提高|增强|加强)$/.test(name) && !/率|[^程]度|比例|比重/.test(name) && isRate(unit))
    return '是什么的百分比，名称没有说明'
  if (counted.test(unit) && hasFraction(value)) return `“${unit}”应当是整数`
  return null
}

const hasFraction = (value: string): boolean => /\.\d*[1-9]/.test(decimalText(decimal(value)))

/** V4: the unit says the same as the name. */
export const unitAndNoun: Check = {
  rule: 'V4',
  title: '计量单位与指标名称相配',
  basis: '审核实践：率用百分比，数用个数，单位书写规范',
  look: form =>
    rowsOf(form).flatMap(row => {
      const found = mismatch(row)
      if (found === null) return []
      return [
        {
          indicator: row.row.id,
          field: 'target',
          severity: 'warning' as const,
          message: `“${row.row.name}”的指标值“${shown(row.target)}”：${found}。`,
          repair: '请改正计量单位，或改写指标名称，使两者说的是同一件事。',
        },
      ]
    }),
}
