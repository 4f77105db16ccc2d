/**
 * Runs the tests and ends with one line that counts them. `--long` runs the long random tests instead; further arguments are files.
 *
 * tap rebuilds its set of plugins at the first run after an install and fails that very run: build it before, once an install.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

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
const status = run(
  ['run', `--reporter=${process.stdout.isTTY ? 'terse' : 'min'}`, `--output-file=${results}`, ...(isLong && files.length === 0 ? ['test/long/*.ts'] : files)],
  {
    ...process.env,
    ...(isLong ? { SHENBAO_LONG_TESTS: '1' } : {}),
  },
)

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
process.stdout.write(`\n${pass} passed, ${failed} failed${skip > 0 ? `, ${skip} skipped` : ''}\n`)
process.exit(failed > 0 ? 1 : 0)
