/** FEATURES.md names tests. Each has to be there under the name it is given. */
import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'

const root = new URL('../../../', import.meta.url)
const text = readFileSync(new URL('../FEATURES.md', import.meta.url), 'utf8')
const rows = text.split('\n').filter(line => line.startsWith('|') && !/^\|(-|\s*#|\s*问题)/.test(line))

/** What a cell promises: a file, and titles in it. */
type Shown = Readonly<{ file: string; titles: readonly string[] }>
const shownIn = (cell: string): readonly Shown[] =>
  cell.split(/ · (?=`)/).flatMap(one => {
    const [, file, titles] = /^`([^`]+)` › (.+)$/.exec(one.trim()) ?? []
    return file === undefined || titles === undefined ? [] : [{ file, titles: titles.split(' · ') }]
  })

const missing = ({ file, titles }: Shown): readonly string[] => {
  const at = new URL(file, root)
  if (!existsSync(at)) return [file]
  const test = readFileSync(at, 'utf8')
  return titles.filter(title => !test.includes(title)).map(title => `${file} › ${title}`)
}

t.test('every row that is not refused names a test, and the test is there', t => {
  t.ok(rows.length > 35, `${rows.length} rows`)
  for (const row of rows) {
    const cell = row.split('|').at(-2) ?? ''
    if (/\| refused \|/.test(row)) {
      t.ok(cell.trim().length > 60, `${row.slice(0, 30)} gives its reason`)
      continue
    }
    const shown = shownIn(cell)
    t.ok(shown.length > 0, row.slice(0, 40))
    t.same(shown.flatMap(missing), [], row.slice(0, 40))
  }
  t.end()
})

t.test('every planned row is there', t => {
  const planned = [...Array.from({ length: 26 }, (_, at) => at + 1), 29, 30, 31, 33, 36, 37, 39]
  const shown = rows.map(row => Number(row.split('|')[1]))
  t.same(
    planned.filter(row => !shown.includes(row)),
    [],
  )
  t.end()
})

t.test('canary: a test that is not there is missed', t => {
  const [one] = shownIn('`packages/workflow/test/signing.test.ts` › nothing of this name')
  t.same(one && missing(one), ['packages/workflow/test/signing.test.ts › nothing of this name'])
  t.same(missing({ file: 'packages/workflow/test/none.test.ts', titles: [] }), ['packages/workflow/test/none.test.ts'])
  t.end()
})
