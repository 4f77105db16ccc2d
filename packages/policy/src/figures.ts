import { type Decimal, decimalText } from '@shenbao/kernel/decimal.ts'
import type { PolicyPack } from './pack.ts'
import { full, none, plain, share } from './points.ts'
import type { Outcome } from './scored-row.ts'

/** A numeric target and what was done, in one unit, with the points at stake. */
export type Figures = Readonly<{ target: Decimal; actual: Decimal; weight: Decimal }>

/** The sentences of the arithmetic, so that every rule speaks alike. */

export const allPoints = (why: string, weight: Decimal, { rounding }: PolicyPack): Outcome => {
  const points = full(weight, rounding)
  return { points, met: true, formula: `${why}，得满分 ${decimalText(points)}`, flags: [] }
}

export const reached = ({ target, actual, weight }: Figures, sign: string, pack: PolicyPack): Outcome =>
  allPoints(`${plain(actual)} ${sign} ${plain(target)}，达到指标值`, weight, pack)

/** Points in proportion: weight × numerator ÷ denominator. */
export const proportional = (weight: Decimal, numerator: Decimal, denominator: Decimal, { rounding }: PolicyPack): Outcome => {
  const points = share(weight, numerator, denominator, rounding)
  return {
    points,
    met: false,
    formula: `${plain(numerator)} ÷ ${plain(denominator)} × ${plain(weight)} = ${decimalText(points)}，四舍五入保留${placesInWords(rounding.places)}`,
    flags: [],
  }
}

export const nothing = (why: string, { rounding }: PolicyPack): Outcome => {
  const points = none(rounding)
  return { points, met: false, formula: `${why}，得 ${decimalText(points)}`, flags: [] }
}

export const placesInWords = (places: number): string => (places === 0 ? '整数' : `${'零一两三四五六'.charAt(places)}位`)
