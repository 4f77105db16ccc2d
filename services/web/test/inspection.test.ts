// 体检 on the page: the same code as on the server over the form being typed, what only the server knows beside it, and the clicks that mend.
import { toContract } from '@shenbao/form/contract.ts'
import { blankFunds, type Form, type Indicator } from '@shenbao/form/form.ts'
import { findPack } from '@shenbao/policy/packs.ts'
import t from 'tap'
import type { DeclarationOut } from '../src/api/queries.ts'
import { batchOf } from '../src/editing/batch.ts'
import { type Edit, editedForm, withEdits } from '../src/editing/edits.ts'
import { formBeingTyped } from '../src/inspection/edited-form.ts'
import { fundLines } from '../src/inspection/fund-lines.ts'
import { goalSegments, markWords, withContext } from '../src/inspection/goal-segments.ts'
import { insertionOf } from '../src/inspection/insertion.ts'
import { basisOf, type Inspection, inspectionWhileTyping } from '../src/inspection/inspection.ts'
import { repairsOf } from '../src/inspection/repairs.ts'
import { rowStillThere } from '../src/inspection/row-still-there.ts'
import { cleared, type SeenFinding } from '../src/inspection/seen-findings.ts'

const row = (id: string, level1: string, level2: string, name: string, target: string): Indicator => ({
  id,
  level1,
  level2,
  name,
  target,
  weight: null,
  flags: [],
})

const form: Form = {
  name: '工作服制作',
  year: 2026,
  nature: '经常性专项业务费',
  category: '特定目标类',
  department: '局',
  unit: '中心',
  start: '2026-01-01',
  end: '2026-12-31',
  funds: { ...blankFunds, annualRequest: 8_500_000n, currentYearAppropriation: 8_500_000n },
  overallGoal: '',
  annualGoal: '年内计划完成工作人员工作服34套，服装制作合格率达到100%，职工满意率高于95%。',
  indicators: [
    row('shoes', '成本指标', '经济成本指标', '皮鞋制作费用', '≤350.00(元/套)'),
    row('suit', '成本指标', '经济成本指标', '工作服制作费用', '≤2150.00(元/套)'),
    row('quality', '产出指标', '质量指标', '服装制作合格率', '=100(%)'),
    row('worn', '效益指标', '社会效益指标', '统一着装率', '≥98(%)'),
    row('content', '满意度指标', '服务对象满意度指标', '职工满意率', '≥95(%)'),
  ],
  flags: [],
}

const told: SeenFinding = {
  rule: 'R2',
  severity: 'info',
  message: '“职工满意率”在本项目为“≥95(%)”，在“另一项目”为“≥90(%)”。',
  indicator: '职工满意率',
  indicatorId: 'content',
  field: 'target',
}

const declarationOf = (form: Form, findings: readonly SeenFinding[] = []) =>
  ({
    form: toContract(form),
    findings,
    policy: { id: 'CN-CENTRAL-2021', version: 1, digest: '' },
  }) as unknown as DeclarationOut

const inspected = (declaration: DeclarationOut, ...edits: readonly Edit[]): Inspection =>
  inspectionWhileTyping(basisOf(declaration, null), withEdits(editedForm(declaration.form), edits))

const cell = (id: string, field: 'name' | 'target', from: string, to: string): Edit => ({
  kind: 'cell',
  row: id,
  field,
  from,
  to,
})
const rulesOf = ({ findings }: Inspection): readonly string[] => findings.map(({ rule }) => rule)
const pack = findPack('CN-CENTRAL-2021')
if (!pack) throw new Error('the central pack is not there')

t.test('the form being typed is the form of the rules', t => {
  const served = toContract({
    ...form,
    indicators: form.indicators.map(one => ({ ...one, flags: ['value-missing', 'split-row'] })),
  })
  const edited = editedForm(served)
  t.strictSame(formBeingTyped(toContract(form), editedForm(toContract(form))), form, 'untouched it is the very same')
  const typed = withEdits(edited, [
    { kind: 'field', field: 'funds.carryover', from: null, to: '1,000.50' },
    { kind: 'field', field: 'funds.total', from: null, to: '一万' },
    cell('worn', 'target', '≥98(%)', '≥99(%)'),
  ])
  const now = formBeingTyped(served, typed)
  t.equal(now.funds.carryover, 100_050n)
  t.equal(now.funds.total, null, 'what is no amount counts as blank')
  t.strictSame(now.indicators[3]?.flags, ['split-row'], 'a value that is written is missing no more')
  t.equal(formBeingTyped(served, typed).indicators[0], now.indicators[0], 'rows stay the same objects')
  t.end()
})

