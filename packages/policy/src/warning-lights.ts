import { compareWithTarget } from '@shenbao/form/compare.ts'
import { parseTarget, type Target } from '@shenbao/form/target.ts'
import { compare, type Decimal, decimal, divide, multiply, ZERO } from '@shenbao/kernel/decimal.ts'
import type { Direction, Judgement } from './evaluation.ts'
import type { PolicyPack } from './pack.ts'
import { plain } from './points.ts'
import { judgementOfWords } from './wording.ts'

/**
 * Warning lights of the monitoring (绩效运行监控): how far an indicator is in month m, against target × m ÷ 12. The thresholds are what
 * systems in use have, not law. Whatever holds from the first month on (质量, 时效, 成本, everything where less is better) is not
 * scaled: it is kept or it is not.
 */

/** Worst first. */
export const lights = ['red', 'yellow', 'green', 'blue'] as const
export type Light = (typeof lights)[number]

/** `light` is `null` when a person has to say how it stands. `formula` is a Chinese sentence with the numbers in it. */
export type Lit = Readonly<{ light: Light | null; formula: string }>

export type Progress = Readonly<{
  level2: string | null
  target: string
  actual: string
  direction: Direction | null
  judgement: Judgement | null
}>

/** `month` is the last month reported, 1 to 12. `year` completes dates that name none. */
export type Period = Readonly<{ year: number | null; month: number }>

export const lightOfIndicator = (progress: Progress, period: Period, pack: PolicyPack): Lit => {
  const target = parseTarget(progress.target)
  const actual = parseTarget(progress.actual)
  if (actual.op === null) return unlit('尚未填写完成情况')
  if (target.kind === 'quantitative' && progress.direction !== 'qualitative') return lightOfFigure(progress, target, period, pack)
  if (target.meaning && progress.direction !== 'qualitative') return lightOfMeaning(progress, target, period, pack)
  return lightOfJudgement(progress.judgement ?? judgementOfWords(progress.actual))
}

const unlit = (formula: string): Lit => ({ light: null, formula })

const lightOfJudgement = (judgement: Judgement | null): Lit => {
  switch (judgement) {
    case 'met':
      return { light: 'green', formula: '达成年度指标' }
    case 'partly':
      return { light: 'yellow', formula: '部分达成年度指标并具有一定效果' }
    case 'unmet':
      return { light: 'red', formula: '未达成年度指标且效果较差' }
    case null:
      return unlit('系统不能判断，请选择达成情况')
  }
}

/** A last day, a range, none at all: kept or not. What may only not be there yet (a range to grow into) a person judges. */
const lightOfMeaning = ({ level2, actual, judgement }: Progress, target: Target, { year }: Period, pack: PolicyPack): Lit => {
  const { outcome } = compareWithTarget(target, actual, { year })
  if (outcome === 'met') return { light: 'green', formula: `「${actual}」符合指标值「${target.raw}」` }
  if (outcome === 'missed' && (target.meaning?.kind !== 'between' || isUnscaled(level2, pack)))
    return { light: 'red', formula: `「${actual}」不符合指标值「${target.raw}」` }
  return lightOfJudgement(judgement)
}

const lightOfFigure = (
  { level2, actual, direction, judgement }: Progress,
  target: Target,
  { month }: Period,
  pack: PolicyPack,
): Lit => {
  const { targetValue, actualValue, outcome } = compareWithTarget(target, actual)
  if (!targetValue || !actualValue || outcome === 'unknown') return lightOfJudgement(judgement ?? judgementOfWords(actual))
  const isReverse = direction === 'reverse' || (direction === null && (target.op === '<' || target.op === '<='))
  if (isReverse) return kept(compare(actualValue, targetValue) <= 0, actualValue, target)
  switch (compare(targetValue, ZERO)) {
    case 0:
      return kept(target.op === '=' ? actualValue.units === 0n : compare(actualValue, ZERO) >= 0, actualValue, target)
    case -1:
      return kept(compare(actualValue, targetValue) >= 0, actualValue, target)
  }
  if (isUnscaled(level2, pack)) return kept(compare(actualValue, targetValue) >= 0, actualValue, target)
  return lightOfRatio(actualValue, targetValue, month, pack, 'blue')
}

const isUnscaled = (level2: string | null, { lights: { unscaledLevel2 } }: PolicyPack): boolean =>
  unscaledLevel2.some(word => level2?.includes(word))

const kept = (isKept: boolean, actual: Decimal, target: Target): Lit => ({
  light: isKept ? 'green' : 'red',
  formula: `完成值 ${plain(actual)} ${isKept ? '在' : '不在'}指标值「${target.raw}」之内`,
})

/** Execution of the budget against m ÷ 12 of it; there is no blue here: spending early is no merit. */
export const lightOfBudget = (
  { annual, executed }: Readonly<{ annual: string; executed: string }>,
  { month }: Period,
  pack: PolicyPack,
): Lit =>
  compare(decimal(annual), ZERO) <= 0
    ? unlit('全年预算数为零，不按进度亮灯')
    : lightOfRatio(decimal(executed), decimal(annual), month, pack, 'green')

/** r = done ÷ (whole × m ÷ 12) × 100, compared multiplied out. */
const lightOfRatio = (done: Decimal, whole: Decimal, month: number, pack: PolicyPack, best: 'green' | 'blue'): Lit => {
  const counted = compare(done, ZERO) < 0 ? ZERO : done
  const [dividend, divisor] = [multiply(counted, decimal('1200')), multiply(whole, decimal(String(month)))]
  const reaches = (percent: string): boolean => compare(dividend, multiply(divisor, decimal(percent))) >= 0
  const { redBelow, yellowBelow, blueFrom } = pack.lights
  const light = !reaches(redBelow) ? 'red' : !reaches(yellowBelow) ? 'yellow' : reaches(blueFrom) ? best : 'green'
  const ratio = plain(divide(dividend, divisor, 2))
  return { light, formula: `${plain(counted)} ÷ (${plain(whole)} × ${month} ÷ 12) × 100% = ${ratio}%` }
}

/** The worst of all; `null` when none is lit. */
export const lightOfProject = (all: readonly Lit[]): Light | null =>
  lights.find(light => all.some(lit => lit.light === light)) ?? null
