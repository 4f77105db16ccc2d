import assert from 'node:assert/strict'
import { parseTarget } from '@shenbao/form/target.ts'
import { compare, decimal, decimalText, divide, multiply } from '@shenbao/kernel/decimal.ts'
import fc from 'fast-check'
import t from 'tap'
import type { PolicyPack } from '../src/pack.ts'
import { findPack, packIds } from '../src/packs.ts'
import { suggestedEvidence, suggestedGrades } from '../src/plan-suggestions.ts'
import { type PlannedRow, scorabilityOf } from '../src/scorability.ts'
import { scoreSelfEvaluation } from '../src/score.ts'
import { central, evaluationOf, rowOf, withPack } from './evaluations.ts'

fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const row = (target: string, more: Partial<PlannedRow> = {}): PlannedRow => ({
  level1: '产出指标',
  level2: '数量指标',
  name: '某项指标',
  target,
  ...more,
})

const under = (pack: PolicyPack, target: string, more: Partial<PlannedRow> = {}) =>
  scorabilityOf(row(target, more), pack, { weight: '5.00', year: 2026 })

const scores = (pack: PolicyPack, target: string, more: Partial<PlannedRow> = {}) =>
  under(pack, target, more).examples.map(({ score }) => score)

const gapsOf = (target: string, more: Partial<PlannedRow> = {}) => under(central, target, more).missing.map(({ code }) => code)

const linear = withPack(pack => ({ ...pack, quantitative: { ...pack.quantitative, reverseFormula: 'LINEAR' } }))
const byStep = withPack(pack => ({ ...pack, satisfaction: { ...pack.satisfaction, method: 'STEP' } }))

t.test('each kind of target names its method, and three results worked out', async t => {
  const table: readonly (readonly [string, string, string, readonly (string | null)[]])[] = [
    ['≥95.00(%)', 'proportional', 'machine', ['5.00', '4.50', '5.00']],
    ['≥217(人次)', 'proportional', 'machine', ['5.00', '4.49', '5.00']],
    ['=100%', 'equal', 'machine', ['5.00', '4.50', '2.50']],
    ['≤5(天)', 'reverse', 'machine', ['5.00', '4.17', '2.50']],
    ['=7.00(项)', 'equal', 'machine', ['5.00', '4.29', '5.00']],
    ['=0(次)', 'zero', 'machine', ['5.00', '0.00', '0.00']],
    ['零事故', 'zero', 'machine', ['5.00', '0.00', '0.00']],
    ['≥0(%)', 'all-or-nothing', 'machine', ['5.00', '5.00', '0.00']],
    ['20-30天', 'between', 'machine', ['5.00', '4.50', '4.55']],
    ['2026年12月底前', 'by-date', 'machine-when-met', ['5.00', '5.00', null]],
    ['≥-3%', 'manual', 'machine-when-met', ['5.00', '5.00', null]],
    ['=24.00(7天*24小时)', 'equal', 'machine', ['5.00', '4.38', '5.00']],
    ['制度健全', 'qualitative', 'person', ['5.00', '3.00', '0.00']],
    ['', 'unset', 'person', []],
    ['—', 'unset', 'person', []],
  ]
  for (const [target, method, scoredBy, points] of table) {
    const found = under(central, target)
    t.same([found.method, found.scoredBy], [method, scoredBy], target)
    t.same(
      found.examples.map(({ score }) => score),
      points,
      target,
    )
  }
})

t.test('the sentence has the formula and the numbers of the pack in it', async t => {
  t.match(under(central, '≥95%').sentence, '不低于 95% 得满分 5.00 分；未达到的按 完成值 ÷ 95% × 5 分计，四舍五入保留两位')
  t.match(under(central, '≥200人').sentence, '120%（240人）提示核实指标值是否偏低，到 130%（260人）须说明原因')
  t.notMatch(under(central, '≥95%').sentence, '须说明原因', 'nobody reaches 114% of a rate')
  t.match(under(central, '≤5天').sentence, '5天 ÷ 完成值 × 5 分')
  t.match(under(linear, '≤5天').sentence, '(1 − (完成值 − 5天) ÷ 5天) × 5 分计，四舍五入保留两位，达到 10天 得 0 分')
  t.match(under(central, '12月底前').sentence, '不晚于2026年12月31日完成')
  t.match(
    under(central, '健全').sentence,
    '达成 4 至 5 分，部分达成并具有一定效果 3 至 4 分（不含 4 分），未达成且效果较差不足 3 分',
  )
  const older = findPack('CN-CENTRAL-2015') ?? central
  t.match(under(older, '健全').sentence, '2.5 至 4 分', 'another pack, other numbers')
  t.match(under(byStep, '≥95%', { level1: '满意度指标' }).sentence, '90% 起得 5 分，80% 起得 4 分，60% 起得 2.5 分，0% 起得 0 分')
  t.equal(under(central, '≥95%', { level1: '满意度指标' }).method, 'proportional')
  t.match(under(central, '=24.00(7天*24小时)').sentence, '24（7天*24小时）')
  t.match(scorabilityOf(row('≥1次'), central, { weight: '0', year: null }), { method: 'no-points', examples: [] })
})

