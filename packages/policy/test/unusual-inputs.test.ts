import t from 'tap'
import { readSelfEvaluation } from '../src/evaluation.ts'
import { findPack, packIds } from '../src/packs.ts'
import { scoreSelfEvaluation } from '../src/score.ts'
import { central, evaluationOf, rowOf } from './evaluations.ts'

// What people write in the cells of a self-evaluation when nobody looks. Each line is decided by a rule, under every pack: a figure is
// only taken where nobody could read it otherwise; the rest asks a person. Weight 10.

type Row = Parameters<typeof rowOf>[0]
type Case = readonly [target: string | null, actual: string | null, score: string | null, more?: Row]

const packs = packIds.flatMap(id => findPack(id) ?? [])

const table = (title: string, cases: readonly Case[]): void => {
  t.test(title, async t => {
    for (const pack of packs)
      for (const [target, actual, score, more] of cases) {
        const evaluation = evaluationOf({ year: 2026, indicators: [rowOf({ target, actual, weight: '10', ...more })] })
        const [row] = scoreSelfEvaluation(evaluation, pack).rows
        t.equal(row?.score, score, `${pack.id}: ${target} | ${actual} | ${row?.formula}`)
        t.equal(
          row?.score === null,
          row?.flags.some(flag => flag === 'needs-judgement' || flag === 'out-of-band'),
          'asks, or scores',
        )
      }
  })
}

table('ranges and tolerances', [
  ['85-95%', '90%', '10.00'],
  ['85-95%', '85', '10.00'],
  ['85-95%', '95%', '10.00'],
  ['85％～95％', '９０％', '10.00'],
  ['85-95%', '80%', '9.41'],
  ['85-95%', '98%', '9.69'],
  ['85-95%', '0.9', null],
  ['85-95%', '86-94%', null],
  ['85-95%', '85-95%', '10.00'],
  ['5±1', '4', '10.00'],
  ['5±1', '6', '10.00'],
  ['5±1', '7', '8.57'],
  ['5±1天', '3天', '7.50'],
  ['5±1', '5±1', '10.00'],
  ['20℃±2℃', '23℃', '9.57'],
  ['（95±2）%', '93%', '10.00'],
  ['95%±2%', '92%', '9.89'],
  ['20-30天', '10天', '10.00', { direction: 'reverse' }],
  ['20-30天', '40天', '7.50', { direction: 'reverse' }],
  ['20-30天', '40天', '10.00', { direction: 'positive' }],
  ['20-30天', '10天', '5.00', { direction: 'positive' }],
  // Five of a hundred, or five per cent of it?
  ['100±5%', '103', null],
  ['5±0', '5', null],
])

table('dates', [
  ['2026年12月底前', '2026-11-30', '10.00'],
  ['2026年12月底前', '2026/11/30', '10.00'],
  ['2026年12月底前', '2026.11.30', '10.00'],
  ['2026年12月底前', '11月30日', '10.00'],
  ['2026年12月底前', '12月', '10.00'],
  ['2026年12月底前', '二季度', '10.00'],
  ['2026年12月底前', '按时完成', '10.00'],
  ['2026年12月底前', '提前完成', '10.00'],
  ['2026年12月底前', '提前一个月完成', '10.00'],
  ['2026年12月底前', '已提前15天完成。', '10.00'],
  ['2026年12月底前', '2027-01-05', null],
  ['2026年12月底前', '2027-01-05', '6.00', { judgement: 'partly', score: '6' }],
  ['2026年6月底前', '二季度', '10.00'],
  ['2026年6月底前', '三季度', null],
  ['2026年12月底前', '逾期', null],
  ['2026年12月底前', '20261130', null],
  ['2026年12月底前', '100%', null],
  ['2026年12月底前', '11月30日已完成', '10.00'],
  ['2026年12月底前', '2026年11月已全部完成', '10.00'],
  ['2026年12月底前', '2026年3月-11月', '10.00'],
  ['2026年12月底前', '按时', '10.00'],
  ['2026年12月底前', '未逾期', '10.00'],
  ['2026年12月底前', '2026年11月基本完成', null],
  ['2026年12月底前', '2026年11月主体完工', null],
  ['2026年12月底前', '及时', null],
  ['≥50个', '按时', null],
  ['年内完成', '12月31日', '10.00'],
  ['11月前', '10月', '10.00'],
])

