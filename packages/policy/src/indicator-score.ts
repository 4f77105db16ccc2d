import { parseTarget, type Target } from '@shenbao/form/target.ts'
import { compare, type Decimal, decimal, decimalText, ZERO } from '@shenbao/kernel/decimal.ts'
import type { EvaluationRow } from './evaluation.ts'
import { allPoints } from './figures.ts'
import type { PolicyPack } from './pack.ts'
import { full, none } from './points.ts'
import { satisfactionByStep } from './satisfaction-step.ts'
import { scoreMeaning } from './score-meaning.ts'
import { scoreNumeric } from './score-numeric.ts'
import { scoreQualitative } from './score-qualitative.ts'
import { needsJudgement, type Outcome, type RowFlag, type ScoredRow } from './scored-row.ts'
import { judgementOfWords, repeatsTarget } from './wording.ts'

/** `weight` is decimal text: the row's own, or what the pack gives it. `year` completes dates that name none. */
export type Stake = Readonly<{ weight: string; isDefaultWeight: boolean; year: number | null }>

/**
 * Scores one indicator. In this order: nothing to earn; nothing reported; a target in words, by a person's judgement or the words of
 * the actual; the actual repeats the target; words in place of a figure; figures against a number; an actual against words that
 * have a meaning (a range, a date, none at all); else a person judges. What a number decides, a judgement does not change.
 */
export const scoreIndicator = (row: EvaluationRow, { weight, isDefaultWeight, year }: Stake, pack: PolicyPack): ScoredRow => {
  const outcome = outcomeOf(row, decimal(weight), pack, year)
  const flags = new Set<RowFlag>([...outcome.flags, ...(isDefaultWeight ? (['default-weight'] as const) : [])])
  if (wantsReason(outcome, full(decimal(weight), pack.rounding)) && row.reason.trim() === '') flags.add('reason-required')
  const { level1, level2, name, target, actual } = row
  return {
    level1,
    level2,
    name,
    target,
    actual,
    weight,
    score: outcome.points === null ? null : decimalText(outcome.points),
    formula: outcome.formula,
    flags: [...flags],
  }
}

/** 得分低于分值的须说明偏差原因; so must a target missed at its edge, or exceeded by far. */
const wantsReason = ({ points, met, wantsReason }: Outcome, all: Decimal): boolean =>
  points !== null && (!met || wantsReason === true || compare(points, all) < 0)

const outcomeOf = (row: EvaluationRow, weight: Decimal, pack: PolicyPack, year: number | null): Outcome => {
  if (compare(weight, ZERO) === 0)
    return { points: none(pack.rounding), met: true, formula: '分值为零，不计分', flags: ['zero-weight'] }
  const actual = parseTarget(row.actual ?? '')
  if (actual.op === null) return needsJudgement('实际完成值未填，请填写后计分')
  const target = parseTarget(row.target ?? '')
  if (isQualitative(row, target)) {
    const judgement = row.judgement ?? judgementOf(row, target)
    if (judgement === null && target.op === null)
      return needsJudgement('指标值未填，系统不能比较，请选择达成情况：达成、部分达成或未达成')
    return scoreQualitative(judgement, row, weight, pack)
  }
  return settle(row, weight, computed(row, target, actual, weight, pack, year), pack)
}

/** A target in words whose meaning could be compared is still judged by a person who says so. */
const isQualitative = ({ direction, judgement }: EvaluationRow, { op, kind, meaning }: Target): boolean =>
  direction === 'qualitative' || op === null || (kind === 'qualitative' && (!meaning || judgement !== null))

/** Whether a row is judged by 达成情况, within the bands, and not computed. */
export const isJudged = (row: EvaluationRow): boolean => isQualitative(row, parseTarget(row.target ?? ''))

/** What the engine itself makes of the words. */
const judgementOf = (row: EvaluationRow, target: Target) =>
  target.op !== null && repeatsTarget(row.actual ?? '', target.raw) ? 'met' : judgementOfWords(row.actual ?? '')

const computed = (
  row: EvaluationRow,
  target: Target,
  actual: Target,
  weight: Decimal,
  pack: PolicyPack,
  year: number | null,
): Outcome => {
  const isNumeric = target.kind === 'quantitative'
  const byStep = satisfactionByStep(row, target, actual, weight, pack)
  if (byStep) return byStep
  if (actual.op !== '=' && repeatsTarget(actual.raw, target.raw)) return allPoints('实际完成值与指标值一致', weight, pack)
  const words = judgementOfWords(actual.raw)
  if (words !== null) {
    const outcome = scoreQualitative(row.judgement ?? words, row, weight, pack)
    return isNumeric ? { ...outcome, flags: [...outcome.flags, 'no-figure'] } : outcome
  }
  return isNumeric
    ? scoreNumeric(row, target, actual, weight, pack)
    : scoreMeaning(target, actual, weight, { year, direction: row.direction }, pack)
}

/** Where the rule gives no points, a person's judgement does; where it gives points, a person may only take off for a low target. */
const settle = (row: EvaluationRow, weight: Decimal, outcome: Outcome, pack: PolicyPack): Outcome => {
  if (outcome.points === null)
    return row.judgement !== null && outcome.flags.includes('needs-judgement')
      ? scoreQualitative(row.judgement, row, weight, pack)
      : outcome
  if (row.score === null || compare(decimal(row.score), outcome.points) === 0) return heard(row, outcome)
  const given = decimal(row.score)
  if (outcome.flags.includes('over-achieved') && compare(given, outcome.points) < 0) {
    const points = full(given, pack.rounding)
    return { ...outcome, points, formula: `${outcome.formula}；指标值偏低，人工核减为 ${decimalText(points)} 分` }
  }
  return differing(outcome, `填报的 ${row.score} 分与计算不符，以计算为准`)
}

/** A judgement that says the contrary of the figures is not passed over in silence. */
const heard = ({ judgement }: EvaluationRow, outcome: Outcome): Outcome =>
  judgement === null || (judgement === 'met') === outcome.met ? outcome : differing(outcome, '所选达成情况与数值不符，以数值为准')

const differing = (outcome: Outcome, why: string): Outcome => ({
  ...outcome,
  formula: `${outcome.formula}；${why}`,
  flags: [...outcome.flags, 'differs-from-rule'],
})
