import assert from 'node:assert/strict'
import { decimal, decimalText, sum } from '@shenbao/kernel/decimal.ts'
import fc from 'fast-check'
import t from 'tap'
import { defaultWeights } from '../src/default-weights.ts'
import { central } from './evaluations.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const leaf = (level1: string | null, level2: string | null = null) => ({ level1, level2 })

t.test('the table follows from the dimensions that are set', async t => {
  for (const [levels, weights] of [
    [[], []],
    [
      ['产出指标', '效益指标', '满意度指标'],
      ['50.00', '30.00', '10.00'],
    ],
    [
      ['成本指标', '产出指标', '效益指标', '满意度指标'],
      ['20.00', '40.00', '20.00', '10.00'],
    ],
    // 满意度 is not set: its points go to 效益
    [
      ['产出指标', '效益指标'],
      ['50.00', '40.00'],
    ],
    [
      ['成本指标', '产出指标', '效益指标'],
      ['20.00', '40.00', '30.00'],
    ],
    // another dimension is not set: the others share in proportion
    [
      ['产出指标', '满意度指标'],
      ['75.00', '15.00'],
    ],
    [['产出指标'], ['90.00']],
    [
      ['成本指标', '产出指标'],
      ['30.00', '60.00'],
    ],
    // within a dimension equal parts, the remainder to the first
    [
      ['产出指标', '产出指标', '产出指标', '效益指标', '满意度指标'],
      ['16.67', '16.67', '16.66', '30.00', '10.00'],
    ],
    // order of the form, not of the table
    [
      ['满意度指标', '效益', '一、产出指标(50分)'],
      ['10.00', '30.00', '50.00'],
    ],
    // another scheme
    [
      ['项目决策', '项目管理'],
      ['45.00', '45.00'],
    ],
    [
      [null, null, null],
      ['30.00', '30.00', '30.00'],
    ],
    [
      ['产出指标', '效益指标', '项目管理'],
      ['33.33', '26.67', '30.00'],
    ],
  ] as const)
    t.strictSame(
      defaultWeights(
        levels.map(level => leaf(level)),
        central,
      ),
      weights,
      levels.join(),
    )
  const underOutput = [leaf('产出指标', '数量指标'), leaf('产出指标', '成本指标'), leaf('效益指标'), leaf('满意度指标')]
  t.strictSame(defaultWeights(underOutput, central), ['25.00', '25.00', '30.00', '10.00'], '成本 under 产出 is not a dimension')
})

t.test('they always sum exactly', async () => {
  const level = fc.constantFrom('成本指标', '产出指标', '效益指标', '满意度指标', '项目决策', null)
  fc.assert(
    fc.property(fc.array(level, { minLength: 1, maxLength: 250 }), levels => {
      const weights = defaultWeights(
        levels.map(each => leaf(each)),
        central,
      )
      assert.equal(weights.length, levels.length)
      assert.equal(decimalText(sum(weights.map(decimal))), '90.00')
      for (const weight of weights) assert.match(weight, /^\d+\.\d\d$/)
    }),
  )
})