t.test('another formula of the pack gives other points', async t => {
  t.same(scores(linear, '≤5天'), ['5.00', '4.00', '0.00'])
  t.same(scores(byStep, '≥95%', { level1: '满意度指标' }), ['5.00', '4.00', '5.00'], '85.5% is on the second step')
})

t.test('what is missing is said, and not said once it is there', async t => {
  const evidence = { evidenceType: '签到表', evidenceSource: '业务系统', evidenceMethod: '年末导出' }
  const grades = { gradeMet: '全部做到', gradePartly: '做到大半', gradeUnmet: '没有做到' }
  t.same(gapsOf(''), ['target', 'evidence'])
  t.same(gapsOf('≥95%'), ['evidence'])
  t.same(gapsOf('≥95%', { plan: evidence }), [])
  t.same(gapsOf('≥95', { plan: evidence }), ['unit'])
  t.same(gapsOf('及时', { plan: evidence }), ['date', 'grades'])
  t.same(gapsOf('及时', { plan: { ...evidence, ...grades } }), ['date'])
  t.same(gapsOf('2026年12月底前', { plan: evidence }), [])
  t.same(gapsOf('健全', { plan: { ...evidence, ...grades } }), [])
  t.same(gapsOf('解决率达90%以上，明显提升', { plan: evidence }), ['figure', 'grades'])
  t.same(gapsOf('符合ISO9001标准和2026年规划', { plan: { ...evidence, ...grades } }), [], 'a name with figures is no measure')
  t.same(gapsOf('=15万元', { name: '培训成本', level2: '经济成本指标', plan: evidence }), ['direction'])
  t.same(gapsOf('≤15万元', { name: '培训成本', level2: '经济成本指标', plan: evidence }), [])
  const [gap] = under(central, '健全', { plan: { ...evidence, gradeMet: '全部做到' } }).missing
  t.same(gap?.fields, ['gradePartly', 'gradeUnmet'])
  t.match(gap?.message, '「部分达成的标准」「未达成的标准」')
})

t.test('a grade that is described is what the example reports', async t => {
  const [met] = under(central, '健全', { plan: { gradeMet: '制度印发并执行满一年' } }).examples
  t.equal(met?.actual, '制度印发并执行满一年')
})

t.test('proposals speak of the row and are nothing but proposals', async t => {
  const prompt = suggestedGrades(row('及时', { name: '补贴发放及时性', level2: '时效指标' }))
  t.match(prompt, { gradeMet: '「补贴发放及时性」全部在约定日期前完成，每一批都有完成日期可查', basis: { kind: 'practice' } })
  t.match(suggestedGrades(row('安全', { name: '生产安全' }))?.gradeUnmet, '事故')
  t.match(suggestedGrades(row('健全', { name: '内控制度' }))?.gradeMet, '制度已印发')
  t.match(suggestedGrades(row('好看', { name: '外观' }))?.gradeMet, '「外观」按指标值「好看」的要求全部做到')
  t.equal(suggestedGrades(row('≥95%')), null, 'figures decide')
  t.equal(suggestedGrades(row('12月底前')), null, 'a day decides')
  t.equal(suggestedGrades(row('')), null, 'nothing is promised yet')
  t.match(suggestedEvidence(row('≥9人次')).evidenceType, '台账')
  t.match(suggestedEvidence(row('≥90%', { level2: '服务对象满意度指标' })).evidenceMethod, '样本量')
  t.match(suggestedEvidence(row('无', { level2: '社会效益指标', name: '安全事故' })).evidenceSource, '安全管理')
  t.match(suggestedEvidence(row('≥85%', { level2: '社会效益指标', name: '政策知晓度' })).evidenceType, '问卷')
  t.match(suggestedEvidence(row('≥1', { level2: null, name: '某', level1: null })).evidenceType, '台账')
})

