import t from 'tap'
import { type Light, lightOfBudget, lightOfIndicator, lightOfProject, type Progress } from '../src/warning-lights.ts'
import { central } from './evaluations.ts'

const light = (target: string, actual: string, month: number, more: Partial<Progress> = {}) =>
  lightOfIndicator(
    { level2: '数量指标', target, actual, direction: null, judgement: null, ...more },
    { year: null, month },
    central,
  )

t.test('a light for every kind of indicator', async t => {
  const cases: readonly (readonly [string, string, number, Light | null, Partial<Progress>?])[] = [
    // against target × month ÷ 12
    ['≥120', '60', 6, 'green'],
    ['≥120', '35.99', 6, 'red'],
    ['≥120', '36', 6, 'yellow'],
    ['≥120', '47.99', 6, 'yellow'],
    ['≥120', '48', 6, 'green'],
    ['≥120', '71.99', 6, 'green'],
    ['≥120', '72', 6, 'blue'],
    ['=120', '70', 7, 'green'],
    ['≥120', '-5', 7, 'red'],
    ['≥120', '120', 12, 'green'],
    ['≥120', '完成60', 6, 'green'],
    // zero
    ['=0', '0', 7, 'green'],
    ['=0', '1', 7, 'red'],
    ['零事故', '0', 7, 'green'],
    ['零事故', '1起', 7, 'red'],
    // less is better: not scaled
    ['≤10', '10', 1, 'green'],
    ['<10', '11', 12, 'red'],
    ['=15万元', '15万元', 7, 'green', { direction: 'reverse' }],
    // kept from the first month on
    ['≥95%', '96%', 7, 'green', { level2: '质量指标' }],
    ['≥95%', '94%', 7, 'red', { level2: '质量指标' }],
    ['≥95%', '96%', 7, 'green', { level2: '时效指标' }],
    // words
    ['及时', '达成预期指标', 7, 'green'],
    ['及时', '部分达成', 7, 'yellow'],
    ['及时', '未达成', 7, 'red'],
    ['及时', '进展顺利', 7, null],
    ['及时', '进展顺利', 7, 'yellow', { judgement: 'partly' }],
    ['≥120', '进展顺利', 7, 'green', { judgement: 'met' }],
    ['≥120', '60家', 7, 'green'],
    ['≥120个', '60家', 7, null],
    // dates and ranges
    ['12月底前', '6月10日', 7, 'green'],
    ['6月底前', '7月10日', 7, 'red'],
    ['12月底前', '正在进行', 7, null],
    ['20-30', '25', 7, 'green'],
    ['20-30', '10', 7, null],
    ['≥120', '', 7, null],
  ]
  for (const [target, actual, month, expected, more] of cases) {
    const lit = light(target, actual, month, more)
    t.equal(lit.light, expected, `${target} | ${actual} | ${month}: ${lit.formula}`)
  }
  t.equal(light('≥120', '60', 6).formula, '60 ÷ (120 × 6 ÷ 12) × 100% = 100%')
})

t.test('a light for the budget, where early is no merit', async t => {
  for (const [executed, month, expected] of [
    ['29.99', 6, 'red'],
    ['30', 6, 'yellow'],
    ['40', 6, 'green'],
    ['100', 6, 'green'],
    ['0', 1, 'red'],
  ] as const)
    t.equal(lightOfBudget({ annual: '100', executed }, { year: null, month }, central).light, expected, executed)
  t.equal(lightOfBudget({ annual: '0', executed: '0' }, { year: null, month: 7 }, central).light, null)
})

t.test('a project is as dark as its worst light', async t => {
  const of = (...all: (Light | null)[]) => lightOfProject(all.map(each => ({ light: each, formula: '' })))
  t.equal(of('blue', 'green', 'yellow', 'red'), 'red')
  t.equal(of('blue', 'yellow', 'green'), 'yellow')
  t.equal(of('blue', 'green', null), 'green')
  t.equal(of('blue'), 'blue')
  t.equal(of(null), null)
  t.equal(of(), null)
})
