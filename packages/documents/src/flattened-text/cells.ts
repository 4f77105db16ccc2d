import { compact } from '@shenbao/form/fold-text.ts'
import { labelOf } from '@shenbao/form/scheme.ts'

/**
 * How one printed table became text. `wide` has runs of spaces between cells, `narrow` single ones, `stacked` one cell a
 * line.
 */
export type Layout = 'tab' | 'pipe' | 'wide' | 'narrow' | 'stacked'

/** A line of a form as it came in. `broken` says that the page, or at least the text, was interrupted before it. */
export type TextLine = Readonly<{ text: string; broken: boolean }>

/** A line cut into cells, trimmed; empty cells stay where columns count (tab, pipe). */
export type Row = Readonly<{ cells: readonly string[]; text: string; broken: boolean }>

const isIndented = ({ text }: TextLine): boolean => /^\t[^\t]/.test(text)

const isTableHeader = (text: string): boolean =>
  /三\s*级\s*指\s*标/.test(text) && /二\s*级\s*指\s*标|指\s*标\s*值|目\s*标\s*值/.test(text)

/** The delimiter of the line that titles the indicator columns is that of the form; without one, what most lines look like. */
export const layoutOf = (lines: readonly TextLine[]): Layout => {
  const header = lines.find(({ text }) => text.length < 2000 && isTableHeader(text))
  if (header) return layoutOfHeader(header.text, lines)
  const count = (holds: (text: string) => boolean) => lines.filter(({ text }) => holds(text)).length
  if (lines.some(({ text }) => /^\s*三\s*级\s*指\s*标\s*(?:[（(][^（）()]{1,8}[）)])?\s*$/.test(text))) return 'stacked'
  if (count(text => text.includes('\t')) >= 3) return 'tab'
  if (count(text => /[|｜]/.test(text)) >= 3) return 'pipe'
  if (count(text => text.length < 60 && labelOf(text) !== null) >= 2) return 'stacked'
  return count(text => /\S {3,}\S/.test(text)) >= 3 ? 'wide' : 'narrow'
}

const layoutOfHeader = (text: string, lines: readonly TextLine[]): Layout => {
  // Between tabs that never follow each other empty cells are lost, and with them the columns.
  if (text.includes('\t')) return lines.some(line => /\t\t/.test(line.text)) || !lines.some(isIndented) ? 'tab' : 'wide'
  if (/[|｜]/.test(text)) return 'pipe'
  // One title that follows the one before after a single space shows that single spaces part cells.
  return /级指标[ \u3000]{2,}\S/.test(text) && !/级指标 [^ \u3000]/.test(text) ? 'wide' : 'narrow'
}

export const rowOf = ({ text, broken }: TextLine, layout: Layout): Row => ({ cells: cellsOf(text, layout), text, broken })

/** More cells than any line of a form has; a line of noise may have a million. */
const MOST_CELLS = 1000

const cellsOf = (text: string, layout: Layout): readonly string[] => {
  switch (layout) {
    case 'tab':
      return text.split('\t', MOST_CELLS).map(cell => cell.trim())
    case 'pipe':
      return pipeCells(text)
    case 'wide':
      return text
        .split(/[ \u3000\u00a0]{2,}|\t/, MOST_CELLS)
        .map(cell => cell.trim())
        .filter(cell => cell !== '')
    case 'narrow':
      return balanced(text.split(/\s+/, MOST_CELLS).filter(cell => cell !== ''))
    case 'stacked':
      return text.trim() === '' ? [] : [text.trim()]
  }
}

/** The pipes around a markdown row are its frame, not cells. */
const pipeCells = (text: string): readonly string[] => {
  const line = text.replaceAll('｜', '|').trim()
  if (/^[|:\-\s]+$/.test(line) && line.includes('-')) return []
  const inner = line.startsWith('|') ? line.slice(1) : line
  return inner.split('|', MOST_CELLS).map(cell => cell.trim().replace(/^\*\*(.*)\*\*$/, '$1'))
}

/** At most so many words belong to one bracket; a bracket that never closes must not swallow the row. */
const LONGEST_BRACKET = 6

/** Spaces inside brackets (`( ≥**% )`) separate nothing. */
const balanced = (words: readonly string[]): readonly string[] => {
  const cells: string[] = []
  for (let at = 0; at < words.length; at++) {
    const first = words[at] ?? ''
    const span = openBrackets(first) > 0 ? closingSpan(words, at) : 1
    cells.push(words.slice(at, at + span).join(' '))
    at += span - 1
  }
  return cells
}

const closingSpan = (words: readonly string[], at: number): number => {
  let open = 0
  for (let span = 1; span <= LONGEST_BRACKET && at + span <= words.length; span++) {
    open += openBrackets(words[at + span - 1] ?? '')
    if (open <= 0) return span
  }
  return 1
}

const openBrackets = (word: string): number => {
  if (word.length > 500) return 0
  let open = 0
  for (const character of word)
    open += character === '(' || character === '（' ? 1 : character === ')' || character === '）' ? -1 : 0
  return open
}

/**
 * A cell as it is matched with known words: folded, without spaces (nor the question marks that some pages print for them),
 * colons and stars. Longer cells are no label of anything.
 */
export const keyOf = (cell: string): string =>
  cell.length > 120
    ? cell
    : compact(cell)
        .replace(/\?{3,}/g, '')
        .replace(/[:*]+$|^\*+/g, '')
