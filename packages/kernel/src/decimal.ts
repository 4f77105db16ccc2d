/**
 * Exact decimals: integer units at a scale. `100.00` keeps its scale of two. No float takes part anywhere.
 */
export type Decimal = Readonly<{ units: bigint; scale: number }>

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/

/** Plain decimal text ("-3", "150.00") to an exact decimal; `null` when it is none. No exponent, no separators. */
export const parseDecimal = (text: string): Decimal | null => {
  const match = DECIMAL.exec(text)
  if (!match) return null
  const fraction = match[3] ?? ''
  const units = BigInt((match[2] ?? '') + fraction)
  return { units: match[1] === '-' ? -units : units, scale: fraction.length }
}

/** As `parseDecimal`, for text that a schema has already let through. */
export const decimal = (text: string): Decimal => {
  const parsed = parseDecimal(text)
  if (!parsed) throw new TypeError(`not a decimal: ${text}`)
  return parsed
}

export const decimalText = ({ units, scale }: Decimal): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const sign = units < 0n ? '-' : ''
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

const unitsAt = (value: Decimal, scale: number): bigint => value.units * 10n ** BigInt(scale - value.scale)

const aligned = (a: Decimal, b: Decimal): { a: bigint; b: bigint; scale: number } => {
  const scale = Math.max(a.scale, b.scale)
  return { a: unitsAt(a, scale), b: unitsAt(b, scale), scale }
}

export const add = (a: Decimal, b: Decimal): Decimal => {
  const at = aligned(a, b)
  return { units: at.a + at.b, scale: at.scale }
}

export const subtract = (a: Decimal, b: Decimal): Decimal => {
  const at = aligned(a, b)
  return { units: at.a - at.b, scale: at.scale }
}

export const multiply = (a: Decimal, b: Decimal): Decimal => ({
  units: a.units * b.units,
  scale: a.scale + b.scale,
})

/** Below zero, zero or above zero as `a` is less than, equal to or greater than `b`; scale does not matter. */
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => {
  const at = aligned(a, b)
  return at.a < at.b ? -1 : at.a > at.b ? 1 : 0
}

/** Divides and rounds half up (away from zero at the half) to `scale` places. Dividing by zero is a defect of the caller. */
export const divide = (dividend: Decimal, divisor: Decimal, scale: number): Decimal => {
  if (divisor.units === 0n) throw new RangeError('division by zero')
  const numerator = dividend.units * 10n ** BigInt(divisor.scale + scale)
  const denominator = divisor.units * 10n ** BigInt(dividend.scale)
  return { units: divideHalfUp(numerator, denominator), scale }
}

/** Rounds half up (away from zero at the half) to `scale` places; the result has exactly that scale. */
export const round = (value: Decimal, scale: number): Decimal =>
  value.scale <= scale
    ? { units: unitsAt(value, scale), scale }
    : {
        units: divideHalfUp(value.units, 10n ** BigInt(value.scale - scale)),
        scale,
      }

const divideHalfUp = (numerator: bigint, denominator: bigint): bigint => {
  const negative = numerator < 0n !== denominator < 0n
  const a = numerator < 0n ? -numerator : numerator
  const b = denominator < 0n ? -denominator : denominator
  const quotient = (2n * a + b) / (2n * b)
  return negative ? -quotient : quotient
}

export const ZERO: Decimal = { units: 0n, scale: 0 }

export const sum = (values: Iterable<Decimal>): Decimal => {
  let total = ZERO
  for (const value of values) total = add(total, value)
  return total
}
