import t from 'tap'
import type { Changes, Listed, Task } from '../src/api/queries.ts'
import { inSteps, isWorthRetrying, outcomeWords, sharedTargets, sorted, tickedWords } from '../src/desk/bulk.ts'
import { changeWords, fewChanges } from '../src/desk/change-words.ts'
import type { AuditItem } from '../src/desk/desk-queries.ts'
import { dayWords, dueDays, shortDay } from '../src/desk/due.ts'
import { newsIn } from '../src/desk/news.ts'
import { recentDays, recentEdits, recentSteps } from '../src/desk/recent.ts'
import { stageBook, stageColumns, titlesOf } from '../src/desk/stages.ts'
import { tourSteps } from '../src/desk/tour-steps.ts'
import { isUnseen, lookOf, roundWords, rowOfTask, rowsOf, rowsWithTasks, sumOf } from '../src/desk/work-rows.ts'

const listed = (id: string, over: Partial<Listed> = {}): Listed => ({
  id,
  name: `项目${id}`,
  year: 2026,
  unit: '示例中心',
  department: null,
  nature: null,
  category: '特定目标类',
  phase: 'reviewing',
  stage: 'center-section',
  round: 0,
  ending: null,
  annualRequest: '1000.50',
  indicators: 3,
  flaggedIndicators: 0,
  flags: [],
  findings: { error: 0, warning: 0, info: 0 },
  documentNumber: null,
  dueOn: null,
  workingDaysLeft: null,
  lapsed: false,
  revision: 5,
  seenRevision: null,
  openedAt: '2026-03-01T01:00:00.000Z',
  changedAt: '2026-03-01T01:00:00.000Z',
  stopped: null,
  ...over,
})
const task = (id: string, over: Partial<Task> = {}): Task => ({
  ...listed(id),
  at: '2026-03-01T01:00:00.000Z',
  waitingStage: 'center-section',
  commands: ['approve', 'return'],
  overdue: false,
  onBehalfOf: null,
  onBehalfOfName: null,
  unseen: true,
  rectifications: [],
  copied: null,
  ...over,
})

t.test('mine first, the others below; one that waits twice is two lines and never among the others', async t => {
  const { mine, others } = rowsOf([task('a'), task('a', { waitingStage: 'adjustment-center' })], [listed('a'), listed('b')])
  t.same(
    mine.map(({ key }) => key),
    ['a center-section ', 'a adjustment-center '],
  )
  t.same(
    others.map(({ key, task: own }) => [key, own]),
    [['b', null]],
  )
  const [first, second] = rowsWithTasks([listed('a'), listed('b')], [task('a')])
  t.equal(first?.task?.id, 'a', 'in the list of all a line knows the task it is')
  t.equal(second?.task, null)
})

t.test('sums are exact to the fen, and a blank amount is told instead of taken for nought', async t => {
  const rows = [...Array.from({ length: 10 }, (_, index) => listed(String(index), { annualRequest: '0.10' }))]
  t.same(sumOf(rows), { count: 10, yuan: '1.00', blank: 0 })
  t.same(sumOf([listed('a', { annualRequest: null }), listed('b', { annualRequest: '53118490' })]), {
    count: 2,
    yuan: '53118490.00',
    blank: 1,
  })
  t.same(sumOf([]), { count: 0, yuan: '0.00', blank: 0 })
})

t.test('first look, something new, nothing new', async t => {
  t.equal(lookOf({ seenRevision: null, revision: 5 }), 'first')
  t.equal(lookOf({ seenRevision: 4, revision: 5 }), 'changed')
  t.equal(lookOf({ seenRevision: 5, revision: 5 }), 'same')
  t.equal(isUnseen({ key: 'a', listed: listed('a'), task: null }), false, 'what is nobody’s duty is nothing missed')
  t.equal(isUnseen({ key: 'a', listed: listed('a'), task: task('a') }), true)
  t.equal(roundWords(0), '首轮')
  t.equal(roundWords(1), '第 2 轮')
})

const book = stageBook([
  {
    stages: [
      { name: 'drafting', title: '填报', phase: 'drafting' },
      { name: 'center-section', title: '部门审核', phase: 'reviewing' },
      { name: 'executing', title: '执行监控', phase: 'executing' },
    ],
  },
  {
    stages: [
      { name: 'drafting', title: '另一种填报', phase: 'drafting' },
      { name: 'expert', title: '专家评审', phase: 'reviewing' },
    ],
  },
])

