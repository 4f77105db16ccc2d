/**
 * Runs the tests and ends with one line that counts them. `--long` runs the random tests instead, far longer, and says how many steps
 * they took; further arguments are files.
 *
 * tap rebuilds its set of plugins at the first run after an install and fails that very run: build it before, once an install.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const results = '.tap/last-run.tap'
const builtFor = '.tap/built-for.json'

const run = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): number =>
  spawnSync('node_modules/.bin/tap', args, { stdio: 'inherit', env }).status ?? 1

const configuration = JSON.stringify((JSON.parse(readFileSync('package.json', 'utf8')) as { tap: unknown }).tap)
const isBuilt = existsSync('.tap/plugins') && existsSync(builtFor) && readFileSync(builtFor, 'utf8') === configuration
if (!isBuilt) {
  process.stdout.write('preparing tap …\n')
  if (run(['build']) !== 0) process.exit(1)
  mkdirSync('.tap', { recursive: true })
  writeFileSync(builtFor, configuration)
}

const args = process.argv.slice(2)
const isLong = args.includes('--long')
const files = args.filter(arg => arg !== '--long')
/** Random tests take their number of runs from the testkit. */
const isRandom = (file: string): boolean => readFileSync(file, 'utf8').includes('@shenbao/testkit/runs.ts')
const chosen = isLong && files.length === 0 ? globSync(['packages/*/test/*.test.ts', 'test/*/*.test.ts']).filter(isRandom) : files

const reporter = process.stdout.isTTY ? 'terse' : 'min'
const patience = isLong ? ['--timeout=3600'] : []
const status = run(['run', `--reporter=${reporter}`, `--output-file=${results}`, ...patience, ...chosen], {
  ...process.env,
  ...(isLong ? { SHENBAO_LONG_TESTS: '1' } : {}),
})

/** The summary that tap writes last: `# { total: 73, pass: 70, fail: 2, skip: 1 }`. */
const counts = (text: string): Readonly<Record<string, number>> => {
  const summary = [...text.matchAll(/^# \{ ([^}]*) \}$/gm)].at(-1)?.[1] ?? ''
  return Object.fromEntries(
    summary
      .split(', ')
      .map(pair => pair.split(': '))
      .map(([name, count]) => [name ?? '', Number(count)]),
  )
}

const { total = 0, pass = 0, skip = 0 } = existsSync(results) ? counts(readFileSync(results, 'utf8')) : {}
const failed = Math.max(total - pass - skip, status !== 0 || total === 0 ? 1 : 0)
/** Random tests tell their steps in a comment: `# steps: 4711`. */
const steps = existsSync(results)
  ? [...readFileSync(results, 'utf8').matchAll(/# steps: (\d+)/g)].map(match => Number(match[1]))
  : []
if (isLong) process.stdout.write(`\n${steps.reduce((sum, some) => sum + some, 0)} random steps\n`)
process.stdout.write(`\n${pass} passed, ${failed} failed${skip > 0 ? `, ${skip} skipped` : ''}\n`)
process.exit(failed > 0 ? 1 : 0)
