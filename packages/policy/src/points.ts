import { compare, type Decimal, decimal, decimalText, divide, multiply, round, ZERO } from '@shenbao/kernel/decimal.ts'
import type { PolicyPack } from './pack.ts'

/**
 * Rounding of points. Every score is rounded once, from the exact fraction, and never exceeds the weight: where a weight has more
 * places than a score may show, the score stops at the last place below it.
 */

type Rounding = PolicyPack['rounding']

/** `weight × numerator ÷ denominator`, rounded once; between zero and the weight. The denominator is not zero. */
export const share = (weight: Decimal, numerator: Decimal, denominator: Decimal, { places }: Rounding): Decimal => {
  const points = divide(multiply(weight, numerator), denominator, places)
  if (compare(points, ZERO) < 0) return round(ZERO, places)
  return compare(points, weight) > 0 ? full(weight, { places }) : points
}

/** All points of the indicator. */
export const full = (weight: Decimal, { places }: Pick<Rounding, 'places'>): Decimal =>
  weight.scale <= places ? round(weight, places) : { units: weight.units / 10n ** BigInt(weight.scale - places), scale: places }

export const none = ({ places }: Rounding): Decimal => round(ZERO, places)

/** `weight × fraction`, rounded: where a band begins. */
export const bandStart = (weight: Decimal, fraction: string, { places }: Rounding): Decimal =>
  round(multiply(weight, decimal(fraction)), places)

/** A figure as people write it, without places that say nothing: `8.50` is `8.5`, `10.00` is `10`. */
export const plain = (value: Decimal): string =>
  decimalText(value).replace(/\.(\d*?)0+$/, (_, kept: string) => (kept ? `.${kept}` : ''))