t.test('the batch by stage: the whole way, other stages where something stands, columns that add up', async t => {
  const batch = [listed('a'), listed('b', { stage: ['executing', 'adjustment-center'] }), listed('c', { stage: 'own-stage' })]
  const columns = stageColumns(batch, book, ['center-section', null])
  t.same(
    columns.map(({ title, sum, mine }) => [title, sum.count, mine]),
    [
      ['填报', 0, false],
      ['部门审核', 1, true],
      ['执行监控', 1, false],
      ['其他环节', 1, false],
    ],
  )
  t.equal(
    columns.reduce((count, { sum }) => count + sum.count, 0),
    batch.length,
  )
  t.equal(titlesOf({ stage: ['drafting', 'expert'] }, book), '填报、专家评审')
})

const by = { by: 'x', byName: '经办人', onBehalfOf: null, at: '2026-03-01T01:00:00.000Z', reason: null }
const changes: Changes = {
  from: 3,
  to: 9,
  count: 4,
  rows: [
    {
      indicator: 'i1',
      name: '报告完成及时率',
      kind: 'revised',
      fields: [{ ...by, field: 'target', from: '≥90(%)', to: '≥95(%)' }],
    },
    { indicator: 'i2', name: '工作服数量', kind: 'added', fields: [{ ...by, field: 'target', from: null, to: '=34(套)' }] },
    { indicator: 'i3', name: '旧指标', kind: 'removed', fields: [] },
  ],
  fields: [{ ...by, field: 'annualGoal', from: '甲', to: '乙' }],
  opinions: [],
  comments: [
    {
      ...by,
      revision: 8,
      type: 'comment-answered',
      title: '答复批注：已改',
      stage: null,
      anchor: null,
      comment: null,
      text: '已提高',
    },
  ],
}

t.test('what changed is said in one line, and the first of it shown', async t => {
  t.equal(changeWords(changes), '改 1 行，增 1 行，删 1 行，改 1 栏，批注 1 条')
  t.equal(changeWords({ ...changes, rows: [], fields: [], comments: [] }), '表上没有变化')
  t.same(fewChanges(changes, 2), [
    { kind: 'value', what: '报告完成及时率', from: '≥90(%)', to: '≥95(%)' },
    { kind: 'value', what: '新增', from: null, to: '工作服数量 =34(套)' },
  ])
  t.same(fewChanges({ ...changes, rows: [], fields: [] }, 2), [{ kind: 'said', what: '经办人 答复批注：已改', text: '已提高' }])
})

t.test(
  'in bulk goes what was ticked as it stood; what came since, and what cannot be decided so, is left with its reason',
  async t => {
    const rows = [
      task('clean'),
      task('seen', { seenRevision: 5 }),
      task('news', { seenRevision: 4 }),
      task('moved', { revision: 7 }),
      task('sheet', { commands: ['return'] }),
      task('unticked'),
      task('clean', { onBehalfOf: 'chief' }),
    ].map(rowOfTask)
    const ticked = new Map(rows.filter(({ listed: { id } }) => id !== 'unticked').map(({ key }) => [key, 5]))
    const { goes, left } = sorted(rows, ticked, 'approve')
    t.same(
      goes.map(({ listed: { id } }) => id),
      ['clean', 'seen'],
    )
    t.same(
      left.map(({ row, why }) => [row.listed.id, why]),
      [
        ['news', '你看过之后有变化，请先看变化'],
        ['moved', '勾选之后又有变化，请先看变化'],
        ['sheet', '现在不能批量同意，请打开办理'],
        ['clean', '同一份申报已在办理之列，办完再办这一件'],
      ],
    )
    t.equal(sorted(rows, ticked, 'return').goes.length, 3)
    t.equal(tickedWords(0, []), '勾选后可以一起办理')
    t.equal(tickedWords(6, left), '已选 6 项，其中 4 项须逐项看')
  },
)

t.test('what became of the whole; some at a time; where all may be sent back to', async t => {
  t.equal(outcomeWords('approve', { done: 2, refused: 0 }), '2 项都已同意。')
  t.equal(outcomeWords('return', { done: 1, refused: 2 }), '已退回 1 项，2 项没有办成，原因见下。')
  t.equal(outcomeWords('return', { done: 0, refused: 2 }), '2 项都没有办成，原因见下。')
  t.same([{ outcome: 'recorded' }, { outcome: 'refused' }, { outcome: 'refused', code: 'stale' }].map(isWorthRetrying), [
    false,
    true,
    false,
  ])
  t.same(inSteps([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]])
  t.same(sharedTargets([['drafting', 'center-section'], ['drafting']]), ['drafting'])
  t.same(sharedTargets([]), [])
})

