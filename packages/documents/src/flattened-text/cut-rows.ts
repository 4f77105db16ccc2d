import type { TextLine } from './cells.ts'

/** One printed row never covers more lines than this. */
const MOST_LINES = 40
/** Wider tables than this are none; counting has to end somewhere in a line of noise. */
const MOST_BARS = 400

/**
 * Puts the rows of a table between bars together again where its cells, or the paragraphs in them, came on lines of their own.
 * Every row of such a table has as many bars as it has columns, those under merged cells at its end. Rows that do not come
 * out even stay as they are.
 */
export const joinCutRows = (lines: readonly TextLine[]): readonly TextLine[] => {
  const bars = lines.map(({ text }) => barsOf(text))
  const full = barsOfFullRow(lines, bars)
  if (full === null) return lines
  const joined: TextLine[] = []
  for (let at = 0; at < lines.length; ) {
    const span = spanOf(lines, bars, at, full)
    const [first] = lines.slice(at, at + 1)
    if (first) joined.push(span === 1 ? first : { ...first, text: joinedText(lines.slice(at, at + span)) })
    at += span
  }
  return joined
}

const joinedText = (lines: readonly TextLine[]): string => lines.map(({ text }) => text.trim()).join(' ')

const barsOf = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('|'); at !== -1 && count < MOST_BARS; at = text.indexOf('|', at + 1)) count++
  return count
}

const isCut = (text: string): boolean => /[^|\s]\s*\|\s*$|^\s*\|\s*$/.test(text.slice(-200))
const isEnd = (text: string): boolean => /\|\|\s*$/.test(text.slice(-MOST_BARS))

/** The number of bars that most rows have, cut or whole; `null` where no row is cut or no number is common. */
const barsOfFullRow = (lines: readonly TextLine[], bars: readonly number[]): number | null => {
  const counts = new Map<number, number>()
  let [sum, length, cut] = [0, 0, 0]
  for (const [at, { text }] of lines.entries()) {
    if ((bars[at] ?? 0) === 0) [sum, length] = [0, 0]
    else {
      sum += bars[at] ?? 0
      length++
      if (isEnd(text)) {
        counts.set(sum, (counts.get(sum) ?? 0) + 1)
        if (length > 1) cut++
        ;[sum, length] = [0, 0]
      } else if (!isCut(text) || length > MOST_LINES) [sum, length] = [0, 0]
    }
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one)
  return most && most[1] >= 3 && cut > 0 ? most[0] : null
}

/** How many lines from here on make a row with all its bars; 1 where they do not come out even. */
const spanOf = (lines: readonly TextLine[], bars: readonly number[], from: number, full: number): number => {
  let sum = 0
  for (let at = from; at < lines.length && at < from + MOST_LINES; at++) {
    const count = bars[at] ?? 0
    if (count === 0) return 1
    sum += count
    if (sum === full) return endsRow(lines, at) ? at - from + 1 : 1
    if (sum > full || !isCut(lines[at]?.text ?? '')) return 1
  }
  return 1
}

/** A row that is full on a line with a single bar may still be followed by its last empty cells. */
const endsRow = (lines: readonly TextLine[], at: number): boolean => !/^\s*\|{2,}\s*$/.test(lines[at + 1]?.text ?? '')
