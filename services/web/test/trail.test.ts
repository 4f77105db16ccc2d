// Shows that a trail tells what was recorded: acts whole and in order, times where they stand, the way really taken, and a row's life.
import t from 'tap'
import type { HistoryItem, Path } from '../src/api/queries.ts'
import { entriesOf, entryAt, linesOf, yearsOf } from '../src/trail/entries.ts'
import { routeInWords, routePicture, rowsOf } from '../src/trail/route-picture.ts'
import { rowNamesOf } from '../src/trail/row-names.ts'
import { instantAt, marksOf, shareOf, spanOf } from '../src/trail/ruler.ts'
import { instantOf, localOf } from '../src/trail/shanghai.ts'
import { targetLines } from '../src/trail/target-lines.ts'
import { shortDigest, versionsOf } from '../src/trail/versions.ts'

const fact = (revision: number, type: string, title: string, more: Partial<HistoryItem> = {}): HistoryItem => ({
  revision,
  type,
  title,
  command: `c${revision}`,
  digest: String(revision).padStart(8, '0'),
  at: `2026-03-0${1 + Math.floor(revision / 10)}T0${revision % 10}:00:00.000Z`,
  effectiveOn: `2026-03-0${1 + Math.floor(revision / 10)}`,
  actor: 'drafter',
  actorName: '经办人',
  onBehalfOf: null,
  onBehalfOfName: null,
  changes: [],
  inEffect: true,
  reason: null,
  anchor: null,
  people: [],
  ...more,
})
const target = (from: string, to: string, indicator = 'r1') => ({ indicator, field: 'target', from, to })
const changed = (revision: number, from: string, to: string, more: Partial<HistoryItem> = {}): HistoryItem =>
  fact(revision, 'indicator-target-revised', '修改指标值', { changes: [target(from, to)], ...more })

const life: readonly HistoryItem[] = [
  fact(0, 'declaration-opened', '登记申报', { command: 'open' }),
  fact(1, 'indicator-declared', '填写指标', { command: 'open', at: '2026-03-01T00:00:00.000Z' }),
  fact(2, 'indicator-declared', '填写指标', { command: 'open', at: '2026-03-01T00:00:00.000Z' }),
  changed(3, '95', '90', { reason: '上年口径' }),
  fact(4, 'submitted', '送审'),
  fact(5, 'deadline-set', '办理期限', { command: 'c4', actor: 'system', actorName: '系统' }),
  fact(6, 'comment-made', '批注（必改）', { anchor: 'r1', reason: '偏低', actorName: '部门负责人' }),
  fact(7, 'returned', '退回', { reason: '目标偏低', actorName: '部门负责人' }),
  changed(11, '90', '96'),
  fact(12, 'submitted', '送审'),
  fact(13, 'opinion-given', '同意', { command: 'ok', reason: '可', actorName: '部门负责人' }),
  fact(14, 'stage-passed', '通过本环节', { command: 'ok', actorName: '部门负责人' }),
  fact(15, 'opinion-given', '同意', { command: 'last', actorName: '主管部门批复' }),
  fact(16, 'declaration-approved', '批复', { command: 'last', actorName: '主管部门批复' }),
]

const step = (revision: number, type: string, from: string | null, to: string, more: Partial<Path['taken'][number]> = {}) => ({
  revision,
  type,
  stage: to,
  title: `「${to}」`,
  from,
  to,
  by: 'x',
  byName: '某岗',
  onBehalfOf: null,
  onBehalfOfName: null,
  officer: null,
  officerName: null,
  at: '2026-03-01T00:00:00.000Z',
  effectiveOn: '2026-03-02',
  reason: null,
  ...more,
})
const stage = (name: string) => ({ stage: name, title: `「${name}」`, how: 'any', workingDays: 5, dueOn: null, who: [] })
const path: Path = {
  taken: [
    step(0, 'declaration-opened', null, 'drafting'),
    step(4, 'submitted', 'drafting', 'section', { effectiveOn: '2026-03-04' }),
    step(7, 'returned', 'section', 'drafting', { reason: '目标偏低', effectiveOn: '2026-03-05' }),
    step(12, 'submitted', 'drafting', 'section', { effectiveOn: '2026-03-08' }),
  ],
  now: [stage('section')],
  next: [stage('finance'), stage('executing')],
}
const titles = new Map(life.map(({ revision, title }) => [revision, title]))

