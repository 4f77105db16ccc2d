import assert from 'node:assert/strict'
import { parseTarget } from '@shenbao/form/target.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import fc from 'fast-check'
import t from 'tap'
import { pairsOf } from '../src/lessons.ts'
import { entryOf, type Use } from '../src/library-entry.ts'

fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const use = (target: string, over: Partial<Use> = {}): Use => ({
  ...parseTarget(target),
  indicatorId: 'i',
  key: '办结率',
  place: '质量指标',
  name: '办结率',
  level1: '产出指标',
  level2: '质量指标',
  target,
  plan: {},
  score: null,
  weight: null,
  declarationId: `d${over.order ?? 0}`,
  unitId: 'center',
  unitName: '中心',
  year: 2026,
  order: 0,
  ...over,
})

t.test('the usual value is what most wrote, in the words of the last of them', async t => {
  const entry = entryOf([use('≥95(%)', { order: 1 }), use('≥95.00%', { order: 2 }), use('≥90(%)', { order: 3 })])
  t.match(entry, {
    op: '>=',
    unit: '%',
    usual: { target: '≥95.00%', value: '95', by: 'most-common' },
    range: { low: '90', high: '95' },
  })
})

t.test('where nobody wrote it twice it is the middle one, and always one that was written', async t => {
  const values = ['≥100', '≥20', '≥3'].map((target, order) => use(target, { order }))
  t.match(entryOf(values)?.usual, { target: '≥20', by: 'median' })
  t.match(entryOf(values.slice(0, 2))?.usual, { value: '20', by: 'median' }, 'of two the lower one')
  t.match(entryOf(values.slice(0, 1))?.usual, { value: '100', by: 'only' })
  t.match(entryOf([use('及时'), use('及时', { order: 1 })]), { op: 'text', range: null, usual: { target: '及时', value: null } })
})

t.test('figures of another sign or unit do not mix', async t => {
  const entry = entryOf([use('≥95(%)'), use('≥96(%)', { order: 1 }), use('≤3(天)', { order: 2 })])
  t.match(entry, { op: '>=', unit: '%', range: { low: '95', high: '96' }, times: 3, declarations: 3 })
})

t.test('points are added up exactly, and only those that were given', async t => {
  const entry = entryOf([
    use('≥95', { score: '4.74', weight: '5' }),
    use('≥95', { order: 1, score: '10', weight: '10' }),
    use('≥95', { order: 2 }),
  ])
  t.same(entry?.earned, { share: '0.9827', times: 2 })
  t.equal(entryOf([use('≥95', { score: '0', weight: '0' })])?.earned, null, 'nothing to earn is no share')
})

t.test('who used it, when, and under which name last', async t => {
  const entry = entryOf([
    use('≥95', { unitId: 'b', unitName: '乙', year: 2025 }),
    use('≥95', { order: 1, unitId: 'a', unitName: '甲改名', name: '“办结”率' }),
    use('≥95', { order: 2, unitId: 'b', unitName: '乙' }),
  ])
  t.match(entry, {
    name: '办结率',
    years: [2025, 2026],
    lastUsed: 2026,
    units: [
      { id: 'a', name: '甲改名' },
      { id: 'b', name: '乙' },
    ],
  })
  t.equal(entryOf([]), null)
})

t.test('any order of the rows gives the same entry', async () => {
  const some = fc.record({
    target: fc.constantFrom('≥95(%)', '≥95.0%', '=3(天)', '及时', '≤0.5(%)', '≥95(次)'),
    order: fc.nat({ max: 3 }),
    year: fc.constantFrom(2025, 2026),
    name: fc.constantFrom('办结率', '“办结率”'),
  })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 9 }), fc.array(fc.nat()), (rows, order) => {
      const uses = rows.map(({ target, ...over }, at) => use(target, { ...over, indicatorId: `i${at}` }))
      const shuffled = uses
        .map((one, at) => ({ one, key: order[at] ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ one }) => one)
      assert.deepEqual(entryOf(shuffled), entryOf(uses))
    }),
    { numRuns: runs(300) },
  )
})

t.test('pairs of characters, each once', async t => {
  t.same(pairsOf('满意满意度'), ['满意', '意满', '意度'])
  t.same(pairsOf('率'), [])
})
