import { add, decimal, decimalText, parseDecimal, subtract } from '@shenbao/kernel/decimal.ts'
import { compact, foldWidth } from './fold-text.ts'
import { type LastDay, readLastDay } from './target-date.ts'
import { isUnit } from './target-unit.ts'
import { asksForNone } from './target-zero.ts'

/** How an actual stands to a numeric target. */
export type Comparison = '=' | '>' | '>=' | '<' | '<='

/** What a text target asks for, where that is beyond doubt. `low`, `high` are decimal text. */
export type Meaning =
  | Readonly<{ kind: 'between'; low: string; high: string; unit: string | null }>
  | Readonly<{ kind: 'by-date' } & LastDay>
  | Readonly<{ kind: 'zero' }>

/**
 * A target value (指标值) as read. `raw` is the cell as written and the only truth: everything else follows from it.
 * `op` is `null` when the cell shows no value. `value` is decimal text with sign and scale kept; `unit` is without brackets
 * and spaces.
 */
export type Target = Readonly<{
  raw: string
  op: Comparison | 'text' | null
  value: string | null
  unit: string | null
  kind: 'quantitative' | 'qualitative'
  meaning?: Meaning
}>

/** Words and signs before the number; the longer ones stand before those they begin with. */
const before: readonly (readonly [Comparison, RegExp])[] = [
  [
    '>=',
    /^(?:>=|=>|≥=?|≧|⩾|≽|≮|大于等于|大于或者?等于|高于或者?等于|不低于|不少于|不小于|不下于|不得低于|不得少于|至少|最少|最低|达到?(?=[\d.]))/,
  ],
  [
    '<=',
    /^(?:<=|=<|≤=?|≦|⩽|≼|≯|小于等于|小于或者?等于|低于或者?等于|不高于|不超过|不超出|不大于|不多于|不得超过|不得高于|不超(?=\d)|至多|最多|最高)/,
  ],
  ['>', /^(?:>|大于|高于|超过|多于|超(?=\d)|逾(?=\d))/],
  ['<', /^(?:<|小于|低于|少于|不足(?=\d)|不到(?=\d))/],
  ['=', /^(?:==?|等于|恒等于)/],
]

/** Words after the number and unit. 以上 and 以下 include their bound, as in law. */
const after: readonly (readonly [Comparison, RegExp])[] = [
  ['>=', /(?:或|及|\(?含\)?|\(含[^()]{1,8}\))?以上(?:\(含[^()]*\))?$|\(含\)以上$|起步$|(?<=\d[^\d+]{0,4})\+$/],
  ['<=', /(?:或|及|\(?含\)?|\(含[^()]{1,8}\))?以下(?:\(含[^()]*\))?$|以内(?:\(含[^()]*\))?$|之内$|内$/],
]

/** Sign, digits with or without thousands separators, fraction. */
const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(\.\d+)?|^([+-]?)(\.\d+)/

/** A cell that was left open: dashes, slashes, stars, a hint never replaced by a figure, an operator without one. */
const OPEN = /^(?:[<>=≥≤≧≦]{1,2}[%‰]?|[-–—_/\\*·.…]+|[<>=≥≤]{0,2}\*+(?:[%‰]|[一-鿿]{1,3})?)$/

/** What is longer is prose, or noise that would only cost time. */
const LONGEST = 200

type Numeric = Readonly<{ op: Comparison | null; value: string; unit: string | null; bracketed: boolean }>

/** Reads one target value. Never fails: what is no number is text, with a meaning where that is beyond doubt. */
export const parseTarget = (raw: string): Target => {
  const spaced = foldWidth(raw).trim()
  const text = compact(raw).replace(/[。;,、.]+$/, '')
  if (text === '' || OPEN.test(text)) return { raw, op: null, value: null, unit: null, kind: 'qualitative' }
  if (text.length > LONGEST) return { raw, op: 'text', value: null, unit: null, kind: 'qualitative' }
  const meaning = meaningOf(text)
  // Two numbers side by side are two numbers, not one with a gap.
  const numeric = meaning || /\d\s+[\d.]/.test(spaced) ? null : readNumeric(text)
  if (numeric) return { raw, op: numeric.op ?? '=', value: numeric.value, unit: numeric.unit, kind: 'quantitative' }
  return { raw, op: 'text', value: null, unit: null, kind: 'qualitative', ...(meaning && { meaning }) }
}

