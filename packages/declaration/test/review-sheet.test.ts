/** The review sheet: prefilled from the inspection, answered finding by finding, graded by section or in points. */

import assert from 'node:assert/strict'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { checks } from '@shenbao/inspection/inspect.ts'
import { itemsOf } from '@shenbao/policy/pack.ts'
import { commandTable } from '@shenbao/testkit/command-table.ts'
import { until } from '@shenbao/testkit/life.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import { ROW, sampleForm } from '@shenbao/testkit/sample-form.ts'
import { after, ask, type Step } from '@shenbao/testkit/scenario.ts'
import { centralPack, openedDeclaration, world } from '@shenbao/testkit/world.ts'
import fc from 'fast-check'
import t from 'tap'
import type { DeclarationCommand } from '../src/commands.ts'
import type { DeclarationFinding } from '../src/findings.ts'
import { reasonOf } from '../src/history.ts'
import { findingKey, noRemarks } from '../src/review-sheet-answers.ts'
import { isCheck, itemOfRule } from '../src/review-sheet-items.ts'
import { reviewedForm, reviewSheetOf, reviewSheetOfDeclaration } from '../src/review-sheet-of.ts'
import type { Declaration } from '../src/state.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

type Review = Extract<DeclarationCommand, { type: 'review' }>
type Sections = NonNullable<Review['sections']>

/** Words that only repeat the names of their rows: nothing anybody could measure. */
const words: Readonly<Record<string, string>> = { [ROW.timeliness]: '按时', [ROW.quality]: '准确' }
const vague = sampleForm({
  indicators: sampleForm().indicators.map(row => ({ ...row, target: words[row.id] ?? row.target })),
})
const opened = openedDeclaration({ form: vague })
const atBureau = after(opened, until.bureauReview)
const sheetOf = (declaration: Declaration) => reviewSheetOfDeclaration(world, declaration, { others: [] })
const findingsIn = (declaration: Declaration) =>
  sheetOf(declaration).sections.flatMap(({ items }) => items.flatMap(({ findings }) => findings))
const about = (declaration: Declaration, row: string) => {
  const found = findingsIn(declaration).find(({ finding }) => finding.rule === 'V3' && finding.indicatorId === row)
  if (!found) throw new Error('the inspection finds empty words no more')
  return found
}
const key = about(atBureau, ROW.timeliness).key
const other = about(atBureau, ROW.quality).key
const overrule: Review = {
  type: 'review',
  grade: '良',
  answers: [{ finding: key, verdict: 'overruled', reason: '业务规程已定为三个工作日' }],
}
const names = centralPack.review.sections.map(({ name }) => name)
const sections = (...grades: Sections[number]['grade'][]): Sections =>
  names.map((section, at) => ({ section, grade: grades[at] ?? '优' }))
const full = itemsOf(centralPack.review.sections).map(({ name, points }) => ({ item: name, points }))
const given = [{ type: 'review', grade: '优' }] as const

const sent = (command: Review, from: Declaration = atBureau) => ask(from, 'bureau-reviewer', command)
const outcomeOf = (command: Review, from: Declaration = atBureau) => {
  const answer = sent(command, from)
  return answer.outcome === 'recorded' ? answer.events.map(({ type }) => type) : answer.because.code
}

t.test('answers and sections are recorded beside the sheet; the plain sheet is what it was', async t => {
  const [plain] = given
  t.same(outcomeOf(plain), ['review-sheet-filled'])
  t.same(outcomeOf(overrule), ['finding-answered', 'review-sheet-filled'])
  t.same(outcomeOf({ ...plain, answers: [{ finding: key, verdict: 'confirmed' }], sections: sections() }), [
    'finding-answered',
    'review-sheet-filled',
    'sections-graded',
  ])
  t.same(outcomeOf({ ...plain, answers: [] }), ['review-sheet-filled'])
})

