import type { Terminal } from './console.ts'

const QUIET_MS = 2_000

/** Says how far a long work is, on stderr and every two seconds at most; what is done sooner says nothing. */
export const progressNote = (
  { note }: Pick<Terminal, 'note'>,
  now: () => number = Date.now,
): ((what: string, facts: number, of: number | null) => void) => {
  let last = now()
  return (what, facts, of) => {
    if (now() - last < QUIET_MS) return
    last = now()
    note(of === null ? `${what}，已有 ${facts} 条\n` : `${what}，${facts}/${of} 条\n`)
  }
}
