/** The review sheet on the screen: points to a grade by the rule of the policy, and what is recorded of it. */
import t from 'tap'
import {
  answeredWords,
  draftOf,
  gradeOfPoints,
  outcomeOf,
  pointsOfSection,
  reviewCommand,
  type Sheet,
} from '../src/review/sheet-draft.ts'

const finding = (key: string) => ({
  rule: 'N1',
  severity: 'warning' as const,
  message: `提示 ${key}`,
  key,
  answered: null,
  earlier: null,
})
const item = (name: string, points: string, range: Readonly<{ from: string; to: string }> | null) => ({
  item: name,
  points,
  question: null,
  leftToPeople: null,
  proposed: { grade: range ? ('优' as const) : null, because: '', range },
  findings: name === '明确清晰性' ? [finding('k')] : [],
})
const sheet: Sheet = {
  variant: 'key',
  title: '绩效目标审核表',
  gradeBands: [
    { grade: '优', from: '90' },
    { grade: '良', from: '80' },
    { grade: '中', from: '60' },
    { grade: '差', from: '0' },
  ],
  sections: [
    {
      name: '完整性',
      points: '60',
      items: [item('规范完整性', '40', { from: '36', to: '40.00' }), item('明确清晰性', '20', null)],
    },
    { name: '可行性', points: '40', items: [item('实现可能性', '40', { from: '36', to: '40.00' })] },
  ],
  unplaced: [],
  overruled: [],
  unanswered: { error: 0, warning: 1, info: 0 },
  proposedGrade: '优',
  proposedBecause: '',
  filled: null,
}

t.test('prefilled by the inspection; what a person must judge stays open', async t => {
  const draft = draftOf(sheet)
  t.strictSame(draft.points, { 规范完整性: '40', 实现可能性: '40' })
  const outcome = outcomeOf(sheet, draft)
  t.match(outcome, { ok: false, problems: [{ item: '明确清晰性' }] })
})

t.test('prefilled points are whole where the grade has whole ones', async t => {
  const good = item('规范完整性', '10', { from: '8.00', to: '8.99' })
  const narrow = item('明确清晰性', '1', { from: '0.80', to: '0.89' })
  const { points } = draftOf({ ...sheet, sections: [{ name: '完整性', points: '11', items: [good, narrow] }] })
  t.strictSame(points, { 规范完整性: '8', 明确清晰性: '0.89' })
})

t.test('the grade follows from the points', async t => {
  const draft = draftOf(sheet)
  const at = (points: string) => outcomeOf(sheet, { ...draft, points: { ...draft.points, 明确清晰性: points } })
  t.match(at('11'), { ok: true, total: '91.00', grade: '优' })
  t.match(at('9.99'), { ok: true, total: '89.99', grade: '良' })
  t.match(at('21'), { ok: false }, 'more than there are')
  const [section] = sheet.sections
  t.equal(
    section && pointsOfSection(section, { ...draft, points: { 规范完整性: '0.1', 明确清晰性: '0.2' } }),
    '0.3',
    'to the hundredth',
  )
  const [, clear] = sheet.sections[0]?.items ?? []
  t.ok(clear)
  if (clear) {
    t.equal(gradeOfPoints(clear, '16', sheet), '良')
    t.equal(gradeOfPoints(clear, '二十', sheet), null)
  }
})

t.test('a finding is not overruled without a reason, and only new verdicts are sent', async t => {
  const draft = { ...draftOf(sheet), points: { 规范完整性: '40', 明确清晰性: '15', 实现可能性: '30' } }
  const silent = { ...draft, answers: { k: { verdict: 'overruled' as const, reason: ' ' } } }
  t.match(outcomeOf(sheet, silent), { ok: false, problems: [{ message: /理由/ }] })
  const answered = { ...draft, answers: { k: { verdict: 'overruled' as const, reason: '口径清楚' } } }
  t.match(reviewCommand(sheet, answered), {
    type: 'review',
    answers: [{ finding: 'k', verdict: 'overruled', reason: '口径清楚' }],
  })
  t.equal(reviewCommand(sheet, draft).answers, undefined)
  t.equal(answeredWords(sheet, answered), '体检预填 1，确认 0，改判 1')
})

t.test('ordinary projects are graded by section, and some section bears out the result', async t => {
  const ordinary: Sheet = { ...sheet, variant: 'ordinary' }
  const draft = { ...draftOf(ordinary), grade: '良' as const }
  t.match(outcomeOf(ordinary, { ...draft, grades: { 完整性: '优' } }), { ok: false, problems: [{ item: '可行性' }] })
  t.match(outcomeOf(ordinary, { ...draft, grades: { 完整性: '优', 可行性: '优' } }), {
    ok: false,
    problems: [{ message: /请核对/ }],
  })
  const graded = { ...draft, grades: { 完整性: '优' as const, 可行性: '中' as const } }
  t.strictSame(outcomeOf(ordinary, graded), { ok: true, grade: '良', total: null })
  t.match(reviewCommand(ordinary, graded), { grade: '良', sections: [{ section: '完整性', grade: '优' }, { section: '可行性' }] })
})
