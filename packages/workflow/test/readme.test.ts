/** The README quotes code of the second domain, and maps files. What it quotes and names is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'

const folder = new URL('../', import.meta.url)
const text = readFileSync(new URL('README.md', folder), 'utf8')
const quoted = [...text.matchAll(/```ts\n([^`]+)```/g)].flatMap(([, code = '']) =>
  code
    .trim()
    .split('\n')
    .map(line => line.trim()),
)
const sources = ['leave-case.ts', 'long-leave.ts'].map(name => readFileSync(new URL(`test/${name}`, folder), 'utf8')).join('\n')
const isThere = (line: string): boolean => sources.split('\n').some(source => source.trim() === line)

t.test('every line that is quoted stands in the second domain', t => {
  t.ok(quoted.length >= 5)
  t.same(
    quoted.filter(line => !isThere(line)),
    [],
  )
  t.notOk(isThere('nothing of the kind'), 'canary')
  t.end()
})

t.test('every file that is named is there, and every file of the engine is named', t => {
  const named = [...text.matchAll(/`((?:src|test)\/[\w./-]*)`/g)].map(([, path = '']) => path)
  t.same(
    named.filter(path => !existsSync(new URL(path, folder))),
    [],
  )
  const all = readdirSync(new URL('src', folder)).filter(name => name.endsWith('.ts'))
  t.same(
    all.filter(name => !text.includes(name)),
    [],
    'files without a place on the map',
  )
  t.end()
})
