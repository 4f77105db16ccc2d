import { directionOf } from '@shenbao/form/direction.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import { compare, type Decimal, decimal, decimalText, divide, multiply, round, sum } from '@shenbao/kernel/decimal.ts'
import { type EvaluationRow, type Judgement, readSelfEvaluation, type SelfEvaluation } from '../src/evaluation.ts'
import type { PolicyPack } from '../src/pack.ts'
import { scoreSelfEvaluation } from '../src/score.ts'
import { asEvaluation, figureText, type PublishedTable } from './published-tables.ts'

/**
 * Where a print differs from the computed points, which explanation holds. Each explanation is a claim that is computed here; one that
 * does not hold is not given, and what none explains is `unexplained`.
 */
export const explanations = {
  equal: '与计算相同',
  'judged-by-a-person': '系统不能判断，须由人选择达成情况；照此选择后，印刷分数在规定的区间内',
  'points-within-band': '定性指标达成，按规定可在分值的 80% 至 100% 之间给分，印刷分数在此区间',
  'rounded-to-whole': '印刷分数是计算得分四舍五入到整数',
  'rounded-to-tenths': '印刷分数是计算得分四舍五入到一位小数',
  'cut-to-whole': '印刷分数是计算得分舍去小数',
  'sign-lost': '表中没有符号，原意是不超过指标值；按越低越好计算与印刷相同',
  'not-capped': '印刷分数等于完成比例乘分值，超出分值而未以分值为限',
  'full-though-missed': '未达到指标值而印刷满分',
  'deducted-when-met': '达到指标值而印刷分数低于分值，属人工扣分，规则不扣',
  'below-proportion': '未达到指标值，印刷分数比按比例所得更低，属人工扣分',
  'other-weight': '预算执行率的分值不是 10 分，按印刷的分值计算',
  'initial-budget': '表中没有全年预算数，按年初预算数计算',
  'rate-only': '表中只有执行率，没有预算数和执行数，按执行率计算',
  'empty-total-row': '合计行为零而明细行有金额：合计未填，执行率无从计算',
  'rate-cut': '印刷的执行率是舍去后面的数位，不是四舍五入',
  'rate-rounded-up': '印刷的执行率是进位，不是四舍五入',
  'follows-from-rows': '总分之差正好是以上各行之差',
  'not-the-sum': '印刷的总分不等于印刷各行之和',
  'awaits-judgement': '有指标须由人判断，总分待定',
  'no-total': '总分未印刷或未能读全',
  'no-points-printed': '没有印刷的分值或得分，无从比较',
  unexplained: '未能解释',
} as const
export type Explanation = keyof typeof explanations

export type Compared = Readonly<{
  printed: string | null
  computed: string | null
  formula: string
  why: readonly Explanation[]
}>
export type ComparedRow = Compared &
  Readonly<{ name: string; target: string | null; actual: string | null; weight: string | null }>
export type ComparedTable = Readonly<{
  title: string
  source: string
  execution: Compared & Readonly<{ rate: string | null; printedRate: string | null }>
  rows: readonly ComparedRow[]
  total: Compared
  /** Σ 分值 of the indicators and of 预算执行率 as printed; `null` where the table could not be read whole */
  weightSum: string | null
  /** of the whole table, where it could be read whole */
  flags: readonly string[]
}>

const same = (a: string | null, b: Decimal): boolean => a !== null && compare(decimal(a), b) === 0

const cut = (value: Decimal, places: number): Decimal =>
  value.scale <= places ? value : { units: value.units / 10n ** BigInt(value.scale - places), scale: places }

/** How a print is a coarser form of what was computed, if it is. */
const coarser = (computed: string | null, printed: Decimal): readonly Explanation[] | null => {
  if (computed === null) return null
  const value = decimal(computed)
  if (compare(value, printed) === 0) return []
  if (compare(round(value, 0), printed) === 0) return ['rounded-to-whole']
  if (compare(round(value, 1), printed) === 0) return ['rounded-to-tenths']
  return compare(cut(value, 0), printed) === 0 ? ['cut-to-whole'] : null
}

