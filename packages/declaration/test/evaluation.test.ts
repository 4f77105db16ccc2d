/** Self-evaluation, the bureau's check of it, and the score that stands in the end. */
import { officerOnChairs } from '@shenbao/testkit/accounts.ts'
import { commandTable } from '@shenbao/testkit/command-table.ts'
import { evaluation, until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, type Step, scenario } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration } from '@shenbao/testkit/world.ts'
import t from 'tap'
import type { CommandOf, DeclarationCommand } from '../src/commands.ts'

type Result = NonNullable<CommandOf<'record-result'>['results']>[number]
const draft = until.evaluationDraft
const budget = { annual: '100000.00', executed: '95000.00' }
const result = (row: Partial<Result>): DeclarationCommand => ({
  type: 'record-result',
  results: [{ indicator: ROW.quantity, actual: '155', ...row }],
})
const rescore = (score: string, indicator: string = ROW.benefit): DeclarationCommand => ({
  type: 'rescore',
  scores: [{ indicator, score, reason: '佐证不足' }],
})
const submit: DeclarationCommand = { type: 'submit-evaluation' }
const confirm: DeclarationCommand = { type: 'confirm-evaluation' }
const back = (to?: string): DeclarationCommand => ({ type: 'return', reason: '请核实', ...(to && { to }) })
const [recordAll] = evaluation
if (!recordAll) throw new TypeError('no results')
const filled: readonly Step[] = [...draft, recordAll]
const instead = (row: Partial<Result>): readonly Step[] => [...filled, ['drafter', result(row)]]
const incomplete = { refused: 'evaluation-incomplete' }
const handedIn = ['self-scored', 'evaluation-submitted'] as const

commandTable(t, [
  ['a row', draft, 'drafter', result({}), ['indicator-result-recorded']],
  ['the money', draft, 'drafter', { type: 'record-result', budget }, ['budget-result-recorded']],
  ['the same again records nothing', filled, 'drafter', result({}), []],
  ['another figure is another fact', filled, 'drafter', result({ actual: '156' }), ['indicator-result-recorded']],
  ['nothing', draft, 'drafter', { type: 'record-result' }, { refused: 'nothing-recorded' }],
  ['a row that is not there', draft, 'drafter', result({ indicator: 'nowhere' }), { refused: 'result-wrong' }],
  ['more points than the row carries', draft, 'drafter', result({ score: '50' }), { refused: 'result-wrong' }],
  ['points finer than hundredths', draft, 'drafter', result({ score: '9.005' }), { refused: 'result-wrong' }],
  [
    'money beyond what can be kept',
    draft,
    'drafter',
    { type: 'record-result', budget: { annual: '9,999,999,999,999,999,999', executed: '1' } },
    { refused: 'result-wrong' },
  ],
  ['before the year is closed', until.executing, 'drafter', result({}), { refused: 'not-now' }],
  ['not by finance', draft, 'center-finance', result({}), { forbidden: 'not-yours' }],
  ['complete', filled, 'drafter', submit, handedIn],
  ['nothing filled in', draft, 'drafter', submit, incomplete],
  [
    'without the money',
    [
      ...draft,
      ['drafter', { type: 'record-result', results: recordAll[1].type === 'record-result' ? (recordAll[1].results ?? []) : [] }],
    ],
    'drafter',
    submit,
    incomplete,
  ],
  ['a row without an actual value', instead({ actual: ' ' }), 'drafter', submit, incomplete],
  ['points lost without a reason', instead({ actual: '140' }), 'drafter', submit, incomplete],
  ['points lost with a reason', instead({ actual: '140', reason: '平台停用' }), 'drafter', submit, handedIn],
  ['far exceeded without a reason', instead({ actual: '300' }), 'drafter', submit, incomplete],
  ['far exceeded with a reason', instead({ actual: '300', reason: '新增平台' }), 'drafter', submit, handedIn],
  ['not by finance', filled, 'center-finance', submit, { forbidden: 'not-yours' }],
  ['until the center acts', until.evaluationCenter, 'drafter', { type: 'withdraw' }, ['withdrawn']],
  ['by the center', until.evaluationCenter, 'center-finance', { type: 'approve' }, ['opinion-given', 'stage-passed']],
  ['to the unit', until.evaluationCenter, 'center-finance', back(), ['returned']],
  ['until the bureau acts', until.evaluationBureau, 'center-finance', { type: 'withdraw' }, ['withdrawn']],
  ['a row, by the bureau', until.evaluationBureau, 'bureau-reviewer', rescore('18.5'), ['result-rescored']],
  ['the same score is no re-score', until.evaluationBureau, 'bureau-reviewer', rescore('20.00'), []],
  ['more than the row carries', until.evaluationBureau, 'bureau-reviewer', rescore('20.01'), { refused: 'rescore-wrong' }],
  ['finer than hundredths', until.evaluationBureau, 'bureau-reviewer', rescore('18.005'), { refused: 'rescore-wrong' }],
  ['a row that was not scored', until.evaluationBureau, 'bureau-reviewer', rescore('1', 'nowhere'), { refused: 'rescore-wrong' }],
  ['not by the approver', until.evaluationBureau, 'bureau-approver', rescore('18'), { forbidden: 'not-yours' }],
  ['not before its stage', until.evaluationCenter, 'bureau-reviewer', rescore('18'), { refused: 'not-now' }],
  ['to the unit', until.evaluationBureau, 'bureau-reviewer', back(), ['returned']],
  ['to the center', until.evaluationBureau, 'bureau-reviewer', back('evaluation-center'), ['returned']],
  ['as it was handed in', until.evaluationBureau, 'bureau-approver', confirm, ['opinion-given', 'evaluation-confirmed']],
  ['not by the reviewer', until.evaluationBureau, 'bureau-reviewer', confirm, { forbidden: 'not-yours' }],
  ['not before its stage', until.evaluationCenter, 'bureau-approver', confirm, { refused: 'not-now' }],
])