/** The value as the form shows it: what was written, to the letter. */
export const printTarget = (target: Target): string => target.raw

const meaningOf = (text: string): Meaning | null => {
  const lastDay = readLastDay(text)
  if (lastDay) return { kind: 'by-date', ...lastDay }
  if (asksForNone(text)) return { kind: 'zero' }
  return readBetween(text) ?? readTolerance(text)
}

const takeBefore = (text: string): { op: Comparison | null; rest: string } => {
  for (const [op, pattern] of before) {
    const match = pattern.exec(text)
    if (match) return { op, rest: text.slice(match[0].length) }
  }
  return { op: null, rest: text }
}

const takeAfter = (text: string): { op: Comparison | null; rest: string } => {
  for (const [op, pattern] of after) {
    const match = pattern.exec(text)
    if (match && match.index > 0) return { op, rest: text.slice(0, match.index) }
  }
  return { op: null, rest: text }
}

/** The two operators of `≥95%以上` agree; those of `≥95%以下` do not, and then nobody knows what was meant. */
const agreed = (first: Comparison | null, last: Comparison | null): Comparison | null | 'contradiction' => {
  if (first === null || first === '=') return last ?? first
  if (last === null) return first
  return first.charAt(0) === last.charAt(0) ? first : 'contradiction'
}

/** The name of the measure repeated before its operator (`满意度≥95%`), a variable (`X≥95%`), a bracketed operator (`(≥)95%`). */
const MEASURED = /^(?:[一-鿿]{0,12}(?:率|度|数|量|额|比例|比重|占比|成本|得分|面积|时间|时长|费用)|[A-Za-z]):?(?=[<>=≥≤≧≦])/
const BRACKETED_OPERATOR = /^\(([<>=≥≤≧≦]{1,2})\)/

/** Brackets around the whole value (`(≥95%)`). */
const BRACKETED = /^\(([<>=≥≤≧≦][^()]+)\)$/

const readNumeric = (text: string): Numeric | null => {
  const bare = text.replace(BRACKETED, '$1')
  const { op: first, rest: body } = takeBefore(bare.replace(BRACKETED_OPERATOR, '$1').replace(MEASURED, ''))
  const { op: last, rest } = takeAfter(/^控制在/.test(body) ? body.replace(/^控制在/, '') : body)
  if (body.startsWith('控制在') && last !== '<=') return null
  const op = agreed(first, last)
  if (op === 'contradiction') return null
  const currency = /^(?:[¥￥]|人民币)/.exec(rest)
  const amount = readAmount(currency ? rest.slice(currency[0].length) : rest, op !== null)
  if (!amount) return null
  return { op, ...amount, unit: amount.unit ?? (currency ? '元' : null) }
}

const readAmount = (text: string, hasOperator: boolean): Omit<Numeric, 'op'> | null => {
  const match = NUMBER.exec(text)
  if (!match) return null
  const value = match[2] === undefined ? `${match[4]}0${match[5]}` : `${match[1]}${match[2].replaceAll(',', '')}${match[3] ?? ''}`
  if (!parseDecimal(value)) return null
  const unit = readUnit(text.slice(match[0].length), hasOperator)
  if (!unit) return null
  if (!unit.bracketed && !hasOperator && isCalendar(value, unit.text)) return null
  return { value, unit: unit.text === '' ? null : unit.text, bracketed: unit.bracketed }
}

/** `2020年`, `2021年全年` and `7月` name a year and a month; `20年` and `=12(月)` are numbers with a unit. */
const isCalendar = (value: string, unit: string): boolean =>
  (/^年(?!\/)/.test(unit) && /^(?:19|20)\d{2}$/.test(value)) || /^月(?:份|$)/.test(unit)

