import type { Form } from '@shenbao/form/form.ts'
import { add, compare, type Decimal, decimal, decimalText } from '@shenbao/kernel/decimal.ts'
import { claimsOf } from './claims.ts'
import { type Row, rowsOf } from './row.ts'

/** Parts of one quantity in the goal (by where they start), and the row that should carry their sum. `total` is decimal text. */
export type Sum = Readonly<{
  unit: string
  parts: readonly number[]
  texts: readonly string[]
  total: string
  row: Row
  agrees: boolean
}>

/** Units so particular that two figures in them speak of one thing: 万卷, not 人 or 次. */
const isParticular = (unit: string): boolean => !/^(?:%|‰|人|次|个|项|天|月|个月|人次|小时|个小时|分钟|元|万元|亿元)$/.test(unit)

export const sumsOf = (form: Form): readonly Sum[] => {
  const claims = claimsOf(form.annualGoal)
  const rows = rowsOf(form)
  const units = [...new Set(claims.map(({ unit }) => unit))].filter(isParticular)
  return units.flatMap(unit => {
    const parts = claims.filter(claim => claim.unit === unit)
    const carriers = rows.filter(({ target }) => target.value !== null && target.unit === unit)
    const [row] = carriers
    if (parts.length < 2 || carriers.length !== 1 || !row) return []
    if (parts.some(({ value }) => isSame(decimal(value), row))) return []
    const total = parts.map(({ value }) => decimal(value)).reduce(add)
    const [starts, texts] = [parts.map(({ start }) => start), parts.map(({ text }) => text)]
    return [{ unit, parts: starts, texts, total: decimalText(total), row, agrees: isSame(total, row) }]
  })
}

const isSame = (value: Decimal, { target }: Row): boolean => target.value !== null && compare(value, decimal(target.value)) === 0
