// Shows what of a sheet that was typed into is sent, what counts as a change, and the words beside it.
import { findPack } from '@shenbao/policy/packs.ts'
import t from 'tap'
import { bandsUpward } from '../src/evaluation/bands-upward.ts'
import { sizeWords } from '../src/evaluation/file-size.ts'
import { rowFlagWords, sheetFlagWords } from '../src/evaluation/flag-words.ts'
import { percentOf } from '../src/evaluation/percent.ts'
import type { EvaluationAnswer, EvaluationRow } from '../src/evaluation/queries.ts'
import * as results from '../src/evaluation/result-draft.ts'
import * as review from '../src/evaluation/review-draft.ts'
import { totalsOf } from '../src/monitoring/listed.ts'
import * as progress from '../src/monitoring/progress-draft.ts'
import type { MonitoredList, MonitoringAnswer } from '../src/monitoring/queries.ts'
import { footerWords } from '../src/print/footer-words.ts'

const pack = findPack('CN-CENTRAL-2021')
if (!pack) throw new TypeError('no pack')

const monitored = (indicator: string, actual: string | null): MonitoringAnswer['rows'][number] => ({
  ...{ indicator, level1: null, level2: null, name: indicator, initialTarget: null, target: '≥1(项)', actual, forecast: null },
  ...{ light: null, formula: '', deviates: false, likelihood: null, likelihoodTitle: null, judgement: null, causes: [] },
  ...{ causeTitles: [], cause: null, remedy: null, note: null, removed: false },
})

t.test('监控: only rows and amounts that changed are sent, each row whole', async t => {
  const [first, second] = [monitored('a', '1'), monitored('b', null)]
  const once = progress.withRow(progress.emptyDraft, first, { actual: '2' })
  const draft = progress.withAmount(progress.withRow(once, second, { note: ' ' }), 'executed', '30,000', null)
  t.equal(progress.changesIn(draft), 2, 'a blank is no change')
  t.same(progress.progressCommand({ period: '2026-07', rows: [first, second] }, draft), {
    type: 'record-progress',
    period: '2026-07',
    executed: '30000.00',
    progress: [
      {
        ...{ indicator: 'a', actual: '2', forecast: null, likelihood: null, judgement: null, causes: [] },
        ...{ cause: null, remedy: null, note: null },
      },
    ],
  })
  t.equal(progress.changesIn(progress.withRow(once, first, { actual: '1' })), 0, 'typed back is no change')
  t.same(progress.withAmount({ executed: '3', rows: {} }, 'executed', '30,000.00', '30000.00'), { rows: {} })
  t.same(progress.unreadable({ executed: '3万', rows: {} }), ['executed'])
  t.equal(progress.monthsOf('2026-07'), '1—7 月')
  t.equal(progress.monthsOf('2026-01'), '1 月')
  t.ok(progress.isDraft(JSON.parse(JSON.stringify(draft))))
  for (const other of [null, 3, [], { rows: 3 }, { budget: null }]) t.notOk(progress.isDraft(other))
})

const row = (indicator: string, over: Partial<EvaluationRow> = {}): EvaluationRow => ({
  ...{ indicator, level1: null, level2: null, name: indicator, target: '≥1(项)', approvedTarget: null, weight: '45' },
  ...{ monitored: null, entered: null, bands: null, handedIn: null, rescore: null },
  evidence: { expected: null, source: null, present: 0, hint: null },
  receipt: {
    ...{ formula: '', score: '45.00', flags: [], rule: 'quantitative', basis: { kind: 'law', text: '' } },
    inputs: { target: '≥1(项)', actual: '1', weight: '45', judgement: null, given: null },
  },
  ...over,
})
const july = { period: '2026-07', actual: '40', forecast: null, likelihood: null }
const entered = { actual: '3', judgement: null, score: null, reason: '' }
const budget: EvaluationAnswer['budget'] = {
  ...{ initial: '100.00', annual: null, executed: null, reason: '', receipt: null, basis: { kind: 'law', text: '' } },
  proposed: { annual: '100.00', executed: '30.00', period: '2026-07' },
}

