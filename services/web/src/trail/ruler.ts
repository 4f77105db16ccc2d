import { SHANGHAI_MS as SHANGHAI } from './shanghai.ts'

/** The ruler of time: where an instant stands on it, and how it is marked off. Shares are 0 … 1 of its width. */
export type Span = Readonly<{ from: number; until: number }>
export type Mark = Readonly<{ share: number; words: string }>

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const SHORTEST = 10 * MINUTE
const MARKS_MAX = 12

/** From the first fact to now, with a little room on both sides, and never so short that nothing can be told apart. */
export const spanOf = (instants: readonly string[], now: number): Span => {
  const times = instants.map(at => Date.parse(at))
  const from = Math.min(now, ...times)
  const until = Math.max(now, ...times)
  const room = Math.max((until - from) * 0.03, (SHORTEST - (until - from)) / 2, 0)
  return { from: from - room, until: until + room }
}

export const shareOf = ({ from, until }: Span, instant: number): number =>
  Math.min(1, Math.max(0, (instant - from) / (until - from)))

export const instantAt = ({ from, until }: Span, share: number): number => Math.round(from + (until - from) * share)

const even = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, DAY, 2 * DAY, 7 * DAY]

/** Marks at round times of Shanghai: minutes and hours in a short life, days and months in a long one, at most a dozen. */
export const marksOf = (span: Span): readonly Mark[] => {
  const length = span.until - span.from
  const step = even.find(one => length / one <= MARKS_MAX)
  if (step === undefined) return monthMarks(span)
  const first = Math.ceil((span.from + SHANGHAI) / step) * step - SHANGHAI
  const marks: Mark[] = []
  for (let at = first; at < span.until; at += step)
    marks.push({ share: shareOf(span, at), words: wordsOf(at, step, marks.length === 0) })
  return roomy(marks)
}

/** The first mark carries the day as well and needs the room of the second where they are near each other. */
const FIRST_WORDS_SHARE = 0.13
const roomy = ([first, second, ...rest]: readonly Mark[]): readonly Mark[] => {
  if (!first || !second) return first ? [first] : []
  return [first, second.share - first.share < FIRST_WORDS_SHARE ? { ...second, words: '' } : second, ...rest]
}

const wordsOf = (at: number, step: number, isFirst: boolean): string => {
  const there = new Date(at + SHANGHAI).toISOString()
  const [day, clock] = [there.slice(5, 10), there.slice(11, 16)]
  if (step >= DAY) return day
  return isFirst || clock === '00:00' ? `${day} ${clock}` : clock
}

const monthMarks = (span: Span): readonly Mark[] => {
  const begin = new Date(span.from + SHANGHAI)
  const months: number[] = []
  for (let month = begin.getUTCMonth() + 1; ; month += 1) {
    const at = Date.UTC(begin.getUTCFullYear(), month, 1) - SHANGHAI
    if (at >= span.until) break
    months.push(at)
  }
  const every = Math.ceil(months.length / MARKS_MAX)
  return months
    .filter((_, at) => at % every === 0)
    .map((at, place) => {
      const there = new Date(at + SHANGHAI)
      const month = there.getUTCMonth() + 1
      const words = place === 0 || month === 1 ? `${there.getUTCFullYear()}-${month}` : String(month)
      return { share: shareOf(span, at), words }
    })
}
