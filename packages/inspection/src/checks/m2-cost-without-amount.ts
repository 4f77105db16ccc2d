import type { Check } from '../finding.ts'
import { isMoney, rowsOf } from '../row.ts'

/** M2: a branch for costs in which no money stands. */
export const costWithoutAmount: Check = {
  rule: 'M2',
  title: '成本指标中有金额',
  basis: '财预〔2021〕101号：经济成本指标反映实施项目的直接成本',
  look: form => {
    const costs = rowsOf(form).filter(({ level1, level2 }) => level1 === '成本指标' || level2 === '成本指标')
    if (costs.length === 0 || costs.some(({ target }) => isMoney(target.unit) || /\d[\d.,]*\s*(?:万|亿)?元/.test(target.raw)))
      return []
    return [
      {
        severity: 'warning',
        field: 'indicators',
        message: `成本指标共 ${costs.length} 行，没有一行写出金额。`,
        repair: '请至少写明一项经济成本的金额或单位成本，例如 ≤350(元/人)。',
      },
    ]
  },
}
