/** The report on the nine declarations is what the inspection says today; and no check speaks with words of one form. */
import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { report, reportOf, seedForms } from './seed-findings.ts'

/** Shorter ones are words of the language. */
const LITERAL_MIN = 7

t.test('the report is current', t => {
  const forms = seedForms()
  t.equal(readFileSync(report, 'utf8'), reportOf(forms), 'run node infra/scripts/write-seed-findings.ts')
  const [first, ...rest] = forms
  t.not(reportOf(first ? [{ ...first, annualGoal: '' }, ...rest] : []), reportOf(forms), 'the check can fail')
  t.end()
})

t.test('no check quotes a name or a value of these forms', t => {
  const checks = new URL('../../packages/inspection/src/', import.meta.url)
  const code = readdirSync(checks, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(new URL(name, checks), 'utf8'))
    .join('\n')
  const words = seedForms().flatMap(({ indicators }) => indicators.flatMap(({ name, target }) => [name, target]))
  const quoted = (text: string): readonly string[] => words.filter(word => word.length >= LITERAL_MIN && text.includes(word))
  t.same(quoted(code), [])
  t.same(quoted(`const known = '${words.find(word => word.length >= LITERAL_MIN)}'`).length > 0, true, 'the check can fail')
  t.end()
})
