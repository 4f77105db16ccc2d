import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'

/**
 * Builds the page into dist. With `--if-needed` only when something it is made of has changed since: the digest of all that is
 * kept beside what was built.
 */
const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const mark = join(here, 'dist/.built-from')

const sources = ['services/web/{src,index.html,vite.config.ts,package.json}', 'packages/*/{src,packs}', 'pnpm-lock.yaml']

const digestOfSources = (): string => {
  const digest = createHash('sha256')
  const paths = sources.flatMap(pattern => globSync([pattern, `${pattern}/**/*.*`], { cwd: root }))
  for (const path of [...new Set(paths)].filter(path => /\.[a-z]+$/.test(path)).sort())
    digest.update(path).update(readFileSync(join(root, path)))
  return digest.digest('hex')
}

const builtFrom = (): string | null => {
  try {
    return readFileSync(mark, 'utf8')
  } catch {
    return null
  }
}

const { values } = parseArgs({ options: { 'if-needed': { type: 'boolean', default: false } } })
const now = digestOfSources()
if (!values['if-needed'] || builtFrom() !== now) {
  console.error('正在生成网页……')
  await build({ root: here, logLevel: 'warn' })
  writeFileSync(mark, now)
}
