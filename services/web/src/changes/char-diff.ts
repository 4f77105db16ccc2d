import { diffArrays } from 'diff'

/** A stretch of text that stayed, went or came. */
export type Run = Readonly<{ kind: 'same' | 'gone' | 'come'; text: string }>

/** A number is one sign: nobody reads 1[5→6]0. */
const signs = (text: string): string[] => text.match(/\d[\d.,]*|[\s\S]/gu) ?? []

/** Shorter than this, what stayed between two changes only makes both harder to read. */
const SHORTEST_SAME = 2
/** Under this share of the longer text, the two texts have nothing in common worth showing. */
const LEAST_SHARE = 0.3

/**
 * What went and what came, sign by sign, then merged into stretches a person can read: what went stands before what came in its
 * place. Two texts that hardly agree are one change as a whole.
 */
export const changedRuns = (from: string, to: string): readonly Run[] => {
  if (from === to) return from === '' ? [] : [{ kind: 'same', text: from }]
  const runs = merged(
    diffArrays(signs(from), signs(to)).map(({ added, removed, value }) => ({
      kind: added ? 'come' : removed ? 'gone' : 'same',
      text: value.join(''),
    })),
  )
  const kept = runs.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.length, 0)
  return kept < LEAST_SHARE * Math.max(from.length, to.length) ? merged(whole(from, to)) : runs
}

const whole = (from: string, to: string): readonly Run[] => [
  { kind: 'gone', text: from },
  { kind: 'come', text: to },
]

/** Neighbouring changes become one; a stretch too short to help goes into the changes around it. */
const merged = (runs: readonly Run[]): readonly Run[] => {
  const out: Run[] = []
  let gone = ''
  let come = ''
  const settle = (): void => {
    if (gone !== '') out.push({ kind: 'gone', text: gone })
    if (come !== '') out.push({ kind: 'come', text: come })
    gone = ''
    come = ''
  }
  runs.forEach(({ kind, text }, at) => {
    const isBetween = (gone !== '' || come !== '') && runs.slice(at + 1).some(later => later.kind !== 'same')
    if (kind === 'gone') gone += text
    else if (kind === 'come') come += text
    else if (isBetween && [...text].length < SHORTEST_SAME && text !== '\n') {
      gone += text
      come += text
    } else {
      settle()
      out.push({ kind, text })
    }
  })
  settle()
  return out.filter(({ text }) => text !== '')
}

/** How much is left standing on each side of a change in a long text. */
const AROUND = 24

/** Long stretches that stayed, shortened to what is needed to find one's way; `null` stands for what was left out. */
export const shortened = (runs: readonly Run[]): readonly (Run | null)[] =>
  runs.flatMap((run, at) => {
    const text = [...run.text]
    const [isFirst, isLast] = [at === 0, at === runs.length - 1]
    if (run.kind !== 'same' || text.length <= AROUND * 2 + 8 || (isFirst && isLast)) return [run]
    const before: Run = { kind: 'same', text: text.slice(0, AROUND).join('') }
    const after: Run = { kind: 'same', text: text.slice(-AROUND).join('') }
    return isFirst ? [null, after] : isLast ? [before, null] : [before, null, after]
  })
