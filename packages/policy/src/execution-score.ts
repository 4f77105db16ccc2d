import { compare, type Decimal, decimal, decimalText, divide, ZERO } from '@shenbao/kernel/decimal.ts'
import type { EvaluationBudget } from './evaluation.ts'
import { placesInWords } from './figures.ts'
import type { PolicyPack } from './pack.ts'
import { full, none, share } from './points.ts'

/**
 * 预算执行率 and its points: B ÷ A × weight, at most the weight (财预〔2020〕10号自评表). A is the full-year budget after
 * adjustments, not the one of the beginning of the year. What happens at A = 0 is a choice of the pack, the law says nothing.
 */

export const executionFlags = [
  /** spent more than the budget: the points are capped, a reviewer has to look */
  'over-spent',
  /** little was spent, and no reason given */
  'reason-required',
  /** the budget changed during the year, and no reason given */
  'budget-changed',
  /** 全年预算数 or 全年执行数 is blank: no points until it is filled in */
  'needs-judgement',
] as const
export type ExecutionFlag = (typeof executionFlags)[number]

export type ExecutionScore = Readonly<{
  /** B ÷ A as decimal text with four places, `"0.8618"`; `null` when it cannot be computed */
  rate: string | null
  score: string | null
  weight: string
  formula: string
  flags: readonly ExecutionFlag[]
}>

/** Four places: two of the percentage that forms print. */
const RATE_PLACES = 4

/** `null` when the pack does not score the execution of an empty budget. */
export const scoreExecution = (budget: EvaluationBudget, pack: PolicyPack): ExecutionScore | null => {
  const { weight } = pack.execution
  const explained = budget.reason.trim() !== ''
  const flags: ExecutionFlag[] = []
  if (isBudgetChanged(budget) && !explained) flags.push('budget-changed')
  if (budget.annual === null || budget.executed === null)
    return {
      rate: null,
      score: null,
      weight,
      formula: `${budget.annual === null ? '全年预算数' : '全年执行数'}未填，请填写后计分`,
      flags: [...flags, 'needs-judgement'],
    }
  const annual = decimal(budget.annual)
  const executed = decimal(budget.executed)
  if (compare(executed, annual) > 0) flags.push('over-spent')
  if (compare(annual, ZERO) === 0) return scoreEmptyBudget(explained, flags, pack)
  const score = share(decimal(weight), executed, annual, pack.rounding)
  if (!explained && isBelow(executed, annual, pack.execution.reasonBelow)) flags.push('reason-required')
  return {
    rate: decimalText(divide(executed, annual, RATE_PLACES)),
    score: decimalText(score),
    weight,
    formula: flags.includes('over-spent')
      ? `执行数 ${budget.executed} 超过预算数 ${budget.annual}，以分值为限，得 ${decimalText(score)}，请核实`
      : `${budget.executed} ÷ ${budget.annual} × ${weight} = ${decimalText(score)}，四舍五入保留${placesInWords(pack.rounding.places)}`,
    flags,
  }
}

/** Compared exactly, not on the rounded rate: 89.996% is below 90%. */
const isBelow = (executed: Decimal, annual: Decimal, rate: string): boolean => {
  const { units, scale } = decimal(rate)
  return compare(executed, { units: annual.units * units, scale: annual.scale + scale }) < 0
}

const isBudgetChanged = ({ initial, annual }: EvaluationBudget): boolean =>
  initial !== null && annual !== null && compare(decimal(initial), decimal(annual)) !== 0

const scoreEmptyBudget = (explained: boolean, flags: readonly ExecutionFlag[], pack: PolicyPack): ExecutionScore | null => {
  const { weight, zeroBudget } = pack.execution
  const wanted: readonly ExecutionFlag[] = explained ? flags : [...flags, 'reason-required']
  switch (zeroBudget) {
    case 'NOT_SCORED_REWEIGHT':
      return null
    case 'FULL': {
      const score = decimalText(full(decimal(weight), pack.rounding))
      return { rate: null, score, weight, formula: `全年预算数为零，按政策计满分 ${score}`, flags: wanted }
    }
    case 'ZERO': {
      const score = decimalText(none(pack.rounding))
      return { rate: null, score, weight, formula: `全年预算数为零，按政策计 ${score}`, flags: wanted }
    }
  }
}
