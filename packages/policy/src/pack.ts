import { compare, decimal, parseDecimal, sum } from '@shenbao/kernel/decimal.ts'
import { z } from 'zod'

/**
 * A policy pack (政策包): every number and choice that scoring, grading and warning lights use, as data, each group with what it
 * rests on. Numbers that enter arithmetic are decimal text. Law gives bands and provinces give numbers, so a published pack never
 * changes: another number is another version, and what was scored under the old one stays recomputable.
 */

const Amount = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, '须为不带符号的小数文本')

/** Points that there are: a dimension of the table without any would leave nothing to split. */
const Points = Amount.refine(text => !/^0*\.?0*$/.test(text), '须大于 0')

/** A share of a whole, 0 to 1. */
const Share = Amount.refine(text => isWithin(text, '0', '1'), '须在 0 与 1 之间')

/** What a group of numbers rests on: a regulation, what is commonly done, or a choice of this product. */
const PackBasis = z.strictObject({ kind: z.enum(['law', 'practice', 'product']), text: z.string().min(1) })

const Grade = z.enum(['优', '良', '中', '差'])
export type Grade = z.output<typeof Grade>

const GradeBands = z
  .array(z.strictObject({ grade: Grade, from: Amount }))
  .refine(bands => descend(bands.map(band => band.from)), '各等级下限须从高到低')
  .refine(bands => bands.at(-1)?.from === '0', '最低等级须从 0 起')
  .refine(bands => new Set(bands.map(band => band.grade)).size === bands.length, '等级不得重复')
export type GradeBands = z.output<typeof GradeBands>

const ReviewSection = z.strictObject({
  name: z.string().min(1),
  items: z.array(z.strictObject({ name: z.string().min(1), points: Amount })).min(1),
})
export type ReviewSection = Readonly<z.output<typeof ReviewSection>>

const Review = z
  .strictObject({ basis: PackBasis, sections: z.array(ReviewSection).min(1), gradeBands: GradeBands })
  .refine(
    ({ sections }) =>
      sumsTo(
        itemsOf(sections).map(item => item.points),
        '100',
      ),
    '审核表各项分值之和须为 100',
  )
  .refine(({ sections }) => {
    const names = itemsOf(sections).map(item => item.name)
    return new Set(names).size === names.length
  }, '审核项目不得重名')

/** How grave it is when indicators of a kind are missing. */
const Severity = z.enum(['error', 'warning', 'off'])

const Weights = z.strictObject({
  basis: PackBasis,
  withoutCost: z.strictObject({ output: Points, benefit: Points, satisfaction: Points }),
  withCost: z.strictObject({ cost: Points, output: Points, benefit: Points, satisfaction: Points }),
  /** Who receives the points of 满意度 where none is set. */
  satisfactionGoesTo: z.enum(['output', 'benefit']),
})

const Execution = z.strictObject({
  basis: PackBasis,
  weight: Amount,
  zeroBudget: z.enum(['NOT_SCORED_REWEIGHT', 'FULL', 'ZERO']),
  reasonBelow: Share,
})

const Quantitative = z.strictObject({
  basis: PackBasis,
  /** RATIO: target ÷ actual. LINEAR: 1 minus the overshoot as a share of the target, nothing from twice the target on. */
  reverseFormula: z.enum(['LINEAR', 'RATIO']),
  /** STRICT: `<` and `>` are not met at equality, and want a reason; the points are the same. */
  strictBoundary: z.enum(['LENIENT', 'STRICT']),
  /** SYMMETRIC: overshooting `=` costs as the LINEAR reverse formula does. */
  equalOvershoot: z.enum(['IGNORE', 'SYMMETRIC']),
})

const OverAchieve = z
  .strictObject({ basis: PackBasis, flagAt: Amount, reasonAt: Amount, deduction: z.literal('MANUAL') })
  .refine(({ flagAt, reasonAt }) => descend([reasonAt, flagAt, '1']), '须 1 < flagAt < reasonAt')

const Qualitative = z
  .strictObject({ basis: PackBasis, metFrom: Share, partlyFrom: Share })
  .refine(({ metFrom, partlyFrom }) => descend([metFrom, partlyFrom]), '须 partlyFrom < metFrom')

