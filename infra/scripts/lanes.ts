/**
 * The lanes of the log's contract, read from the output of a test run: every test titled "the log … keeps the contract" is one.
 * `passed` and `failed` count single assertions, as the last line of the run does; a lane that did not run says why.
 */
export type Lane = Readonly<{ name: string; passed: number; failed: number; skipped: string | null }>

const TITLE = /^the log (.+) keeps the contract(?:, (.+))?$/
/** `    not ok 3 - what # SKIP why`, `    ok 3 - what # time=4ms`. */
const RESULT = /^( *)(not ok|ok) \d+ - (.*?)(?: # (?:(SKIP) (.*)|time=.*))?(?: \{)?$/
const SUBTEST = /^( *)# Subtest: /

type Open = { indent: number; passed: number; failed: number }

export const lanesOf = (output: string): readonly Lane[] => {
  const lanes: Lane[] = []
  /** The tests around the line, outermost first. */
  const open: Open[] = []
  for (const line of output.split('\n')) {
    const begins = SUBTEST.exec(line)?.[1]
    if (begins !== undefined) open.push({ indent: begins.length, passed: 0, failed: 0 })
    const [, indent, verdict, what = '', skip, why = ''] = RESULT.exec(line) ?? []
    if (indent === undefined) continue
    const closed = closing(open, indent.length)
    const around = open.at(-1)
    const own = { passed: verdict === 'ok' && !skip ? 1 : 0, failed: verdict === 'not ok' ? 1 : 0 }
    // A test that failed without a failed assertion in it (it threw, or ran out of time) counts as one.
    const counted = closed ? { passed: closed.passed, failed: Math.max(closed.failed, own.failed) } : own
    if (around) {
      around.passed += counted.passed
      around.failed += counted.failed
    }
    const named = TITLE.exec(what)
    if (named) lanes.push({ name: named.slice(1).filter(Boolean).join(', '), ...counted, skipped: skip ? why : null })
  }
  return lanes
}

/** The test that a result at this depth ends, taken off: what is inside a test stands deeper. Nothing for a single assertion. */
const closing = (open: Open[], indent: number): Open | null => (open.at(-1)?.indent === indent ? (open.pop() ?? null) : null)

/** One line for people, `null` when no lane was in the run. */
export const lanesLine = (lanes: readonly Lane[]): string | null =>
  lanes.length === 0 ? null : `lanes of the log: ${lanes.map(told).join(' · ')}`

const told = ({ name, passed, failed, skipped }: Lane): string => {
  if (skipped !== null) return `${name} skipped (${skipped})`
  return `${name} ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`
}
