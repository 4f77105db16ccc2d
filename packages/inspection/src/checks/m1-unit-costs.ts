import type { Form } from '@shenbao/form/form.ts'
import { add, compare, type Decimal, decimal, decimalText, multiply } from '@shenbao/kernel/decimal.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import { claimsOf } from '../claims.ts'
import type { Check, Spotted } from '../finding.ts'
import { type Row, rowsOf } from '../row.ts'

/** 元/人, 万元/套 …: what one piece costs. Rates over time (元/月) are no piece. */
const PER_PIECE = /^(万?)元\/(?:每)?(人次|人|套|件|份|个|台|辆|户|块|次|卷|亩|吨|平方米|公里)$/

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
    const costs = pricedByPiece(form)
    if (request === null || costs.length === 0) return []
    const budget = decimal(yuanOfFen(request))
    const counted = quantities(form.annualGoal, rowsOf(form))
    return [...proved(costs, counted, budget), ...exceeded(costs, counted, budget)]
  },
}

/** What one piece costs in yuan, and what a piece is. */
const pieceOf = ({ target }: Row): Readonly<{ each: Decimal; piece: string }> => {
  const [, tenThousand, piece = ''] = PER_PIECE.exec(target.unit ?? '') ?? []
  return { each: multiply(decimal(target.value ?? '0'), decimal(tenThousand === '万' ? '10000' : '1')), piece }
}

/** All costs of a piece together, times a quantity that only the goal names, come to the request to the fen. */
const proved = (costs: readonly Row[], counted: readonly Quantity[], budget: Decimal): readonly Spotted[] => {
  const names = costs.map(({ row }) => `“${row.name}”`).join('、')
  return matching(costs, counted, budget).flatMap(({ each, text, row }) =>
    row === null
      ? [
          {
            severity: 'info',
            field: 'indicators',
            message: `${names}合计每份 ${decimalText(each)} 元 × ${text} = ${decimalText(budget)} 元，与申请额相符；只是数量“${text}”没有写进指标。`,
            repair: '请增加一行数量指标写明这个数量。',
          },
        ]
      : [],
  )
}

const matching = (costs: readonly Row[], counted: readonly Quantity[], budget: Decimal) => {
  const each = costs.map(cost => pieceOf(cost).each).reduce(add)
  return counted.filter(({ value }) => compare(multiply(each, decimal(value)), budget) === 0).map(one => ({ each, ...one }))
}

/** `each` and `product` are yuan as decimal text, `text` the quantity with its unit: 34 套. */
export type ProvenCost = Readonly<{ each: string; text: string; product: string }>

/** Where all costs of a piece times a quantity come to the request to the fen, whoever names the quantity: what M1 is content with. */
export const provenCosts = (form: Form): readonly ProvenCost[] => {
  const request = form.funds.annualRequest
  const costs = pricedByPiece(form)
  if (request === null || costs.length === 0) return []
  const product = yuanOfFen(request)
  return matching(costs, quantities(form.annualGoal, rowsOf(form)), decimal(product)).map(({ each, value, unit }) => ({
    each: decimalText(each),
    text: `${value} ${unit}`,
    product,
  }))
}

const pricedByPiece = (form: Form): readonly Row[] =>
  rowsOf(form).filter(
    ({ level1, level2, target }) =>
      (level1 === '成本指标' || level2 === '成本指标') && PER_PIECE.test(target.unit ?? '') && target.value !== null,
  )

/** One cost, times the row that counts the same pieces, comes to more than the request. */
const exceeded = (costs: readonly Row[], counted: readonly Quantity[], budget: Decimal): readonly Spotted[] =>
  costs.flatMap(cost => {
    const { each, piece } = pieceOf(cost)
    return counted.flatMap(({ value, text, unit, row }) => {
      const product = multiply(each, decimal(value))
      if (row === null || unit !== piece || compare(product, budget) <= 0) return []
      const sum = `“${cost.row.name}”每${piece} ${decimalText(each)} 元 × ${text} = ${decimalText(product)} 元`
      return [
        {
          severity: 'warning',
          field: 'funds.annualRequest',
          message: `${sum}，超过申请额 ${decimalText(budget)} 元。`,
          repair: '请核对单位成本、数量和申请额。',
        },
      ]
    })
  })

type Quantity = Readonly<{ value: string; text: string; unit: string; row: Row | null }>

/** Whole pieces promised in the goal or asked for by a row of 数量指标; a row is named where it is the only one that counts them. */
const quantities = (goal: string, rows: readonly Row[]): readonly Quantity[] => {
  const counted = rows.filter(
    ({ level2, target }) => level2 === '数量指标' && target.value !== null && PIECES.test(target.unit ?? ''),
  )
  const carried = counted
    .filter(({ target }) => counted.filter(other => other.target.unit === target.unit).length === 1)
    .map(row => ({ value: row.target.value ?? '0', text: row.row.target, unit: row.target.unit ?? '', row }))
  const promised = claimsOf(goal)
    .filter(({ unit }) => PIECES.test(unit))
    .filter(
      ({ value }) => !counted.some(({ target }) => target.value !== null && compare(decimal(target.value), decimal(value)) === 0),
    )
    .map(({ value, text, unit }) => ({ value, text, unit, row: null }))
  return [...carried, ...promised]
}

const PIECES = /^(?:人次|人|套|件|份|个|台|辆|户|块|次|卷|亩|吨|平方米|公里)$/
