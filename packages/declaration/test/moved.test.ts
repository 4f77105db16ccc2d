/** 撤销, 终止, 跳转 and 唤醒: what a declaration is after it was moved past the table. */
import { commandTable } from '@shenbao/testkit/command-table.ts'
import { adjustment, until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, ask, type Step, scenario } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration } from '@shenbao/testkit/world.ts'
import t from 'tap'
import type { DeclarationCommand } from '../src/commands.ts'
import { currentReview, openAdjustment, unconsentedAmendment } from '../src/state.ts'

const cancel: DeclarationCommand = { type: 'cancel', reason: '项目取消' }
const terminate: DeclarationCommand = { type: 'terminate', reason: '重复立项' }
const jump = (to: string): DeclarationCommand => ({ type: 'jump', to, reason: '审核人长期出差' })
const reopen: Step = ['admin', { type: 'reopen', reason: '恢复立项' }]
const approve: DeclarationCommand = { type: 'approve' }
const review = (grade: '优' | '良'): Step => ['bureau-reviewer', { type: 'review', grade }]
const amend: Step = [
  'bureau-reviewer',
  { type: 'amend', changes: [{ indicator: ROW.benefit, field: 'target', to: '≥92%' }], reason: '按近三年水平' },
]
const adjusted: readonly Step[] = [...until.executing, ...adjustment]

commandTable(t, [
  ['by whoever handed it in', until.section, 'drafter', cancel, ['stage-moved']],
  ['up to the 批复', until.bureauApproval, 'drafter', cancel, ['stage-moved']],
  ['not a draft: that is discarded', [], 'drafter', cancel, { refused: 'not-now' }],
  ['not after the 批复', until.executing, 'drafter', cancel, { refused: 'not-now' }],
  ['not by a reviewer', until.section, 'section-chief', cancel, { forbidden: 'not-yours' }],
  ['by the administrator', until.finance, 'admin', terminate, ['stage-moved']],
  ['in execution, too', until.executing, 'admin', terminate, ['stage-moved']],
  ['not what has ended', until.archived, 'admin', terminate, { refused: 'not-now' }],
  ['not by the drafter', until.finance, 'drafter', terminate, { forbidden: 'not-yours' }],
  ['to a later stage of the review', until.section, 'admin', jump('center-leader'), ['stage-moved']],
  ['back to the draft', until.leader, 'admin', jump('drafting'), ['stage-moved']],
  ['not over the 批复', until.bureauApproval, 'admin', jump('executing'), { refused: 'beyond-the-review' }],
  ['not into what stands beside', until.executing, 'admin', jump('adjustment-bureau'), { refused: 'no-such-target' }],
  ['within the evaluation', until.evaluationBureau, 'admin', jump('evaluation-draft'), ['stage-moved']],
  ['not to nowhere', until.section, 'admin', jump('nowhere'), { refused: 'no-such-target' }],
])

t.test('given up and gone on with: 撤销 and 终止 end where giving up ends, and the administrator reopens both', t => {
  for (const [by, command] of [
    ['drafter', cancel],
    ['admin', terminate],
  ] as const) {
    const ended: readonly Step[] = [...until.leader, [by, command]]
    scenario(t)
      .given(...until.leader)
      .when(by, command)
      .thenStands('terminated')
    t.same(after(openedDeclaration(), ended).work.signings, {}, 'nobody is asked for a signature')
    const again = after(openedDeclaration(), [...ended, reopen])
    t.same([again.work.standing.stages, again.work.round], [['drafting'], 2])
    t.equal(ask(again, 'drafter', { type: 'submit' }).outcome, 'recorded')
  }
  t.end()
})

t.test('reopened after the 批复: it has to be approved anew, and the year to be scored anew; what was carried out stays', t => {
  const ended: readonly Step[] = [...until.evaluationCenter, ['admin', terminate]]
  const before = after(openedDeclaration(), ended)
  t.ok(before.approval && before.selfScore, 'while it is ended it shows what it was')
  const again = after(openedDeclaration(), [...ended, reopen])
  t.same([again.approval, again.selfScore, again.final, again.removedAfterApproval], [null, null, null, []])
  t.same(again.results, before.results)
  const removed = after(again, [
    ['drafter', { type: 'revise', changes: [{ field: 'indicator', indicator: ROW.timeliness, to: null }] }],
  ])
  t.same(removed.removedAfterApproval, [], 'a row taken out of a draft is not one taken out after the 批复')
  t.equal(after(again, until.executing).approval?.documentNumber, '批复〔2026〕1号')
  t.end()
})

