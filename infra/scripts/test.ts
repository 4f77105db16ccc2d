/**
 * Runs the tests and ends with one line that counts them; before it stand why a test was skipped, what some tests counted, and the
 * lanes of the log's contract. `--long` runs the random tests instead, far longer and from another seed each time, and says how
 * many steps they took; further arguments are files.
 *
 * tap rebuilds its set of plugins at the first run after an install and fails that very run: build it before, once an install.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { lanesLine, lanesOf } from './lanes.ts'

const results = '.tap/last-run.tap'
const builtFor = '.tap/built-for.json'

const tap = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): number =>
  spawnSync('node_modules/.bin/tap', args, { stdio: 'inherit', env }).status ?? 1

const installed = existsSync('node_modules/.modules.yaml') ? statSync('node_modules/.modules.yaml').mtimeMs : 0
const configuration = JSON.stringify([(JSON.parse(readFileSync('package.json', 'utf8')) as { tap: unknown }).tap, installed])
const isBuilt = existsSync('.tap/plugins') && existsSync(builtFor) && readFileSync(builtFor, 'utf8') === configuration
if (!isBuilt) {
  process.stdout.write('preparing tap …\n')
  if (tap(['build']) !== 0) process.exit(1)
  mkdirSync('.tap', { recursive: true })
  writeFileSync(builtFor, configuration)
}

/** The page is built once before all: browser tests that run beside each other would build it into each other's hands. */
if (spawnSync(process.execPath, ['services/web/build.ts', '--if-needed'], { stdio: 'inherit' }).status !== 0) process.exit(1)

const args = process.argv.slice(2)
const isLong = args.includes('--long')
const files = args.filter(arg => arg !== '--long')

/** Random tests take their number of runs from the testkit. */
const isRandom = (file: string): boolean => /testkit\/(?:src\/)?runs\.ts'/.test(readFileSync(file, 'utf8'))
const chosen = isLong && files.length === 0 ? globSync(['packages/*/test/*.test.ts', 'test/*/*.test.ts']).filter(isRandom) : files

const seed = process.env['SHENBAO_SEED'] ?? String(Date.now() % 2 ** 31)
if (isLong) process.stdout.write(`SHENBAO_SEED=${seed} gives this run again\n`)

rmSync(results, { force: true })
const reporter = process.stdout.isTTY ? 'terse' : 'silent'
const status = tap(
  ['run', `--reporter=${reporter}`, `--output-file=${results}`, ...(isLong ? ['--timeout=3600'] : []), ...chosen],
  {
    ...process.env,
    ...(isLong ? { SHENBAO_LONG_TESTS: '1', SHENBAO_SEED: seed } : {}),
  },
)

const output = existsSync(results) ? readFileSync(results, 'utf8') : ''

/** Every failure with its diagnosis: a kept log tells what went wrong, and only that. */
const failures = (text: string): string => {
  let inFailure = false
  const kept = text.split('\n').filter(line => {
    if (/^\s*not ok /.test(line)) inFailure = true
    else if (/^\s*(?:ok \d|# Subtest)/.test(line)) inFailure = false
    return inFailure
  })
  return kept.slice(0, MOST_LINES).join('\n')
}
const MOST_LINES = 400

/** The summary that tap writes last: `# { total: 73, pass: 70, fail: 2, skip: 1 }`. */
const counts = (text: string): Readonly<Record<string, number>> => {
  const summary = [...text.matchAll(/^# \{ ([^}]*) \}$/gm)].at(-1)?.[1] ?? ''
  const pairs = summary.split(', ').map(pair => pair.split(': '))
  return Object.fromEntries(pairs.map(([name, count]) => [name ?? '', Number(count)]))
}

/** Why a test was skipped stands with it: a lane that did not run says so. */
for (const [, why] of output.matchAll(/^\s*ok \d+ .*?# SKIP (.+)$/gm)) process.stdout.write(`skipped: ${why}\n`)
/** Some tests count what a reader wants to know: `# figures: 1000 crashes, …`. */
for (const [, figures] of output.matchAll(/^\s*# figures: (.+)$/gm)) process.stdout.write(`${figures}\n`)
/** Random tests tell their steps in a comment: `# steps: 4711`. */
const steps = [...output.matchAll(/# steps: (\d+)/g)].map(match => Number(match[1]))
if (isLong) process.stdout.write(`${steps.reduce((sum, some) => sum + some, 0)} random steps\n`)

const { total = 0, pass = 0, skip = 0 } = counts(output)
const failed = Math.max(total - pass - skip, status !== 0 || total === 0 ? 1 : 0)
if (failed > 0 && !process.stdout.isTTY) process.stdout.write(`${failures(output)}\n`)
const lanes = lanesLine(lanesOf(output))
if (lanes !== null) process.stdout.write(`${lanes}\n`)
process.stdout.write(`\n${pass} passed, ${failed} failed${skip > 0 ? `, ${skip} skipped` : ''}\n`)
process.exit(failed > 0 ? 1 : 0)
