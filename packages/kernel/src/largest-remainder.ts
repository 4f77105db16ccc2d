/**
 * Splits `total` units into shares in proportion to `weights`, whole units each, summing exactly to `total`: everyone gets the
 * floor, the units left over go to the largest remainders, earlier ones first among equals.
 */
export const largestRemainder = (total: bigint, weights: readonly bigint[]): readonly bigint[] => {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n)
  if (total < 0n || whole <= 0n || weights.some(weight => weight < 0n)) throw new RangeError('nothing to split by')
  const shares = weights.map(weight => (total * weight) / whole)
  const left = total - shares.reduce((sum, share) => sum + share, 0n)
  const order = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  const lucky = new Set(order.slice(0, Number(left)).map(({ index }) => index))
  return shares.map((share, index) => (lucky.has(index) ? share + 1n : share))
}
