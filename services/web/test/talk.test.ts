// Shows how what was said is put in order: by place and by round, what an answer is about, and who said it.
import t from 'tap'
import type { DeclarationOut, HistoryItem } from '../src/api/queries.ts'
import { filtered, isChangedSince, namesIn, placesOf, voicesByRound } from '../src/opinions/talk.ts'

type Comment = DeclarationOut['comments'][number]
const by = { by: 'chief', onBehalfOf: null, at: '2026-03-02T02:00:00Z', effectiveOn: '2026-03-02' }
const comment = (anchor: string | null, part: Partial<Comment> = {}): Comment => ({
  id: `c-${anchor}`,
  stage: 's',
  title: '部门审核',
  round: 0,
  anchor,
  kind: 'must',
  text: '请改',
  answer: null,
  confirmed: null,
  ...by,
  ...part,
})
const item = (revision: number, type: string, part: Partial<HistoryItem> = {}): HistoryItem => ({
  revision,
  command: `${revision}`,
  digest: '',
  type,
  title: type,
  at: `2026-03-02T0${revision}:00:00Z`,
  effectiveOn: '2026-03-02',
  actor: 'drafter',
  actorName: '经办人',
  onBehalfOf: null,
  onBehalfOfName: null,
  changes: [],
  inEffect: true,
  reason: null,
  anchor: null,
  people: [],
  ...part,
})
const form = {
  form: {
    indicators: [
      { id: 'a', name: '甲' },
      { id: 'b', name: '乙' },
    ],
  },
  removedAfterApproval: [],
} as unknown as Pick<DeclarationOut, 'form' | 'removedAfterApproval'>

t.test('comments stand in the order of the form; a row that went keeps its name', async t => {
  const removal = item(3, 'indicator-removed', {
    changes: [{ indicator: 'z', field: 'indicator', from: '产出指标 / 数量指标 / 丙 / 丁 / ≥1', to: null }],
  })
  const comments = [comment('z'), comment('b'), comment('annualGoal'), comment('a'), comment('b'), comment(null), comment('y')]
  t.same(
    placesOf(comments, form, [removal]).map(({ title, number, comments: about }) => [title, number, about.length]),
    [
      ['整份申报', null, 1],
      ['年度总体目标', null, 1],
      ['甲', 1, 1],
      ['乙', 2, 2],
      ['丙 / 丁（已删去）', null, 1],
      ['一行指标（已删去）', null, 1],
    ],
  )
})

t.test('filters', async t => {
  const answered = comment('a', { answer: { answer: 'changed', text: '', ...by } })
  const all = [answered, comment('b', { kind: 'should' })]
  t.equal(filtered(all, 'all').length, 2)
  t.same(filtered(all, 'unanswered'), [all[1]])
  t.same(filtered(all, 'must'), [answered])
})

t.test('已改 is about what was written at the place after the comment', async t => {
  const written = (at: string, part: Partial<HistoryItem> = {}) => [
    item(1, 'indicator-target-revised', {
      at,
      changes: [{ indicator: 'a', field: 'target', from: '1', to: '2' }],
      ...part,
    }),
  ]
  t.equal(isChangedSince(comment('a'), written('2026-03-02T03:00:00Z')), true)
  t.equal(isChangedSince(comment(null), written('2026-03-02T03:00:00Z')), true, 'the whole is changed by any row')
  t.equal(isChangedSince(comment('b'), written('2026-03-02T03:00:00Z')), false, 'another row')
  t.equal(isChangedSince(comment('a'), written('2026-03-02T01:00:00Z')), false, 'before it was said')
  t.equal(isChangedSince(comment('a'), written('2026-03-02T03:00:00Z', { inEffect: false })), false, 'only asked for')
})

t.test('what each stage decided, the newest round first, with names', async t => {
  const items = [
    item(1, 'submitted', { people: [{ id: 'deputy', name: '副职' }] }),
    item(3, 'returned', { actor: 'chief', actorName: '部门负责人', title: '退回', reason: '请改' }),
    item(5, 'opinion-given', { actor: 'chief', actorName: '部门负责人' }),
  ]
  const nameOf = namesIn(items)
  t.same(['drafter', 'chief', 'deputy', 'stranger'].map(nameOf), ['经办人', '部门负责人', '副职', '工作人员'])
  const opinion: DeclarationOut['opinions'][number] = {
    stage: 's',
    title: '部门审核',
    command: 'approve',
    opinion: '同意',
    round: 1,
    slot: null,
    vote: null,
    takenBack: true,
    ...by,
    by: 'deputy',
    onBehalfOf: 'chief',
    at: '2026-03-02T05:00:00Z',
  }
  t.match(voicesByRound([opinion], items, nameOf), [
    {
      round: 1,
      voices: [{ who: '副职', onBehalfOf: '部门负责人', stage: '部门审核', title: '同意', takenBack: true, isAgainst: false }],
    },
    { round: 0, voices: [{ who: '部门负责人', title: '退回', text: '请改', isAgainst: true }] },
  ])
})
