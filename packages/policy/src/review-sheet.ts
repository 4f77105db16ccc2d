import type { Place } from '@shenbao/kernel/decider.ts'
import {
  compare,
  type Decimal,
  decimal,
  decimalText,
  divide,
  multiply,
  parseDecimal,
  round,
  sum,
  ZERO,
} from '@shenbao/kernel/decimal.ts'
import { gradeOf } from './grade.ts'
import { type Grade, itemsOf, type PolicyPack } from './pack.ts'

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

/** The grade of a sheet on which every item of the pack stands once, with points from zero to its own. */
export const gradeOfReview = (reviewed: readonly ReviewedItem[], { review }: PolicyPack): ReviewResult => {
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
