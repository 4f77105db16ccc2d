import type { Layout, Row } from './cells.ts'
import { type HeaderLabel, headerLabelOf, splitLabelled } from './header-labels.ts'

/** A cell of the head of a form, with its place and what it announces (`null`: content). Empty cells are left out. */
export type HeaderCell = Readonly<{ text: string; label: HeaderLabel | null; line: number; column: number; broken: boolean }>

/** The cells of the head in reading order; a cell that holds label and content becomes two. */
export const headerCellsOf = (rows: readonly Row[], layout: Layout): readonly HeaderCell[] =>
  rows.flatMap((row, line) => {
    const cells = layout === 'narrow' ? wordsJoined(row.cells) : row.cells
    return cells.flatMap((text, column): HeaderCell[] => {
      if (text === '') return []
      const place = { line, column, broken: row.broken }
      const label = headerLabelOf(text)
      const parts = label === null ? splitLabelled(text) : null
      if (!parts) return [{ text, label, ...place }]
      return [
        { text: parts[0], label: headerLabelOf(parts[0]), ...place },
        { text: parts[1], label: null, ...place },
      ]
    })
  })

/**
 * Where single spaces part the cells, labels and contents may have been cut too: words are put together again around the
 * labels.
 */
const wordsJoined = (words: readonly string[]): readonly string[] => {
  const joined: string[] = []
  let open = false
  for (let at = 0; at < words.length; at++) {
    const span = labelSpan(words, at)
    if (span > 0) {
      joined.push(words.slice(at, at + span).join(' '))
      at += span - 1
      open = false
    } else if (open) joined.push(`${joined.pop() ?? ''} ${words[at] ?? ''}`)
    else {
      joined.push(words[at] ?? '')
      open = true
    }
  }
  return joined
}

/** How many words from here on are one label, the most that fit (`其中: 财政资金`, `项目 绩效 目标`). */
const labelSpan = (words: readonly string[], at: number): number => {
  for (const span of [3, 2, 1]) if (isLabelOfWords(words.slice(at, at + span), span)) return span
  return splitLabelled(words[at] ?? '') === null ? 0 : 1
}

/** Words are one label together, unless they are labels one by one (`总体目标 年度目标`). */
const isLabelOfWords = (words: readonly string[], span: number): boolean =>
  words.length === span &&
  headerLabelOf(words.join(' ')) !== null &&
  (span === 1 || words.some(word => headerLabelOf(word) === null))
