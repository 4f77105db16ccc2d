import type { CommandOf } from '@shenbao/declaration/commands.ts'
import { weightsOf } from '@shenbao/declaration/self-evaluation.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { Indicator } from '@shenbao/form/form.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import { decimal, decimalText, divide, multiply, round } from '@shenbao/kernel/decimal.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'

/** Made-up figures, and said to be so: nothing here is a real result of a real unit. */
export const MADE_UP = '（演示数据）'

/** A row on which a shortfall can be shown: a number to be reached from below. */
export const canFallShort = ({ target }: Indicator): boolean => {
  const { op, value } = parseTarget(target)
  return (op === '>=' || op === '=' || op === '>') && value !== null && decimal(value).units > 0n
}

/** A share of the target, as decimal text with two places at most: `share` in per cent. */
const shareOf = (target: string, percent: string): string => {
  const { value } = parseTarget(target)
  return decimalText(round(divide(multiply(decimal(value ?? '0'), decimal(percent)), decimal('100'), 4), 2))
}

/** January to July: numbers stand at about half, everything is forecast to be reached but the first row that can fall short. */
export const madeUpProgress = ({ form }: Declaration): NonNullable<CommandOf<'record-progress'>['progress']> => {
  const short = form.indicators.find(canFallShort)?.id
  return form.indicators.map(indicator => {
    const isNumber = canFallShort(indicator)
    const actual = isNumber ? shareOf(indicator.target, '58') : '按计划推进'
    if (indicator.id !== short)
      return { indicator: indicator.id, actual, forecast: indicator.target, likelihood: 'certain' as const }
    const cause = `上半年启动较晚${MADE_UP}`
    const remedy = `下半年加派人员，逐月检查进度${MADE_UP}`
    return {
      indicator: indicator.id,
      actual,
      forecast: shareOf(indicator.target, '96'),
      likelihood: 'possible' as const,
      cause,
      remedy,
    }
  })
}

/** The year's results: met as promised, one row a little short, words judged as met. */
export const madeUpResults = (
  declaration: Declaration,
  policy: PolicyPack,
): NonNullable<CommandOf<'record-result'>['results']> => {
  const { indicators } = declaration.form
  const weights = weightsOf(declaration, policy)
  const short = indicators.find(canFallShort)?.id
  return indicators.map((indicator, index) => {
    if (indicator.id === short)
      return {
        indicator: indicator.id,
        actual: shareOf(indicator.target, '96'),
        reason: `启动较晚，已补足人手，下年提前一个月启动${MADE_UP}`,
      }
    const { op, value } = parseTarget(indicator.target)
    const isStrict = op === '<' || op === '>'
    if (value !== null && !isStrict) return { indicator: indicator.id, actual: value }
    if (value !== null) return { indicator: indicator.id, actual: shareOf(indicator.target, op === '<' ? '90' : '101') }
    return { indicator: indicator.id, actual: '达成预期指标', judgement: 'met' as const, score: weights[index] ?? null }
  })
}

/** What was spent of the year's budget, in per cent. */
export const madeUpBudget = (declaration: Declaration, percent: bigint): NonNullable<CommandOf<'record-result'>['budget']> => {
  const annual = declaration.form.funds.annualRequest ?? 0n
  return { annual: yuanOfFen(annual), executed: yuanOfFen((annual * percent) / 100n) }
}

export const madeUpExecution = (declaration: Declaration): string =>
  yuanOfFen(((declaration.form.funds.annualRequest ?? 0n) * 55n) / 100n)