export const compareTable = (table: PublishedTable, pack: PolicyPack): ComparedTable => {
  const evaluation = evaluationOf(table)
  const scored = evaluation && scoreSelfEvaluation(evaluation, pack)
  const rows = evaluation
    ? table.indicators.map(({ weight, score }, place) =>
        compareRow(evaluation, place, weight === null ? null : figureText(score), pack),
      )
    : []
  const execution = compareExecution(table, pack)
  return {
    title: table.title,
    source: table.source_url,
    execution,
    rows,
    total: compareTotal(table, execution, rows, scored?.total ?? null),
    weightSum:
      table.truncated || table.indicators.some(({ weight }) => weight === null)
        ? null
        : decimalText(sum([...table.indicators.map(({ weight }) => weight ?? 0), table.budget?.weight ?? 0].map(asDecimal))),
    flags: table.truncated ? [] : (scored?.flags ?? []),
  }
}

const asDecimal = (value: number): Decimal => decimal(String(value))

const evaluationOf = (table: PublishedTable): SelfEvaluation | null => {
  const input = asEvaluation(table)
  if (input === null) return null
  const read = readSelfEvaluation(input)
  if ('problems' in read) throw new TypeError(`${table.title}: ${JSON.stringify(read.problems)}`)
  return read.evaluation
}

/** `printed` as decimal text. Exported so that a test can put other points in the place of the printed ones. */
export const compareRow = (evaluation: SelfEvaluation, place: number, printed: string | null, pack: PolicyPack): ComparedRow => {
  const row = evaluation.indicators[place]
  if (!row) throw new RangeError(`no row ${place}`)
  const scoredWith = (change: Partial<EvaluationRow>) =>
    scoreSelfEvaluation({ ...evaluation, indicators: evaluation.indicators.with(place, { ...row, ...change }) }, pack).rows[place]
  const scored = scoredWith({})
  const computed = scored?.score ?? null
  const why: readonly Explanation[] =
    printed === null
      ? ['no-points-printed']
      : explainRow(row, decimal(printed), computed, change => scoredWith(change)?.score ?? null)
  const { name, target, actual, weight } = row
  return { name, target, actual, weight, printed, computed, formula: scored?.formula ?? '', why }
}

type Scorer = (change: Partial<EvaluationRow>) => string | null

const explainRow = (row: EvaluationRow, printed: Decimal, computed: string | null, score: Scorer): readonly Explanation[] => {
  if (same(computed, printed)) return ['equal']
  const weight = decimal(row.weight ?? '0')
  const points = decimalText(printed)
  const gives = (judgement: Judgement): boolean => same(score({ judgement, score: points }), printed)
  if (computed === null) return [(['met', 'partly', 'unmet'] as const).some(gives) ? 'judged-by-a-person' : 'unexplained']
  if (same(computed, weight) && gives('met')) return ['points-within-band']
  if (isUnsignedCeiling(row) && same(score({ direction: 'reverse' }), printed)) return ['sign-lost']
  if (compare(printed, weight) > 0) return [isProportion(row, printed, weight) ? 'not-capped' : 'unexplained']
  const form = coarser(computed, printed)
  if (form) return form
  if (same(computed, weight)) return ['deducted-when-met']
  if (compare(printed, weight) === 0) return ['full-though-missed']
  return [compare(printed, decimal(computed)) < 0 ? 'below-proportion' : 'unexplained']
}

/** A bare figure (`3%`) for something that is to be kept low: by its nature, or because the name says that it is controlled. */
const isUnsignedCeiling = ({ target, level2, name }: EvaluationRow): boolean => {
  const read = parseTarget(target ?? '')
  if (read.op !== '=' || /^[=═]|等于/.test(read.raw)) return false
  return directionOf(read, level2, name) === 'reverse' || /控制|调整|结转|结余/.test(name)
}

const isProportion = ({ target, actual }: EvaluationRow, printed: Decimal, weight: Decimal): boolean => {
  const [t, a] = [parseTarget(target ?? '').value, parseTarget(actual ?? '').value]
  return (
    t !== null && a !== null && [1, 2].some(at => compare(divide(multiply(weight, decimal(a)), decimal(t), at), printed) === 0)
  )
}

type Money = Readonly<{ annual: string | null; executed: string | null; weight: string; why: readonly Explanation[] }>

