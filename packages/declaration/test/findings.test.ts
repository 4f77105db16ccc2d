// What a declaration shows to be looked at: the inspection, the reader's marks and the rules of submission, each thing said once.
import type { Form, Indicator } from '@shenbao/form/form.ts'
import { ROW, sampleForm } from '@shenbao/testkit/sample-form.ts'
import { centralPack } from '@shenbao/testkit/world.ts'
import t from 'tap'
import { countsOfFindings, findingsOf } from '../src/findings.ts'
import { formFindings } from '../src/form-findings.ts'

const base = sampleForm()
const changed = (id: string, change: Partial<Indicator>, form: Form = base): Form => ({
  ...form,
  indicators: form.indicators.map(indicator => (indicator.id === id ? { ...indicator, ...change } : indicator)),
})
const rulesAt = (form: Form, id: string): readonly string[] =>
  findingsOf(form, centralPack)
    .filter(({ indicatorId }) => indicatorId === id)
    .map(({ rule }) => rule)

t.test('a value that is missing is said once, with what it blocks', t => {
  const form = changed(ROW.cost, { target: '', flags: ['value-missing'] })
  t.strictSame(rulesAt(form, ROW.cost), ['C1'])
  t.match(
    findingsOf(form, centralPack).find(({ rule }) => rule === 'C1'),
    { severity: 'error', blocks: 'every-indicator-has-name-value-and-unit', indicatorId: ROW.cost, repair: String },
  )
  t.equal(formFindings(form, centralPack).length, 2, 'alone, the reader and the rule both say it')
  t.end()
})

t.test('what blocks is an error, whatever the inspection makes of it', t => {
  const strict = { ...centralPack, completeness: { ...centralPack.completeness, requireCost: 'error' as const } }
  const costless: Form = { ...base, indicators: base.indicators.filter(({ level1 }) => level1 !== '成本指标') }
  const about = (pack: typeof centralPack) =>
    findingsOf(costless, pack).filter(({ message }) => message.includes('成本指标') && !message.includes('“'))
  t.match(about(centralPack), [{ rule: 'C2', severity: 'warning', blocks: undefined }])
  t.match(about(strict), [{ rule: 'C2', severity: 'error', blocks: 'required-kinds-of-indicator-are-set' }])
  t.equal(about(strict).length, 1)
  t.end()
})

t.test('what nobody else says stays: the funds, a form cut short, another row', t => {
  const form: Form = {
    ...changed(ROW.cost, { flags: ['value-missing'] }),
    flags: ['incomplete'],
    funds: { ...base.funds, annualRequest: 1n },
  }
  const rules = findingsOf(form, centralPack).map(({ rule }) => rule)
  for (const rule of ['incomplete', 'value-missing', 'annual-funds-add-up']) t.ok(rules.includes(rule), rule)
  const other = changed(ROW.cost, { target: '' })
  t.strictSame(rulesAt(changed(base.indicators.at(-1)?.id ?? '', { flags: ['value-missing'] }, other), ROW.cost), ['C1'])
  t.end()
})

t.test('counts', t => {
  const findings = [{ severity: 'error' }, { severity: 'info' }, { severity: 'info' }] as const
  t.strictSame(countsOfFindings(findings), { error: 1, warning: 0, info: 2 })
  t.end()
})
