/** A row is put where somebody asks for it: behind a row that is there, and at the end where nothing is said. */
import { sampleForm } from '@shenbao/testkit/sample-form.ts'
import t from 'tap'
import type { ChangeRequest } from '../src/commands.ts'
import { evolveForm } from '../src/evolve-form.ts'
import { declarationUpcasts } from '../src/upcasts.ts'
import { writeChanges } from '../src/write-changes.ts'

const form = sampleForm()
const first = form.indicators[0]?.id ?? ''
const row = { level1: '产出指标', level2: '数量指标', name: '新增一行', target: '≥3(项)' }
const writing = { reason: null, under: null, newId: (ordinal: number) => `new-${ordinal}` }
const namesAfter = (changes: readonly ChangeRequest[]): readonly string[] =>
  writeChanges(form, changes, writing)
    .events.reduce(evolveForm, form)
    .indicators.map(({ id }) => id)

t.test('behind the row it names, at the end otherwise', async t => {
  const before = form.indicators.map(({ id }) => id)
  t.same(namesAfter([{ field: 'indicator', after: first, to: row }]), before.toSpliced(1, 0, 'new-0'))
  t.same(namesAfter([{ field: 'indicator', to: row }]), [...before, 'new-0'])
  t.same(namesAfter([{ field: 'indicator', after: null, to: row }]), [...before, 'new-0'])
  const two: readonly ChangeRequest[] = [
    { field: 'indicator', after: first, to: { ...row, name: '后一行' } },
    { field: 'indicator', after: first, to: row },
  ]
  t.same(namesAfter(two), before.toSpliced(1, 0, 'new-1', 'new-0'))
})

t.test('a row that is not there is named in the answer, and nothing is put anywhere', async t => {
  const written = writeChanges(form, [{ field: 'indicator', after: 'gone', to: row }], writing)
  t.same(written.events, [])
  t.match(written.places, [{ indicator: 'gone', field: 'indicator', message: '没有编号为 gone 的指标' }])
})

t.test('a row recorded before rows had a place stands at the end, as it did', async t => {
  const step = declarationUpcasts.find(({ type, from }) => type === 'indicator-added' && from === 1)
  t.same(step?.up({ indicatorId: 'x' }), { indicatorId: 'x', after: null })
})
