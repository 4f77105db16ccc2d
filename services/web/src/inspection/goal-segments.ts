import type { GoalMark } from '@shenbao/inspection/goal-marks.ts'

/** A piece of the goal text: plain, or a number with what became of it. */
export type Segment = Readonly<{ text: string; start: number; mark: GoalMark | null }>

/** The text cut at its marks. A mark that does not fit the text any more, because somebody is typing, is left out. */
export const goalSegments = (text: string, marks: readonly GoalMark[]): readonly Segment[] => {
  const segments: Segment[] = []
  let from = 0
  for (const mark of marks.toSorted((a, b) => a.start - b.start)) {
    if (mark.start < from || text.slice(mark.start, mark.end) !== mark.text) continue
    if (mark.start > from) segments.push({ text: text.slice(from, mark.start), start: from, mark: null })
    segments.push({ text: mark.text, start: mark.start, mark })
    from = mark.end
  }
  return from < text.length ? [...segments, { text: text.slice(from), start: from, mark: null }] : segments
}

/** What stands beside the number: 行 5, ≠ 行 10, 无指标; nothing where the funds say it. */
export const markWords = ({ state, indicatorIds }: GoalMark, rowNumber: (id: string) => number | null): string => {
  const rows = indicatorIds.flatMap(id => rowNumber(id) ?? []).join(' ')
  if (state === 'conflict') return rows === '' ? '不一致' : `≠行${rows}`
  if (state === 'orphan') return rows === '' ? '无指标' : `行${rows} 部分无指标`
  return rows === '' ? '' : `行${rows}`
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const CONTEXT_MAX = 8

/** Some words before a number, so that it is known again in a list: 工作服 34 套. Words are not cut in two. */
export const withContext = (text: string, { start, text: number }: GoalMark): string => {
  const clause = /[一-鿿A-Za-z]*$/.exec(text.slice(0, start).trimEnd())?.[0] ?? ''
  let before = ''
  for (const { segment } of [...words.segment(clause)].toReversed()) {
    if (before.length + segment.length > CONTEXT_MAX) break
    before = segment + before
  }
  const [first, second] = words.segment(before)
  // A lone character at the head is mostly the end of a word that was left out.
  const whole = second && first?.segment.length === 1 && before.length < clause.length ? before.slice(1) : before
  return `${whole} ${number}`.trim()
}
