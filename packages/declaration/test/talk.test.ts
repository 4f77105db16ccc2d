/** 批注, 已阅: what people say points at what stands on the form, and an answer of 已改 is a change. */
import { commandTable } from '@shenbao/testkit/command-table.ts'
import { until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, ask, type Step } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration } from '@shenbao/testkit/world.ts'
import t from 'tap'
import { lastLooked } from '../src/attention.ts'
import type { DeclarationCommand } from '../src/commands.ts'
import type { Declaration } from '../src/state.ts'

const remark = (anchor: string | null, kind: 'must' | 'should' = 'must'): DeclarationCommand => ({
  type: 'comment',
  anchor,
  kind,
  text: '请补充测算依据',
})
const revise = (indicator: string, to: string): Step => [
  'drafter',
  { type: 'revise', changes: [{ indicator, field: 'target', to }] },
]
const remove = (indicator: string): Step => [
  'drafter',
  { type: 'revise', changes: [{ field: 'indicator', indicator, to: null }] },
]
const back: Step = ['section-chief', { type: 'return', reason: '见批注' }]

commandTable(t, [
  ['of a row', until.section, 'section-chief', remark(ROW.cost), ['comment-made']],
  ['of a goal', until.section, 'section-chief', remark('annualGoal'), ['comment-made']],
  ['of an amount', until.section, 'section-chief', remark('funds.annualRequest'), ['comment-made']],
  ['of the whole', until.section, 'section-chief', remark(null), ['comment-made']],
  ['of nothing there is', until.section, 'section-chief', remark('row-none'), { refused: 'no-such-anchor' }],
  ['of a field there is not', until.section, 'section-chief', remark('funds.secret'), { refused: 'no-such-anchor' }],
  [
    'of a row removed meanwhile',
    [...until.section, back, remove(ROW.quality), ['drafter', { type: 'submit' }]],
    'section-chief',
    remark(ROW.quality),
    { refused: 'no-such-anchor' },
  ],
  ['read up to what is on record', until.section, 'section-chief', { type: 'mark-read', upTo: 9 }, ['read-marked']],
  ['not what has not happened', until.section, 'section-chief', { type: 'mark-read', upTo: 10 }, { refused: 'read-ahead' }],
])

/** A remark on each anchor, then the case is back with its author. */
const remarked = (...anchors: readonly (string | null)[]): readonly Step[] => [
  ...until.section,
  ...anchors.map((anchor): Step => ['section-chief', remark(anchor)]),
  back,
]
const ids = ({ work }: Declaration): readonly string[] => work.talk.comments.map(({ comment }) => comment)
const answer = (declaration: Declaration, ordinal: number, said: 'changed' | 'explained'): string => {
  const [comment = ''] = ids(declaration).slice(ordinal)
  const found = ask(declaration, 'drafter', { type: 'answer-comment', comment, answer: said, text: '已核对' })
  return found.outcome === 'recorded' ? 'recorded' : found.because.code
}

t.test('已改 needs a change of that very row, by content', t => {
  const given = after(openedDeclaration(), remarked(ROW.cost, ROW.quantity, 'annualGoal', null))
  t.same(
    ids(given).map((_, ordinal) => answer(given, ordinal, 'changed')),
    ['row-unchanged', 'row-unchanged', 'row-unchanged', 'row-unchanged'],
  )
  t.same(
    ids(given).map((_, ordinal) => answer(given, ordinal, 'explained')),
    ['recorded', 'recorded', 'recorded', 'recorded'],
  )
  const cheaper = after(given, [revise(ROW.cost, '≤9(万元)')])
  t.same(
    ids(given).map((_, ordinal) => answer(cheaper, ordinal, 'changed')),
    ['recorded', 'row-unchanged', 'row-unchanged', 'recorded'],
    'the row and the whole have changed, other rows and the goal have not',
  )
  const asBefore = after(cheaper, [revise(ROW.cost, '≤10(万元)')])
  t.equal(answer(asBefore, 0, 'changed'), 'row-unchanged', 'changed back is no change')
  t.equal(answer(after(given, [remove(ROW.quantity)]), 1, 'changed'), 'recorded', 'taken out is changed')
  t.end()
})

t.test('a goal and an amount are rows of their own', t => {
  const given = after(openedDeclaration(), remarked('annualGoal', 'funds.annualOther'))
  const changes = [
    { field: 'annualGoal' as const, to: '保障窗口运行，办结率不低于98%。' },
    { field: 'funds.annualOther' as const, to: '0.00' },
  ]
  const changed = after(given, [['drafter', { type: 'revise', changes }]])
  t.same([answer(changed, 0, 'changed'), answer(changed, 1, 'changed')], ['recorded', 'recorded'])
  t.end()
})

t.test('必改 is in the way of handing in again, and the refusal names each place', t => {
  const given = after(openedDeclaration(), remarked(ROW.cost, 'annualGoal', null))
  const refused = ask(given, 'drafter', { type: 'submit' })
  t.match(refused, {
    outcome: 'refused',
    because: { code: 'demands-unanswered', places: [{ indicator: ROW.cost }, { field: 'annualGoal' }, { indicator: undefined }] },
  })
  const answered = after(
    given,
    ids(given).map((comment): Step => ['drafter', { type: 'answer-comment', comment, answer: 'explained', text: '有批文' }]),
  )
  t.equal(ask(answered, 'drafter', { type: 'submit' }).outcome, 'recorded')
  const advised = after(openedDeclaration(), [...until.section, ['section-chief', remark(ROW.cost, 'should')], back])
  t.equal(ask(advised, 'drafter', { type: 'submit' }).outcome, 'recorded', '建议 is advice')
  t.end()
})

t.test('the last look is the own last fact, or what was marked as read, whichever is later', t => {
  const declaration = after(openedDeclaration(), [...until.finance])
  const { revision } = declaration.attention
  t.equal(lastLooked(declaration, 'officer-section-chief'), revision)
  t.equal(lastLooked(declaration, 'officer-center-finance'), null)
  const marked = after(declaration, [
    ['drafter', { type: 'mark-read', upTo: revision - 1 }],
    ['section-chief', { type: 'mark-read', upTo: 2 }],
  ])
  t.equal(lastLooked(marked, 'officer-drafter'), revision - 1, 'marking itself shows nothing of what came in between')
  t.equal(lastLooked(marked, 'officer-section-chief'), revision, 'nobody unsees')
  t.end()
})
