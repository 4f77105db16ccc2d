/** Every refusal the engine can give is met in a test of it. That each is a sentence with its basis, `random-work.ts` asks. */
import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'

const textOf = (folder: string, name: string): string => readFileSync(new URL(`${folder}/${name}`, import.meta.url), 'utf8')
const filesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, import.meta.url)).filter(name => name.endsWith('.ts'))

/** Findings of a route are no refusals of a person. */
const sources = [
  ...filesIn('../src')
    .filter(name => !name.startsWith('verify') && !name.startsWith('find'))
    .map(name => textOf('../src', name)),
  ...filesIn('../src/rules').map(name => textOf('../src/rules', name)),
]
const refusals = [
  ...new Set(sources.flatMap(text => [...text.matchAll(/\bcode: '([a-z-]+)',?\s*\n?\s*detail/g)].map(([, code = '']) => code))),
]
const tests = filesIn('.')
  .filter(name => name.endsWith('.test.ts'))
  .map(name => textOf('.', name))
  .join('\n')

t.test('every refusal is met in a test', t => {
  t.ok(refusals.length > 20, `${refusals.length} refusals were found in the sources`)
  t.same(
    refusals.filter(code => !tests.includes(`refused ${code}`) && !tests.includes(`'${code}'`)),
    [],
  )
  t.end()
})