table('nothing may happen', [
  ['零事故', '0', '10.00'],
  ['零事故', '０起', '10.00'],
  ['零事故', '零', '10.00'],
  ['零事故', '无', '10.00'],
  ['零事故', '无事故', '10.00'],
  ['零事故', '未发生', '10.00'],
  ['零事故', '没有发生过', '10.00'],
  ['零事故', '1', '0.00'],
  ['零事故', '1起', '0.00'],
  ['零事故', '一起', null],
  ['零事故', '较少', null],
  ['不发生', '0起', '10.00'],
  ['不发生', '1起', '0.00'],
  ['=0(件)', '未发生', '10.00'],
  ['≤3起', '未发生', '10.00'],
  // Where something was to be done, "nothing" is no answer.
  ['≥3次', '无', null],
  ['≥3次', '没有', null],
])

table('percentages and shares', [
  ['≥98%', '98', '10.00'],
  ['≥98%', '98.0 %', '10.00'],
  ['≥98%', '980‰', '10.00'],
  ['≥98%', '98个百分点', '10.00'],
  ['≥98%', '0.98', null],
  ['≥98%', '1', null],
  ['≥0.98', '98%', null],
  ['≥95百分比', '0.96', null],
  ['≥100百分比', '1', null],
  ['=100(百分比)', '100%', '10.00'],
  ['≥10%', '0.12', null],
  ['≥5%', '0.06', null],
  ['≥5%', '4.5', '9.00'],
  ['≥1%', '0.9', '9.00'],
  ['≤5%', '0.03', '10.00'],
  ['≥0.5%', '0.6', '10.00'],
  ['≤1%', '0.5', '10.00'],
  ['≥5‰', '0.6%', '10.00'],
])

table('units', [
  ['≤10万元', '9.5', '10.00'],
  ['≤10万元', '95000元', '10.00'],
  ['≤10万元', '9.5万', '10.00'],
  ['≤10万元', '12万', '8.33'],
  ['≤100000元', '9.5万元', '10.00'],
  ['≤100000元', '9.5万', '10.00'],
  ['≤2150元/人', '0.22万/人', null],
  ['≤2150元/人', '0.215万元/人', '10.00'],
  ['≥1万人次', '1.2万', '10.00'],
  ['≥3公里', '3500m', '10.00'],
  // A bare figure a thousand times off is in another unit.
  ['≤10万元', '95000', null],
  ['≥1万人', '12000', null],
  ['≤100000元', '9.5', null],
  ['≤100000元', '0', '10.00'],
  ['≤100000元', '98000', '10.00'],
  ['≥1万人', '0.5', '5.00'],
  // What was done in the year is what was done a year; of a month nobody knows.
  ['≥150.00(条/年)', '163条', '10.00'],
  ['≤5.00(次/年)', '6次', '8.33'],
  ['≥150条', '150条/年', '10.00'],
  ['=1.00(次/月)', '12次', null],
  ['≥50个', '50家', null],
  ['≥50人', '50人次', null],
])