t.test('facts of one act are one entry, told by what decided it', async t => {
  const entries = entriesOf(life, path.taken)
  t.strictSame(
    entries.map(({ title, revision, shape }) => [title, revision, shape]),
    [
      ['登记申报，2 行指标', 2, 'other'],
      ['修改指标值', 3, 'other'],
      ['送审', 5, 'decision'],
      ['批注（必改）', 6, 'other'],
      ['退回', 7, 'setback'],
      ['修改指标值', 11, 'other'],
      ['送审', 12, 'decision'],
      ['同意', 14, 'decision'],
      ['批复', 16, 'decision'],
    ],
  )
  t.equal(entries.find(({ title }) => title === '退回')?.towards, '「drafting」')
  t.strictSame(entries.filter(({ kinds }) => kinds.includes('change')).length, 2)
  t.strictSame(
    entries.filter(({ kinds }) => kinds.includes('opinion')).map(({ revision }) => revision),
    [6, 7, 14, 16],
  )
  t.equal(entryAt(entries, '2026-03-01T05:30:00Z')?.revision, 5)
  t.equal(entryAt(entries, '2026-02-01T00:00:00Z'), null, 'before everything')
  const confirmed = [
    fact(1, 'opinion-given', '同意', { command: 'c', reason: '无异议' }),
    fact(2, 'evaluation-confirmed', '确认评价结果', { command: 'c' }),
  ]
  t.match(entriesOf(confirmed), [{ title: '确认评价结果', reason: '无异议' }])
})

t.test('changes saved cell by cell without a word are one line that opens; a word, another hand or a day ends it', async t => {
  const cell = (revision: number, more: Partial<HistoryItem> = {}) =>
    changed(revision, 'a', 'b', { at: '2026-03-01T01:00:00.000Z', ...more })
  const lines = (items: readonly HistoryItem[]) => linesOf(entriesOf(items)).map(({ folded }) => folded.length)
  t.strictSame(lines([cell(1), cell(2), cell(3)]), [3])
  t.strictSame(lines([cell(1), cell(2)]), [0, 0], 'two are told as they are')
  t.strictSame(lines([cell(1), cell(2), cell(3, { reason: '口径' }), cell(4)]), [0, 0, 0, 0])
  t.strictSame(lines([cell(1), cell(2), cell(3, { actorName: '中心财务' })]), [0, 0, 0])
  t.strictSame(lines([cell(1), cell(2), cell(3, { at: '2026-03-01T16:00:00.000Z' })]), [0, 0, 0], 'a day in Shanghai')
  const [folded] = linesOf(entriesOf([cell(1), cell(2), cell(3)]))
  t.match(folded?.entry, { first: 1, revision: 3, title: '修改 3 处，分 3 次保存' })
  t.strictSame(
    yearsOf(linesOf(entriesOf(life))).map(({ year, days }) => [year, days.map(({ day }) => day)]),
    [['2026', ['2026-03-02', '2026-03-01']]],
  )
})

t.test('a ruler has every fact on it, marks at round times of Shanghai, and gives an instant back', async t => {
  const now = Date.parse('2026-12-31T00:00:00Z')
  const span = spanOf(['2025-10-14T07:02:00Z', '2026-09-16T07:42:00Z'], now)
  t.ok(shareOf(span, Date.parse('2025-10-14T07:02:00Z')) > 0 && shareOf(span, now) < 1)
  t.equal(instantAt(span, shareOf(span, now)), now)
  const months = marksOf(span).map(({ words }) => words)
  t.equal(months[0], '2025-11')
  t.ok(months.length <= 12)
  const minutes = marksOf(spanOf(['2026-03-02T01:00:10Z', '2026-03-02T01:03:00Z'], Date.parse('2026-03-02T01:04:00Z')))
  t.match(minutes[0]?.words, /^03-02 0[89]:\d\d$/)
  t.strictSame(
    minutes.map(({ share }) => share),
    minutes.map(({ share }) => share).toSorted((a, b) => a - b),
  )
  t.equal(spanOf([], now).until > spanOf([], now).from, true, 'one instant has room around it')
  t.equal(localOf('2026-03-04T16:30:00.000Z'), '2026-03-05T00:30')
  t.equal(instantOf('2026-03-05T00:30'), '2026-03-04T16:30:59.999Z', 'a minute is meant to its end')
  t.equal(instantOf(''), null)
})

