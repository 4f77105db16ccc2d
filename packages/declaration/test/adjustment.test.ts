/** Adjusting approved targets: asked for, reviewed twice, numbered, the old value kept. */
import assert from 'node:assert/strict'
import { officerOnChairs } from '@shenbao/testkit/accounts.ts'
import { commandTable } from '@shenbao/testkit/command-table.ts'
import { until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, type Step, scenario } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration } from '@shenbao/testkit/world.ts'
import t from 'tap'
import type { ChangeRequest, DeclarationCommand } from '../src/commands.ts'
import { openAdjustment } from '../src/state.ts'

const ask = (...changes: readonly ChangeRequest[]): DeclarationCommand => ({
  type: 'request-adjustment',
  changes: [...changes],
  reason: '政策调整',
})
const target = { indicator: ROW.quantity, field: 'target', to: '≥120(条/年)' } as const
const row = { level1: '产出指标', level2: '数量指标', name: '短视频发布数', target: '≥12(条)' }
const approve: DeclarationCommand = { type: 'approve' }
const back = (to?: string, then?: 'straight'): DeclarationCommand => ({
  type: 'return',
  reason: '请说明测算',
  ...(to && { to }),
  ...(then && { then }),
})
const executing = until.executing
const asked: readonly Step[] = [...executing, ['drafter', ask(target)]]
const atBureau: readonly Step[] = [...asked, ['center-leader', approve]]

commandTable(t, [
  ['a target', executing, 'drafter', ask(target), ['adjustment-requested']],
  ['not by the center', executing, 'center-leader', ask(target), { forbidden: 'not-yours' }],
  ['not before the 批复', [], 'drafter', ask(target), { refused: 'not-now' }],
  ['not after the year was closed', until.evaluationDraft, 'drafter', ask(target), { refused: 'not-now' }],
  ['one at a time', asked, 'drafter', ask(target), { refused: 'one-adjustment-at-a-time' }],
  ['on the last day', executing, 'drafter', ask(target), ['adjustment-requested'], { today: '2026-12-31' }],
  ['after the year', executing, 'drafter', ask(target), { refused: 'no-adjustment-after-the-cutoff' }, { today: '2027-01-01' }],
  ['nothing new', executing, 'drafter', ask({ ...target, to: '≥150(条/年)' }), { refused: 'nothing-changed' }],
  ['a row that is not there', executing, 'drafter', ask({ ...target, indicator: 'nowhere' }), { refused: 'no-such-indicator' }],
  [
    'what the completeness rules refuse',
    executing,
    'drafter',
    ask({ field: 'indicator', indicator: ROW.benefit, to: null }),
    { refused: 'output-and-benefit-are-both-set' },
  ],
  ['by the center', asked, 'center-leader', approve, ['opinion-given', 'adjustment-passed']],
  ['not by the drafter', asked, 'drafter', approve, { forbidden: 'not-yours' }],
  ['not by the bureau before the center', asked, 'bureau-approver', approve, { forbidden: 'not-yours' }],
  [
    'by the bureau: the changes and then the approval',
    atBureau,
    'bureau-approver',
    approve,
    ['opinion-given', 'indicator-target-revised', 'adjustment-approved'],
  ],
  [
    'with a document number it does not have',
    atBureau,
    'bureau-approver',
    { type: 'approve', documentNumber: '1号' },
    { refused: 'approval-carries-a-document-number' },
  ],
  ['to the unit', asked, 'center-leader', back(), ['adjustment-returned']],
  ['to the center', atBureau, 'bureau-approver', back('adjustment-center'), ['adjustment-returned']],
  ['not into a review that is over', atBureau, 'bureau-approver', back('drafting'), { refused: 'no-such-target' }],
  [
    'the adjustment, not the declaration',
    asked,
    'center-leader',
    { type: 'reject', reason: '不予调整' },
    ['adjustment-rejected'],
  ],
  ['by the bureau', atBureau, 'bureau-approver', { type: 'reject', reason: '不予调整' }, ['adjustment-rejected']],
  ['by the unit, before the center acts', asked, 'drafter', { type: 'withdraw' }, ['adjustment-withdrawn']],
  ['by the center, before the bureau acts', atBureau, 'center-leader', { type: 'withdraw' }, ['adjustment-withdrawn']],
  ['by the unit, after the center acted', atBureau, 'drafter', { type: 'withdraw' }, { refused: 'nothing-to-withdraw' }],
  [
    'monitoring goes on beside it',
    asked,
    'drafter',
    { type: 'record-progress', period: '2026-07', executed: '1.00' },
    ['budget-progress-recorded'],
  ],
  ['while it is open', asked, 'center-finance', { type: 'close-year' }, { refused: 'year-closes-without-an-open-adjustment' }],
])

