import t from 'tap'
import { belongsTogether, labelOf, level1Of, schemeOf, schemes } from '../src/scheme.ts'

t.test('damaged labels are recognised', async t => {
  const labels: readonly (readonly [string, string])[] = [
    ['经济成本 指标', '经济成本指标'],
    ['生态环境\n成本指标', '生态环境成本指标'],
    ['服务对象满意度指', '服务对象满意度指标'],
    ['社会效益', '社会效益指标'],
    ['满意度', '满意度指标'],
    ['满意度指 标', '满意度指标'],
    ['2.质量指标', '质量指标'],
    ['（1）数量指标', '数量指标'],
    ['产出指标（50分）', '产出指标'],
    ['效果指标', '效益指标'],
    ['可持续发展指标', '可持续影响指标'],
    ['社会公众或服务对象满意度指标', '服务对象满意度指标'],
  ]
  for (const [cell, name] of labels) t.equal(labelOf(cell)?.name, name, cell)
  t.equal(labelOf('成本指标')?.level, 'either')
})

t.test('names of indicators are no labels', async t => {
  for (const cell of ['参保对象满意度', '质量合格率', '成本控制率', '三级指标', '', '指标', '系统用户满意度', '效益显著'])
    t.equal(labelOf(cell), null, cell)
})

t.test('every name of both schemes is its own label and belongs where it stands', async t => {
  for (const scheme of ['2015', '2021'] as const)
    for (const { level1, level2 } of schemes[scheme]) {
      t.equal(labelOf(level1)?.name, level1)
      for (const name of level2) {
        t.equal(labelOf(name)?.name, name)
        t.equal(level1Of(scheme, name), level1)
        t.ok(belongsTogether(scheme, level1, name))
      }
    }
  t.notOk(belongsTogether('2021', '满意度指标', '数量指标'), 'the check can fail')
  t.ok(belongsTogether('2021', '管理指标', '数量指标'), 'an unknown branch contradicts nothing')
})

t.test('the scheme shows in where cost stands', async t => {
  t.equal(schemeOf([{ level1: '产出指标', level2: '成本指标' }]), '2015')
  t.equal(schemeOf([{ level1: '成本指标', level2: '经济成本指标' }]), '2021')
  t.equal(schemeOf([]), '2021')
})
