import { directionOf } from '@shenbao/form/direction.ts'
import type { Indicator } from '@shenbao/form/form.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import type { Place } from '@shenbao/kernel/decider.ts'
import { compare, decimal, decimalText, divide, multiply, ZERO } from '@shenbao/kernel/decimal.ts'
import { type Fen, yuanOfFen } from '@shenbao/kernel/money.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { type Light, type Lit, lightOfBudget, lightOfIndicator, lightOfProject } from '@shenbao/policy/warning-lights.ts'
import { deviates } from './rules/deviation-needs-cause-and-remedy.ts'
import type { Declaration, IndicatorProgress } from './state.ts'

/**
 * 项目支出绩效目标执行监控表 for January to the end of one month, as far as it is filled in: money and targets side by side (双监控), the
 * light of each row with the sum behind it, and what is still to be written. Amounts are yuan text, rates percent text with two
 * places. Lights are worked out by the targets as they stand now: an approved adjustment changes them.
 */
export type MonitoringSheet = Readonly<{
  /** "2026-07". */
  period: string
  month: number
  /** The sheet has an executed amount and an actual in every row that counts. */
  filled: boolean
  funds: MonitoredFunds
  annualGoal: string
  rows: readonly MonitoredRow[]
  /** The worst of the rows; `null` while none is lit. The money has a light of its own. */
  light: Light | null
  lights: Readonly<Record<Light | 'unlit', number>>
  missing: readonly Place[]
}>

export type MonitoredFunds = Readonly<{
  /** 年初预算数, as approved. */
  initial: Readonly<Record<'annualRequest' | 'currentYearAppropriation' | 'carryover' | 'annualOther', string | null>>
  /** 全年预算数 as it stands now, after adjustments. */
  annual: string | null
  executed: string | null
  executionRate: string | null
  forecastExecuted: string | null
  /** 预计结余. */
  forecastSurplus: string | null
  light: Light | null
  formula: string
}>

export type MonitoredRow = Readonly<{
  indicator: string
  level1: string | null
  level2: string | null
  name: string
  /** 年初指标值; `null` for a row that an adjustment added. */
  initialTarget: string | null
  /** 年度指标值. */
  target: string
  actual: string | null
  forecast: string | null
  light: Light | null
  formula: string
  deviates: boolean
  likelihood: IndicatorProgress['likelihood']
  judgement: IndicatorProgress['judgement']
  causes: readonly IndicatorProgress['causes'][number][]
  cause: string | null
  remedy: string | null
  note: string | null
  /** Taken out by an adjustment: still listed, no longer filled in. */
  removed: boolean
}>

export const monitoringSheetOf = (declaration: Declaration, pack: PolicyPack, period: string): MonitoringSheet => {
  const kept = declaration.form.indicators.map(row => rowOf(declaration, row, pack, period))
  const removed = declaration.removedAfterApproval
    .filter(({ id }) => !declaration.form.indicators.some(row => row.id === id))
    .map(row => removedRow(declaration, row))
  return sheetOf({
    period,
    funds: fundsOf(declaration, pack, period),
    annualGoal: declaration.form.annualGoal,
    rows: [...kept, ...removed],
  })
}

/** What follows from the rows and the money. */
export const sheetOf = (filledIn: Pick<MonitoringSheet, 'period' | 'funds' | 'annualGoal' | 'rows'>): MonitoringSheet => {
  const { period, funds, rows } = filledIn
  const kept = rows.filter(({ removed }) => !removed)
  const lights = { red: 0, yellow: 0, green: 0, blue: 0, unlit: 0 }
  for (const { light } of kept) lights[light ?? 'unlit'] += 1
  return {
    ...filledIn,
    month: monthOf(period),
    filled: funds.executed !== null && kept.every(({ actual }) => actual !== null),
    light: lightOfProject(kept),
    lights,
    missing: [...missingFunds(funds), ...kept.flatMap(missingIn)],
  }
}

/** The months of which something is on record, in order. */
export const periodsOf = ({ progress }: Declaration): readonly string[] => Object.keys(progress).toSorted()

/** The month the policy asks for, of the declared year. */
export const usualPeriod = ({ year }: Pick<Declaration, 'year'>, { monitoring }: PolicyPack): string =>
  `${year}-${String(monitoring.month).padStart(2, '0')}`

const monthOf = (period: string): number => Number(period.slice('2026-'.length))
const yearOf = (period: string): number => Number(period.slice(0, '2026'.length))

const fundsOf = (declaration: Declaration, pack: PolicyPack, period: string): MonitoredFunds => {
  const { annualRequest: annual } = declaration.form.funds
  const approved = (declaration.approval?.form ?? declaration.form).funds
  const { executed = null, forecastExecuted = null } = declaration.progress[period] ?? {}
  const initial = {
    annualRequest: yuan(approved.annualRequest),
    currentYearAppropriation: yuan(approved.currentYearAppropriation),
    carryover: yuan(approved.carryover),
    annualOther: yuan(approved.annualOther),
  }
  return { initial, ...fundsWith({ annual, executed, forecastExecuted }, period, pack) }
}

type Spending = Readonly<{ annual: Fen | null; executed: Fen | null; forecastExecuted: Fen | null }>