const outcomes = (steps: readonly Step[]) => after(openedDeclaration(), steps).adjustments.map(({ outcome }) => outcome)

t.test('settled one way or the other, another may be asked for, with the next number', t => {
  const ends: readonly (readonly [Step, string])[] = [
    [['center-leader', back()], 'returned'],
    [['center-leader', { type: 'reject', reason: '不予调整' }], 'rejected'],
    [['drafter', { type: 'withdraw' }], 'withdrawn'],
  ]
  for (const [end, outcome] of ends) {
    t.same(outcomes([...asked, end, ['drafter', ask(target)]]), [outcome, 'open'], outcome)
    const declaration = after(openedDeclaration(), [...asked, end])
    t.same([declaration.work.standing.stages, openAdjustment(declaration)], [['executing'], null])
    t.same(declaration.form, declaration.approval?.form, 'nothing on the form moved')
  }
  t.end()
})

t.test('returned by the bureau to the center it stays open, and is approved again by both', t => {
  const again: readonly Step[] = [...atBureau, ['bureau-approver', back('adjustment-center')], ['center-leader', approve]]
  t.same(outcomes(again), ['open'])
  const declaration = after(openedDeclaration(), [...again, ['bureau-approver', approve]])
  t.same(declaration.work.standing.stages, ['executing'])
  t.equal(declaration.form.indicators[0]?.target, '≥120(条/年)')
  t.end()
})

t.test('taken back by the center it stays open on its own desk', t => {
  const taken: readonly Step[] = [...atBureau, ['center-leader', { type: 'withdraw' }]]
  t.same(outcomes(taken), ['open'])
  scenario(t)
    .given(...taken)
    .when('center-leader', approve)
    .thenStands('executing', 'adjustment-bureau')
  t.end()
})

t.test('returned straight to the unit, the next one goes straight to the bureau; the year can be closed instead', t => {
  const returned: readonly Step[] = [...atBureau, ['bureau-approver', back('executing', 'straight')]]
  scenario(t)
    .given(...returned)
    .when('drafter', ask(target))
    .thenStands('executing', 'adjustment-bureau')
  scenario(t)
    .given(...returned)
    .when('center-finance', { type: 'close-year' })
    .thenStands('evaluation-draft')
  t.end()
})

t.test('every kind of change is written out at the request and carried out at the approval, a new row under its own id', t => {
  const changes: readonly ChangeRequest[] = [
    target,
    { field: 'indicator', to: row },
    { field: 'indicator', indicator: ROW.cost, to: null },
    { field: 'annualGoal', to: '调整后的目标' },
    { field: 'funds.annualRequest', to: '90,000.00' },
    { field: 'funds.carryover', to: null },
  ]
  const { answer } = scenario(t)
    .given(...executing)
    .when('drafter', ask(...changes))
  assert(answer.outcome === 'recorded')
  const [requested] = answer.events
  assert(requested?.type === 'adjustment-requested')
  const fresh = requested.data.changes[1]?.indicatorId
  t.match(requested.data.changes, [
    { kind: 'revised', indicatorId: ROW.quantity, field: 'target', from: '≥150(条/年)', to: '≥120(条/年)' },
    { kind: 'added', field: 'indicator', from: null, to: row },
    { kind: 'removed', indicatorId: ROW.cost, field: 'indicator', to: null, from: { name: '项目总成本' } },
    { kind: 'revised', indicatorId: null, field: 'annualGoal' },
    { kind: 'revised', field: 'funds.annualRequest', from: '100000.00', to: '90000.00' },
    { kind: 'revised', field: 'funds.carryover', from: '10000.00', to: null },
  ])
  const done = after(answer.after, [
    ['center-leader', approve],
    ['bureau-approver', approve],
  ])
  t.same(
    done.form.indicators.map(({ id }) => id),
    [ROW.quantity, ROW.quality, ROW.timeliness, ROW.benefit, ROW.satisfaction, fresh],
  )
  t.equal(done.form.funds.annualRequest, 90_000_00n)
  t.equal(done.form.funds.carryover, null)
  t.same(
    done.removedAfterApproval.map(({ id }) => id),
    [ROW.cost],
    'a row taken out stays listed',
  )
  t.equal(done.approval?.form.indicators[0]?.target, '≥150(条/年)', 'the approved value stays beside the current one')
  t.end()
})

t.test('nobody approves the adjustment they asked for, and nobody passes it twice', t => {
  const many = officerOnChairs('officer-many', 'drafter', 'center-leader', 'bureau-approver')
  scenario(t)
    .given(...executing, [many, ask(target)])
    .when(many, approve)
    .thenRefused('own-draft')
  scenario(t)
    .given(...asked, [many, approve])
    .when(many, approve)
    .thenRefused('two-stages-in-a-row')
  t.end()
})
