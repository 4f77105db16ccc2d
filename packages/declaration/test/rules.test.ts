/**
 * The rules over a form, in the order they are asked: for each the forms that break it, with the fields named, and those that
 * only nearly do. A new rule is a group here.
 */

import type { Form, Indicator } from '@shenbao/form/form.ts'
import { ROW, sampleForm } from '@shenbao/testkit/sample-form.ts'
import { centralPack } from '@shenbao/testkit/world.ts'
import t from 'tap'
import { formFindings } from '../src/form-findings.ts'
import { blockingRules, brokenRules, refuseBreakingChange, refuseIncompleteForm } from '../src/rules/what-blocks-submission.ts'

type Case = readonly [what: string, form: Form, places: readonly string[]]

const base = sampleForm()
const without = (...ids: readonly string[]): Form => ({
  ...base,
  indicators: base.indicators.filter(({ id }) => !ids.includes(id)),
})
const row = (id: string, change: Partial<Indicator>): Form => ({
  ...base,
  indicators: base.indicators.map(indicator => (indicator.id === id ? { ...indicator, ...change } : indicator)),
})
const funds = (change: Partial<Form['funds']>): Form => ({ ...base, funds: { ...base.funds, ...change } })
const weighted = (...weights: readonly (string | null)[]): Form => ({
  ...base,
  indicators: base.indicators.map((indicator, place) => ({ ...indicator, weight: weights[place] ?? null })),
})
const [quantity] = base.indicators
if (!quantity) throw new TypeError('no rows')
const strict = { ...centralPack, completeness: { ...centralPack.completeness, requireCost: 'error' as const } }

const groups: Readonly<Record<string, readonly Case[]>> = {
  'every-required-field-is-filled': [
    ['no name', sampleForm({ name: null }), ['name']],
    ['a name of blanks', sampleForm({ name: '  ' }), ['name']],
    ['nature and category', sampleForm({ nature: null, category: '' }), ['nature', 'category']],
    ['department and unit', sampleForm({ department: null, unit: null }), ['department', 'unit']],
    ['no dates', sampleForm({ start: null, end: null }), ['start', 'end']],
    ['no amount', funds({ annualRequest: null }), ['funds.annualRequest']],
    ['an amount of zero is one', funds({ annualRequest: 0n, currentYearAppropriation: 0n, carryover: null }), []],
    ['whole-project funds and overall goal may stay blank', base, []],
  ],
  'project-dates-fit-the-year': [
    ['end before start', sampleForm({ start: '2026-06-02', end: '2026-06-01' }), ['end']],
    ['one day', sampleForm({ start: '2026-06-01', end: '2026-06-01' }), []],
    ['over before the year', sampleForm({ start: '2025-01-01', end: '2025-12-31' }), ['start']],
    ['over on its first day', sampleForm({ start: '2025-01-01', end: '2026-01-01' }), []],
    ['begun after the year', sampleForm({ start: '2027-01-01', end: '2027-12-31' }), ['start']],
    ['begun on its last day', sampleForm({ start: '2026-12-31', end: '2028-12-31' }), []],
  ],
  'annual-funds-add-up': [
    ['a fen too much', funds({ annualRequest: 100_000_01n }), ['funds.annualRequest']],
    ['a fen too little', funds({ annualRequest: 99_999_99n }), ['funds.annualRequest']],
    ['a part that was forgotten', funds({ carryover: null }), ['funds.annualRequest']],
    ['other funds count', funds({ annualRequest: 100_000_01n, annualOther: 1n }), []],
  ],
  'whole-project-funds-add-up': [
    ['a fen too much', funds({ total: 101n, fiscal: 100n, other: null }), ['funds.total']],
    ['parts without the whole', funds({ fiscal: 100n }), ['funds.total']],
    ['the whole without parts', funds({ total: 100n }), ['funds.total']],
    ['adds up', funds({ total: 101n, fiscal: 100n, other: 1n }), []],
    ['zeros without a whole', funds({ fiscal: 0n, other: 0n }), []],
    ['more than the year asks for: never compared', funds({ total: 900_000_00n, fiscal: 900_000_00n }), []],
  ],
  'goal-says-something': [
    ['empty', sampleForm({ annualGoal: '' }), ['annualGoal']],
    ['blanks and line breaks', sampleForm({ annualGoal: ' \n\u3000' }), ['annualGoal']],
    ['a dash', sampleForm({ annualGoal: '-' }), ['annualGoal']],
    ['a star and an underscore', sampleForm({ annualGoal: '*_' }), ['annualGoal']],
    ['one word', sampleForm({ annualGoal: '略' }), []],
  ],
  'output-and-benefit-are-both-set': [
    ['no benefit', without(ROW.benefit), ['indicators']],
    ['no output', without(ROW.quantity, ROW.quality, ROW.timeliness), ['indicators', 'indicators']],
    ['no rows', { ...base, indicators: [] }, ['indicators', 'indicators', 'indicators']],
    ['no satisfaction', without(ROW.satisfaction), []],
  ],
  'required-kinds-of-indicator-are-set': [
    ['no quantity', without(ROW.quantity), ['indicators']],
    ['neither quality nor timeliness: only warned about', without(ROW.quality, ROW.timeliness), []],
    ['no cost, under the central pack', without(ROW.cost), []],
  ],
  'every-indicator-has-name-value-and-unit': [
    ['no value', row(ROW.cost, { target: '' }), ['target']],
    ['a number without a unit', row(ROW.cost, { target: '≤10' }), ['target']],
    ['a bare number', row(ROW.cost, { target: '10' }), ['target']],
    ['a blank name', row(ROW.cost, { name: ' ' }), ['name']],
    ['a blank name and no value', row(ROW.cost, { name: ' ', target: '' }), ['name', 'target']],
    ['per cent is a unit', row(ROW.cost, { target: '=100%' }), []],
    ['words need none', row(ROW.cost, { target: '零事故' }), []],
    ['a blank level warns and does not block', row(ROW.cost, { level2: null }), []],
  ],
  'no-indicator-stands-twice': [
    ['the same row twice', { ...base, indicators: [...base.indicators, { ...quantity, id: 'twin' }] }, ['name']],
    [
      'a blank around the name is no difference',
      { ...base, indicators: [...base.indicators, { ...quantity, id: 'twin', name: ` ${quantity.name}` }] },
      ['name'],
    ],
    [
      'the same name elsewhere in the tree',
      { ...base, indicators: [...base.indicators, { ...quantity, id: 'twin', level2: '质量指标' }] },
      [],
    ],
  ],
  'weights-add-up-when-used': [
    ['one row only', weighted('10'), ['weight', 'weight', 'weight', 'weight', 'weight']],
    ['a zero', weighted('0', '20', '20', '20', '20', '10'), ['weight']],
    ['a hundredth too little', weighted('10', '20', '20', '20', '10', '9.99'), ['weight']],
    ['ninety, execution has the rest', weighted('10', '20', '20', '20', '10', '10.00'), []],
    ['a hundred', weighted('20', '20', '20', '20', '10', '10'), ['weight']],
    ['none at all', base, []],
  ],
}

