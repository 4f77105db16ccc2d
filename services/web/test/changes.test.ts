// Shows what 变化 puts before people: which lines, with which comments, what is folded, and where one text differs from another.

import t from 'tap'
import type { Changes, DeclarationOut, HistoryItem } from '../src/api/queries.ts'
import { arranged, countWords, sharedReasons } from '../src/changes/arrange.ts'
import { changedRuns, type Run, shortened } from '../src/changes/char-diff.ts'
import { lookingOf, withVerdict } from '../src/changes/confirmed.ts'
import { usualComparison, versionsOf } from '../src/changes/versions.ts'

const marked = (runs: readonly (Run | null)[]): string =>
  runs.map(run => (run === null ? '…' : { same: run.text, gone: `[-${run.text}-]`, come: `{+${run.text}+}` }[run.kind])).join('')
const diff = (from: string, to: string): string => marked(changedRuns(from, to))

t.test('where two texts differ, in stretches a person can read', async t => {
  t.equal(diff('保障窗口平稳运行。', '保障窗口平稳运行，新增网办事项。'), '保障窗口平稳运行{+，新增网办事项+}。')
  t.equal(diff('完成 118 万卷保管', '完成 101 万卷保管'), '完成 [-118-]{+101+} 万卷保管', 'a number is never cut')
  t.equal(diff('数字化外包完成时点', '数字化外包完成时限，自移交起'), '数字化外包完成时[-点-]{+限，自移交起+}')
  t.equal(diff('按时完成保管任务', '逐时结束保管任务'), '[-按时完成-]{+逐时结束+}保管任务', 'one sign that stayed helps nobody')
  t.equal(diff('及时', '≤5(个工作日)'), '[-及时-]{+≤5(个工作日)+}', 'nothing in common: one change')
  t.equal(diff('', '新的'), '{+新的+}')
  t.equal(diff('旧的', ''), '[-旧的-]')
  t.equal(diff('一样', '一样'), '一样')
  t.same(changedRuns('', ''), [])
})

t.test('whatever the texts, both can be read off the runs', async t => {
  const texts = ['', '甲', '甲乙', '乙甲', '1,000.50 元', '𠮷野家', '第一段\n第二段', '第二段\n第一段，1000 元']
  for (const from of texts)
    for (const to of texts) {
      const runs = changedRuns(from, to)
      const read = (without: Run['kind']): string => runs.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('')
      t.equal(read('come'), from)
      t.equal(read('gone'), to)
    }
})

t.test('a long text is shown around its changes', async t => {
  const long = '很长的目标'.repeat(30)
  t.equal(marked(shortened(changedRuns(`${long}旧`, `${long}新${long}`))).replaceAll(/[很长的目标]+/g, '~'), '…~[-旧-]{+新~+}')
  t.same(shortened([{ kind: 'same', text: long }]), [{ kind: 'same', text: long }], 'nothing changed: nothing to show around')
})

type Row = DeclarationOut['form']['indicators'][number]
const row = (id: string): Row => ({
  id,
  level1: '产出指标',
  level2: '数量指标',
  name: `指标${id}`,
  raw: '≥1',
  op: '>=',
  value: '1',
  unit: null,
  kind: 'quantitative',
  weight: null,
  flags: [],
})
const form: DeclarationOut['form'] = {
  name: '项目',
  year: 2026,
  nature: null,
  category: null,
  department: null,
  unit: null,
  start: null,
  end: null,
  funds: {},
  overallGoal: '',
  annualGoal: '',
  flags: [],
  indicators: ['a', 'b', 'c', 'd'].map(row),
} as unknown as DeclarationOut['form']
type Comment = DeclarationOut['comments'][number]
const by = { by: 'x', onBehalfOf: null, at: '2026-03-02T01:00:00Z', effectiveOn: '2026-03-02' }
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
const field = (name: string) => ({ field: name, from: '旧', to: '新', byName: null, reason: null, ...by })
const changes: Pick<Changes, 'rows' | 'fields'> = {
  rows: [
    { indicator: 'b', name: '指标b', kind: 'revised', fields: [field('target')] },
    { indicator: 'z', name: '指标z', kind: 'removed', fields: [field('name')] },
  ],
  fields: [field('annualGoal')],
}

