/** Writing, submitting, taking back and giving up: every outcome of the commands of the first stage. */
import { deputyOf, officerOnChairs } from '@shenbao/testkit/accounts.ts'
import { commandTable } from '@shenbao/testkit/command-table.ts'
import { until } from '@shenbao/testkit/life.ts'
import { ROW, sampleForm } from '@shenbao/testkit/sample-form.ts'
import { after, scenario } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration } from '@shenbao/testkit/world.ts'
import t from 'tap'
import type { ChangeRequest } from '../src/commands.ts'

const revise = (...changes: readonly ChangeRequest[]) => ({ type: 'revise' as const, changes: [...changes] })
const target = { indicator: ROW.quantity, field: 'target', to: '≥151(条/年)' } as const
const weight = { indicator: ROW.quantity, field: 'weight', to: '13.34' } as const
const row = { level1: '产出指标', level2: '数量指标', name: '短视频发布数', target: '≥12(条)' }
const finance = until.finance

commandTable(t, [
  ['a target, by its author', [], 'drafter', revise(target), ['indicator-target-revised']],
  ['what already stands there records nothing', [], 'drafter', revise({ ...target, to: '≥150(条/年)' }), []],
  ['no change at all records nothing', [], 'drafter', revise(), []],
  ['a name of a row', [], 'drafter', revise({ ...target, field: 'name', to: '微信发文数' }), ['indicator-renamed']],
  ['the place of a row', [], 'drafter', revise({ ...target, field: 'level2', to: '质量指标' }), ['indicator-placed']],
  ['a new row', [], 'drafter', revise({ field: 'indicator', to: row }), ['indicator-added']],
  ['a row less', [], 'drafter', revise({ field: 'indicator', indicator: ROW.cost, to: null }), ['indicator-removed']],
  ['the project name', [], 'drafter', revise({ field: 'name', to: '窗口服务费' }), ['name-revised']],
  [
    'nature and category',
    [],
    'drafter',
    revise({ field: 'nature', to: '一次性项目' }, { field: 'category', to: '其他运转类' }),
    ['classification-revised', 'classification-revised'],
  ],
  ['department and unit as written', [], 'drafter', revise({ field: 'unit', to: '中心' }), ['organisation-revised']],
  [
    'both goals',
    [],
    'drafter',
    revise({ field: 'annualGoal', to: '新目标' }, { field: 'overallGoal', to: '总目标' }),
    ['goal-revised', 'goal-revised'],
  ],
  ['the dates', [], 'drafter', revise({ field: 'start', to: '2026-02-01' }), ['period-revised']],
  [
    'an amount, and one made blank',
    [],
    'drafter',
    revise({ field: 'funds.annualRequest', to: '1,000.00' }, { field: 'funds.carryover', to: null }),
    ['fund-revised', 'fund-revised'],
  ],
  [
    'an amount beyond what can be kept',
    [],
    'drafter',
    revise({ field: 'funds.total', to: '999,999,999,999,999,999.00' }),
    { refused: 'amount-wrong' },
  ],
  ['a row that is not there', [], 'drafter', revise({ ...target, indicator: 'row-nowhere' }), { refused: 'no-such-indicator' }],
  [
    'one field twice: the second starts from the first',
    [],
    'drafter',
    revise(target, { ...target, to: '≥152(条/年)' }),
    ['indicator-target-revised', 'indicator-target-revised'],
  ],
  ['while the section reviews, the unit waits', until.section, 'drafter', revise(target), { refused: 'not-now' }],
  ['by somebody who never writes', [], 'section-chief', revise(target), { forbidden: 'not-yours' }],
  ['by finance before its turn', [], 'center-finance', revise(weight), { forbidden: 'not-yours' }],
  ['weights, by finance in its stage', finance, 'center-finance', revise(weight), ['indicator-weighted']],
  ['a target, by finance', finance, 'center-finance', revise(weight, target), { forbidden: 'field-not-yours' }],
  ['by the drafter in the stage of finance', finance, 'drafter', revise(weight), { forbidden: 'not-yours' }],
  ['by a deputy', [], deputyOf('drafter', 'auditor'), revise(target), ['indicator-target-revised']],
  ['submit a complete form', [], 'drafter', { type: 'submit' }, ['submitted']],
  ['submit twice', until.section, 'drafter', { type: 'submit' }, { refused: 'not-now' }],
  [
    'submit an incomplete form',
    [['drafter', revise({ field: 'annualGoal', to: ' ' })]],
    'drafter',
    { type: 'submit' },
    { refused: 'goal-says-something' },
  ],
  ['submit, by somebody else', [], 'auditor', { type: 'submit' }, { forbidden: 'not-yours' }],
  ['withdraw right after submitting', until.section, 'drafter', { type: 'withdraw' }, ['withdrawn']],
  ['withdraw, by whoever passed it on', finance, 'section-chief', { type: 'withdraw', reason: '看错了' }, ['withdrawn']],
  ['withdraw with nothing sent', [], 'drafter', { type: 'withdraw' }, { refused: 'nothing-to-withdraw' }],
  ['withdraw after the next person acted', finance, 'drafter', { type: 'withdraw' }, { refused: 'nothing-to-withdraw' }],
  [
    'withdraw after finance set a weight',
    [...finance, ['center-finance', revise(weight)]],
    'section-chief',
    { type: 'withdraw' },
    { refused: 'nothing-to-withdraw' },
  ],
  ['withdraw the 批复', until.executing, 'bureau-approver', { type: 'withdraw' }, { forbidden: 'not-yours' }],
  ['withdraw, by an onlooker', until.section, 'auditor', { type: 'withdraw' }, { forbidden: 'not-yours' }],
  [
    'withdraw what a deputy submitted, by the one they stood in for',
    [[deputyOf('drafter', 'admin'), { type: 'submit' }]],
    'drafter',
    { type: 'withdraw' },
    ['withdrawn'],
  ],
  ['discard a draft', [], 'drafter', { type: 'discard', reason: '项目取消' }, ['discarded']],
  ['discard under review', until.section, 'drafter', { type: 'discard' }, { refused: 'not-now' }],
  ['discard, by somebody else', [], 'section-chief', { type: 'discard' }, { forbidden: 'not-yours' }],
  [
    'discard after a straight return',
    [...until.leader, ['center-leader', { type: 'return', reason: '补充', then: 'straight' }]],
    'drafter',
    { type: 'discard' },
    ['discarded'],
  ],
])