/** What the print may have been computed from, the plainest first. */
const readings = (budget: NonNullable<PublishedTable['budget']>, pack: PolicyPack): readonly Money[] => {
  const [annual, executed] = [figureText(budget.annual), figureText(budget.executed)]
  const ten = pack.execution.weight
  const printed = figureText(budget.weight) ?? ten
  const rate = /^(\d+(?:\.\d+)?)%$/.exec(budget.executionRate ?? '')?.[1] ?? null
  return [
    { annual, executed, weight: ten, why: [] },
    ...(printed === ten ? [] : [{ annual, executed, weight: printed, why: ['other-weight' as const] }]),
    ...(annual === null && budget.initial !== null
      ? [{ annual: figureText(budget.initial), executed, weight: printed, why: ['initial-budget' as const] }]
      : []),
    ...(annual === null && executed === null && rate !== null
      ? [{ annual: '100', executed: rate, weight: printed, why: ['rate-only' as const] }]
      : []),
  ]
}

const compareExecution = ({ budget }: PublishedTable, pack: PolicyPack): ComparedTable['execution'] => {
  const none = { printed: null, computed: null, formula: '', rate: null, printedRate: budget?.executionRate ?? null }
  if (!budget) return { ...none, why: ['no-points-printed'] }
  const printed = figureText(budget.score)
  const executionOf = ({ annual, executed, weight }: Money) =>
    scoreSelfEvaluation(
      { year: null, budget: { initial: null, annual, executed, reason: '' }, indicators: [anyRow] },
      { ...pack, execution: { ...pack.execution, weight } },
    ).execution
  const [first, ...others] = readings(budget, pack)
  const plain = first ? executionOf(first) : null
  const found = { ...none, printed, computed: plain?.score ?? null, formula: plain?.formula ?? '', rate: plain?.rate ?? null }
  if (printed === null) return { ...found, why: ['no-points-printed', ...explainRate(budget.executionRate, first)] }
  if (plain === null) return { ...found, why: [isEmptyTotal(budget) ? 'empty-total-row' : 'unexplained'] }
  for (const reading of first ? [first, ...others] : []) {
    const execution = executionOf(reading)
    const form = coarser(execution?.score ?? null, decimal(printed))
    if (!form) continue
    const why = [...reading.why, ...form, ...explainRate(budget.executionRate, reading)]
    return { ...found, why: why.length === 0 ? ['equal'] : why }
  }
  return { ...found, why: ['unexplained'] }
}

const anyRow: EvaluationRow = {
  level1: null,
  level2: null,
  name: '某项指标',
  target: '≥1',
  actual: '1',
  weight: '90',
  direction: null,
  judgement: null,
  score: null,
  reason: '',
}

const isEmptyTotal = ({ annual, executed, score, breakdown }: NonNullable<PublishedTable['budget']>): boolean =>
  annual === 0 && executed === 0 && score === 0 && Object.values(breakdown ?? {}).some(sums => sums.some(amount => amount > 0))

/** The printed rate (`86.19%`, `0.958`) against B ÷ A, at the places of the print. */
const explainRate = (printed: string | null, money: Money | undefined): readonly Explanation[] => {
  const match = /^(\d+(?:\.(\d+))?)(%?)$/.exec(printed ?? '')
  if (!match || !money || money.annual === null || money.executed === null || Number(money.annual) === 0) return []
  const value = decimal(match[1] ?? '0')
  const places = (match[2] ?? '').length
  const whole = decimal(match[3] === '%' ? '100' : '1')
  const ours = divide(multiply(decimal(money.executed), whole), decimal(money.annual), 12)
  if (compare(round(ours, places), value) === 0) return []
  if (compare(cut(ours, places), value) === 0) return ['rate-cut']
  const step: Decimal = { units: 1n, scale: places }
  return [compare(sum([cut(ours, places), step]), value) === 0 ? 'rate-rounded-up' : 'unexplained']
}

const compareTotal = (
  { totalScore, truncated }: PublishedTable,
  execution: Compared,
  rows: readonly Compared[],
  computed: string | null,
): Compared => {
  const printed = truncated ? null : figureText(totalScore)
  const answer = (why: Explanation): Compared => ({ printed, computed: truncated ? null : computed, formula: '', why: [why] })
  if (printed === null) return answer('no-total')
  if (same(computed, decimal(printed))) return answer('equal')
  const parts = [execution, ...rows]
  if (parts.some(part => part.printed === null)) return answer('no-total')
  const printedSum = sum(parts.map(part => decimal(part.printed ?? '0')))
  if (compare(printedSum, decimal(printed)) !== 0) return answer('not-the-sum')
  if (computed === null) return answer('awaits-judgement')
  const computedSum = sum(parts.map(part => decimal(part.computed ?? '0')))
  return answer(same(computed, computedSum) ? 'follows-from-rows' : 'unexplained')
}