t.test('what is refused, and what it says', async t => {
  const [plain] = given
  const answers = (...list: NonNullable<Review['answers']>) => outcomeOf({ ...plain, answers: list })
  t.equal(answers({ finding: 'V3.0000000000000000', verdict: 'confirmed' }), 'answered-findings-are-there')
  t.equal(answers({ finding: key, verdict: 'confirmed' }, { finding: key, verdict: 'confirmed' }), 'answered-findings-are-there')
  t.equal(answers({ finding: key, verdict: 'overruled' }), 'overruling-needs-a-reason')
  t.equal(answers({ finding: key, verdict: 'overruled', reason: ' ' }), 'overruling-needs-a-reason')
  t.same(answers({ finding: key, verdict: 'confirmed' }, { finding: other, verdict: 'overruled', reason: '可以' }), [
    'finding-answered',
    'finding-answered',
    'review-sheet-filled',
  ])
  const graded = (...list: Sections) => outcomeOf({ ...plain, sections: list })
  t.equal(graded(...sections().slice(1)), 'section-grades-bear-out-the-result', 'one is missing')
  t.equal(graded(...sections(), ...sections().slice(1)), 'section-grades-bear-out-the-result', 'twice')
  t.equal(graded(...sections(), { section: '创新性审核', grade: '优' }), 'section-grades-bear-out-the-result', 'no such section')
  t.equal(graded(...sections('良', '良', '中', '良')), 'section-grades-bear-out-the-result', 'better than the best')
  t.same(graded(...sections('良', '优', '中', '良')), ['review-sheet-filled', 'sections-graded'])
  const worse = { ...plain, grade: '差' as const, sections: sections('良', '优', '中', '良') }
  t.equal(outcomeOf(worse), 'section-grades-bear-out-the-result', 'worse than the worst')
})

commandTable(t, [
  [
    'an answer by somebody else',
    until.bureauReview,
    'section-chief',
    { type: 'review', grade: '优', answers: [] },
    { forbidden: 'not-yours' },
  ],
])

t.test(
  'an overruled finding is listed first, weighs nothing, and stays overruled in later rounds until its row changes',
  async t => {
    const answered = after(atBureau, [['bureau-reviewer', overrule]])
    const sheet = sheetOf(answered)
    t.same(
      sheet.overruled.map(one => one.key),
      [key],
    )
    t.equal(sheetOf(atBureau).unanswered.warning - sheet.unanswered.warning, 1)
    t.match(about(answered, ROW.timeliness).answer, { verdict: 'overruled', reason: '业务规程已定为三个工作日', round: 0 })
    t.equal(about(answered, ROW.quality).answer, null, '未答复')

    const again = (indicator: string, to: string): Step[] => [
      ['bureau-reviewer', { type: 'return', to: 'drafting', reason: '补充' }],
      ['drafter', { type: 'revise', changes: [{ indicator, field: 'target', to }], reason: '补充' }],
      ...until.bureauReview,
    ]
    const second = after(answered, again(ROW.quantity, '≥160(条/年)'))
    t.equal(second.work.round, 1)
    t.match(about(second, ROW.timeliness).answer, { verdict: 'overruled' }, 'its row is as it was')
    const changed = after(answered, again(ROW.timeliness, '及时'))
    const reopened = findingsIn(changed).find(({ finding }) => finding.rule === 'V3' && finding.indicatorId === ROW.timeliness)
    t.match(reopened, { answer: null, earlier: { verdict: 'overruled', round: 0 } }, 'other words, to be answered anew')
    t.same(sheetOf(changed).overruled, [])
    const [plain] = given
    t.equal(
      outcomeOf({ ...plain, answers: [{ finding: key, verdict: 'confirmed' }] }, changed),
      'answered-findings-are-there',
      'the finding of the old words is gone',
    )
  },
)

t.test('the same answer again says nothing new; another one replaces it', async t => {
  const answered = after(atBureau, [['bureau-reviewer', overrule]])
  t.same(outcomeOf(overrule, answered), ['review-sheet-filled'])
  const changed = after(answered, [
    ['bureau-reviewer', { type: 'review', grade: '中', answers: [{ finding: key, verdict: 'confirmed' }] }],
  ])
  t.match(about(changed, ROW.timeliness).answer, { verdict: 'confirmed', reason: null })
  t.same(sheetOf(changed).overruled, [])
})