t.test('自评: what the monitoring proposes is marked, and taken over only by whoever saves', async t => {
  const rows = [row('a', { monitored: july }), row('b', { entered, monitored: july }), row('c')]
  const none = results.emptyDraft
  t.same(
    rows.map(one => [results.shownRow(one, none).actual, results.isProposed(one, none)]),
    [
      ['40', true],
      ['3', false],
      ['', false],
    ],
  )
  t.equal(results.proposalWords('2026-07'), '取自 7 月监控')
  t.same(results.unsaved({ rows, budget }, none), { changed: 2, proposed: 1 })
  t.same(results.draftBody({ rows, budget }, none, false), {}, 'nothing was typed')
  t.same(results.draftBody({ rows, budget }, none), {
    budget: { initial: '100.00', annual: '100.00', executed: '30.00', reason: '' },
    results: [{ indicator: 'a', actual: '40', judgement: null, score: null, reason: '' }],
  })
  const [, second] = rows
  if (!second) throw new TypeError('no row')
  const typed = results.withRow(none, second, { actual: '4', score: ' ' })
  t.same(results.draftBody({ rows, budget }, typed, false), { results: [{ indicator: 'b', ...entered, actual: '4' }] })
  t.same(results.withRow(typed, second, { actual: '3', score: null }).rows, {}, 'typed back is no change')
  t.same(results.unreadableBudget(budget, results.withBudget(none, budget, { executed: '三万', initial: '' })), ['executed'])
  t.ok(results.isDraft(JSON.parse(JSON.stringify(typed))))
  t.notOk(results.isDraft({ rows: {} }))
})

t.test('核查: only scores that changed are sent; the totals follow while typing', async t => {
  const rows = [row('a'), row('b')]
  const receipt = { rate: '1.0000', score: '10.00', weight: '10', formula: '', flags: [] }
  const sheet = { rows, budget: { ...budget, receipt }, total: '100.00', grade: '优' }
  const [first] = rows
  if (!first) throw new TypeError('no row')
  const half = review.withReview(review.emptyReview, first, { score: '20' })
  t.match(review.reviewed(sheet, half, pack), { ok: false, problems: [{ message: /核查理由/ }] })
  const whole = review.withReview(half, first, { reason: '台账不符' })
  t.match(review.reviewed(sheet, whole, pack), { ok: true, total: '75.00', grade: '中', isDeviating: true })
  t.same(review.rescoreCommand(sheet, whole), { type: 'rescore', scores: [{ indicator: 'a', score: '20', reason: '台账不符' }] })
  t.same(review.withReview(whole, first, { score: '', reason: '' }), review.emptyReview)
  t.ok(review.isReview(whole))
  t.notOk(review.isReview(null))
})

t.test('words and figures beside the sheets', async t => {
  t.same(['1', '0.8618', '0.05', '1.2', null].map(percentOf), ['100.00%', '86.18%', '5.00%', '120.00%', '—'])
  t.same([15, 1024, 20_480, 3_560_000].map(sizeWords), ['15 字节', '1 KB', '20 KB', '3.4 MB'])
  t.same(rowFlagWords(['default-weight', 'over-achieved', 'unheard-of']), ['远超目标：目标可能定低了'])
  t.same(sheetFlagWords(['over-spent']), ['执行数超过全年预算，请核对'])
  t.same(
    bandsUpward(pack.gradeBands.bands, '良').map(({ grade, isHere }) => (isHere ? `[${grade}]` : grade)),
    ['差', '中', '[良]', '优'],
  )
  const listed = (annualRequest: string | null, executed: string | null) => ({ annualRequest, executed })
  t.same(totalsOf([listed('100.00', '30.00'), listed('200.00', null)] as MonitoredList['items']), {
    ...{ count: 2, budget: '300.00', executed: '30.00', rate: '10.00' },
  })
  t.equal(totalsOf([]).rate, null)
  const form = { name: '设备更新' } as Parameters<typeof footerWords>[0]['form']
  t.equal(footerWords({ form, revision: 7, digest: 'abcdef0123456789ffff' }), '设备更新　第 7 版　校验 abcdef0123456789')
})