t.test('an adjustment that was open is over when its stage is left for good; the next one is asked for as usual', t => {
  const open: readonly Step[] = [...until.adjustmentCenter]
  t.equal(openAdjustment(after(openedDeclaration(), open))?.number, 1)
  const ended = after(openedDeclaration(), [...open, ['admin', terminate]])
  t.equal(openAdjustment(ended), null)
  t.match(ended.adjustments, [{ number: 1, outcome: 'withdrawn' }])
  t.same(ended.work.standing.stages, ['terminated'])
  const again = after(ended, [reopen, ...until.executing])
  const asked = ask(again, ...(adjustment[0] ?? ['drafter', { type: 'submit' }]))
  t.match(asked, { outcome: 'recorded', events: [{ type: 'adjustment-requested', data: { number: 2 } }] })
  const settled = after(openedDeclaration(), [...adjusted, ['admin', terminate]])
  t.match(settled.adjustments, [{ outcome: 'approved' }], 'one that was decided stays decided')
  // A route may let an administrator jump out of execution; the fact alone says what that means.
  const data = { from: 'executing', to: 'evaluation-draft', round: 0, reason: '年度已结束', as: 'jump' as const }
  const jumped = after(openedDeclaration(), [...open, { type: 'stage-moved', data }])
  t.same([jumped.work.standing.stages, openAdjustment(jumped)], [['evaluation-draft'], null])
  t.ok(jumped.approval, 'what was approved stays approved: the jump led on')
  t.end()
})

t.test('after a jump the sheet of the earlier round counts no more', t => {
  const jumped = after(openedDeclaration(), [...until.bureauReview, review('优'), ['admin', jump('center-leader')]])
  t.equal(currentReview(jumped), null)
  scenario(t)
    .given(...until.bureauReview, review('优'), ['admin', jump('center-leader')], ['center-leader', approve])
    .when('bureau-reviewer', approve)
    .thenRefused('review-sheet-comes-before-approval')
  t.end()
})

t.test('after a jump an amendment still waits for the unit, until it consents or hands the form in anew', t => {
  const amended: readonly Step[] = [...until.bureauReview, review('良'), amend]
  const jumped: readonly Step[] = [...amended, ['admin', jump('bureau-finance')]]
  t.equal(unconsentedAmendment(after(openedDeclaration(), jumped))?.number, 1)
  scenario(t)
    .given(...jumped, ['bureau-finance', approve])
    .when('bureau-approver', { type: 'approve', documentNumber: '批复〔2026〕2号' })
    .thenRefused('amendments-need-consent')
  const back: readonly Step[] = [...amended, ['admin', jump('drafting')], ['drafter', { type: 'submit' }]]
  t.equal(unconsentedAmendment(after(openedDeclaration(), back)), null)
  t.end()
})

t.test('a jump takes nothing back and lets nothing be taken back; whoever passed before may pass again', t => {
  const jumped: readonly Step[] = [...until.finance, ['admin', jump('center-leader')]]
  scenario(t)
    .given(...jumped)
    .when('section-chief', { type: 'withdraw' })
    .thenRefused('nothing-to-withdraw')
  scenario(t)
    .given(...jumped)
    .when('center-leader', approve)
    .thenStands('bureau-review')
  t.end()
})

t.test('self-evaluation after a jump back: the score is handed in anew, the earlier re-scores spoke of the old one', t => {
  const rescored: readonly Step[] = [
    ...until.evaluationBureau,
    ['bureau-reviewer', { type: 'rescore', scores: [{ indicator: ROW.benefit, score: '18.00', reason: '佐证不足' }] }],
    ['admin', jump('evaluation-draft')],
  ]
  const again = after(openedDeclaration(), [...rescored, ['drafter', { type: 'submit-evaluation' }]])
  t.same(again.rescores, {})
  t.same(again.work.standing.stages, ['evaluation-center'])
  t.end()
})