table('figures as typed', [
  ['≥10,000人', '9,500人', '9.50'],
  ['≥10，000人', '9，500人', '9.50'],
  ['≥１０个', '９个', '9.00'],
  ['≥10', '+12', '10.00'],
  ['≥10', '-3', '0.00'],
  ['≥10', '−3', '0.00'],
  ['≤10', '-3', '10.00'],
  ['≥10', '.9', '0.90'],
  ['≥10', '10个以上', '10.00'],
  ['≥95%', '95%以上', '10.00'],
  ['≥95%', '94%以上', null],
  // Two numbers side by side are not one.
  ['≥10', '9 0', null],
  ['≥10', '1 000', null],
  ['85-95', '9 0', null],
  ['零事故', '0 1', null],
  ['≥10', '9,5', null],
  ['≥10', '12/10', null],
  ['≥10', '1e1', null],
  ['≥10', 'NaN', null],
  ['≥10', 'Infinity', null],
  ['≥10', '约10', null],
  ['≥10', '10左右', null],
  ['≥10', '10余', null],
  ['≥10', '52；其中新增3', null],
  ['≥10个', '九个', null],
  ['≥十个', '10', null],
  ['≥95%', '96%，97%', null],
  ['≥95%', '未统计', null],
  ['≥95%', '不适用', null],
  ['≥95%', '/', null],
  ['≥95%', '', null],
  [null, '5', null],
  ['', '达成预期指标', '10.00'],
])

table('a judgement or points beside figures', [
  ['≥50', '48', '9.60', { judgement: 'met' }],
  ['≥50', '48', '9.60', { judgement: 'met', score: '10' }],
  ['≥50', '50', '10.00', { judgement: 'unmet', score: '0' }],
  ['≥50', '约48', '8.00', { judgement: 'met', score: '8' }],
  ['≥50', '约48', null, { judgement: 'met', score: '7.99' }],
  ['≥50', '约48', '10.00', { judgement: 'met' }],
  ['及时', '及时', null, { judgement: 'met', score: '11' }],
  ['≥50', '48', '0.00', { weight: '0' }],
])

t.test('a judgement against the figures is not passed over', async t => {
  const rowFor = (row: Row) =>
    scoreSelfEvaluation(evaluationOf({ indicators: [rowOf({ weight: '10', ...row })] }), central).rows[0]
  t.match(rowFor({ target: '≥50', actual: '48', judgement: 'met' }), { flags: ['differs-from-rule', 'reason-required'] })
  t.match(rowFor({ target: '≥50', actual: '50', judgement: 'partly' })?.formula, /以数值为准/)
  t.strictSame(rowFor({ target: '≥50', actual: '48', judgement: 'partly' })?.flags, ['reason-required'])
  t.strictSame(rowFor({ target: '≥50', actual: '50', judgement: 'met' })?.flags, [])
})

t.test('the question is asked in the words of the doubt', async t => {
  for (const [target, actual, question] of [
    ['≥95百分比', '0.96', /是 0\.96% 还是 96%/],
    ['≥98%', '1', /是 1% 还是 100%/],
    ['≤10万元', '95000', /没有单位.*相差千倍以上/],
    ['≥50个', '50家', /单位不能换算/],
    ['≥10', '9 0', /不是数/],
    ['2026年12月底前', '2027-01-05', /逾期完成/],
    ['零事故', '较少', /请填写发生次数/],
  ] as const) {
    const [row] = scoreSelfEvaluation(evaluationOf({ year: 2026, indicators: [rowOf({ target, actual })] }), central).rows
    t.match(row?.formula, question, `${target} | ${actual}`)
  }
})

t.test('a figure of the table itself that is none is refused with its place', async t => {
  const good = { budget: { annual: '1', executed: '1' }, indicators: [{ name: '某项', target: '≥1', actual: '1', weight: '90' }] }
  t.hasOwnProp(readSelfEvaluation(good), 'evaluation')
  for (const weight of ['10分', '１０', '-10', '+10', '1,0', '10%', '', ' 10', '1e1', 10, {}])
    t.match(
      readSelfEvaluation({ ...good, indicators: [{ ...good.indicators[0], weight }] }),
      { problems: [{ path: 'indicators.0.weight', message: /小数/ }] },
      JSON.stringify(weight),
    )
  for (const annual of ['1,000', '1万', '-1', '', 1])
    t.match(
      readSelfEvaluation({ ...good, budget: { annual, executed: '1' } }),
      { problems: [{ path: 'budget.annual' }] },
      String(annual),
    )
})