/** The money of one month, with its light. */
export const fundsWith = (
  { annual, executed, forecastExecuted }: Spending,
  period: string,
  pack: PolicyPack,
): Omit<MonitoredFunds, 'initial'> => {
  const { light, formula } = lightOfFunds(annual, executed, yearOf(period), monthOf(period), pack)
  return {
    annual: yuan(annual),
    executed: yuan(executed),
    executionRate: annual === null || executed === null ? null : rateOf(executed, annual),
    forecastExecuted: yuan(forecastExecuted),
    forecastSurplus: annual === null || forecastExecuted === null ? null : yuan(annual - forecastExecuted),
    light,
    formula,
  }
}

const lightOfFunds = (annual: Fen | null, executed: Fen | null, year: number, month: number, pack: PolicyPack): Lit => {
  if (executed === null) return { light: null, formula: '尚未填写执行数' }
  if (annual === null) return { light: null, formula: '申报表没有年度资金总额，不能按进度亮灯' }
  return lightOfBudget({ annual: yuanOfFen(annual), executed: yuanOfFen(executed) }, { year, month }, pack)
}

/** 执行率 in percent, half up; `null` for an empty budget. */
const rateOf = (executed: Fen, annual: Fen): string | null => {
  const whole = decimal(yuanOfFen(annual))
  return compare(whole, ZERO) <= 0 ? null : decimalText(divide(multiply(decimal(yuanOfFen(executed)), decimal('100')), whole, 2))
}

const yuan = (fen: Fen | null): string | null => (fen === null ? null : yuanOfFen(fen))

const rowOf = (declaration: Declaration, row: Indicator, pack: PolicyPack, period: string): MonitoredRow => {
  const recorded = recordedOf(declaration, row.id, period)
  return { ...placeOf(declaration, row), ...rowWith(row, recorded, pack), removed: false }
}

/** As recorded, or as it would be. */
export type Entered = Readonly<Omit<IndicatorProgress, 'causes'> & { causes: MonitoredRow['causes'] }>

type Measured = Pick<Indicator, 'level2' | 'name' | 'target'>

/** What is entered in a row, with its light by the target as it stands. */
export const rowWith = (
  row: Measured,
  recorded: Entered | undefined,
  pack: PolicyPack,
): Omit<MonitoredRow, 'indicator' | 'level1' | 'level2' | 'name' | 'initialTarget' | 'target' | 'removed'> => {
  const lit = recorded ? litOf(row, recorded, pack) : { light: null, formula: '尚未填写完成情况' }
  return {
    actual: blankToNull(recorded?.actual),
    forecast: blankToNull(recorded?.forecast),
    ...lit,
    deviates: recorded !== undefined && deviates(row, recorded),
    likelihood: recorded?.likelihood ?? null,
    judgement: recorded?.judgement ?? null,
    causes: recorded?.causes ?? [],
    cause: blankToNull(recorded?.cause),
    remedy: blankToNull(recorded?.remedy),
    note: blankToNull(recorded?.note),
  }
}

const recordedOf = ({ progress }: Declaration, id: string, period: string): IndicatorProgress | undefined => {
  const rows = progress[period]?.indicators ?? {}
  return Object.hasOwn(rows, id) ? rows[id] : undefined
}

const litOf = ({ level2, name, target }: Measured, { actual, judgement, period }: Entered, pack: PolicyPack): Lit =>
  lightOfIndicator(
    { level2, target, actual, direction: directionOf(parseTarget(target), level2, name), judgement },
    { year: yearOf(period), month: monthOf(period) },
    pack,
  )

const placeOf = ({ approval }: Declaration, { id, level1, level2, name, target }: Indicator) => ({
  indicator: id,
  level1,
  level2,
  name,
  initialTarget: approval?.form.indicators.find(row => row.id === id)?.target ?? null,
  target,
})

const removedRow = (declaration: Declaration, row: Indicator): MonitoredRow => ({
  ...placeOf(declaration, row),
  actual: null,
  forecast: null,
  light: null,
  formula: '已在调整中删除，不再填报',
  deviates: false,
  likelihood: null,
  judgement: null,
  causes: [],
  cause: null,
  remedy: null,
  note: null,
  removed: true,
})

const blankToNull = (text: string | null | undefined): string | null => (text?.trim() ? text : null)

const missingFunds = ({ executed, forecastExecuted }: MonitoredFunds): readonly Place[] => [
  ...(executed === null ? [{ field: 'executed', message: '请填写执行数。' }] : []),
  ...(forecastExecuted === null ? [{ field: 'forecastExecuted', message: '请填写全年预计执行数。' }] : []),
]

/** The columns of a row still blank. What a deviation has to say is refused without; its kind is asked for here. */
const missingIn = (row: MonitoredRow): readonly Place[] => {
  const at = (field: string, what: string): Place => ({
    indicator: row.indicator,
    field,
    message: `「${row.name}」请填写${what}。`,
  })
  if (row.actual === null) return [at('actual', '完成情况')]
  const isAhead = row.deviates || row.light === 'red' || row.light === 'yellow'
  return [
    ...(row.forecast === null ? [at('forecast', '全年预计完成情况')] : []),
    ...(row.likelihood === null ? [at('likelihood', '完成目标可能性')] : []),
    ...(row.light === null && row.judgement === null ? [at('judgement', '达成情况，系统不能从文字判断')] : []),
    ...(isAhead && row.causes.length === 0 ? [at('causes', '偏差原因类别')] : []),
    ...(isAhead && row.cause === null ? [at('cause', '偏差原因说明')] : []),
    ...(isAhead && row.remedy === null ? [at('remedy', '整改措施')] : []),
  ]
}
