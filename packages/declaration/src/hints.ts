import { compareWithTarget } from '@shenbao/form/compare.ts'
import { type Direction, directionOf } from '@shenbao/form/direction.ts'
import type { Form, Indicator } from '@shenbao/form/form.ts'
import { parseTarget, type Target } from '@shenbao/form/target.ts'
import { isRate } from '@shenbao/inspection/row.ts'
import type { Basis } from '@shenbao/kernel/decider.ts'
import { compare, type Decimal, decimal, multiply, parseDecimal, ZERO } from '@shenbao/kernel/decimal.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import { overAchievement } from '@shenbao/policy/over-achievement.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { plain } from '@shenbao/policy/points.ts'
import type { LivedRow, LivedYear } from './lived-year.ts'

export const hintKinds = [
  /** The target is weaker than last year's, and than what was reached. */
  'ratchet',
  /** Exceeded by far last year, and not raised to match. */
  'set-too-low',
  /** Missed two years running. */
  'missed-twice',
  /** Missed last year, and asked for again. */
  'missed',
  /** Not measured yet; monitoring says it cannot be reached. */
  'at-risk',
  /** Lost points otherwise. */
  'lost-points',
  /** Lost points last year and is asked for no more. */
  'dropped',
  'grade-low',
  'execution-low',
] as const

/** What last year says to this year's drafter. `message` has the figures in it and ends with what to do. */
export type Hint = Readonly<{ kind: (typeof hintKinds)[number]; severity: 'warning' | 'info'; message: string; basis: Basis }>

const ratchetBasis: Basis = { kind: 'practice', text: '审核实践：指标值参考历史水平设定，无故低于上年实际完成值的应当说明' }
const resultsBasis: Basis = {
  kind: 'practice',
  text: '评价实践：自评结果用于改进下一年的目标和管理',
}

/**
 * What the row of last year says to the row of this one, the gravest first. `earlier` is the same row two years ago, where it is
 * known. Silent where the figures cannot be compared (words, other units), and where the row was not measured.
 */
export const hintsFrom = (
  last: LivedRow,
  now: Pick<Indicator, 'level2' | 'name' | 'target'>,
  pack: PolicyPack,
  { year, earlier = null }: Readonly<{ year: number; earlier?: LivedRow | null }>,
): readonly Hint[] => {
  const target = parseTarget(now.target)
  const direction = directionOf(target, now.level2, now.name)
  const weakened = ratchet(last, target, direction)
  const low = weakened ? null : (setTooLow(last, target, direction, pack) ?? reachedMidYear(last, target, direction))
  const lost = missedTwice(last, earlier, year) ?? missed(last, target, direction, year) ?? lostPoints(last) ?? atRisk(last)
  return [weakened, low, lost].filter(hint => hint !== null)
}

/** What is asked for no more, though it lost points: a row of bad results is not mended by leaving it out. */
export const hintOfGone = (last: LivedRow): Hint | null =>
  !hasLost(last)
    ? null
    : {
        kind: 'dropped',
        severity: 'warning',
        message: `上年“${last.name}”得 ${points(last)}，本年不再设这项指标。请说明理由；仍属主要产出或效果的，请保留并改进。`,
        basis: { kind: 'practice', text: '审核实践：上年失分的指标不应无故删去' },
      }

/** What the project's last year says as a whole. */
export const hintsOfProject = (last: LivedYear, form: Form, pack: PolicyPack): readonly Hint[] =>
  [gradeLow(last), executionLow(last, form, pack)].filter(hint => hint !== null)

const figure = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** What was reached, with its unit even where only the number was written. */
const reached = (row: LivedRow): string => figure(withUnitOf(row, row.actual ?? ''))

/** What was done last year in the unit of this year's target, where both are figures. */
const reachedIn = (
  last: LivedRow,
  target: Target,
  actual: string | null = last.actual,
): Readonly<{ target: Decimal; actual: Decimal }> | null => {
  if (actual === null || target.kind !== 'quantitative') return null
  const { targetValue, actualValue } = compareWithTarget(target, withUnitOf(last, actual), {})
  return targetValue && actualValue ? { target: targetValue, actual: actualValue } : null
}

