import { compare, type Decimal, decimal, multiply, parseDecimal } from '@shenbao/kernel/decimal.ts'
import type { Direction } from './direction.ts'
import { compact, foldWidth } from './fold-text.ts'
import { convert, inMultiplesOf } from './measure.ts'
import { type Comparison, type Meaning, parseTarget, type Target } from './target.ts'
import type { LastDay } from './target-date.ts'
import { asksForNone } from './target-zero.ts'

/**
 * How an actual (实际完成值) stands to its target (指标值).
 * `targetValue` and `actualValue` are in the target's unit; `null` where there is no such number or the units do not convert.
 * `outcome` counts reaching the bound as met, also for `<` and `>`; `atBound` says that the actual is exactly there, so that
 * a stricter reading can decide otherwise. `by` says what the outcome rests on.
 */
export type Compared = Readonly<{
  outcome: 'met' | 'missed' | 'unknown'
  by: 'figures' | 'dates' | 'words' | null
  targetValue: Decimal | null
  actualValue: Decimal | null
  atBound: boolean
}>

/**
 * `direction` opens the far side of an `=` target (more than asked is met when more is better); `year` completes dates
 * without one.
 */
export type CompareOptions = Readonly<{ direction?: Direction | null; year?: number | null }>

export const compareWithTarget = (target: Target, actual: string, options: CompareOptions = {}): Compared => {
  const words = compact(actual).replace(/[。;,、]+$/, '')
  if (words === '' || target.op === null) return unknown
  // Two numbers side by side are two numbers, not one with a gap; a date has its words or signs between them.
  if (/\d\s+[\d.]/.test(foldWidth(actual).trim()) && words !== compact(target.raw)) return unknown
  const figures =
    target.op === 'text' ? compareMeaning(target, words, options) : compareFigures(target, target.op, words, options)
  if (figures.outcome !== 'unknown') return figures
  return words === compact(target.raw) || asExpected.test(words) ? { ...figures, outcome: 'met', by: 'words' } : figures
}

const unknown: Compared = { outcome: 'unknown', by: null, targetValue: null, actualValue: null, atBound: false }

/** The set phrase of the self-evaluation form and its plain variants; weaker words (基本完成, 较好) are left to a person. */
const asExpected =
  /^(?:已|均|已全部|全部|按期|按时|如期)?(?:达成|完成|达到|实现)(?:了)?(?:预期|年度|全年|既定|绩效)*(?:指标|目标|任务)?值?$/

/** What people write before the number of an actual. */
const lead = /^(?:实际|全年|累计|共|共计|已|为|约为)*(?:完成|达到|达|实现|发放|支付|支出)?(?:了)?(?=[<>=≥≤+\-\d.])/

const readActual = (words: string): Target => parseTarget(words.replace(lead, ''))

const compareFigures = (target: Target, op: Comparison, words: string, { direction }: CompareOptions): Compared => {
  const targetValue = decimal(target.value ?? '0')
  const bound = { ...unknown, targetValue }
  const read = readActual(words)
  const written = read.value === null ? noneAsZero(words) : parseDecimal(read.value)
  const actualValue = written && inUnitOf(target, written, read.unit)
  if (!actualValue) return bound
  const order = compare(actualValue, targetValue)
  const met = holds(op, order, direction ?? null)
  const figures = { ...bound, actualValue, atBound: order === 0, by: 'figures' as const }
  // "At least 80" against a bound of 90 says nothing; against 70 it says enough.
  if (isOpenEnded(read.op, op, order) && words !== compact(target.raw)) return { ...figures, outcome: 'unknown', by: null }
  return { ...figures, outcome: met ? 'met' : 'missed' }
}

const noneAsZero = (words: string): Decimal | null => (NONE.test(words) || asksForNone(words) ? decimal('0') : null)

const NONE = /^(?:无|没有|从?未(?:发生|出现)过?|没有?(?:发生|出现)过?|无(?:发生|出现))$/

const holds = (op: Comparison, order: -1 | 0 | 1, direction: Direction | null): boolean => {
  if (order === 0) return true
  if (op === '=') return (order > 0 && direction === 'positive') || (order < 0 && direction === 'reverse')
  return op.startsWith('>') ? order > 0 : order < 0
}

/** Whether an actual that is itself a bound leaves the answer open. */
const isOpenEnded = (actual: Target['op'], target: Comparison, order: -1 | 0 | 1): boolean => {
  if (actual === null || actual === 'text' || actual === '=') return false
  const upwards = actual.startsWith('>')
  if (target === '=') return order !== 0
  return upwards === target.startsWith('>') ? (upwards ? order < 0 : order > 0) : true
}

/**
 * The number in the target's unit. A bare number is in it already, unless it could as well be a share of one (0.95 for 95%) or one in
 * 元 where the target is in 万元. What was done in the year is what was done a year: 163条 answers ≥150条/年.
 */
