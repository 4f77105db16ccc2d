import { decimalText } from '@shenbao/kernel/decimal.ts'
import t from 'tap'
import { type CompareOptions, compareWithTarget } from '../src/compare.ts'
import { directionOf } from '../src/direction.ts'
import { parseTarget } from '../src/target.ts'

const judged = (target: string, actual: string, options?: CompareOptions) => {
  const { outcome, actualValue, atBound } = compareWithTarget(parseTarget(target), actual, options)
  return [outcome, actualValue === null ? null : decimalText(actualValue), atBound]
}

t.test('figures against figures', async t => {
  t.same(judged('≥50个', '48'), ['missed', '48', false])
  t.same(judged('≥50个', '50个'), ['met', '50', true])
  t.same(judged('≥95.00(%)', '95%'), ['met', '95', true], 'scale does not matter')
  t.same(judged('>95(%)', '95%'), ['met', '95', true], 'lenient at the bound, and said so')
  t.same(judged('<1.00(%)', '0.5'), ['met', '0.5', false])
  t.same(judged('≥266米', '≥266米'), ['met', '266', true], 'the target repeated')
  t.same(judged('≥90%', '≥95%'), ['met', '95', false], 'at least more than enough')
  t.same(judged('≥90%', '≥80%'), ['unknown', '80', false], 'at least too little says nothing')
  t.same(judged('=42个', '已完成42'), ['met', '42', true])
  t.same(judged('=42个', '43'), ['missed', '43', false], 'without a direction equal is equal')
  t.same(judged('=42个', '43', { direction: 'positive' }), ['met', '43', false])
  t.same(judged('≤5次', '无'), ['met', '0', false])
})

t.test('units convert where everybody agrees how', async t => {
  t.same(judged('≤202.6万元', '1329120元'), ['met', '132.912', false])
  t.same(judged('≤202.6万元', '132.9'), ['met', '132.9', false], 'a bare number is in the unit of the target')
  t.same(judged('≤30000元', '3.5万元'), ['missed', '35000', false])
  t.same(judged('≥10000人', '1.2万人'), ['met', '12000', false])
  t.same(judged('<5‰', '0.4%'), ['met', '4', false])
  t.same(judged('≤2小时', '90分钟'), ['met', '1.5', false])
  t.same(judged('≥1公里', '1200米'), ['met', '1.2', false])
  t.same(judged('≤3个工作日', '2天'), ['unknown', null, false], 'a day is no working day')
  t.same(judged('≥100人', '100人次'), ['unknown', null, false])
  t.same(judged('≥95%', '0.96'), ['unknown', null, false], 'a share or a tiny percentage: nobody knows')
  t.same(judged('≥100', '1万'), ['unknown', null, false], 'a multiple of an unknown unit')
})

t.test('words, dates, ranges and none at all', async t => {
  t.same(judged('合规', '达成预期指标'), ['met', null, false])
  t.same(judged('≥50个', '达成预期指标'), ['met', null, false])
  t.same(judged('严格执行', '严格 执行。'), ['met', null, false], 'the target repeated')
  t.same(judged('严格执行', '基本完成'), ['unknown', null, false])
  t.same(judged('合规', '未达成预期指标'), ['unknown', null, false])
  t.same(judged('2018年10月底', '2018年11月底'), ['missed', null, false])
  t.same(judged('2018年10月底', '2018年9月15日完成'), ['met', null, false])
  t.same(judged('12月底前', '2025年11月'), ['unknown', null, false], 'of which year?')
  t.same(judged('12月底前', '2026年1月', { year: 2025 }), ['missed', null, false])
  t.same(judged('20-30天', '25天'), ['met', '25', false])
  t.same(judged('20-30天', '31天'), ['missed', '31', false])
  t.same(judged('零事故', '0起'), ['met', '0', true])
  t.same(judged('零事故', '2起'), ['missed', '2', false])
  t.same(judged('零事故', '未发生安全事故'), ['met', '0', true])
  t.same(judged('', '5'), ['unknown', null, false], 'nothing to compare with')
  t.same(judged('≥5', ''), ['unknown', null, false])
})

t.test('direction', async t => {
  const direction = (target: string, level2: string | null = null, name: string | null = null) =>
    directionOf(parseTarget(target), level2, name)
  t.equal(direction('≥5'), 'positive')
  t.equal(direction('<5'), 'reverse')
  t.equal(direction('=0(件)'), 'reverse')
  t.equal(direction('=25600.00(元/月)', '经济成本指标', '网络月租费'), 'reverse')
  t.equal(direction('=100(%)', '质量指标', '故障排除率'), 'positive')
  t.equal(direction('=3(次)', '质量指标', '故障次数'), 'reverse')
  t.equal(direction('=19(块)', '数量指标', '招牌检测数'), 'exact')
  t.equal(direction('零事故'), 'reverse')
  t.equal(direction('12月底前'), 'reverse')
  t.equal(direction('20-30天'), 'exact')
  t.equal(direction('及时'), null)
  t.equal(direction(''), null)
})
