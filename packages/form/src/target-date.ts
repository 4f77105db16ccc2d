import { daysInMonth } from '@shenbao/kernel/dates.ts'

/**
 * The last day a text allows, as far as the text tells it: `2025年12月底前` is 2025-12-31, `每年12月底前` has no year.
 * February without a year ends on the 29th, the latest it can.
 */
export type LastDay = Readonly<{ year: number | null; month: number; day: number }>

/** A month as a digit or a Chinese numeral; the longer ones first. */
const MONTH = '(0?[1-9](?!\\d)|1[0-2](?!\\d)|十一|十二|十|[一二三四五六七八九])'
const YEAR = '((?:19|20)\\d{2})'
const LEAD = '(?:(?:计划|力争|确保|预计)?(?:在|于|截至|截止|截止到|不晚于|不迟于|最迟|不超过|<=|=<|≤|<|=)?)'
const WHOSE = '(?:每年度?|当年度?|本年度?|全年|年度内?)?'
const TAIL =
  '(?:之前|以前|前|内|之内|以内|止|为止)?(?:(?:已经?)?(?:全部|全面|基本|均|按时)?(?:完成|完工|竣工|建成|到位|结束|交付|验收|发放|拨付|支付|上线|投入使用)[一-鿿]{0,8})?'

const numerals = '零一二三四五六七八九十'
const ordinal = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  return text.length === 2 ? 10 + numerals.indexOf(text.charAt(1)) : numerals.indexOf(text)
}

type Reading = (groups: readonly (string | undefined)[]) => LastDay | null

const monthEnd = (year: number | null, month: number): LastDay => ({
  year,
  month,
  day: daysInMonth(year ?? 2024, month),
})

const dayInMonth = (year: number | null, month: number, day: number): LastDay | null =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year ?? 2024, month) ? { year, month, day } : null

const yearIn = (text: string | undefined): number | null => (text === undefined ? null : Number(text))

const partOfMonth = (year: number | null, month: number, part: string | undefined): LastDay =>
  part === '上旬' ? { year, month, day: 10 } : part === '中旬' ? { year, month, day: 20 } : monthEnd(year, month)

/** One date phrase each: the pattern of the date itself and how its groups are read. */
const phrases: readonly (readonly [pattern: string, read: Reading])[] = [
  [
    `(?:${YEAR}年度?)?${MONTH}月份?(?:(3[01]|[12]\\d|0?[1-9])[日号])`,
    ([year, month, day]) => dayInMonth(yearIn(year), ordinal(month ?? ''), Number(day)),
  ],
  [
    `(?:${YEAR}年度?)?${MONTH}月份?(上旬|中旬|下旬|底|末|月底)?`,
    ([year, month, part]) => partOfMonth(yearIn(year), ordinal(month ?? ''), part),
  ],
  [
    `${YEAR}[-/.](1[0-2]|0?[1-9])[-/.](3[01]|[12]\\d|0?[1-9])日?`,
    ([year, month, day]) => dayInMonth(yearIn(year), Number(month), Number(day)),
  ],
  [`${YEAR}[-/](1[0-2]|0?[1-9])月?`, ([year, month]) => monthEnd(yearIn(year), Number(month))],
  [`(?:${YEAR}年度?)?第?([1-4一二三四])季度(?:末|底)?`, ([year, quarter]) => monthEnd(yearIn(year), ordinal(quarter ?? '') * 3)],
  [`(?:${YEAR}年度?)?(上|下)半年(?:末|底)?`, ([year, half]) => monthEnd(yearIn(year), half === '上' ? 6 : 12)],
  [`${YEAR}年度?(?:年?底|年?末|年?内)?`, ([year]) => monthEnd(yearIn(year), 12)],
  ['(?:年底|年末|年内|年度内|年度末|本年内|当年内)', () => monthEnd(null, 12)],
]

const compiled = phrases.map(([pattern, read]) => ({ pattern: new RegExp(`^${LEAD}${WHOSE}${pattern}${TAIL}$`), read }))

/** `2023.07` alone may be a number; between two dates it is a month. */
const dotted = {
  pattern: new RegExp(`^${YEAR}\\.(1[0-2]|0?[1-9])$`),
  read: (([year, month]) => monthEnd(yearIn(year), Number(month))) as Reading,
}

const readOne = (text: string, inRange: boolean): LastDay | null => {
  for (const { pattern, read } of inRange ? [...compiled, dotted] : compiled) {
    const match = pattern.exec(text)
    if (match) return read(match.slice(1))
  }
  return null
}

const TO = /(?:-{1,2}|–|—{1,2}|~|〜|至|到)/g

/** A period (`2020年1月--2020年11月`, `3-8月`) ends on its last day. Dates with dashes inside have been tried before. */
const readPeriod = (text: string): LastDay | null => {
  for (const match of text.matchAll(TO)) {
    const first = text.slice(0, match.index)
    const last = readOne(text.slice(match.index + match[0].length), true)
    if (!last) continue
    const start = readOne(first, true) ?? readOne(`${first}月`, true) ?? readOne(`${first}年`, true)
    if (start) return last.year === null && start.year !== null ? { ...last, year: start.year } : last
  }
  return null
}

/** `≤12月` has the shape of any measured value and may well mean twelve months: it stays a number. */
const MEASURE = /^[<>=≤≥]{1,2}\d+[年月]$/

/** Long cells are prose; reading them for a date would only cost time. */
const LONGEST = 40

/** Reads compacted text (`compact`) that is nothing but a date, a deadline or a period; `null` for everything else. */
export const readLastDay = (text: string): LastDay | null =>
  text.length > LONGEST || MEASURE.test(text) ? null : (readOne(text, false) ?? readPeriod(text))
