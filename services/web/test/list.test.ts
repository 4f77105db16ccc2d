import t from 'tap'
import type { Listed } from '../src/api/queries.ts'
import type { WorkRow } from '../src/desk/work-rows.ts'
import { askedOf, isNarrowed, nextSort, readState, shownRows, sortText } from '../src/list/list-state.ts'

const row = (id: string, over: Partial<Listed> = {}): WorkRow => ({
  key: id,
  task: null,
  listed: {
    ...{
      id,
      name: id,
      year: 2026,
      unit: null,
      department: null,
      nature: null,
      category: null,
      phase: 'drafting',
      stage: 'drafting',
    },
    ...{ round: 0, ending: null, annualRequest: '1.00', indicators: 0, flaggedIndicators: 0, flags: [], documentNumber: null },
    ...{ findings: { error: 0, warning: 0, info: 0 }, dueOn: null, workingDaysLeft: null, lapsed: false, revision: 1 },
    ...{ seenRevision: null, openedAt: '2026-01-01T00:00:00Z', changedAt: '2026-01-01T00:00:00Z', stopped: null },
    ...over,
  },
})
const state = (query: string) => readState(new URLSearchParams(query))
const ids = (rows: readonly WorkRow[]): string => rows.map(({ key }) => key).join('')

t.test('the address says what is shown: the server is asked, the page sifts, and nonsense does no harm', async t => {
  const asked = state('q= 满意 &year=2026&stage=drafting&errors=1&sort=-amount')
  t.same(askedOf(asked), { q: '满意', year: '2026' })
  t.match(asked, { stage: 'drafting', errors: '1', sort: { by: 'amount', descending: true } })
  t.equal(isNarrowed(asked), true)
  t.equal(isNarrowed(state('sort=name')), false)
  t.same(state('sort=constructor').sort, { by: 'order', descending: false })
})

t.test('a heading sorts the way people want first, then the other way, then as it was imported', async t => {
  const first = nextSort({ by: 'order', descending: false }, 'amount')
  const second = nextSort(first, 'amount')
  t.same([first, second, nextSort(second, 'amount')].map(sortText), ['-amount', 'amount', ''])
  t.same([nextSort(first, 'name')].map(sortText), ['name'])
})

t.test('sorted and sifted', async t => {
  const rows = [
    row('甲', { annualRequest: '9.00', dueOn: '2026-03-05' }),
    row('乙', { annualRequest: '85000.00', findings: { error: 1, warning: 0, info: 0 } }),
    row('丙', { annualRequest: null, stage: ['executing', 'adjustment-center'], dueOn: '2026-03-02' }),
    row('丁', { annualRequest: '11010598.00', seenRevision: 0, changedAt: '2026-02-01T00:00:00Z' }),
  ]
  t.equal(ids(shownRows(rows, state(''))), '甲乙丙丁')
  t.equal(ids(shownRows(rows, state('sort=amount'))), '甲乙丁丙', 'by value, the blank one last')
  t.equal(ids(shownRows(rows, state('sort=-amount'))), '丁乙甲丙', 'last the other way round, too')
  t.equal(ids(shownRows(rows, state('sort=due'))), '丙甲乙丁')
  t.equal(ids(shownRows(rows, state('sort=name'))), '丙丁甲乙', 'by pronunciation')
  t.equal(ids(shownRows(rows, state('sort=-changed'))), '丁甲乙丙')
  t.equal(ids(shownRows(rows, state('stage=adjustment-center'))), '丙')
  t.equal(ids(shownRows(rows, state('errors=1'))), '乙')
  t.equal(ids(shownRows(rows, state('changed=1'))), '丁')
})
