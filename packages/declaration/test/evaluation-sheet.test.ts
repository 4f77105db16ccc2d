/** The self-evaluation as a sheet: prefilled, computed while people type, and what a reviewer would stop at in it. */
import { adjustment, evaluation, evaluationReview, execution, until, wholeLife } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, type Step } from '@shenbao/testkit/scenario.ts'
import { centralPack, openedDeclaration, policyPin } from '@shenbao/testkit/world.ts'
import t from 'tap'
import type { CommandOf } from '../src/commands.ts'
import { problemsOf } from '../src/evaluation-problems.ts'
import { evaluationSheetOf } from '../src/evaluation-sheet.ts'

const lived = [...until.executing, ...execution, ...adjustment, ...until.evaluationDraft.slice(-1)]
const draft = after(openedDeclaration(), lived)
const sheet = evaluationSheetOf(draft, centralPack)
const rowOf = (of: ReturnType<typeof evaluationSheetOf>, id: string) => of.rows.find(({ indicator }) => indicator === id)
const [recordAll] = evaluation
const recorded = recordAll?.[1]
if (recorded?.type !== 'record-result') throw new TypeError('no results')

/** The life with other results handed in. */
const handedIn = (over: Omit<CommandOf<'record-result'>, 'type'>, ...then: readonly Step[]) =>
  after(openedDeclaration(), [
    ...until.evaluationDraft,
    ['drafter', recorded],
    ...(Object.keys(over).length > 0 ? ([['drafter', { type: 'record-result', ...over }]] as const) : []),
    ['drafter', { type: 'submit-evaluation' }],
    ...then,
  ])
/** What is on the list, apart from the line that says that nothing was brought to prove it. */
const kinds = (problems: ReturnType<typeof problemsOf>) =>
  problems.flatMap(({ kind, indicator }) => (kind === 'evidence-missing' && indicator === null ? [] : [kind]))

t.test('before anything is entered the sheet shows what is on record, and proposes without entering', async t => {
  t.match(sheet, {
    policy: { ...policyPin, title: String },
    rounding: { places: 2, basis: { kind: 'practice' } },
    budget: {
      initial: '100000.00',
      annual: null,
      proposed: { annual: '100000.00', executed: '55000.00', period: '2026-07' },
      receipt: { score: null },
    },
    total: null,
    handedIn: null,
  })
  t.match(rowOf(sheet, ROW.quantity), {
    approvedTarget: '≥150(条/年)',
    target: '≥120(条/年)',
    monitored: { period: '2026-07', actual: '90', likelihood: 'certain' },
    entered: null,
    receipt: { score: null, inputs: { actual: null } },
  })
  t.equal(sheet.misses.length, 7, 'the money and six rows')
  t.match(sheet.misses[0], { field: 'budget', message: /请填写/ })
})

t.test('unsaved entries are computed as if they were recorded', async t => {
  const { type: _, ...body } = recorded
  const typed = evaluationSheetOf(draft, centralPack, body)
  const saved = after(draft, [['drafter', recorded]])
  t.same(typed, evaluationSheetOf(saved, centralPack))
  t.same(typed.misses, [])
  t.match(rowOf(typed, ROW.satisfaction)?.receipt, { formula: /85/, rule: 'quantitative', basis: { text: /按完成比例/ } })
  const handed = after(saved, [['drafter', { type: 'submit-evaluation' }]])
  t.equal(handed.selfScore?.total, typed.total, 'what is recorded is what was shown')
})

t.test('half typed figures count as nothing and break nothing', async t => {
  const typed = evaluationSheetOf(draft, centralPack, {
    budget: { annual: '1,0', executed: '.' },
    results: [{ indicator: ROW.quantity, actual: '-', score: '1e', judgement: 'met' }],
  })
  t.match(typed.budget, { annual: null, executed: null })
  t.match(rowOf(typed, ROW.quantity)?.entered, { score: null })
  t.equal(typed.total, null)
})

t.test('a row that words describe shows its bands; a row taken out is listed and not scored', async t => {
  const asked: Step[] = [
    [
      'drafter',
      {
        type: 'request-adjustment',
        changes: [
          { indicator: ROW.benefit, field: 'target', to: '有所提升' },
          { indicator: ROW.benefit, field: 'gradeMet', to: '比上年提升两成' },
          { indicator: ROW.timeliness, field: 'indicator', to: null },
        ],
        reason: '改由市里统一办理',
      },
    ],
    ...adjustment.slice(1),
  ]
  const shown = evaluationSheetOf(after(openedDeclaration(), [...until.executing, ...asked]), centralPack)
  t.match(rowOf(shown, ROW.benefit), {
    bands: [
      { judgement: 'met', includesTo: true, described: '比上年提升两成' },
      {},
      { judgement: 'unmet', to: String, described: null },
    ],
  })
  t.equal(rowOf(shown, ROW.quantity)?.bands, null)
  t.match(shown.removed, [{ indicator: ROW.timeliness, adjustment: 1, reason: '改由市里统一办理' }])
  t.equal(rowOf(shown, ROW.timeliness), undefined)
})