// —— what holds for every row

const pack = fc.constantFrom(central, linear, byStep, ...packIds.map(id => findPack(id) ?? central))
const weight = fc.integer({ min: 0, max: 9999 }).map(points => decimalText({ units: BigInt(points), scale: 2 }))
const figure = fc
  .tuple(fc.integer({ min: -500, max: 50_000 }), fc.integer({ min: 0, max: 3 }))
  .map(([units, scale]) => decimalText({ units: BigInt(units), scale }))
const measured = fc
  .tuple(
    fc.constantFrom('≥', '>', '=', '<', '≤', '不低于', ''),
    figure,
    fc.constantFrom('%', '(人次)', '万元', '(7天*24小时)', '℃', '', '(元/人)', '小时'),
  )
  .map(parts => parts.join(''))
const worded = fc.constantFrom(
  '零事故',
  '及时',
  '2026年6月',
  '每年12月底前',
  '20-30天',
  '-5~5℃',
  '0-10次',
  '7*24小时',
  '/',
  '≥',
  '无投诉',
)
const anything = fc.oneof(
  measured,
  worded,
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
)
const rows = fc.record({
  level1: fc.oneof(fc.constantFrom('产出指标', '满意度指标', null), fc.string()),
  level2: fc.oneof(fc.constantFrom('时效指标', '经济成本指标', null), fc.string()),
  name: fc.oneof(fc.constantFrom('服务满意率', '及时率', '单位成本'), fc.string()),
  target: anything,
  plan: fc.dictionary(fc.constantFrom('gradeMet', 'gradeUnmet', 'evidenceType'), fc.string({ minLength: 1 })),
})
const year = fc.option(fc.integer({ min: 1949, max: 2200 }), { nil: null })

t.test('any row is answered: with points between zero and the weight, and with a sentence', async () => {
  fc.assert(
    fc.property(rows, pack, weight, year, (row, pack, weight, year) => {
      const { sentence, examples, missing, scoredBy, method } = scorabilityOf(row, pack, { weight, year })
      assert.match(sentence, /。$/)
      for (const { message } of missing) assert.match(message, /。$/)
      for (const { score, formula } of examples) {
        assert.ok(formula !== '')
        if (score !== null) assert.ok(compare(decimal(score), decimal(weight)) <= 0 && !score.startsWith('-'))
        // Points are refused only where a weight is too small for a band to have any.
        else assert.ok(scoredBy !== 'machine', `${method}: ${JSON.stringify(row)} ${formula}`)
      }
      suggestedGrades(row)
      suggestedEvidence(row)
    }),
    { numRuns: 400 },
  )
})

t.test('the examples are what the scored table would say', async () => {
  fc.assert(
    fc.property(measured, pack, weight, (target, pack, weight) => {
      for (const { actual, judgement, score, formula } of scorabilityOf(row(target), pack, { weight, year: 2026 }).examples) {
        const indicators = [rowOf({ target, actual, weight, judgement, score: judgement && score })]
        const [scored] = scoreSelfEvaluation({ ...evaluationOf({ indicators }), year: 2026 }, pack).rows
        assert.deepEqual([scored?.score, scored?.formula], [score, formula])
      }
    }),
    { numRuns: 300 },
  )
})

t.test('a target reached earns all points; what is missed earns no more', async () => {
  fc.assert(
    fc.property(measured, pack, weight, (target, pack, weight) => {
      const { method, examples } = scorabilityOf(row(target), pack, { weight, year: 2026 })
      const [met, missed] = examples
      if (!met || method === 'by-step') return
      assert.equal(met.score, weight, `${target} at ${met.actual}`)
      if (missed?.score) assert.ok(compare(decimal(missed.score), decimal(weight)) <= 0)
    }),
    { numRuns: 300 },
  )
})

t.test('what the sentence calls a proportion is one: worked out apart', async () => {
  const positive = fc.integer({ min: 1, max: 99_999 }).map(String)
  fc.assert(
    fc.property(positive, weight, (value, weight) => {
      const { method, examples } = scorabilityOf(row(`≥${value}人`), central, { weight, year: null })
      if (method === 'no-points') return
      const actual = decimal(parseTarget(examples[1]?.actual ?? '').value ?? '0')
      assert.equal(examples[1]?.score, decimalText(divide(multiply(decimal(weight), actual), decimal(value), 2)))
      assert.ok(compare(actual, decimal(value)) < 0)
    }),
    { numRuns: 200 },
  )
})
