import t from 'tap'
import { SelfEvaluation } from '../src/evaluation.ts'
import type { PolicyPack } from '../src/pack.ts'
import { scoreSelfEvaluation } from '../src/score.ts'
import { central, evaluationOf, rowOf, withPack } from './evaluations.ts'

// One rule a table, one case a line, in the order in which the rules ask. Weight 10 unless the line says otherwise.

type Row = Parameters<typeof rowOf>[0]
type Case = readonly [target: string | null, actual: string | null, score: string | null, flags: readonly string[], more?: Row]

const table = (title: string, cases: readonly Case[], pack: PolicyPack = central): void => {
  t.test(title, async t => {
    for (const [target, actual, score, flags, more] of cases) {
      const evaluation = evaluationOf({ indicators: [rowOf({ target, actual, weight: '10', ...more })] })
      const [row] = scoreSelfEvaluation(evaluation, pack).rows
      const what = `${target} | ${actual} | ${JSON.stringify(more ?? {})} | ${row?.formula}`
      t.strictSame({ score: row?.score, flags: row?.flags }, { score, flags }, what)
    }
  })
}

const quantitative = (change: Partial<PolicyPack['quantitative']>) =>
  withPack(pack => ({ ...pack, quantitative: { ...pack.quantitative, ...change } }))

const short = ['reason-required']
const open = ['needs-judgement']

table('nothing to earn, nothing reported', [
  ['≥50', '48', '0.00', ['zero-weight'], { weight: '0' }],
  ['≥50', null, null, open],
  ['≥50', ' ', null, open],
  ['及时', '—', null, open],
  ['≥50', '/', null, open, { judgement: 'met', score: '10' }],
])

table('more is better', [
  ['≥50个', '50', '10.00', []],
  ['≥50个', '48个', '9.60', short],
  ['≥50个', '48', '9.60', [], { reason: '两个点位延期' }],
  ['>50', '50', '10.00', []],
  ['≥50', '0', '0.00', short],
  ['≥50', '-1', '0.00', short],
  ['≥3', '2', '6.67', short],
  ['≥50', '5', '1.00', short],
  ['≥0', '3', '10.00', []],
  ['≥0', '-1', '0.00', short],
  ['≥-5%', '-3%', '10.00', []],
  ['≥-5%', '-7%', null, open],
  ['不少于50人', '40人', '8.00', short],
  ['95%以上', '90%', '9.47', short],
  ['≥1,000人', '900人', '9.00', short],
])

table('exactly', [
  ['=50', '50', '10.00', []],
  ['50', '25', '5.00', short],
  ['=50', '55', '10.00', []],
  ['=0起', '0', '10.00', []],
  ['=0起', '无', '10.00', []],
  ['=0', '-1', '10.00', []],
  ['=0起', '1起', '0.00', short],
  ['=-5', '-5', '10.00', []],
  ['=-5', '-4', null, open],
])

table(
  'exactly, where overshooting costs as well',
  [
    ['=50', '50', '10.00', []],
    ['=50', '60', '8.00', ['reason-required']],
    ['=50', '100', '0.00', ['reason-required']],
    ['=50', '40', '8.00', ['reason-required']],
  ],
  quantitative({ equalOvershoot: 'SYMMETRIC' }),
)

const reverse: readonly Case[] = [
  ['≤10', '10', '10.00', []],
  ['≤10', '3', '10.00', []],
  ['≤10', '0', '10.00', []],
  ['≤10', '-1', '10.00', []],
  ['<10', '10', '10.00', []],
  ['≤0', '0', '10.00', []],
  ['≤0', '1', '0.00', short],
  ['≤-5', '-6', '10.00', []],
  ['≤-5', '-4', null, open],
  ['≤30万元', '300000元', '10.00', []],
]
table('less is better', [...reverse, ['≤10', '12', '8.33', short], ['≤10', '20', '5.00', short], ['≤10', '1000', '0.10', short]])
table(
  'less is better, by overshoot',
  [
    ...reverse,
    ['≤10', '12', '8.00', short],
    ['≤10', '19.9', '0.10', short],
    ['≤10', '20', '0.00', short],
    ['≤10', '1000', '0.00', short],
  ],
  quantitative({ reverseFormula: 'LINEAR' }),
)