const Satisfaction = z.strictObject({
  basis: PackBasis,
  method: z.enum(['PROPORTIONAL', 'STEP']),
  /** For STEP: from which percentage on which share of the points. */
  steps: z
    .array(z.strictObject({ from: Amount, share: Share }))
    .refine(steps => descend(steps.map(step => step.from)), '各档下限须从高到低')
    .refine(steps => steps.at(-1)?.from === '0', '最低一档须从 0 起'),
})

const Lights = z
  .strictObject({
    basis: PackBasis,
    /** Progress in per cent of what the month asks for. */
    redBelow: Amount,
    yellowBelow: Amount,
    blueFrom: Amount,
    /** 二级指标 whose target holds from the first month on, by the word in their name. */
    unscaledLevel2: z.array(z.string().min(1)),
  })
  .refine(
    ({ redBelow, yellowBelow, blueFrom }) => descend([blueFrom, yellowBelow, redBelow]),
    '须 redBelow < yellowBelow < blueFrom',
  )

export const PolicyPack = z
  .strictObject({
    id: z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, '政策包编号只用大写字母、数字和连字符'),
    version: z.int().positive(),
    title: z.string().min(1),
    basis: PackBasis,
    /** The word by which a 一级指标 is recognised, with or without 指标 behind it. */
    dimensions: z.strictObject({
      basis: PackBasis,
      cost: z.string().min(1),
      output: z.string().min(1),
      benefit: z.string().min(1),
      satisfaction: z.string().min(1),
    }),
    weights: Weights,
    execution: Execution,
    quantitative: Quantitative,
    overAchieve: OverAchieve,
    qualitative: Qualitative,
    satisfaction: Satisfaction,
    rounding: z.strictObject({ basis: PackBasis, places: z.int().min(0).max(6), mode: z.literal('HALF_UP') }),
    gradeBands: z.strictObject({ basis: PackBasis, bands: GradeBands }),
    plausibility: z.strictObject({ basis: PackBasis, redGap: Share, yellowUnspent: Share }),
    completeness: z.strictObject({
      basis: PackBasis,
      requireCost: Severity,
      requireSatisfaction: Severity,
      requireQuantity: Severity,
      requireQuality: Severity,
      requireTimeliness: Severity,
    }),
    lights: Lights,
    monitoring: z.strictObject({ basis: PackBasis, month: z.int().min(1).max(12) }),
    /** The last day of the year (MM-DD) on which targets may be adjusted, `null` for none. */
    adjustment: z.strictObject({
      basis: PackBasis,
      cutoff: z
        .string()
        .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
        .nullable(),
    }),
    review: Review,
    reviewer: z.strictObject({ basis: PackBasis, deviationFlag: Amount }),
    /** Which projects 财政局 reviews as well; 主管部门财务 reviews them all. */
    finance: z.strictObject({ basis: PackBasis, reviewScope: z.enum(['NONE', 'KEY_PROJECTS', 'ALL']) }),
    publicity: z.strictObject({ basis: PackBasis, days: z.int().positive() }),
  })
  .refine(({ weights: { withoutCost }, execution }) => sumsTo([...Object.values(withoutCost), execution.weight], '100'), {
    path: ['weights', 'withoutCost'],
    message: '与预算执行率分值之和须为 100',
  })
  .refine(({ weights: { withCost }, execution }) => sumsTo([...Object.values(withCost), execution.weight], '100'), {
    path: ['weights', 'withCost'],
    message: '与预算执行率分值之和须为 100',
  })
export type PolicyPack = Readonly<z.output<typeof PolicyPack>>

/** The items of all sections of the review sheet, in the order of the sheet. */
export const itemsOf = (sections: readonly ReviewSection[]): readonly { name: string; points: string }[] =>
  sections.flatMap(section => section.items)

// A refinement also runs on what an inner check has already found wrong, so nothing here may throw.

function isWithin(text: string, low: string, high: string): boolean {
  const value = parseDecimal(text)
  return value !== null && compare(value, decimal(low)) >= 0 && compare(value, decimal(high)) <= 0
}

/** Strictly from high to low. */
function descend(texts: readonly string[]): boolean {
  const values = texts.map(parseDecimal)
  return values.every((value, index) => {
    const before = index === 0 ? undefined : values[index - 1]
    return value !== null && before !== null && (before === undefined || compare(before, value) > 0)
  })
}

function sumsTo(texts: readonly string[], whole: string): boolean {
  const values = texts.map(parseDecimal).filter(value => value !== null)
  return values.length === texts.length && compare(sum(values), decimal(whole)) === 0
}