t.test('days as people say them, and what falls due on each', async t => {
  t.equal(dayWords('2026-03-02'), '3 月 2 日 周一')
  t.equal(shortDay('2026-10-31'), '10-31 周六')
  const due = dueDays(
    [
      task('a', { dueOn: '2026-03-05', workingDaysLeft: 3 }),
      task('b', { dueOn: '2026-03-02', workingDaysLeft: 0 }),
      task('c', { dueOn: '2026-03-05', workingDaysLeft: 3 }),
      task('d'),
    ],
    6,
  )
  t.same(
    due.map(({ day, words, only }) => [day, words, only]),
    [
      ['2026-03-02', '项目b', { id: 'b' }],
      ['2026-03-05', '待办 2 项', null],
    ],
  )
})

const edit = (over: Partial<AuditItem>): AuditItem => ({
  at: '2026-03-01T02:00:00.000Z',
  actor: 'drafter',
  actorName: '经办人',
  declaration: 'a',
  declarationName: '项目a',
  indicator: 'i1',
  indicatorName: '及时率',
  field: 'target',
  from: '≥90(%)',
  to: '≥95(%)',
  fact: 'indicator-target-revised',
  revision: 6,
  ...over,
})
const dayOf = (at: string): string => at.slice(0, 10)
const minuteOf = (at: string): string => at.slice(0, 16)

t.test('最近变化: written together is one line, sent together is one line, newest first, nothing with gaps', async t => {
  t.same(
    recentEdits([edit({}), edit({ revision: 7, indicatorName: '数量' }), edit({ at: '2026-03-01T03:00:00.000Z' })]).map(
      ({ did, note, cell }) => [did, note, cell],
    ),
    [
      ['修改', '改 2 处：及时率 等', null],
      ['修改指标值', '及时率', { from: '≥90(%)', to: '≥95(%)' }],
    ],
  )
  const step = (at: string, type: string, from: string | null, title: string) => ({
    ...{
      revision: 9,
      type,
      stage: 'x',
      title,
      from,
      to: 'x',
      by: 'drafter',
      byName: '经办人',
      onBehalfOf: null,
      onBehalfOfName: null,
    },
    ...{ officer: null, officerName: null, at, effectiveOn: '2026-03-01', reason: null },
  })
  const steps = recentSteps(
    ['a', 'b'].map((id, index) => ({
      id,
      name: `项目${id}`,
      taken: [
        step(`2026-03-02T01:00:0${index}.000Z`, 'submitted', 'drafting', '部门审核'),
        step('2026-02-01T01:00:00.000Z', 'returned', 'y', '填报'),
      ],
    })),
  )
  const known = { since: '2026-03-01', max: 9, dayOf, minuteOf }
  const [cut] = recentDays(steps, { ...known, since: '2026-03-02' })
  t.equal(cut?.items[0]?.name, '项目b 等多项', 'how many is not said where more may have been before')
  const days = recentDays([...recentEdits([edit({})]), ...steps], known)
  t.same(
    days.map(({ day, items }) => [day, items.map(({ did, name }) => [did, name])]),
    [
      ['2026-03-02', [['送审，到部门审核', '项目b 等 2 项']]],
      ['2026-03-01', [['修改指标值', '项目a']]],
    ],
  )
})

t.test('what is new while the page stands open', async t => {
  const before = new Map([
    ['a', 1],
    ['b', 2],
  ])
  t.same(newsIn(before, [listed('a', { revision: 1 }), listed('b', { revision: 3 }), listed('c')]), ['b', 'c'])
})

t.test('three steps, other ones for who writes, who decides and who reads', async t => {
  const titles = [
    tourSteps({ may: ['open-declarations'], roles: [{ role: 'drafter', title: '经办人' }] }),
    tourSteps({ may: [], roles: [{ role: 'center-leader', title: '中心领导' }] }),
    tourSteps({ may: ['see-everything'], roles: [{ role: 'auditor', title: '审计查阅' }] }),
  ].map(steps => steps.map(({ title }) => title))
  t.same(
    titles.map(({ length }) => length),
    [3, 3, 3],
  )
  t.equal(new Set(titles.map(([first]) => first)).size, 3)
})