t.test('what the server alone can compare is said once, and only while it is true', t => {
  const own = inspected(declarationOf(form)).findings
  const declaration = declarationOf(form, [...own, told])
  t.equal(inspected(declaration).findings.length, own.length + 1, 'nothing is said twice')
  t.ok(rulesOf(inspected(declaration)).includes('R2'))
  t.notOk(rulesOf(inspected(declaration, cell('content', 'target', '≥95(%)', '≥90(%)'))).includes('R2'), 'the row was changed')
  t.ok(rulesOf(inspected(declaration, cell('worn', 'target', '≥98(%)', '≥97(%)'))).includes('R2'), 'another row was changed')
  t.end()
})

t.test('a number without a row is an orphan until the row is typed; what went away is told', t => {
  const declaration = declarationOf(form)
  const before = inspected(declaration)
  const orphan = before.marks.find(({ state }) => state === 'orphan')
  t.match(orphan, { text: '34套' })
  const finding = before.findings.find(({ rule, field }) => rule === 'T2' && field === 'annualGoal')
  const [repair] = repairsOf(finding ?? told, { ...before, newKey: () => 'new-1' })
  t.match(repair, { title: '加一行数量指标', goTo: 'new-1', edits: [{ contents: { target: '=34(套)', level2: '数量指标' } }] })
  const after = inspected(declaration, ...(repair?.edits ?? []), cell('new-1', 'name', '', '工作服制作数量'))
  t.match(
    after.marks.find(({ text }) => text === '34套'),
    { state: 'matched', indicatorIds: ['new-1'] },
  )
  t.equal(after.rowNumber('new-1'), 4, 'behind the other rows of 产出指标')
  t.ok(cleared(before.findings, after.findings).includes(finding ?? told))
  t.strictSame(cleared(before.findings, before.findings), [])
  const reworded = before.findings.map(one => ({ ...one, message: `${one.message}！` }))
  t.strictSame(cleared(before.findings, reworded), [], 'other words for the same thing clear nothing')
  t.end()
})

t.test('a rate that lost its unit gets it back; what may mean something else is left to a person', t => {
  const mended = (name: string, target: string) => {
    const declaration = declarationOf({
      ...form,
      indicators: [...form.indicators, row('x', '产出指标', '质量指标', name, target)],
    })
    const before = inspected(declaration)
    const finding = before.findings.find(({ rule, indicatorId }) => rule === 'C1' && indicatorId === 'x')
    t.equal(finding?.severity, 'error')
    const [repair] = repairsOf(finding ?? told, { ...before, newKey: () => 'new-1' })
    return repair && inspected(declaration, ...repair.edits)
  }
  const after = mended('服装量体完成率', '=100')
  t.equal(after?.form.indicators.at(-1)?.target, '=100(%)')
  t.notOk(after?.findings.some(({ rule, indicatorId }) => rule === 'C1' && indicatorId === 'x'))
  t.equal(mended('服装量体完成率', '=1'), undefined, '1 could be the whole')
  t.equal(mended('服装量体套数', '=100'), undefined)
  t.end()
})

t.test('高于 and ≥ are brought together either way', t => {
  const declaration = declarationOf(form)
  const before = inspected(declaration)
  const finding = before.findings.find(({ rule }) => rule === 'T1')
  const repairs = repairsOf(finding ?? told, { ...before, newKey: () => 'new-1' })
  t.strictSame(
    repairs.map(({ title }) => title),
    ['正文改为“不低于”', '指标改为 >'],
  )
  for (const { edits } of repairs) t.notOk(rulesOf(inspected(declaration, ...edits)).includes('T1'))
  t.match(inspected(declaration, ...(repairs[0]?.edits ?? [])).form.annualGoal, /满意率不低于95%/)
  t.end()
})