const readUnit = (text: string, hasOperator: boolean): { text: string; bracketed: boolean } | null => {
  const whole = /^\(([^()]*(?:\([^()]*\))?[^()]*)\)$/.exec(text)
  if (whole) {
    const inner = (whole[1] ?? '').replace(/[()]/g, '')
    return hasOperator || isUnit(inner) ? { text: inner, bracketed: true } : null
  }
  const tailed = /^([^()]+)\(([^()]*)\)([^()]*)$/.exec(text)
  if (!tailed) return isUnit(text) ? { text, bracketed: false } : null
  const [unit, remark, rest] = [tailed[1] ?? '', tailed[2] ?? '', tailed[3] ?? '']
  // `人(次)` is one unit; `个(含新建)` is a unit and a remark; a remark with figures makes the cell a text.
  if (/\d/.test(remark) || !isUnit(unit + rest)) return null
  const isPart = remark.length === 1 && /[一-鿿]$/.test(unit) && !/[含约即共]/.test(remark)
  return { text: isPart ? unit + remark + rest : unit + rest, bracketed: false }
}

const TO = /(?:-{1,2}|–|—{1,2}|~{1,2}|〜|至|到)/

/** `90%≤X≤100%`: the measured between its bounds. */
const ENCLOSED = /^(\d[\d.]{0,8}[^<>=≤≥\d]{0,4})≤[^<>=≤≥\d]{0,8}≤(\d.{0,12})$/

/** `20-30天`, `95%~100%`, `≥90%且≤95%`, `≥90%≤95%`: two bounds of one unit, the lower one first. */
const readBetween = (text: string): Meaning | null => {
  const both = /^([>≥].{1,15}?)(?:且|并且|,|、|(?=[<≤]))(.{2,16})$/.exec(text.replace(ENCLOSED, '≥$1且≤$2'))
  if (both) {
    const [low, high] = [readNumeric(both[1] ?? ''), readNumeric(both[2] ?? '')]
    return low?.op?.startsWith('>') && high?.op?.startsWith('<') ? bounds(low, high) : null
  }
  const sign = /^[+-]/.exec(text)?.[0] ?? ''
  const parts = text
    .slice(sign.length)
    .replace(/^(?:介于|在|控制在)(?=\d)/, '')
    .replace(/(?:之间|以内|之内)$/, '')
    .split(TO)
  if (parts.length !== 2 || text.length > 30) return null
  const [low, high] = [readAmount(sign + (parts[0] ?? ''), false), readAmount(parts[1] ?? '', false)]
  return low && high ? bounds(low, high) : null
}

const bounds = (low: Omit<Numeric, 'op'>, high: Omit<Numeric, 'op'>): Meaning | null => {
  const unit = high.unit ?? low.unit
  if (low.unit !== null && low.unit !== unit) return null
  const [from, to] = [parseDecimal(low.value), parseDecimal(high.value)]
  if (!from || !to) return null
  const scale = Math.max(from.scale, to.scale)
  const ordered = from.units * 10n ** BigInt(scale - from.scale) < to.units * 10n ** BigInt(scale - to.scale)
  return ordered ? { kind: 'between', low: low.value, high: high.value, unit } : null
}

/** `5±1天`, `20℃±2℃`, `(95±2)%`. */
const TOLERANCE = /^(\()?(\d{1,12}(?:\.\d{1,6})?)([^\d±()]{0,8})±(\d{1,12}(?:\.\d{1,6})?)([^\d±()]{0,8})(\))?([^\d±()]{0,8})$/

/** A figure and how far it may be off either way. `100±5%` may be five of a hundred or five per cent of it: that stays a text. */
const readTolerance = (text: string): Meaning | null => {
  const match = TOLERANCE.exec(text)
  if (!match || (match[1] === undefined) !== (match[6] === undefined)) return null
  const [, open, middle = '', first = '', off = '', second = '', , last = ''] = match
  if (open === undefined ? last !== '' : first + second !== '') return null
  const unit = last || second
  if ((first !== '' && first !== second) || (first + last === '' && /^[%‰]/.test(second)) || !isUnit(unit)) return null
  const [around, by] = [decimal(middle), decimal(off)]
  if (by.units === 0n) return null
  return { kind: 'between', low: decimalText(subtract(around, by)), high: decimalText(add(around, by)), unit: unit || null }
}
