import type { Plan } from '@shenbao/form/form.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import { daysInMonth } from '@shenbao/kernel/dates.ts'
import { compare, type Decimal, decimal, decimalText, divide, multiply, ZERO } from '@shenbao/kernel/decimal.ts'
import type { EvaluationRow, Judgement } from './evaluation.ts'
import { isWholeRate } from './over-achievement.ts'
import type { PolicyPack } from './pack.ts'
import { full, plain } from './points.ts'
import { bandOf } from './score-qualitative.ts'
import type { Scored, ScoredByFigure } from './scoring-method.ts'
import { dayInWords } from './scoring-sentence.ts'

/** A result that one may come to report, with the words for its case; `judgement` and `score` are what a person would say of it. */
export type Supposed = Readonly<{ title: string } & Pick<EvaluationRow, 'actual' | 'judgement' | 'score'>>

type Stake = Readonly<{ weight: Decimal; pack: PolicyPack; year: number | null; plan: Plan }>

/** Results worth working out beforehand: the target reached, not quite reached, and far from it or far beyond. */
export const supposedResults = (scored: Scored, stake: Stake): readonly Supposed[] => {
  switch (scored.method) {
    case 'no-points':
    case 'unset':
      return []
    case 'qualitative':
      return judged(stake)
    case 'zero':
      return [
        ['没有发生', '0'],
        ['发生一次', '1'],
        ['发生三次', '3'],
      ].map(([title = '', count = '']) => reported(title, written(decimal(count), scored.unit)))
    case 'between':
      return aroundRange(scored.meaning)
    case 'by-date':
      return aroundDay(scored.meaning, stake.year)
    case 'reverse':
      return aroundLimit(scored)
    case 'proportional':
    case 'equal':
    case 'by-step':
      return aroundGoal(scored, stake.pack)
    case 'all-or-nothing':
    case 'manual':
      return aroundNothing(scored)
  }
}

const reported = (title: string, actual: string): Supposed => ({ title, actual, judgement: null, score: null })

type Measured = Pick<ScoredByFigure, 'value' | 'unit'>

/** As people would write it; where a figure with this unit is not read back, the figure alone. */
const written = (value: Decimal, unit: string | null): string => {
  const bare = plain(value)
  const text = `${bare}${unit ?? ''}`
  const read = parseTarget(text)
  return read.op === '=' && read.unit === unit && read.value === bare ? text : bare
}

/**
 * `value × times`, in steps of the last place that says something: nobody serves half a person, also where a form prints 7.00. Rates
 * have a place more.
 */
const scaled = ({ value, unit }: Measured, times: string, rounding: 'down' | 'up'): Decimal => {
  const exact = multiply(value, decimal(times))
  const { scale } = decimal(plain(value))
  const near = divide(exact, decimal('1'), unit === '%' ? Math.max(scale, 1) : scale)
  const order = compare(near, exact)
  if (rounding === 'down') return order > 0 ? { units: near.units - 1n, scale: near.scale } : near
  return order < 0 ? { units: near.units + 1n, scale: near.scale } : near
}

const HUNDRED = decimal('100')

const aroundGoal = (goal: ScoredByFigure, { overAchieve }: PolicyPack): readonly Supposed[] => {
  const { value, unit } = goal
  const far = scaled(goal, overAchieve.reasonAt, 'up')
  const isShare = unit === '%' && compare(value, HUNDRED) <= 0
  const last: readonly [string, Decimal] = isWholeRate(value, unit)
    ? ['只完成一半', scaled(goal, '0.5', 'down')]
    : isShare && compare(far, HUNDRED) > 0
      ? ['超出指标值', HUNDRED]
      : ['超出指标值较多', far]
  return [
    reported('达到指标值', written(value, unit)),
    reported('没有达到', written(scaled(goal, '0.9', 'down'), unit)),
    reported(last[0], written(last[1], unit)),
  ]
}

const aroundLimit = (limit: ScoredByFigure): readonly Supposed[] => [
  reported('达到指标值', written(limit.value, limit.unit)),
  reported('超过指标值', written(scaled(limit, '1.1', 'up'), limit.unit)),
  reported('超过一倍', written(scaled(limit, '2', 'up'), limit.unit)),
]

/** Targets of zero and below, where one more and one less is all that can be said. */
const aroundNothing = ({ value, unit }: ScoredByFigure): readonly Supposed[] => {
  const step = (by: bigint): Decimal => ({ units: value.units + by * 10n ** BigInt(value.scale), scale: value.scale })
  return [
    reported('达到指标值', written(value, unit)),
    reported('多 1', written(step(1n), unit)),
    reported('少 1', written(step(-1n), unit)),
  ]
}

const aroundRange = ({ low, high, unit }: Readonly<{ low: string; high: string; unit: string | null }>): readonly Supposed[] => {
  const [from, to] = [decimal(low), decimal(high)]
  return [
    reported('在范围内', written(from, unit)),
    ...(compare(from, ZERO) > 0 ? [reported('低于下限', written(scaled({ value: from, unit }, '0.9', 'down'), unit))] : []),
    ...(compare(to, ZERO) > 0 ? [reported('超过上限', written(scaled({ value: to, unit }, '1.1', 'up'), unit))] : []),
  ]
}

const aroundDay = (
  due: Readonly<{ year: number | null; month: number; day: number }>,
  year: number | null,
): readonly Supposed[] => {
  const named = due.year ?? year
  const after = due.month === 12 ? { year: named === null ? null : named + 1, month: 1 } : { year: named, month: due.month + 1 }
  const isSayable = named !== null || due.month < 12
  const late = { ...after, day: daysInMonth(after.year ?? 2025, after.month) }
  return [
    reported('最后一天完成', dayInWords(due, year)),
    reported('提前完成', dayInWords({ ...due, day: 1 }, year)),
    ...(isSayable ? [reported('逾期一个月', dayInWords(late, null))] : []),
  ]
}

/** One case for each judgement: all points, the fewest of the middle band, none. */
const judged = ({ weight, pack, plan }: Stake): readonly Supposed[] => {
  const one = (title: string, judgement: Judgement, score: Decimal, actual: string): Supposed => ({
    title,
    actual,
    judgement,
    score: decimalText(score),
  })
  return [
    one('评为达成，给满分', 'met', full(weight, pack.rounding), plan.gradeMet ?? '达成'),
    one('评为部分达成，给最低分', 'partly', bandOf('partly', weight, pack).from, plan.gradePartly ?? '部分达成'),
    one('评为未达成，不给分', 'unmet', ZERO, plan.gradeUnmet ?? '未达成'),
  ]
}