const inUnitOf = (target: Target, value: Decimal, unit: string | null): Decimal | null => {
  if (unit === null) return couldBeShare(target, value) || couldBeOtherMultiple(target, value) ? null : value
  if (target.unit === null) return /^[十百千万亿]|^[%‰]/.test(unit) && value.units !== 0n ? null : value
  if (value.units === 0n && unit !== '℃') return value
  return convert(value, { from: inMultiplesOf(unit, target.unit).replace(A_YEAR, ''), to: target.unit.replace(A_YEAR, '') })
}

const A_YEAR = /\/(?:每?年度?)$/

const TEN = decimal('10')
const TWENTY = decimal('20')
const ONE = decimal('1')
const THOUSAND = decimal('1000')
const TEN_THOUSAND = decimal('10000')

/** From 10% on a bare figure up to one is doubtful; below, only where it is next to nothing of what is to be reached (0.06 for 5%). */
const couldBeShare = ({ op, unit, value: text }: Target, value: Decimal): boolean => {
  const target = decimal(text ?? '0')
  if (!/^(?:%|百分[比点])/.test(unit ?? '') || value.units <= 0n || compare(value, ONE) > 0) return false
  if (compare(target, TEN) >= 0) return true
  return op !== null && !op.startsWith('<') && compare(target, ONE) >= 0 && compare(multiply(value, TWENTY), target) <= 0
}

/**
 * `95000` against 10万元, `9.5` against 100000元: taken as written it is a thousand times off, taken in the other unit it fits. Nobody
 * overspends a thousandfold, so somebody has to say which it is.
 */
const couldBeOtherMultiple = ({ unit, value: text }: Target, value: Decimal): boolean => {
  const target = decimal(text ?? '0')
  if (target.units <= 0n || value.units <= 0n) return false
  if (/^[万亿]/.test(unit ?? '')) return compare(value, multiply(target, THOUSAND)) >= 0
  if (!/^元(?:\/|$)/.test(unit ?? '') || compare(target, TEN_THOUSAND) < 0) return false
  const inTenThousands = multiply(value, TEN_THOUSAND)
  return compare(multiply(inTenThousands, TEN), target) >= 0 && compare(inTenThousands, multiply(target, TEN)) <= 0
}

const compareMeaning = ({ meaning }: Target, words: string, options: CompareOptions): Compared => {
  if (meaning?.kind === 'zero') return compareZero(words)
  if (meaning?.kind === 'between') return compareBetween(meaning, words)
  if (meaning?.kind === 'by-date') return compareDates(meaning, words, options.year ?? null)
  return unknown
}

const compareZero = (words: string): Compared => {
  const read = readActual(words)
  const actualValue = read.value === null || read.op !== '=' ? noneAsZero(words) : parseDecimal(read.value)
  if (!actualValue) return { ...unknown, targetValue: decimal('0') }
  const none = actualValue.units === 0n
  return { outcome: none ? 'met' : 'missed', by: 'figures', targetValue: decimal('0'), actualValue, atBound: none }
}

const compareBetween = (meaning: Extract<Meaning, { kind: 'between' }>, words: string): Compared => {
  const read = readActual(words)
  if (read.value === null || read.op !== '=') return unknown
  const actualValue = inUnitOf({ ...read, unit: meaning.unit, value: meaning.low }, decimal(read.value), read.unit)
  if (!actualValue) return unknown
  const [fromLow, toHigh] = [compare(actualValue, decimal(meaning.low)), compare(actualValue, decimal(meaning.high))]
  const outcome = fromLow >= 0 && toHigh <= 0 ? 'met' : 'missed'
  return { outcome, by: 'figures', targetValue: null, actualValue, atBound: fromLow === 0 || toHigh === 0 }
}

/** What people write instead of the day when it was kept. */
const ON_TIME = /^(?:已|均|全部)*(?:按时|按期|如期|准时|提前|[未无](?:有)?(?:逾期|超期|延期))$/
/** Something was still open on that day. */
const NOT_WHOLLY = /基本|部分|主体/

const compareDates = (due: LastDay, words: string, year: number | null): Compared => {
  if (ON_TIME.test(words)) return { ...unknown, outcome: 'met', by: 'words' }
  if (NOT_WHOLLY.test(words)) return unknown
  const done = parseTarget(words.replace(/^(?:已?于|实际)+/, '')).meaning
  if (done?.kind !== 'by-date') return unknown
  const [dueYear, doneYear] = [due.year ?? year, done.year ?? year]
  if ((dueYear === null) !== (doneYear === null)) return unknown
  const order = dayNumber(doneYear, done) - dayNumber(dueYear, due)
  return { ...unknown, outcome: order <= 0 ? 'met' : 'missed', by: 'dates', atBound: order === 0 }
}

const dayNumber = (year: number | null, { month, day }: LastDay): number => (year ?? 0) * 10_000 + month * 100 + day