t.test('the way really taken: how often, how long, the return with its words, and what comes', async t => {
  const { boxes, arrows } = routePicture(path, null, titles, '2026-03-10')
  t.match(boxes, [
    { stage: 'drafting', state: 'past', when: '03-02，2 + 3 天' },
    { stage: 'section', state: 'here', when: '03-08 起，2 天，第 2 次' },
    { stage: 'finance', state: 'ahead', when: '预计，限 5 个工作日' },
    { stage: 'executing', state: 'ahead' },
  ])
  t.strictSame(
    arrows.map(({ from, to, way, words }) => [from, to, way, words]),
    [
      ['drafting', 'section', 'on', '2 次'],
      ['section', 'drafting', 'back', '退回到「drafting」 03-05 目标偏低'],
      ['section', 'finance', 'ahead', ''],
      ['finance', 'executing', 'ahead', ''],
    ],
  )
  const words = routeInWords(path, titles)
  t.equal(words.length, 4 + 1 + 2)
  t.ok(words.some(({ isBack, words: told }) => isBack && told.includes('目标偏低')))
})

t.test('boxes stand in one line where there is room, else execution begins another', async t => {
  const box = (name: string, phase: string, isBeside = false) => ({
    ...{ stage: name, title: name, state: 'past' as const, isBeside, phase, who: '', when: '' },
  })
  const boxes = [
    ...['a', 'b', 'c', 'd'].map(name => box(name, 'reviewing')),
    box('executing', 'executing'),
    box('adjustment', 'executing', true),
    box('e', 'evaluating'),
  ]
  const names = (perRow: number) => rowsOf(boxes, perRow).map(row => row.map(({ stage: name }) => name).join(''))
  t.strictSame(names(6), ['abcdexecutingadjustmente'])
  t.strictSame(names(5), ['abcd', 'executingadjustmente'])
  t.strictSame(names(2), ['ab', 'cd', 'executingadjustmente'])
})

const indicator = { id: 'r1', name: '推文数', raw: '96' }
const form = { indicators: [indicator] }
const known = { form, removedAfterApproval: [], progress: [], results: { budget: null, indicators: [] } }

t.test(
  'the life of one target: what it was, each change with who and why, what was said of it, and when it was frozen',
  async t => {
    const lines = targetLines(life, 'r1', known as unknown as Parameters<typeof targetLines>[2])
    t.match(lines, [
      { kind: 'settled', text: '96', who: '主管部门批复' },
      { kind: 'change', from: '90', to: '96', reason: null },
      { kind: 'said', title: '批注（必改）', text: '偏低' },
      { kind: 'change', from: '95', to: '90', reason: '上年口径', who: '经办人' },
      { kind: 'stands', text: '95' },
    ])
    t.equal(lines.length, 5)
  },
)

t.test('versions are what others decided upon; a row that is gone keeps its name', async t => {
  t.strictSame(
    versionsOf(life, '〔2026〕4 号').map(({ revision, why }) => [revision, why]),
    [
      [16, '批复 〔2026〕4 号'],
      [12, '第 2 次送审'],
      [5, '送审'],
      [2, '登记申报'],
    ],
  )
  t.equal(shortDigest('9d4107be52c8', 2), '9d41 07be')
  const gone = { indicator: 'r9', field: 'indicator', from: '产出 / 数量 / 旧行 / 5', to: null }
  const rowOf = rowNamesOf({ form, removedAfterApproval: [] } as unknown as Parameters<typeof rowNamesOf>[0], [
    { changes: [gone] },
  ])
  t.strictSame(
    [rowOf('r1'), rowOf('r9')],
    [
      { number: 1, name: '推文数' },
      { number: null, name: '旧行' },
    ],
  )
})