t.test('every rule has its group, in the order the rules are asked', t => {
  t.same(
    Object.keys(groups),
    blockingRules.map(({ id }) => id),
  )
  t.end()
})

for (const [rule, cases] of Object.entries(groups))
  t.test(rule, t => {
    for (const [what, form, places] of cases) {
      const found = brokenRules(form, centralPack)
      // Leaving out rows breaks more than one rule; the fields of all of them are counted then.
      const named = form.indicators.length < base.indicators.length ? found : found.filter(broken => broken.rule === rule)
      t.same(
        named.flatMap(broken => broken.places.map(({ field }) => field)),
        places,
        what,
      )
      t.equal(
        found.every(broken => broken.places.every(({ message }) => /[。，]/.test(message)) && broken.basis.text !== ''),
        true,
        'says what to do',
      )
    }
    t.end()
  })

t.test('the code is that of the first broken rule, the sentence counts the others', t => {
  const form = sampleForm({ name: null, annualGoal: '-' })
  t.match(refuseIncompleteForm(form, centralPack, '送审'), {
    code: 'every-required-field-is-filled',
    detail: '送审前请先改好（共 2 处）：请填写项目名称。',
    places: [{ field: 'name' }, { field: 'annualGoal' }],
  })
  t.equal(refuseIncompleteForm(base, centralPack, '送审'), null)
  t.end()
})

t.test('what a pack demands blocks, what it warns of does not', t => {
  t.same(
    brokenRules(without(ROW.cost), strict).map(({ rule }) => rule),
    ['required-kinds-of-indicator-are-set'],
  )
  t.end()
})

t.test('a change answers for what it breaks, not for what was broken before', t => {
  const partly = weighted('10')
  const goalless = { ...partly, annualGoal: '' }
  t.equal(refuseBreakingChange({ before: partly, after: partly }, centralPack, '申请调整'), null)
  t.match(refuseBreakingChange({ before: partly, after: goalless }, centralPack, '申请调整'), { code: 'goal-says-something' })
  t.match(refuseBreakingChange({ before: base, after: partly }, centralPack, '申请调整'), { code: 'weights-add-up-when-used' })
  t.end()
})

t.test('findings: what the reader was unsure of warns, what blocks is an error, rows go by their names', t => {
  const form: Form = { ...row(ROW.cost, { target: '', flags: ['value-missing'] }), flags: ['incomplete'] }
  t.match(formFindings(form, centralPack), [
    { rule: 'incomplete', severity: 'warning' },
    { rule: 'value-missing', severity: 'warning', indicator: '项目总成本' },
    { rule: 'every-indicator-has-name-value-and-unit', severity: 'error', indicator: '项目总成本', field: 'target' },
  ])
  t.end()
})