table(
  'strict signs: the points stay, a reason is wanted',
  [
    ['<10', '10', '10.00', short],
    ['>10', '10', '10.00', short],
    ['<10', '9', '10.00', []],
    ['≤10', '10', '10.00', []],
    ['<10', '<10', '10.00', []],
  ],
  quantitative({ strictBoundary: 'STRICT' }),
)

table('far above the target', [
  ['≥100', '119.99', '10.00', []],
  ['≥100', '120', '10.00', ['over-achieved']],
  ['≥100', '129.99', '10.00', ['over-achieved']],
  ['≥100', '130', '10.00', ['over-achieved', 'reason-required']],
  ['≥100', '130', '10.00', ['over-achieved'], { reason: '需求增加' }],
  ['=100', '150', '10.00', ['over-achieved', 'reason-required']],
  ['≥80%', '98%', '10.00', ['over-achieved']],
  ['≥100%', '150%', '10.00', []],
  ['=100%', '135', '10.00', []],
  ['≤100', '10', '10.00', []],
  ['≥0', '100', '10.00', []],
  // Points come off by hand, and only there.
  ['≥100', '150', '8.00', ['over-achieved'], { score: '8', reason: '年初指标值偏低' }],
  ['≥100', '150', '8.00', ['over-achieved', 'reason-required'], { score: '8' }],
  ['≥100', '150', '10.00', ['over-achieved', 'differs-from-rule', 'reason-required'], { score: '11' }],
  ['≥100', '100', '10.00', ['differs-from-rule'], { score: '8' }],
])

table('another direction than the sign says', [
  ['=15万元', '12万元', '8.00', ['direction-doubtful', 'reason-required'], { level2: '成本指标', name: '印刷成本' }],
  ['=15万元', '12万元', '10.00', [], { level2: '成本指标', direction: 'reverse' }],
  ['=15万元', '18万元', '8.33', short, { level2: '成本指标', direction: 'reverse' }],
  ['≤50个', '40', '8.00', short, { direction: 'positive' }],
  ['≥50个', '40', null, open, { direction: 'qualitative' }],
  ['≥50个', '60', '10.00', ['over-achieved'], { direction: 'exact' }],
])

table('an actual that is no plain figure', [
  ['≥266米', '≥266米', '10.00', []],
  ['≥266米', '>=266 米', '10.00', []],
  ['≥95%', '≥90%', null, open],
  ['=95%', '≥90%', null, open],
  ['≤5天', '≤3天', '10.00', []],
  ['≤5天', '≤6天', null, open],
  ['≥50个', '48家', null, open],
  ['≥2小时', '120分钟', '10.00', []],
  ['≥95%', '0.95', null, open],
  ['≥1万人', '9500人', '9.50', short],
  ['≥50人', '实际完成48人', '9.60', short],
  ['≥50人', '0人', '0.00', short],
  ['≥50人', '完成0人', '0.00', short],
  ['≥50人', '无', null, open],
  ['≥50人', '人数有所增加', null, open],
  ['≥50人', '人数有所增加', '9.00', short, { judgement: 'met', score: '9' }],
  ['≥50人', '达成预期指标', '10.00', ['no-figure']],
  ['≥95%', '100%完成', '10.00', ['no-figure']],
  ['≥50人', '未完成', null, ['needs-judgement', 'no-figure']],
])

table('targets in words with a meaning', [
  ['20-30天', '20天', '10.00', []],
  ['20-30天', '30天', '10.00', []],
  ['20-30天', '40天', '7.50', short],
  ['20-30天', '10天', '5.00', short],
  ['20-30天', '较快', null, open],
  ['2023年12月底前', '2023年12月31日', '10.00', []],
  ['2023年12月底前', '2024年1月', null, open],
  ['2023年12月底前', '2024年1月', '7.00', short, { judgement: 'partly', score: '7' }],
  ['12月底前完成', '11月20日', '10.00', []],
  ['12月底前完成', '2023年11月20日', null, open],
  ['12月底前完成', '100%', null, open],
  ['12月底前完成', '按期完成', '10.00', []],
  ['零事故', '0起', '10.00', []],
  ['零事故', '零事故', '10.00', []],
  ['零事故', '2起', '0.00', short],
  ['零事故', '较少', null, open],
  // A person who judges such a row is heard.
  ['零事故', '2起', '2.00', short, { judgement: 'unmet', score: '2' }],
  ['20-30天', '40天', '7.00', short, { judgement: 'partly', score: '7' }],
])

