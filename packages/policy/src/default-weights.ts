import { compare, type Decimal, decimal, decimalText, subtract } from '@shenbao/kernel/decimal.ts'
import { largestRemainder } from '@shenbao/kernel/largest-remainder.ts'
import { hasDimension } from './dimension.ts'
import type { PolicyPack } from './pack.ts'

type Leaf = Readonly<{ level1: string | null; level2: string | null }>

const dimensions = ['cost', 'output', 'benefit', 'satisfaction'] as const
type Dimension = (typeof dimensions)[number]

/**
 * 分值 for each 三级指标 where nobody has given any, decimal texts with two places that sum exactly to what 预算执行率 leaves (90.00);
 * an empty list for no indicators.
 *
 * The dimensions set decide the table: with 成本 as a 一级指标 the one with cost, else (成本 under 产出) the one without. What a
 * missing 满意度 leaves goes where the pack says, what another missing dimension leaves is shared by those present in proportion.
 * Within a dimension equal parts in steps of 0.01, the larger ones first. Rows of no known dimension (another scheme, a blank
 * 一级指标) make one more dimension of their own, with as many points as their share of the rows.
 */
export const defaultWeights = (leaves: readonly Leaf[], pack: PolicyPack): readonly string[] => {
  if (leaves.length === 0) return []
  const groups = groupsOf(leaves, pack)
  const whole = hundredths(subtract(decimal('100'), decimal(pack.execution.weight)))
  const points = splitOverGroups(whole, groups, leaves.length, pack)
  const weights = new Map<number, bigint>()
  for (const [order, { rows }] of groups.entries()) {
    const parts = largestRemainder(
      points[order] ?? 0n,
      rows.map(() => 1n),
    )
    for (const [place, row] of rows.entries()) weights.set(row, parts[place] ?? 0n)
  }
  return leaves.map((_, row) => decimalText({ units: weights.get(row) ?? 0n, scale: 2 }))
}

type Group = Readonly<{ dimension: Dimension | null; rows: readonly number[] }>

const groupsOf = (leaves: readonly Leaf[], { dimensions: words }: PolicyPack): readonly Group[] => {
  const dimensionOf = ({ level1 }: Leaf): Dimension | null => dimensions.find(name => hasDimension(level1, words[name])) ?? null
  return [...dimensions, null]
    .map(dimension => ({ dimension, rows: leaves.flatMap((leaf, row) => (dimensionOf(leaf) === dimension ? [row] : [])) }))
    .filter(group => group.rows.length > 0)
}

const splitOverGroups = (whole: bigint, groups: readonly Group[], rowCount: number, pack: PolicyPack): readonly bigint[] => {
  const unknown = groups.find(group => group.dimension === null)
  if (groups.length === 1) return [whole]
  if (!unknown)
    return largestRemainder(
      whole,
      groups.map(group => tablePoints(group.dimension, groups, pack)),
    )
  const [forUnknown = 0n, forKnown = 0n] = largestRemainder(whole, [
    BigInt(unknown.rows.length),
    BigInt(rowCount - unknown.rows.length),
  ])
  const known = groups.filter(group => group.dimension !== null)
  return [
    ...largestRemainder(
      forKnown,
      known.map(group => tablePoints(group.dimension, groups, pack)),
    ),
    forUnknown,
  ]
}

/** What the table gives a dimension, the points of a missing 满意度 already passed on. */
const tablePoints = (dimension: Dimension | null, groups: readonly Group[], { weights }: PolicyPack): bigint => {
  const isSet = (name: Dimension): boolean => groups.some(group => group.dimension === name)
  const table: Readonly<Partial<Record<Dimension, string>>> = isSet('cost') ? weights.withCost : weights.withoutCost
  const own = hundredths(decimal((dimension && table[dimension]) ?? '0'))
  const takesOver = dimension === weights.satisfactionGoesTo && !isSet('satisfaction')
  return takesOver ? own + hundredths(decimal(table.satisfaction ?? '0')) : own
}

const hundredths = (value: Decimal): bigint => {
  const { units, scale } = value.scale > 2 ? { units: value.units / 10n ** BigInt(value.scale - 2), scale: 2 } : value
  return units * 10n ** BigInt(2 - scale)
}

/**
 * The weights of rows of which some are blank: the blank ones share what the given ones leave of the whole, in proportion to
 * their default weights. Nothing left, nothing to share: then they are zero, and the sum is flagged.
 */
export const completedWeights = (
  leaves: readonly (Leaf & Readonly<{ weight: string | null }>)[],
  pack: PolicyPack,
): readonly string[] => {
  const defaults = defaultWeights(leaves, pack)
  const blanks = leaves.flatMap(({ weight }, row) => (weight === null ? [row] : []))
  if (blanks.length === leaves.length) return defaults
  if (blanks.length === 0) return leaves.map(({ weight }) => weight ?? '0.00')
  const given = leaves.flatMap(({ weight }) => (weight === null ? [] : [decimal(weight)]))
  const left = given.reduce((rest, weight) => subtract(rest, weight), subtract(decimal('100'), decimal(pack.execution.weight)))
  const shares =
    compare(left, decimal('0')) > 0
      ? largestRemainder(
          hundredths(left),
          blanks.map(row => hundredths(decimal(defaults[row] ?? '0')) || 1n),
        )
      : []
  const filled = new Map(blanks.map((row, place) => [row, decimalText({ units: shares[place] ?? 0n, scale: 2 })]))
  return leaves.map(({ weight }, row) => weight ?? filled.get(row) ?? '0.00')
}