t.test('sums: they agree, or the difference stands in yuan', t => {
  const lines = fundLines(form, pack)
  t.match(lines[0], { yuan: '85,000.00', agrees: true, difference: null })
  t.match(lines[1], { title: '34 套 × 2,500.00 元', yuan: '85,000.00', agrees: true })
  const broken = fundLines(
    { ...form, funds: { ...form.funds, currentYearAppropriation: 8_000_000n, total: 100n, fiscal: 100n } },
    pack,
  )
  t.match(broken, [
    { agrees: false, difference: '比申请总额少 5,000.00 元' },
    { title: /总额/, agrees: true },
    { agrees: false, difference: '总额少 84,999.00 元' },
    {},
  ])
  t.match(fundLines({ ...form, funds: { ...blankFunds, fiscal: 100n } }, pack), [
    { agrees: null, difference: '年度资金申请总额未填' },
    { agrees: false, difference: '项目资金总额未填' },
  ])
  t.end()
})

t.test('the goal is cut at its numbers and loses nothing', t => {
  const { marks, rowNumber } = inspected(declarationOf(form))
  const segments = goalSegments(form.annualGoal, marks)
  t.equal(segments.map(({ text }) => text).join(''), form.annualGoal)
  t.strictSame(
    segments.flatMap(({ mark }) => (mark ? [markWords(mark, rowNumber)] : [])),
    ['无指标', '行3', '≠行5'],
  )
  const typed = goalSegments(`新${form.annualGoal}`, marks)
  t.strictSame(
    typed.filter(({ mark }) => mark),
    [],
    'marks of another text are left out',
  )
  t.equal(typed.map(({ text }) => text).join(''), `新${form.annualGoal}`)
  t.equal(withContext(form.annualGoal, marks[0] ?? ({ start: 0, text: '' } as never)), '工作人员工作服 34套')
  t.end()
})

t.test('rows of the library find their places, with what was agreed about them', t => {
  const usual = { target: '≥12(期)', value: '12', by: 'only' as const }
  const entry = (name: string, level1: string, level2: string) => ({
    name,
    level1,
    level2,
    usual,
    plan: { evidenceType: '清单' },
  })
  const { rows } = editedForm(toContract(form))
  let key = 0
  const edits = insertionOf(
    rows,
    [entry('甲', '产出指标', '数量指标'), entry('乙', '产出指标', '数量指标'), entry('丙', '别的', '别的')],
    () => `new-${++key}`,
  )
  const after = withEdits(editedForm(toContract(form)), edits)
  t.strictSame(
    after.rows.map(({ name }) => name),
    ['皮鞋制作费用', '工作服制作费用', '服装制作合格率', '甲', '乙', '统一着装率', '职工满意率', '丙'],
  )
  const { batch } = batchOf(editedForm(toContract(form)), edits)
  t.match(
    batch.changes.find(change => change.field === 'indicator' && change.to?.name === '甲'),
    { to: { plan: { evidenceType: '清单' } } },
  )
  t.end()
})

t.test('指标说明 is saved like a cell, may be emptied, and goes with a row that is taken out and put back', t => {
  const base = editedForm(toContract(form))
  const write: Edit = { kind: 'cell', row: 'suit', field: 'evidenceType', from: null, to: '验收单' }
  const written = withEdits(base, [write])
  t.strictSame(batchOf(base, [write]).batch.changes, [{ indicator: 'suit', field: 'evidenceType', to: '验收单' }])
  t.equal(formBeingTyped(toContract(form), written).indicators[1]?.plan?.evidenceType, '验收单')
  const emptied = batchOf(written, [{ ...write, from: '验收单', to: null }])
  t.strictSame([emptied.batch.changes.length, emptied.waiting.length], [1, 0])
  const fresh: Edit = {
    kind: 'add',
    row: 'new-1',
    after: null,
    contents: { level1: '产出指标', level2: '数量指标', name: '新', target: '', weight: null },
  }
  t.match(batchOf(base, [fresh, { ...write, row: 'new-1' }]).batch.changes, [
    { to: { name: '新', plan: { evidenceType: '验收单' } } },
  ])
  t.end()
})

t.test('a row that is open stays open when the server names it', t => {
  const { rows } = editedForm(toContract(form))
  const [first] = rows
  if (!first) throw new Error('no rows')
  const typed = { ...first, key: 'new-1' }
  t.equal(rowStillThere([typed, ...rows.slice(1)], 'new-1', undefined), typed)
  t.equal(rowStillThere(rows, 'new-1', typed), first)
  t.equal(rowStillThere(rows.slice(1), 'new-1', typed), undefined)
  t.end()
})
