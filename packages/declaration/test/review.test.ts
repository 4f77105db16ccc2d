/** The center's review, the bureau's sheet, amendments, the 批复: every outcome of their commands. */

import { itemsOf } from '@shenbao/policy/pack.ts'
import { commandTable } from '@shenbao/testkit/command-table.ts'
import { until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import type { Step } from '@shenbao/testkit/scenario.ts'
import { after, scenario } from '@shenbao/testkit/scenario.ts'
import { centralPack, openedDeclaration } from '@shenbao/testkit/world.ts'
import t from 'tap'
import type { DeclarationCommand } from '../src/commands.ts'
import { currentReview, unconsentedAmendment } from '../src/state.ts'

const review = (grade: '优' | '良' | '中' | '差'): Step => ['bureau-reviewer', { type: 'review', grade }]
const back = (to?: string): DeclarationCommand => ({
  type: 'return',
  reason: '请补充测算依据',
  ...(to === undefined ? {} : { to }),
})
const approve: DeclarationCommand = { type: 'approve' }
const approval: DeclarationCommand = { type: 'approve', documentNumber: '批复〔2026〕1号' }
const refuse: DeclarationCommand = { type: 'reject', reason: '与职能不符' }
const amend: DeclarationCommand = {
  type: 'amend',
  changes: [{ indicator: ROW.benefit, field: 'target', to: '≥92%' }],
  reason: '按近三年水平',
}
const atBureau = until.bureauReview
const good: readonly Step[] = [...atBureau, review('良')]
const amended: readonly Step[] = [...good, ['bureau-reviewer', amend]]
const consented: readonly Step[] = [...amended, ['drafter', { type: 'consent' }]]
const passed = ['opinion-given', 'stage-passed'] as const
const items = itemsOf(centralPack.review.sections)
const points = (share: (outOf: number) => number) =>
  items.map(({ name, points }) => ({ item: name, points: String(share(Number(points))) }))

commandTable(t, [
  ['the section passes it on', until.section, 'section-chief', approve, passed],
  ['not by another chair', until.section, 'center-finance', approve, { forbidden: 'not-yours' }],
  ['not by an onlooker', until.section, 'auditor', approve, { forbidden: 'not-yours' }],
  ['not in a draft', [], 'section-chief', approve, { refused: 'not-now' }],
  [
    'a document number belongs to the 批复 alone',
    until.section,
    'section-chief',
    approval,
    { refused: 'approval-carries-a-document-number' },
  ],
  ['to the draft', until.section, 'section-chief', back(), ['returned']],
  ['to a stage in between', until.leader, 'center-leader', back('center-finance'), ['returned']],
  ['not to a later stage', until.section, 'section-chief', back('center-leader'), { refused: 'no-such-target' }],
  ['not to a stage that is none', until.section, 'section-chief', back('nowhere'), { refused: 'no-such-target' }],
  ['not without a reason', until.section, 'section-chief', { type: 'return', reason: ' ' }, { refused: 'reason-missing' }],
  ['not by the drafter', until.section, 'drafter', back(), { forbidden: 'not-yours' }],
  ['not in the center', until.section, 'section-chief', refuse, { forbidden: 'not-yours' }],
  ['a grade', atBureau, 'bureau-reviewer', { type: 'review', grade: '优', comment: '好' }, ['review-sheet-filled']],
  ['again, before it is passed', good, 'bureau-reviewer', { type: 'review', grade: '优' }, ['review-sheet-filled']],
  ['points by item', atBureau, 'bureau-reviewer', { type: 'review', items: points(p => p) }, ['review-sheet-filled']],
  ['neither grade nor points', atBureau, 'bureau-reviewer', { type: 'review', comment: '好' }, { refused: 'grade-missing' }],
  [
    'an item missing',
    atBureau,
    'bureau-reviewer',
    { type: 'review', items: points(p => p).slice(1) },
    { refused: 'review-items-wrong' },
  ],
  [
    'more points than the item has',
    atBureau,
    'bureau-reviewer',
    { type: 'review', items: points(p => p + 1) },
    { refused: 'review-items-wrong' },
  ],
  [
    'a grade that the points do not give',
    atBureau,
    'bureau-reviewer',
    { type: 'review', grade: '中', items: points(p => p) },
    { refused: 'grade-differs-from-points' },
  ],
  ['not by finance', atBureau, 'bureau-finance', { type: 'review', grade: '优' }, { forbidden: 'not-yours' }],
  ['not before its stage', until.section, 'bureau-reviewer', { type: 'review', grade: '优' }, { refused: 'not-now' }],
  ['without a sheet', atBureau, 'bureau-reviewer', approve, { refused: 'review-sheet-comes-before-approval' }],
  ['优', [...atBureau, review('优')], 'bureau-reviewer', approve, passed],
  ['良', good, 'bureau-reviewer', approve, passed],
  ['中', [...atBureau, review('中')], 'bureau-reviewer', approve, { refused: 'grade-decides-the-way' }],
  ['差', [...atBureau, review('差')], 'bureau-reviewer', approve, { refused: 'grade-decides-the-way' }],
  ['优', [...atBureau, review('优')], 'bureau-reviewer', back(), ['returned']],
  ['without a sheet', atBureau, 'bureau-reviewer', back('center-section'), ['returned']],
  ['中', [...atBureau, review('中')], 'bureau-reviewer', back(), ['returned']],
  ['差', [...atBureau, review('差')], 'bureau-reviewer', back(), { refused: 'grade-decides-the-way' }],
  ['差', [...atBureau, review('差')], 'bureau-reviewer', refuse, ['rejected']],
  ['优', [...atBureau, review('优')], 'bureau-reviewer', refuse, { refused: 'grade-decides-the-way' }],
  ['中', [...atBureau, review('中')], 'bureau-reviewer', refuse, { refused: 'grade-decides-the-way' }],
  ['after 良', good, 'bureau-reviewer', amend, ['amendment-opened', 'indicator-target-revised']],
  ['without a sheet', atBureau, 'bureau-reviewer', amend, { refused: 'only-a-good-draft-is-amended' }],
  ['after 优', [...atBureau, review('优')], 'bureau-reviewer', amend, { refused: 'only-a-good-draft-is-amended' }],
  [
    'nothing new',
    good,
    'bureau-reviewer',
    { ...amend, changes: [{ indicator: ROW.benefit, field: 'target', to: '≥90%' }] },
    { refused: 'nothing-changed' },
  ],
  [
    'a row that is not there',
    good,
    'bureau-reviewer',
    { ...amend, changes: [{ indicator: 'nowhere', field: 'target', to: '≥90%' }] },
    { refused: 'no-such-indicator' },
  ],
  [
    'what would break the form',
    good,
    'bureau-reviewer',
    { ...amend, changes: [{ indicator: ROW.benefit, field: 'target', to: '' }] },
    { refused: 'every-indicator-has-name-value-and-unit' },
  ],
  ['not by the unit', good, 'drafter', amend, { forbidden: 'not-yours' }],
  ['the unit agrees', amended, 'drafter', { type: 'consent' }, ['amendment-consented']],
  [
    'two at once',
    [...amended, ['bureau-reviewer', { ...amend, changes: [{ indicator: ROW.quality, field: 'target', to: '≥96%' }] }]],
    'drafter',
    { type: 'consent' },
    ['amendment-consented', 'amendment-consented'],
  ],
  ['nothing open', good, 'drafter', { type: 'consent' }, { refused: 'nothing-to-consent' }],
  ['not by the bureau', amended, 'bureau-reviewer', { type: 'consent' }, { forbidden: 'not-yours' }],
  ['before the unit agreed', amended, 'bureau-reviewer', approve, { refused: 'amendments-need-consent' }],
  [
    'regraded 优 before the unit agreed',
    [...amended, review('优')],
    'bureau-reviewer',
    approve,
    { refused: 'amendments-need-consent' },
  ],
  ['after the unit agreed', consented, 'bureau-reviewer', approve, passed],
  ['by the finance of the bureau', until.bureauFinance, 'bureau-finance', approve, passed],
  ['by the finance of the bureau', until.bureauFinance, 'bureau-finance', back('bureau-review'), ['returned']],
  ['批复', until.bureauApproval, 'bureau-approver', approval, ['opinion-given', 'declaration-approved']],
  ['批复 without a number', until.bureauApproval, 'bureau-approver', approve, { refused: 'approval-carries-a-document-number' }],
  [
    '批复 with a blank number',
    until.bureauApproval,
    'bureau-approver',
    { ...approval, documentNumber: ' ' },
    { refused: 'approval-carries-a-document-number' },
  ],
  ['before the 批复', until.bureauApproval, 'bureau-approver', back('center-leader'), ['returned']],
  ['before the 批复', until.bureauApproval, 'bureau-approver', refuse, ['rejected']],
  ['after the 批复 there is nothing to return', until.executing, 'bureau-approver', back(), { refused: 'not-now' }],
  [
    'an approved target is not revised',
    until.executing,
    'drafter',
    { type: 'revise', changes: [{ indicator: ROW.quantity, field: 'target', to: '≥1(条)' }] },
    { refused: 'not-now' },
  ],
])

t.test('a sheet counts for its round: returned and back again, it is filled anew', t => {
  const returned: readonly Step[] = [...until.bureauFinance, ['bureau-finance', back('bureau-review')]]
  scenario(t)
    .given(...returned)
    .when('bureau-reviewer', approve)
    .thenRefused('review-sheet-comes-before-approval')
  scenario(t)
    .given(...returned, review('优'))
    .when('bureau-reviewer', approve)
    .thenStands('bureau-finance')
  t.end()
})

t.test('passed and taken back, the sheet still counts: nothing was returned', t => {
  scenario(t)
    .given(...until.bureauFinance, ['bureau-reviewer', { type: 'withdraw' }])
    .when('bureau-reviewer', approve)
    .thenStands('bureau-finance')
  t.end()
})

t.test('an amendment without consent is over when the unit hands the form in anew; what it wrote stands in the history', t => {
  const returned = after(openedDeclaration(), [...amended, ['bureau-reviewer', back()]])
  t.equal(unconsentedAmendment(returned)?.number, 1, 'nobody has promised it yet')
  t.equal(currentReview(returned), null)
  const handedIn = after(returned, [['drafter', { type: 'submit' }]])
  t.equal(unconsentedAmendment(handedIn), null)
  t.equal(handedIn.form.indicators.find(({ id }) => id === ROW.benefit)?.target, '≥92%')
  t.same(
    handedIn.amendments.map(({ number, consented }) => [number, consented]),
    [[1, false]],
  )
  t.end()
})

t.test('an amendment that nobody consented to is not approved by a way around the reviewer', t => {
  const inTheCenter: readonly Step[] = [...amended, ['bureau-reviewer', back('center-leader')], ['center-leader', approve]]
  scenario(t)
    .given(...inTheCenter, review('良'))
    .when('bureau-reviewer', approve)
    .thenRefused('amendments-need-consent')
  scenario(t)
    .given(...inTheCenter, ['drafter', { type: 'consent' }], review('良'))
    .when('bureau-reviewer', approve)
    .then(...passed)
  const jumped: readonly Step[] = [...amended, ['admin', { type: 'jump', to: 'bureau-approval', reason: '审核人长期出差' }]]
  scenario(t)
    .given(...jumped)
    .when('bureau-approver', approval)
    .thenRefused('amendments-need-consent')
  t.end()
})

t.test('an amendment says under what it was made, from what to what, and why', t => {
  scenario(t)
    .given(...good)
    .when('bureau-reviewer', amend)
    .then(
      { type: 'amendment-opened', data: { number: 1, reason: '按近三年水平' } },
      {
        type: 'indicator-target-revised',
        data: {
          indicatorId: ROW.benefit,
          from: '≥90%',
          to: '≥92%',
          reason: '按近三年水平',
          under: { kind: 'amendment', number: 1 },
        },
      },
    )
  t.end()
})

t.test('the 批复 freezes the form as it was approved', t => {
  const declaration = after(openedDeclaration(), until.executing)
  t.equal(declaration.approval?.documentNumber, '批复〔2026〕1号')
  t.same(declaration.approval?.form, declaration.form)
  t.end()
})

t.test('weights set in part by finance are no reason against what the bureau amends', t => {
  const weighed: readonly Step[] = [
    ...until.finance,
    ['center-finance', { type: 'revise', changes: [{ indicator: ROW.quality, field: 'weight', to: '20' }] }],
    ['center-finance', approve],
    ['center-leader', approve],
    review('良'),
  ]
  scenario(t)
    .given(...weighed)
    .when('bureau-reviewer', amend)
    .then('amendment-opened', 'indicator-target-revised')
  t.end()
})

t.test('who passed and who wrote is in the opinion itself', t => {
  const { answer } = scenario(t)
    .given(...until.finance)
    .when('center-finance', { type: 'approve', opinion: ' 同意 ' })
  t.match(answer.outcome === 'recorded' ? answer.events[0] : answer, {
    type: 'opinion-given',
    data: {
      stage: 'center-finance',
      opinion: '同意',
      round: 0,
      separatedFrom: { authors: ['officer-drafter'], passedBefore: 'officer-section-chief' },
    },
  })
  t.end()
})
