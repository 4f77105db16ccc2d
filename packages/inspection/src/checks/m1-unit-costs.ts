import { add, compare, decimal, decimalText, multiply } from '@shenbao/kernel/decimal.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import { claimsOf } from '../claims.ts'
import type { Check, Spotted } from '../finding.ts'
import { type Row, rowsOf } from '../row.ts'

/** 元/人, 元/套 …: what one piece costs. Rates over time (元/月) are no piece. */
const PER_PIECE = /^元\/(?:每)?(人次|人|套|件|份|个|台|辆|户|块|次|卷|平方米)$/

/**
 * M1: unit costs times a quantity against the money asked for. Speaks up where they come to more than the request, and where they
 * prove the request exactly with a quantity that no row carries.
 */
export const unitCosts: Check = {
  rule: 'M1',
  title: '单位成本 × 数量与申请额相符',
  basis: '审核实践：成本指标应当能够支撑预算申请额',
  look: form => {
    const request = form.funds.annualRequest
    const costs = rowsOf(form).filter(
      ({ level1, target }) => level1 === '成本指标' && PER_PIECE.test(target.unit ?? '') && target.value !== null,
    )
    if (request === null || costs.length === 0) return []
    const each = costs.map(({ target }) => decimal(target.value ?? '0')).reduce(add)
    const budget = decimal(yuanOfFen(request))
    const names = costs.map(({ row }) => `“${row.name}”`).join('、')
    return quantities(form.annualGoal, rowsOf(form)).flatMap(({ value, text, row }): readonly Spotted[] => {
      const product = multiply(each, decimal(value))
      const order = compare(product, budget)
      const sum = `${names}合计每份 ${decimalText(each)} 元 × ${text} = ${decimalText(product)} 元`
      if (order === 0 && row === null)
        return [
          {
            severity: 'info' as const,
            field: 'indicators',
            message: `${sum}，正好等于申请额；但数量“${text}”没有指标承接。`,
            repair: '请增加一行数量指标写明这个数量。',
          },
        ]
      if (order > 0 && row !== null)
        return [
          {
            severity: 'warning' as const,
            field: 'funds.annualRequest',
            message: `${sum}，超过申请额 ${decimalText(budget)} 元。`,
            repair: '请核对单位成本、数量和申请额。',
          },
        ]
      return []
    })
  },
}

/** Whole pieces promised in the goal or asked for by a row of 数量指标; a row is named where one carries it. */
const quantities = (
  goal: string,
  rows: readonly Row[],
): readonly Readonly<{ value: string; text: string; row: Row | null }>[] => {
  const counted = rows.filter(
    ({ level2, target }) =>
      level2 === '数量指标' && target.value !== null && /^(?:人|套|件|份|个|台|辆|户|块|卷)$/.test(target.unit ?? ''),
  )
  const carried = counted.length === 1 ? counted.map(row => ({ value: row.target.value ?? '0', text: row.row.target, row })) : []
  const promised = claimsOf(goal)
    .filter(({ unit }) => /^(?:人|套|件|份|个|台|辆|户|块|卷)$/.test(unit))
    .filter(
      ({ value }) => !counted.some(({ target }) => target.value !== null && compare(decimal(target.value), decimal(value)) === 0),
    )
    .map(({ value, text }) => ({ value, text, row: null }))
  return [...carried, ...promised]
}