t.test('a row that keeps its words under another name is open again, too', async t => {
  const answered = after(atBureau, [
    ['bureau-reviewer', overrule],
    [
      'bureau-reviewer',
      { type: 'amend', changes: [{ indicator: ROW.timeliness, field: 'level2', to: '质量指标' }], reason: '归类' },
    ],
  ])
  t.equal(about(answered, ROW.timeliness).answer, null)
  t.match(about(answered, ROW.timeliness).earlier, { verdict: 'overruled' })
})

t.test('a weight is none of its business', async t => {
  const answered = after(atBureau, [['bureau-reviewer', overrule]])
  const [first, ...rest] = answered.form.indicators
  if (!first) throw new Error('no rows')
  const weighted = {
    ...answered,
    form: { ...answered.form, indicators: [first, ...rest].map(row => ({ ...row, weight: '15' })) },
  }
  t.match(about(weighted, ROW.timeliness).answer, { verdict: 'overruled' })
})

t.test('grades by section belong to the sheet they were given with', async t => {
  const graded = after(atBureau, [['bureau-reviewer', { type: 'review', grade: '优', sections: sections() }]])
  t.equal(graded.sheetRemarks.sections?.length, names.length)
  t.equal(after(graded, [['bureau-reviewer', given[0]]]).sheetRemarks.sections, null)
})

t.test('after the 批复 the sheet speaks of what was approved', async t => {
  const [plain] = given
  const executing = after(atBureau, [
    ['bureau-reviewer', { ...overrule, grade: '优' }],
    ['bureau-reviewer', { type: 'approve' }],
    ['bureau-finance', { type: 'approve' }],
    ['bureau-approver', { type: 'approve', documentNumber: '批复〔2026〕1号' }],
    [
      'drafter',
      { type: 'request-adjustment', changes: [{ indicator: ROW.timeliness, field: 'target', to: '≥98%' }], reason: '细化' },
    ],
    ['center-leader', { type: 'approve' }],
    ['bureau-approver', { type: 'approve' }],
  ])
  t.equal(executing.form.indicators.find(({ id }) => id === ROW.timeliness)?.target, '≥98%')
  t.equal(reviewedForm(executing), executing.approval?.form)
  t.match(about(executing, ROW.timeliness).answer, { verdict: 'overruled' })
  t.equal(outcomeOf(plain, executing), 'not-now')
})

t.test('重点项目: points by item, no bare grade; 定性 by section may stand beside them', async t => {
  const keyed = after(openedDeclaration({ route: world.newestRoute('key-project').pin, form: vague }), [
    ['drafter', { type: 'submit' }],
    ['center-finance', { type: 'approve' }],
    ['section-chief', { type: 'approve' }],
    ['center-leader', { type: 'approve' }],
  ])
  t.equal(sheetOf(keyed).variant, 'key')
  t.equal(sheetOf(atBureau).variant, 'ordinary')
  t.equal(outcomeOf(given[0], keyed), 'key-projects-are-reviewed-by-points')
  t.same(outcomeOf({ type: 'review', items: full, sections: sections() }, keyed), ['review-sheet-filled', 'sections-graded'])
})

t.test('history tells what was answered and why', async t => {
  const answer = sent({ ...overrule, sections: sections('良', '良', '优', '中').map(one => ({ ...one, comment: '好' })) })
  const said = answer.outcome === 'recorded' ? answer.events.map(reasonOf) : []
  t.match(said[0], /按时.*——业务规程已定为三个工作日/)
  t.match(said[2], /^完整性审核：良（好）；.*可行性审核：中（好）$/)
})

t.test('every check of the inspection has its item, and every item it names is on the sheet', async t => {
  const items = new Set(itemsOf(centralPack.review.sections).map(({ name }) => name))
  for (const { rule } of checks) {
    t.ok(isCheck(rule), rule)
    t.ok(items.has(itemOfRule(rule) ?? ''), `${rule} speaks to an item`)
  }
  t.equal(itemOfRule('Z9'), null, 'a check that nobody placed')
  t.equal(itemOfRule('annual-funds-add-up'), '规范完整性', 'a rule of submission')
})