t.test('what was handed in is scored under the pinned pack, row by row with its formula', t => {
  const { selfScore, policy } = after(openedDeclaration(), until.evaluationCenter)
  t.same([selfScore?.total, selfScore?.grade, selfScore?.execution?.score, selfScore?.policy], ['98.94', '优', '9.50', policy])
  t.equal(selfScore?.rows.at(-1)?.formula, '85 ÷ 90 × 10 = 9.44，四舍五入保留两位')
  t.end()
})

t.test('the re-score stands beside the self score; the final total takes it', t => {
  const done = after(openedDeclaration(), [
    ...until.evaluationBureau,
    ['bureau-reviewer', rescore('18.5')],
    ['bureau-approver', confirm],
  ])
  t.equal(done.selfScore?.total, '98.94')
  t.same([done.final?.total, done.final?.grade], ['97.44', '优'])
  t.match(done.rescores[ROW.benefit], { from: '20.00', to: '18.5' })
  t.end()
})

t.test('re-scored again, the second starts from the first', t => {
  const { answer } = scenario(t)
    .given(...until.evaluationBureau, ['bureau-reviewer', rescore('18')])
    .when('bureau-reviewer', rescore('17'))
  t.match(answer.outcome === 'recorded' ? answer.events : answer, [{ type: 'result-rescored', data: { from: '18', to: '17' } }])
  t.end()
})

t.test('returned to the unit it may be filled in again, and a new self score makes earlier re-scores history', t => {
  const returned: readonly Step[] = [...until.evaluationBureau, ['bureau-reviewer', rescore('18')], ['bureau-reviewer', back()]]
  const again = after(openedDeclaration(), [...returned, ['drafter', result({ actual: '160' })], ['drafter', submit]])
  t.same(again.rescores, {})
  t.equal(again.selfScore?.total, '98.94')
  t.same(again.work.standing.stages, ['evaluation-center'])
  t.end()
})

t.test('returned to the center only, the re-scores of the same self score stay', t => {
  const again = after(openedDeclaration(), [
    ...until.evaluationBureau,
    ['bureau-reviewer', rescore('18')],
    ['bureau-reviewer', back('evaluation-center')],
    ['center-finance', { type: 'approve' }],
    ['bureau-approver', confirm],
  ])
  t.equal(again.final?.total, '96.94')
  t.end()
})

t.test('an empty budget is not scored: the total is scaled from the rows', t => {
  const empty: Step = ['drafter', { type: 'record-result', budget: { annual: '0', executed: '0' } }]
  const done = after(openedDeclaration(), [
    ...filled,
    empty,
    ['drafter', submit],
    ['center-finance', { type: 'approve' }],
    ['bureau-approver', confirm],
  ])
  t.equal(done.selfScore?.execution, null)
  t.same([done.selfScore?.total, done.final?.total], ['99.38', '99.38'])
  t.end()
})

t.test('weights set by finance for some rows only: the others share what is left, and the whole is a hundred', t => {
  const weighed: readonly Step[] = [
    ...until.finance,
    ['center-finance', { type: 'revise', changes: [{ indicator: ROW.quality, field: 'weight', to: '40' }] }],
    ...until.evaluationCenter.slice(2),
  ]
  const { selfScore } = after(openedDeclaration(), weighed)
  t.equal(selfScore?.rows[1]?.weight, '40')
  t.equal(
    selfScore?.rows.reduce(
      (cents, { weight }) => cents + BigInt(weight.replace('.', '').padEnd(weight.includes('.') ? 0 : weight.length + 2, '0')),
      0n,
    ),
    9000n,
  )
  t.end()
})

t.test('nobody confirms what they filled in or re-scored', t => {
  const own = officerOnChairs('officer-own', 'drafter', 'bureau-approver')
  const filledByOwn: readonly Step[] = [
    ...until.evaluationDraft,
    [own, recordAll[1]],
    [own, submit],
    ['center-finance', { type: 'approve' }],
  ]
  scenario(t)
    .given(...filledByOwn)
    .when(own, confirm)
    .thenRefused('own-draft')
  const reviewer = officerOnChairs('officer-reviewer', 'bureau-reviewer', 'bureau-approver')
  scenario(t)
    .given(...until.evaluationBureau, [reviewer, rescore('18')])
    .when(reviewer, confirm)
    .thenRefused('own-draft')
  scenario(t)
    .given(...until.evaluationBureau, [reviewer, rescore('18')])
    .when(reviewer, back())
    .then('returned')
  t.end()
})