/** A bare number was written in the unit of its own target, which need not be that of this year's. */
const withUnitOf = ({ target }: LivedRow, actual: string): string => {
  const { unit } = parseTarget(target)
  return unit !== null && parseDecimal(actual.trim()) ? `${actual.trim()}${unit}` : actual
}

/** Above zero where `a` asks for more than `b`, in the direction of the row; `null` where it has none. */
const stricter = (a: Decimal, b: Decimal, direction: Direction | null): number | null => {
  if (direction !== 'positive' && direction !== 'reverse') return null
  return direction === 'positive' ? compare(a, b) : compare(b, a)
}

/** Last year's target in the unit of this year's. */
const askedIn = (last: LivedRow, target: Target): Decimal | null => {
  const before = parseTarget(last.target)
  if (before.kind !== 'quantitative' || before.value === null) return null
  return compareWithTarget({ ...target, op: '=' }, `${before.value}${before.unit ?? ''}`).actualValue
}

const ratchet = (last: LivedRow, target: Target, direction: Direction | null): Hint | null => {
  const figures = reachedIn(last, target)
  const asked = askedIn(last, target)
  if (!figures || !asked) return null
  const againstActual = stricter(figures.target, figures.actual, direction)
  const againstTarget = stricter(figures.target, asked, direction)
  if (againstActual === null || againstTarget === null || againstActual >= 0 || againstTarget >= 0) return null
  return {
    kind: 'ratchet',
    severity: 'warning',
    message: `本年指标值${figure(target.raw)}，比上年的${figure(last.target)}宽，也不及上年实际完成的${reached(last)}。请参照上年实际完成值设定，或说明下调的理由。`,
    basis: ratchetBasis,
  }
}

const setTooLow = (last: LivedRow, target: Target, direction: Direction | null, pack: PolicyPack): Hint | null => {
  const before = parseTarget(last.target)
  const figures = reachedIn(last, target)
  if (!figures || last.actual === null || direction !== 'positive' || before.value === null) return null
  const own = compareWithTarget(before, last.actual)
  if (!own.targetValue || !own.actualValue) return null
  if (!overAchievement(own.targetValue, own.actualValue, before.unit, pack).wantsReason) return null
  // Raised so far that last year's result would not stand out any more: nothing left to say.
  if (compare(figures.actual, multiply(figures.target, decimal(pack.overAchieve.flagAt))) < 0) return null
  return {
    kind: 'set-too-low',
    severity: 'warning',
    message: `上年指标值${figure(last.target)}，实际完成${reached(last)}，超过较多，指标值可能定低了；本年为${figure(target.raw)}。请提高指标值，或说明上年超额的原因不再存在。`,
    basis: pack.overAchieve.basis,
  }
}

/** A count that monitoring saw beyond this year's target before the year was over; of rates half a year says nothing. */
const reachedMidYear = (last: LivedRow, target: Target, direction: Direction | null): Hint | null => {
  const { progress } = last
  if (last.actual !== null || !progress || direction !== 'positive' || isRate(target.unit)) return null
  const figures = reachedIn(last, target, progress.actual)
  if (!figures || compare(figures.actual, figures.target) <= 0) return null
  return {
    kind: 'set-too-low',
    severity: 'warning',
    message: `上年截至 ${progress.period} 已完成${figure(withUnitOf(last, progress.actual))}，超过本年的${figure(target.raw)}。请提高指标值，或说明理由。`,
    basis: ratchetBasis,
  }
}

const atRisk = ({ actual, progress, target }: LivedRow): Hint | null => {
  if (actual !== null || progress?.likelihood !== 'impossible') return null
  const cause = progress.cause === null || progress.cause.trim() === '' ? '' : `，原因：${ended(progress.cause)}`
  return {
    kind: 'at-risk',
    severity: 'info',
    message: `上年指标值${figure(target)}，${progress.period} 监控认为不能完成${cause}。请核实本年指标值是否可行，并写明措施。`,
    basis: resultsBasis,
  }
}

const hasMissed = (row: LivedRow, year: number): boolean => {
  if (row.actual === null) return false
  const target = parseTarget(row.target)
  const direction = directionOf(target, row.level2, row.name)
  return compareWithTarget(target, row.actual, { direction, year }).outcome === 'missed'
}

