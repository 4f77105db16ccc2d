/** The report quotes the figures of the last long run as they were kept, and that run was as long as it is said to be. */
import t from 'tap'
import { crashTests, keptFigures, readme, withFigures } from './report.ts'

t.test('README.md says what the kept figures say', t => {
  const text = readme.text()
  t.equal(text, withFigures(text))
  const altered = text.replace(/\| lost \| 0 \|/, '| lost | 1 |')
  t.not(altered, text)
  t.not(altered, withFigures(altered), 'canary: a figure changed by hand is seen')
  t.throws(() => withFigures('no marks'), TypeError)
  t.end()
})

t.test('a thousand crashes, nothing lost', t => {
  const figures = new Map(crashTests.map(name => [name, keptFigures(name)]))
  t.ok(Number(figures.get('killed-log')?.['crashes']) >= 1_000)
  for (const [name, { lost, twice }] of figures) t.same([lost, twice], [0, 0], name)
  t.end()
})