t.test('the facts say from and to, in the words of the field', t => {
  scenario(t)
    .given()
    .when('drafter', { ...revise(target, { field: 'funds.annualRequest', to: '100001.50' }), reason: ' ' })
    .then(
      {
        type: 'indicator-target-revised',
        data: { indicatorId: ROW.quantity, from: '≥150(条/年)', to: '≥151(条/年)', reason: null, under: null },
      },
      { type: 'fund-revised', data: { fund: 'annualRequest', from: '10000000', to: '10000150', reason: null, under: null } },
    )
  t.end()
})

t.test('a new row keeps the id that follows from the command', t => {
  const once = after(openedDeclaration(), [['drafter', revise({ field: 'indicator', to: row })]])
  const again = after(openedDeclaration(), [['drafter', revise({ field: 'indicator', to: row })]])
  t.same(once.form.indicators, again.form.indicators)
  t.equal(once.form.indicators.length, 7)
  t.end()
})

t.test('submission after a straight return leads to the returner; taken back and sent again, it does so still', t => {
  const returned = [...until.leader, ['center-leader', { type: 'return', reason: '补充', then: 'straight' }]] as const
  scenario(t)
    .given(...returned)
    .when('drafter', { type: 'submit' })
    .thenStands('center-leader')
  const again = [...returned, ['drafter', { type: 'submit' }], ['drafter', { type: 'withdraw' }]] as const
  scenario(t)
    .given(...again)
    .when('drafter', { type: 'submit' })
    .thenStands('center-leader')
  t.end()
})

t.test('one person on the chairs of drafter and section chief does not approve the own draft', t => {
  const both = officerOnChairs('officer-both', 'drafter', 'section-chief')
  scenario(t)
    .given([both, { type: 'submit' }])
    .when(both, { type: 'approve' })
    .thenRefused('own-draft')
  scenario(t)
    .given([both, revise(target)], ['drafter', { type: 'submit' }])
    .when(both, { type: 'return', reason: '改' })
    .thenRefused('own-draft')
  t.end()
})

t.test('one person on two chairs of the center does not pass two stages in a row, whatever they do in between', t => {
  const both = officerOnChairs('officer-both', 'section-chief', 'center-finance')
  const passed = [...until.section, [both, { type: 'approve' }]] as const
  scenario(t)
    .given(...passed)
    .when(both, { type: 'approve' })
    .thenRefused('two-stages-in-a-row')
  scenario(t)
    .given(...passed, [both, revise(weight)])
    .when(both, { type: 'approve' })
    .thenRefused('two-stages-in-a-row')
  t.end()
})

t.test('a refusal names every place at once', t => {
  const { answer } = scenario(t, { form: sampleForm({ name: null, annualGoal: '-', start: null }) })
    .given()
    .when('drafter', { type: 'submit' })
  t.same(answer.outcome === 'refused' ? answer.because.places?.map(({ field }) => field) : answer, [
    'name',
    'start',
    'annualGoal',
  ])
  t.end()
})