const finding = (rule: string, severity: DeclarationFinding['severity'], indicatorId?: string): DeclarationFinding => ({
  rule,
  severity,
  message: `${rule} ${indicatorId}`,
  ...(indicatorId === undefined ? {} : { indicatorId }),
})
const proposedFor = (item: string, ...findings: DeclarationFinding[]) => {
  const sheet = reviewSheetOf(sampleForm(), findings, centralPack, 'ordinary', { remarks: noRemarks, digest: sm3 })
  const found = sheet.sections.flatMap(({ items }) => items).find(one => one.item === item)
  return { grade: found?.proposed.grade, range: found?.range, whole: sheet.proposed, unplaced: sheet.unplaced.length }
}

t.test('what an item is proposed, and why', async t => {
  t.match(proposedFor('指标科学性'), { grade: '优', range: { from: '13.50', to: '15.00' }, whole: { grade: '优' } })
  t.match(proposedFor('条件充分性'), { grade: null, range: null }, 'no check looks at it')
  t.match(proposedFor('指标科学性', finding('V3', 'info', ROW.quality)), { grade: '优' }, 'a note counts for nothing')
  t.match(proposedFor('指标科学性', finding('V3', 'warning', ROW.quality)), { grade: '良' })
  t.match(proposedFor('指标科学性', finding('V3', 'warning', ROW.quality), finding('V4', 'warning', ROW.quality)), {
    grade: '良',
  })
  t.match(proposedFor('指标科学性', finding('V3', 'warning', ROW.quality), finding('V3', 'warning', ROW.cost)), { grade: '中' })
  t.match(proposedFor('指标科学性', finding('D1', 'error', ROW.quality)), { grade: '中', whole: { grade: '良' } })
  t.match(
    proposedFor('规范完整性', ...[ROW.quality, ROW.cost, ROW.benefit].map(row => finding('C1', 'error', row))),
    { grade: '差' },
    'half of the rows',
  )
  t.match(proposedFor('规范完整性', finding('level-inferred', 'warning', ROW.quality)), { grade: '优' }, 'the reader was unsure')
  t.match(proposedFor('规范完整性', finding('Z9', 'error')), { grade: '优', unplaced: 1, whole: { grade: '良' } })
  const { whole } = proposedFor('规范完整性', finding('Z9', 'error', ROW.cost))
  t.match(whole.because, /1 个错误须修改/)
})

t.test('a proposal never gets better by another finding, and every finding is on the sheet once', async () => {
  const rank = ['优', '良', '中', '差', null]
  const some = fc.record({
    rule: fc.constantFrom(...checks.map(({ rule }) => rule), 'level-inferred', 'Z9'),
    severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
    indicatorId: fc.constantFrom(...Object.values(ROW)),
    message: fc.string(),
  })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), some, (before, one) => {
      const sheet = (list: readonly DeclarationFinding[]) =>
        reviewSheetOf(sampleForm(), list, centralPack, 'ordinary', { remarks: noRemarks, digest: sm3 })
      const [was, is] = [sheet(before), sheet([...before, one])]
      const all = [...is.unplaced, ...is.sections.flatMap(({ items }) => items.flatMap(({ findings }) => findings))]
      assert.equal(all.length, before.length + 1)
      const grades = (of: typeof was) =>
        of.sections.flatMap(({ items }) => items.map(({ proposed }) => rank.indexOf(proposed.grade)))
      const [from, to] = [grades(was), grades(is)]
      from.forEach((grade, at) => {
        // `null` says nothing, so anything may follow it.
        assert.ok(grade === rank.indexOf(null) || (to[at] ?? 0) >= grade)
      })
    }),
    { numRuns: runs(200) },
  )
})

t.test('the key of a finding follows from what it says and where', async t => {
  const one = { rule: 'T1', indicatorId: 'row', field: 'target', message: '甲' }
  t.equal(findingKey(sm3, one), findingKey(sm3, { ...one }))
  const others = [
    { ...one, rule: 'T2' },
    { ...one, indicatorId: 'row-2' },
    { ...one, field: 'name' },
    { ...one, message: '乙' },
  ]
  t.equal(new Set([one, ...others].map(each => findingKey(sm3, each))).size, 5)
  t.match(findingKey(sm3, one), /^T1\.[0-9a-f]{16}$/)
})