t.test('lines are what changed or is still talked about, the rest is folded', async t => {
  const confirmed = comment('a', { confirmed: by })
  const comments = [comment(null), comment('b'), comment('c'), confirmed, comment('gone'), comment('funds.annualRequest')]
  const { general, fields, rows, unchanged, counts } = arranged({ form, comments }, changes)
  t.equal(general.length, 1)
  t.same(
    fields.map(({ anchor, kind }) => [anchor, kind]),
    [
      ['annualGoal', 'revised'],
      ['funds.annualRequest', null],
    ],
  )
  t.same(
    rows.map(({ anchor, number, kind, comments: about }) => [anchor, number, kind, about.length]),
    [
      ['b', 2, 'revised', 1],
      ['c', 3, null, 1],
      ['z', null, 'removed', 0],
      ['gone', null, null, 1],
    ],
    'rows as the form has them, then those that went',
  )
  t.same(
    unchanged.map(({ number }) => number),
    [1, 4],
    'a confirmed comment opens no row',
  )
  t.equal(countWords(counts), '4 行，删 1 改 1，栏目改 1')
  t.equal(countWords(arranged({ form, comments: [] }, { rows: [], fields: [] }).counts), '4 行，未变')
})

t.test('a reason given for many lines is told once', async t => {
  const because = (reason: string | null) => ({ cells: [{ ...field('weight'), reason, byName: '中心财务' }] })
  const lines = ['核定分值', '核定分值', '核定分值', '补填', null].map(because)
  t.same(sharedReasons(lines), [{ reason: '核定分值', byName: '中心财务', lines: 3 }])
  t.same(sharedReasons(lines.slice(1)), [], 'two are no batch')
})

const item = (revision: number, type: string, part: Partial<HistoryItem> = {}): HistoryItem => ({
  revision,
  command: `${revision}`,
  digest: '',
  type,
  title: type,
  at: `2026-03-02T01:00:0${revision}Z`,
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

t.test('versions, and the comparison a reader most likely wants', async t => {
  const history = [
    item(0, 'declaration-opened'),
    item(1, 'indicator-declared'),
    item(2, 'submitted'),
    item(3, 'returned', { actor: 'chief' }),
    item(4, 'indicator-target-revised'),
    item(5, 'submitted'),
  ]
  t.same(
    versionsOf(history).map(({ revision, title }) => [revision, title]),
    [
      [1, '登记'],
      [2, '送审'],
      [3, '退回'],
      [5, '送审'],
    ],
  )
  const reader = { round: 1, lastLooked: null, unseenChanges: null, lookedAgain: null }
  t.equal(usualComparison(history, reader), 3, 'never looked: since the last return')
  t.equal(usualComparison(history, { ...reader, lastLooked: 2, unseenChanges: 1 }), 2, 'what is new to them')
  t.equal(usualComparison(history, { ...reader, lastLooked: 5, unseenChanges: 0 }), 3, 'nothing is new')
  const again = { by: 'chief', at: history[3]?.at ?? '' }
  t.equal(
    usualComparison(history, { ...reader, lastLooked: 4, unseenChanges: 1, lookedAgain: again }),
    3,
    'since their own return',
  )
  t.equal(usualComparison(history.slice(0, 3), { ...reader, round: 0 }), 2, 'handed in for the first time')
  t.equal(usualComparison(history.slice(0, 2), { ...reader, round: 0 }), 1, 'a draft')
})

t.test('what a reviewer made of a row holds as long as the row says what they saw', async t => {
  const reapproval = (to: string): Pick<DeclarationOut, 'reapproval'> => ({
    reapproval: [
      {
        stage: 's',
        title: '部门审核',
        since: { kind: 'return', text: '', round: 0, ...by },
        mustConfirm: true,
        changed: [
          { indicator: 'a', field: null, name: '甲', kind: 'revised', fields: [{ field: 'target', from: '1', to }] },
          { indicator: null, field: 'annualGoal', name: null, kind: 'revised', fields: [] },
        ],
        unchanged: [],
      },
    ],
  })
  const seen = reapproval('2')
  t.equal(lookingOf({ reapproval: [] }, {}), null)
  t.same(lookingOf(seen, {}), { confirmed: [], again: [], left: ['a', 'annualGoal'], mustConfirm: true })
  const said = withVerdict(withVerdict({}, seen, 'a', 'passed'), seen, 'annualGoal', 'again')
  t.match(lookingOf(seen, said), { confirmed: ['a'], again: ['annualGoal'], left: [] })
  t.match(lookingOf(reapproval('3'), said), { confirmed: [], left: ['a'] }, 'it was changed after that')
  t.match(lookingOf(seen, withVerdict(said, seen, 'a', null)), { confirmed: [], left: ['a'] }, 'taken back')
})
