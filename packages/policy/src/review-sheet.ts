import type { Place } from '@shenbao/kernel/decider.ts'
import {
  add,
  compare,
  type Decimal,
  decimal,
  decimalText,
  divide,
  multiply,
  parseDecimal,
  round,
  subtract,
  sum,
  ZERO,
} from '@shenbao/kernel/decimal.ts'
import { gradeOf } from './grade.ts'
import { type Grade, type GradeBands, itemsOf, type PolicyPack } from './pack.ts'

/**
 * 绩效目标审核表 (财预〔2015〕88号附件). For 重点项目 every item gets points and the grade follows from their sum; for other projects
 * the reviewer gives the grade directly, and nothing here is asked.
 */

/** `points` is decimal text. */
export type ReviewedItem = Readonly<{ item: string; points: string; comment: string }>

/** Two places: finer points mean nothing to a reader. */
const PLACES = 2

export type ReviewResult =
  | Readonly<{
      ok: true
      /** decimal text with two places */
      total: string
      grade: Grade
      /** each item of the sheet in its order, with the grade that its points amount to */
      items: readonly Readonly<{ item: string; points: string; outOf: string; grade: Grade }>[]
    }>
  /** Everything that is wrong with the sheet; `field` is the item's name. */
  | Readonly<{ ok: false; problems: readonly Place[] }>

/** What of a pack the sheet needs. */
export type Reviewing = Readonly<{ review: Pick<PolicyPack['review'], 'sections' | 'gradeBands'> }>

/** The grade of a sheet on which every item of the pack stands once, with points from zero to its own. */
export const gradeOfReview = (reviewed: readonly ReviewedItem[], { review }: Reviewing): ReviewResult => {
  const sheet = itemsOf(review.sections)
  const problems = [
    ...reviewed.filter(({ item }) => !sheet.some(({ name }) => name === item)).map(({ item }) => unknownItem(item, sheet)),
    ...sheet.flatMap(({ name, points }) =>
      problemsOf(
        name,
        points,
        reviewed.filter(({ item }) => item === name),
      ),
    ),
  ]
  if (problems.length > 0) return { ok: false, problems }
  const items = sheet.map(({ name, points: outOf }) => {
    const points = round(decimal(reviewed.find(({ item }) => item === name)?.points ?? '0'), PLACES)
    return {
      item: name,
      points: decimalText(points),
      outOf,
      grade: gradeOf(percentOf(points, decimal(outOf)), review.gradeBands),
    }
  })
  const total = sum(items.map(({ points }) => decimal(points)))
  return { ok: true, total: decimalText(total), grade: gradeOf(total, review.gradeBands), items }
}

/** Decimal text with two places, both bounds inclusive. */
export type PointsRange = Readonly<{ from: string; to: string }>

/** The points of an item with `outOf` points that amount to a grade; `null` where no two places do, or the bands lack the grade. */
export const pointsOfGrade = (grade: Grade, outOf: string, bands: GradeBands): PointsRange | null => {
  const at = bands.findIndex(band => band.grade === grade)
  const from = bands[at]?.from
  if (from === undefined) return null
  const next = bands[at - 1]?.from
  const low = leastPoints(from, outOf)
  const high = next === undefined ? round(decimal(outOf), PLACES) : subtract(leastPoints(next, outOf), ONE_STEP)
  return compare(low, high) > 0 ? null : { from: decimalText(low), to: decimalText(high) }
}

/** The least points in two places that make so many per cent. */
const leastPoints = (percent: string, outOf: string): Decimal => {
  const exact = divide(multiply(decimal(percent), decimal(outOf)), HUNDRED, EXACT)
  const rounded = round(exact, PLACES)
  return compare(rounded, exact) < 0 ? add(rounded, ONE_STEP) : rounded
}

/** The grade that items of different points come to together, each counted in the middle of its grade's band. */
export const gradeOfItems = (graded: readonly Readonly<{ points: string; grade: Grade }>[], bands: GradeBands): Grade | null => {
  const whole = sum(graded.map(({ points }) => decimal(points)))
  if (compare(whole, ZERO) === 0) return null
  const gained = sum(graded.map(({ points, grade }) => multiply(decimal(points), middleOf(grade, bands))))
  return gradeOf(divide(gained, whole, 6), bands)
}

/** In per cent. */
const middleOf = (grade: Grade, bands: GradeBands): Decimal => {
  const at = bands.findIndex(band => band.grade === grade)
  const [from, to] = [bands[at]?.from ?? '0', bands[at - 1]?.from ?? '100']
  return divide(add(decimal(from), decimal(to)), decimal('2'), 6)
}

const HUNDRED = decimal('100')
/** Twelve places from the percentage and the points, two from the division by a hundred: nothing is rounded away. */
const EXACT = 14
const ONE_STEP = decimal('0.01')

const unknownItem = (item: string, sheet: readonly { name: string }[]): Place => ({
  field: item,
  message: `审核表没有「${item}」这一项，请改为：${sheet.map(({ name }) => name).join('、')}`,
})

const problemsOf = (name: string, outOf: string, given: readonly ReviewedItem[]): readonly Place[] => {
  const [first, second] = given
  if (!first) return [{ field: name, message: `请为「${name}」打分，满分 ${outOf} 分` }]
  if (second) return [{ field: name, message: `「${name}」打了不止一次分，请只保留一个` }]
  const points = parseDecimal(first.points)
  if (points && points.scale <= PLACES && compare(points, ZERO) >= 0 && compare(points, decimal(outOf)) <= 0) return []
  return [{ field: name, message: `「${name}」的得分须在 0 至 ${outOf} 之间，最多两位小数，请改正 ${first.points}` }]
}

/** Exact enough to stand on the right side of a band: items have few points with two places each. */
const percentOf = (points: Decimal, outOf: Decimal): Decimal => divide(multiply(points, decimal('100')), outOf, 6)