table('targets in words', [
  ['规范', '规范', '10.00', []],
  ['规范', '达成预期指标', '10.00', []],
  ['规范', '已完成', '10.00', []],
  ['规范', '全部达成', '10.00', []],
  ['规范', '全面完成年度目标任务。', '10.00', []],
  ['规范', '基本完成', null, open],
  ['规范', '较好', null, open],
  ['规范', '部分达成', null, open],
  ['规范', '部分达成年度指标并具有一定效果', '7.00', short, { score: '7' }],
  ['规范', '未达成年度指标且效果较差', null, open],
  ['规范', '未完成', '3.00', short, { score: '3' }],
  ['规范', '未全部完成', null, open],
  ['规范', '规范', '9.00', short, { score: '9' }],
  [null, '达成预期指标', '10.00', []],
  [null, '持续有效', null, open],
  [null, '95', null, open],
  [null, '95', '8.50', short, { judgement: 'met', score: '8.5' }],
])

table('the bands of a judgement', [
  ['较好', '好', '10.00', [], { judgement: 'met' }],
  ['较好', '好', '10.00', [], { judgement: 'met', score: '10' }],
  ['较好', '好', '8.00', short, { judgement: 'met', score: '8' }],
  ['较好', '好', null, ['out-of-band'], { judgement: 'met', score: '7.99' }],
  ['较好', '好', null, ['out-of-band'], { judgement: 'met', score: '10.01' }],
  ['较好', '好', null, ['out-of-band'], { judgement: 'partly', score: '8' }],
  ['较好', '好', '7.99', short, { judgement: 'partly', score: '7.99' }],
  ['较好', '好', '6.00', short, { judgement: 'partly', score: '6' }],
  ['较好', '好', null, ['out-of-band'], { judgement: 'partly', score: '5.99' }],
  ['较好', '好', null, open, { judgement: 'partly' }],
  ['较好', '差', '5.99', short, { judgement: 'unmet', score: '5.99' }],
  ['较好', '差', null, ['out-of-band'], { judgement: 'unmet', score: '6' }],
  ['较好', '差', '0.00', short, { judgement: 'unmet', score: '0' }],
  ['较好', '差', null, open, { judgement: 'unmet' }],
  // A person's word stands against the engine's reading of the words.
  ['较好', '较好', '6.50', short, { judgement: 'partly', score: '6.5' }],
])

table(
  'satisfaction by steps, where the pack chooses it',
  [
    ['≥95%', '91%', '10.00', [], { level1: '满意度指标' }],
    ['≥95%', '85%', '8.00', short, { level1: '满意度指标' }],
    ['≥95%', '60%', '5.00', short, { level1: '满意度指标' }],
    ['≥95%', '59.99%', '0.00', short, { level1: '满意度指标' }],
    ['≥95%', '90%', '9.47', short, { level1: '效益指标' }],
  ],
  withPack(pack => ({ ...pack, satisfaction: { ...pack.satisfaction, method: 'STEP' } })),
)

t.test('the formula is a sentence with the numbers in it', async t => {
  const formula = (target: string, actual: string) =>
    scoreSelfEvaluation(SelfEvaluation.parse(evaluationOf({ indicators: [rowOf({ target, actual, weight: '10' })] })), central)
      .rows[0]?.formula
  t.equal(formula('≥50个', '48'), '48 ÷ 50 × 10 = 9.60，四舍五入保留两位')
  t.equal(formula('≥50.00个', '50'), '50 ≥ 50，达到指标值，得满分 10.00')
  t.equal(formula('≤5', '6'), '5 ÷ 6 × 10 = 8.33，四舍五入保留两位')
})