const missedTwice = (last: LivedRow, earlier: LivedRow | null, year: number): Hint | null => {
  if (earlier === null || !hasMissed(last, year - 1) || !hasMissed(earlier, year - 2)) return null
  const story = `${year - 2} 年指标值${figure(earlier.target)}、实际${reached(earlier)}，${year - 1} 年指标值${figure(last.target)}、实际${reached(last)}`
  return {
    kind: 'missed-twice',
    severity: 'warning',
    message: `这项指标连续两年没有完成（${story}）。请核实指标值是否可行，或写明今年有什么不同的措施。`,
    basis: resultsBasis,
  }
}

const missed = (last: LivedRow, target: Target, direction: Direction | null, year: number): Hint | null => {
  if (!hasMissed(last, year - 1)) return null
  const figures = reachedIn(last, target)
  const eased = figures ? (stricter(figures.target, figures.actual, direction) ?? 0) <= 0 : false
  if (eased) return null
  return {
    kind: 'missed',
    severity: 'info',
    message: `上年指标值${figure(last.target)}，实际${reached(last)}，没有完成${because(last)}。本年为${figure(target.raw)}，请写明怎样做到。`,
    basis: resultsBasis,
  }
}

const lostPoints = (last: LivedRow): Hint | null =>
  hasLost(last)
    ? {
        kind: 'lost-points',
        severity: 'info',
        message: `上年这项指标得 ${points(last)}${because(last)}。请对照原因调整指标值或措施。`,
        basis: resultsBasis,
      }
    : null

const hasLost = ({ score, weight }: LivedRow): boolean =>
  score !== null && weight !== null && compare(decimal(score), decimal(weight)) < 0

const points = ({ score, weight }: LivedRow): string =>
  `${plain(decimal(score ?? '0'))} 分（满分 ${plain(decimal(weight ?? '0'))} 分）`

/** The unit's own reason first; what the bureau said of it after. */
const because = ({ reason, comment, selfScore, weight }: LivedRow): string => {
  // Whoever gave themselves all points had nothing to explain.
  const hadTo = selfScore !== null && weight !== null && compare(decimal(selfScore), decimal(weight)) < 0
  const own = reason === null ? (hadTo ? '，当时没有说明原因' : '') : `，原因：${ended(reason)}`
  return comment === null ? own : `${own}；核查意见：${ended(comment)}`
}

const ended = (text: string): string => figure(text).replace(/[。；;，,.]+$/, '')

const gradeLow = ({ grade, total, confirmed }: LivedYear): Hint | null => {
  if (grade !== '中' && grade !== '差') return null
  return {
    kind: 'grade-low',
    severity: 'warning',
    message: `上年${confirmed ? '评价' : '自评'}${total === null ? '' : ` ${total} 分，`}等次为${grade}，财政可能核减本年预算。请在申报前落实整改，并写明改进措施。`,
    basis: {
      kind: 'law',
      text: '财预〔2020〕10号：评价结果用于改进管理和安排预算，中、差的视情核减；核减办法各地不同',
    },
  }
}

const executionLow = ({ rate, budget, executed }: LivedYear, { funds }: Form, pack: PolicyPack): Hint | null => {
  const asked = funds.annualRequest
  if (rate === null || budget === null || asked === null || asked <= 0n) return null
  if (compare(decimal(rate), decimal(pack.execution.reasonBelow)) >= 0 || compare(decimal(budget), ZERO) <= 0) return null
  const order = compare({ units: asked, scale: 2 }, decimal(budget))
  if (order < 0) return null
  const percent = plain(multiply(decimal(rate), decimal('100')))
  return {
    kind: 'execution-low',
    severity: order > 0 ? 'warning' : 'info',
    message: `上年预算 ${budget} 元，执行 ${executed ?? ''} 元（${percent}%）；本年申请 ${yuanOfFen(asked)} 元，${order > 0 ? '比上年多' : '与上年相同'}。请说明测算依据，或按上年实际执行压减。`,
    basis: pack.execution.basis,
  }
}