t.test('money that wants a reason is shown and refuses nothing; with a reason it is explained', async t => {
  const low = { annual: '120000.00', executed: '60000.00' }
  const bare = handedIn({ budget: low })
  t.match(evaluationSheetOf(bare, centralPack).concerns, [
    { kind: 'low-execution', severity: 'warning', isUnexplained: true, sentence: /50%.*未说明原因/ },
    { kind: 'budget-changed', isUnexplained: true },
    { kind: 'plausibility-red' },
  ])
  t.match(bare.selfScore?.execution?.flags, ['budget-changed', 'reason-required'])
  const told = handedIn({ budget: { ...low, reason: '12月到货，次年付款' } })
  t.match(evaluationSheetOf(told, centralPack).concerns[0], { isUnexplained: false, sentence: /次年付款/ })
  t.strictSame(told.selfScore?.execution?.flags, [])
  t.equal(told.selfScore?.total, bare.selfScore?.total, 'a reason explains, it earns nothing')
})

t.test('the problem list of a self-evaluation', async t => {
  t.same(problemsOf(draft, centralPack), [], 'nothing before it was handed in')
  t.strictSame(kinds(problemsOf(handedIn({}), centralPack)), ['lost-points'], 'one row below its target, and nothing invented')
  t.match(problemsOf(handedIn({}), centralPack), [
    { severity: 'info', indicator: ROW.satisfaction, sentence: /85%.*流动窗口/, basis: { kind: 'practice' } },
  ])
  const low = problemsOf(handedIn({ budget: { annual: '100000.00', executed: '110000.00' } }), centralPack)
  t.match(low[0], { kind: 'over-spent', severity: 'error', indicator: null, sentence: /超过全年预算数/ })
  const zero = problemsOf(handedIn({ budget: { annual: '0', executed: '0' } }), centralPack)
  t.ok(kinds(zero).includes('zero-budget'))
  const results = (actual: string, reason = '') => ({ results: [{ indicator: ROW.quantity, actual, reason }] })
  const some = problemsOf(handedIn(results('185')), centralPack)
  t.match(
    some.find(({ kind }) => kind === 'over-achieved'),
    { severity: 'info', indicator: ROW.quantity },
    '123% of the target is a remark',
  )
  const far = problemsOf(handedIn(results('300', '新增平台')), centralPack)
  t.match(
    far.find(({ kind }) => kind === 'over-achieved'),
    { severity: 'warning', sentence: /远超.*新增平台/ },
    '200% says the target was low',
  )
  const little = problemsOf(handedIn(results('30', '平台停用')), centralPack)
  t.match(little[0], { kind: 'lost-points', severity: 'warning' }, 'far below comes before remarks')
  const full = problemsOf(handedIn({ results: [{ indicator: ROW.satisfaction, actual: '95%' }] }), centralPack)
  t.strictSame(kinds(full), ['no-discrimination'])
})

t.test('evidence on the problem list: what is missing is said once, what was promised or taken off row by row', async t => {
  const bare = problemsOf(handedIn({}), centralPack).filter(({ kind }) => kind.startsWith('evidence'))
  t.match(bare, [{ kind: 'evidence-missing', severity: 'info', indicator: null, sentence: /^6 项/ }])
  const scored = handedIn({})
  const told = { actor: 'officer-drafter', onBehalfOf: null, effectiveOn: '2027-01-10', recordedAt: '2027-01-10T01:00:00.000Z' }
  const file = (indicatorId: string, provesOn: string, detached: string | null) => ({
    attachmentId: `file-${indicatorId}`,
    indicatorId,
    digest: 'a'.repeat(64),
    name: '统计表.pdf',
    size: 1,
    mediaType: 'application/pdf',
    kind: null,
    provesOn,
    told,
    detached: detached === null ? null : { reason: detached, told },
  })
  const promised = { evidenceType: '发布台账' }
  const indicators = scored.form.indicators.map(row => (row.id === ROW.cost ? { ...row, plan: promised } : row))
  const evidence = [
    file(ROW.quantity, '2026-12-31', null),
    file(ROW.quality, '2025-06-30', null),
    file(ROW.timeliness, '2026-12-31', '传错了文件'),
  ]
  const found = problemsOf({ ...scored, form: { ...scored.form, indicators }, evidence }, centralPack)
  t.match(
    found.filter(({ kind }) => kind.startsWith('evidence')),
    [
      { kind: 'evidence-detached', indicator: ROW.timeliness, sentence: /传错了文件/ },
      { kind: 'evidence-missing', indicator: ROW.cost, sentence: /发布台账/ },
      { kind: 'evidence-missing', indicator: null, sentence: /^2 项/ },
      { kind: 'evidence-day', indicator: ROW.quality, sentence: /2025-06-30/ },
    ],
  )
})

t.test('what the bureau thinks otherwise is on the list, beyond the threshold as a problem of the whole', async t => {
  const rescored = problemsOf(after(openedDeclaration(), wholeLife), centralPack)
  t.match(
    rescored.find(({ kind }) => kind === 'rescored'),
    { indicator: ROW.benefit, sentence: /核查 18\.00 分：佐证/ },
  )
  t.notOk(kinds(rescored).includes('review-deviation'))
  const scores = [{ indicator: ROW.benefit, score: '5.00', reason: '没有佐证' }]
  const harsh = handedIn({}, ...evaluationReview.slice(0, 1), ['bureau-reviewer', { type: 'rescore', scores }])
  t.ok(kinds(problemsOf(harsh, centralPack)).includes('review-deviation'))
})
