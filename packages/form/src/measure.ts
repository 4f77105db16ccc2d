import { type Decimal, decimal, divide, multiply } from '@shenbao/kernel/decimal.ts'

/** A unit as a multiple of a basic one: `factor` of `base` make one of it. */
type Measure = Readonly<{ base: string; factor: Decimal }>

/** Spellings of one and the same unit. */
const synonyms: Readonly<Record<string, string>> = {
  百分比: '%',
  百分点: '%',
  个百分点: '%',
  千分比: '‰',
  人民币: '元',
  公里: '千米',
  km: '千米',
  m: '米',
  cm: '厘米',
  mm: '毫米',
  平米: '平方米',
  '㎡': '平方米',
  m2: '平方米',
  'm²': '平方米',
  立方: '立方米',
  'm³': '立方米',
  m3: '立方米',
  '㎥': '立方米',
  kg: '千克',
  公斤: '千克',
  h: '小时',
  min: '分钟',
  个小时: '小时',
  日: '天',
  个工作日: '工作日',
  月: '个月',
}

/** What converts without asking anybody. Months, years and working days are no fixed number of days. */
const fixed: Readonly<Record<string, readonly [factor: string, base: string]>> = {
  '%': ['0.01', ''],
  '‰': ['0.001', ''],
  千米: ['1000', '米'],
  厘米: ['0.01', '米'],
  毫米: ['0.001', '米'],
  公顷: ['10000', '平方米'],
  平方公里: ['1000000', '平方米'],
  千克: ['1000', '克'],
  吨: ['1000000', '克'],
  小时: ['60', '分钟'],
  天: ['1440', '分钟'],
  周: ['10080', '分钟'],
}

/** 万 and its like before a unit; a unit may begin with one of these characters itself (千米, 百分比, 千克). */
const multiples: readonly (readonly [prefix: string, factor: string])[] = [
  ['万亿', '1000000000000'],
  ['亿', '100000000'],
  ['千万', '10000000'],
  ['百万', '1000000'],
  ['十万', '100000'],
  ['万', '10000'],
  ['千', '1000'],
  ['百', '100'],
]

const known = (name: string): Measure | null => {
  const unit = synonyms[name] ?? name
  const entry = fixed[unit]
  if (entry) return { base: entry[1], factor: decimal(entry[0]) }
  return synonyms[name] === undefined ? null : { base: unit, factor: decimal('1') }
}

const measureOf = (unit: string): Measure => {
  const [name, ...per] = unit.replace(/^人民币/, '').split('/')
  const tail = per.length === 0 ? '' : `/${per.join('/')}`
  const whole = known(name ?? '')
  if (whole) return { base: whole.base + tail, factor: whole.factor }
  for (const [prefix, factor] of multiples) {
    if (!name?.startsWith(prefix)) continue
    const inner = known(name.slice(prefix.length)) ?? { base: name.slice(prefix.length), factor: decimal('1') }
    return { base: inner.base + tail, factor: multiply(decimal(factor), inner.factor) }
  }
  return { base: (name ?? '') + tail, factor: decimal('1') }
}

/** `9.5万` against a target in 万元 is 9.5万元: a multiple alone counts what the target counts. */
export const inMultiplesOf = (unit: string, target: string): string => {
  const isMultiple = multiples.some(([prefix]) => prefix === unit)
  if (!isMultiple || /^[%‰]/.test(target) || unit === target) return unit
  const multiple = multiples.find(([prefix]) => target.startsWith(prefix) && !known(target.split('/')[0] ?? ''))
  return unit + (multiple ? target.slice(multiple[0].length) : target)
}

/** Places kept when a conversion does not come out even (12 minutes in days). */
const PLACES = 12

/**
 * The value in another unit, or `null` when nobody said how the two convert. The same unit, however it is spelled, keeps the
 * value as it is.
 */
export const convert = (value: Decimal, units: Readonly<{ from: string; to: string }>): Decimal | null => {
  if (units.from === units.to) return value
  const [from, to] = [measureOf(units.from), measureOf(units.to)]
  if (from.base !== to.base) return null
  if (from.factor.units === to.factor.units && from.factor.scale === to.factor.scale) return value
  return reduced(divide(multiply(value, from.factor), to.factor, PLACES))
}

/** Without the zeros that the conversion left behind. */
const reduced = ({ units, scale }: Decimal): Decimal => {
  let [digits, places] = [units, scale]
  while (places > 0 && digits % 10n === 0n) [digits, places] = [digits / 10n, places - 1]
  return { units: digits, scale: places }
}
