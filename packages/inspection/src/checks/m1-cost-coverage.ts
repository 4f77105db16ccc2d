import type { Form } from '@shenbao/form/form.ts'
import { add, compare, type Decimal, decimal, decimalText, divide, multiply } from '@shenbao/kernel/decimal.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import type { Check, Spotted } from '../finding.ts'
import { type Row, rowsOf, shown } from '../row.ts'

/** Sums and rates over time; what a piece costs says nothing of the whole without a quantity. */
const SUM = /^(万|亿)?元(?:\/(月|年|季度?))?$/

/** Names of what one of many costs, whatever the unit says. */
const EACH = /人均|单价|每|平均|单位成本|标准/

/** Below this part of the request the cost rows leave most of the money unexplained. */
const PART_MIN = '0.5'

/** M1, the other way: the sums that the cost rows name, over the year, against the money asked for. */
export const costCoverage: Check = {
  rule: 'M1',
  title: '成本指标覆盖申请额的主要部分',
  basis: '审核实践：成本指标应当能够支撑预算申请额',
  look: form => {
    const request = form.funds.annualRequest
    const priced = rowsOf(form).filter(
      ({ level1, level2, target }) =>
        (level1 === '成本指标' || level2 === '成本指标') && target.value !== null && /元/.test(target.unit ?? ''),
    )
    const months = monthsOf(form)
    const sums = priced.map(row => ({ row, sum: yearlyOf(row, months) }))
    if (request === null || request <= 0n || sums.length === 0) return []
    const budget = decimal(yuanOfFen(request))
    const known = sums.flatMap(({ row, sum }) => (sum === null ? [] : [{ row, sum }]))
    const larger = known.filter(({ sum }) => compare(sum, budget) > 0).map(({ row, sum }) => exceeding(row, sum, budget))
    const [first, ...rest] = known.map(({ sum }) => sum)
    if (larger.length > 0 || known.length < sums.length || !first) return larger
    const total = rest.reduce(add, first)
    if (compare(total, multiply(budget, decimal(PART_MIN))) >= 0) return []
    const names = known.map(({ row }) => `“${row.row.name}”`).join('、')
    const percent = decimalText(divide(multiply(total, decimal('100')), budget, 1))
    return [covered(`${names}一年合计 ${decimalText(total)} 元，只占申请额的 ${percent}%，其余没有成本指标说明。`)]
  },
}

const exceeding = ({ row, target }: Row, sum: Decimal, budget: Decimal): Spotted => ({
  severity: 'warning',
  indicator: row.id,
  field: 'target',
  message: `“${row.name}”写“${shown(target)}”，全年合计 ${decimalText(sum)} 元，超过申请额 ${decimalText(budget)} 元。`,
  repair: '请核对单位成本和申请额。',
})

/** The months of the project in its first year; a year where the dates do not tell. */
const monthsOf = ({ start, end }: Form): number => {
  if (start === null || end === null || start.slice(0, 4) !== end.slice(0, 4)) return MONTHS
  return Number(end.slice(5, 7)) - Number(start.slice(5, 7)) + 1
}
const MONTHS = 12

const covered = (message: string): Spotted => ({
  severity: 'info',
  field: 'indicators',
  message,
  repair: '请为其余的主要支出增加成本指标，写明金额或单位成本。',
})

/** A year in yuan; `null` for what one of many costs. */
const yearlyOf = ({ target, name }: Row, months: number): Decimal | null => {
  const match = SUM.exec(target.unit ?? '')
  if (!match || EACH.test(name)) return null
  const [, multiple = '', period = ''] = match
  const times = multiple === '万' ? '10000' : multiple === '亿' ? '100000000' : '1'
  const year = period === '月' ? String(months) : period.startsWith('季') ? '4' : '1'
  return multiply(multiply(decimal(target.value ?? '0'), decimal(times)), decimal(year))
}
