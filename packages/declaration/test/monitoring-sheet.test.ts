/** The monitoring sheet: lights by the rules of the pack, sums that can be read, and what is still blank. */
import assert from 'node:assert/strict'
import { type Light, lights } from '@shenbao/policy/warning-lights.ts'
import { adjustment, type LifeStep, until } from '@shenbao/testkit/life.ts'
import { ROW, sampleForm } from '@shenbao/testkit/sample-form.ts'
import { after } from '@shenbao/testkit/scenario.ts'
import { centralPack, foldEvents, openedDeclaration, toldBy } from '@shenbao/testkit/world.ts'
import fc from 'fast-check'
import t from 'tap'
import type { CommandOf } from '../src/commands.ts'
import { BudgetProgressRecorded, IndicatorProgressRecorded } from '../src/events.ts'
import { monitoringSheetOf, periodsOf, usualPeriod } from '../src/monitoring-sheet.ts'
import type { Declaration } from '../src/state.ts'

fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const PERIOD = '2026-07'
type Row = NonNullable<CommandOf<'record-progress'>['progress']>[number]
const recorded = (progress: readonly Row[], money: object = {}): Declaration =>
  after(openedDeclaration(), [
    ...until.executing,
    ['drafter', { type: 'record-progress', period: PERIOD, ...money, progress: [...progress] }] as LifeStep,
  ])
const sheet = (declaration: Declaration) => monitoringSheetOf(declaration, centralPack, PERIOD)

/** An actual as it may stand in a log, on a form that need not have been through a review. */
const recordedOn = (declaration: Declaration, actual: string, more: object = {}): Declaration => ({
  ...declaration,
  progress: {
    [PERIOD]: {
      executed: null,
      forecastExecuted: null,
      indicators: {
        [ROW.quantity]: IndicatorProgressRecorded.of({
          period: PERIOD,
          indicatorId: ROW.quantity,
          actual,
          forecast: null,
          likelihood: null,
          judgement: null,
          causes: [],
          cause: null,
          remedy: null,
          note: null,
          ...more,
        }).data,
      },
      told: toldBy(),
    },
  },
})

t.test('a row of the form with one actual, in every kind of light', t => {
  const cases: readonly (readonly [level2: string, name: string, target: string, actual: string, light: string | null])[] = [
    // S = 120 × 7 ÷ 12 = 70
    ['数量指标', '发布数', '≥120(条)', '41.99', 'red'],
    ['数量指标', '发布数', '≥120(条)', '42', 'yellow'],
    ['数量指标', '发布数', '≥120(条)', '55.99', 'yellow'],
    ['数量指标', '发布数', '≥120(条)', '56', 'green'],
    ['数量指标', '发布数', '≥120(条)', '83.99', 'green'],
    ['数量指标', '发布数', '≥120(条)', '84', 'blue'],
    ['数量指标', '发布数', '>120(条)', '42', 'yellow'],
    ['数量指标', '发布数', '=120(条)', '70', 'green'],
    ['数量指标', '重大事故数', '=0(起)', '0', 'green'],
    ['数量指标', '重大事故数', '=0(起)', '1', 'red'],
    ['数量指标', '重大事故数', '零事故', '1起', 'red'],
    ['数量指标', '投诉数', '≤5(件)', '5', 'green'],
    ['数量指标', '投诉数', '<5(件)', '6', 'red'],
    ['数量指标', '投诉数', '=5(件)', '2', 'green'],
    ['质量指标', '准确率', '≥95%', '94.99%', 'red'],
    ['质量指标', '准确率', '≥95%', '95%', 'green'],
    ['质量指标', '平均人数', '20-30(人)', '19', 'red'],
    ['数量指标', '平均人数', '20-30(人)', '19', null],
    ['时效指标', '办结率', '≥98%', '90%', 'red'],
    ['经济成本指标', '总成本', '≤10(万元)', '11', 'red'],
    ['社会效益指标', '社会影响', '良好', '达成年度指标', 'green'],
    ['社会效益指标', '社会影响', '良好', '部分达成', 'yellow'],
    ['社会效益指标', '社会影响', '良好', '未达成', 'red'],
    ['社会效益指标', '社会影响', '良好', '还在观察', null],
  ]
  for (const [level2, name, target, actual, light] of cases) {
    const indicators = sampleForm().indicators.map(row => (row.id === ROW.quantity ? { ...row, level2, name, target } : row))
    const declaration = recordedOn(openedDeclaration({ form: sampleForm({ indicators }) }), actual)
    const [row] = sheet(declaration).rows
    t.equal(row?.light, light, `${level2} ${target} | ${actual}: ${row?.formula}`)
  }
  t.end()
})

t.test('a row in words is judged by a person where the words do not say it', t => {
  const indicators = sampleForm().indicators.map(row => ({ ...row, target: '良好' }))
  const opened = openedDeclaration({ form: sampleForm({ indicators }) })
  const light = (judgement: string | null) => sheet(recordedOn(opened, '还在观察', { judgement })).rows[0]?.light
  t.same([null, 'met', 'partly', 'unmet'].map(light), [null, 'green', 'yellow', 'red'])
  t.end()
})

t.test('the money: rate, forecast, what will be left, and a light of its own', t => {
  // 100,000 × 7 ÷ 12 = 58,333.33
  const funds = (executed: string, forecastExecuted?: string) =>
    sheet(recorded([], { executed, ...(forecastExecuted && { forecastExecuted }) })).funds
  t.match(funds('55000.00', '98000.00'), {
    initial: { annualRequest: '100000.00', currentYearAppropriation: '90000.00', carryover: '10000.00', annualOther: null },
    annual: '100000.00',
    executed: '55000.00',
    executionRate: '55.00',
    forecastExecuted: '98000.00',
    forecastSurplus: '2000.00',
    light: 'green',
    formula: '55000 ÷ (100000 × 7 ÷ 12) × 100% = 94.29%',
  })
  t.same(
    ['34999.99', '35000.00', '46666.66', '46666.67', '100000.00'].map(executed => funds(executed).light),
    ['red', 'yellow', 'yellow', 'green', 'green'],
    'spending early is no merit',
  )
  t.match(sheet(recorded([{ indicator: ROW.cost, actual: '3' }])).funds, { executed: null, light: null, executionRate: null })
  t.match(funds('0.00', '120000.00'), { executionRate: '0.00', forecastSurplus: '-20000.00', light: 'red' })
  t.end()
})

t.test('what is blank is named, and a sheet is filled when money and every row have a figure', t => {
  const declaration = recorded(
    [{ indicator: ROW.quantity, actual: '30', forecast: '100', likelihood: 'possible', cause: '停用', remedy: '另设平台' }],
    { executed: '55000.00' },
  )
  const found = sheet(declaration)
  t.equal(found.filled, false)
  const about = (id?: string) => found.missing.filter(({ indicator }) => indicator === id).map(({ field }) => field)
  t.same(about(), ['forecastExecuted'])
  t.same(about(ROW.quantity), ['causes'], 'a deviation has a kind')
  t.same(about(ROW.cost), ['actual'])
  const rows = Object.values(ROW).map(indicator => ({ indicator, actual: '96', likelihood: 'certain' as const }))
  t.equal(sheet(recorded(rows, { executed: '1.00' })).filled, true)
  t.same(sheet(after(openedDeclaration(), until.executing)).lights, { red: 0, yellow: 0, green: 0, blue: 0, unlit: 6 })
  t.end()
})

t.test('an approved adjustment moves the light; the target of the year before it stays beside it', t => {
  const before = recorded([{ indicator: ROW.quantity, actual: '58' }])
  t.match(sheet(before).rows[0], { light: 'yellow', target: '≥150(条/年)', initialTarget: '≥150(条/年)' })
  t.equal(sheet(before).light, 'yellow')
  const adjusted = after(before, adjustment)
  t.match(sheet(adjusted).rows[0], { light: 'green', target: '≥120(条/年)', initialTarget: '≥150(条/年)' })
  t.equal(sheet(adjusted).light, 'green')
  const removal = { field: 'indicator' as const, indicator: ROW.satisfaction, to: null }
  const addition = {
    field: 'indicator' as const,
    to: { level1: '满意度指标', level2: '服务对象满意度指标', name: '群众满意度', target: '≥90%' },
  }
  const without = after(before, [
    ['drafter', { type: 'request-adjustment', changes: [removal, addition], reason: '口径变化' }],
    ...adjustment.slice(1),
  ])
  t.match(sheet(without).rows.at(-1), { indicator: ROW.satisfaction, removed: true, light: null }, 'still listed, not lit')
  t.match(
    sheet(without).rows.find(({ name }) => name === '群众满意度'),
    { initialTarget: null, removed: false },
  )
  t.end()
})

t.test('the months there are, and the one the policy asks for', t => {
  const declaration = after(recorded([{ indicator: ROW.cost, actual: '3' }]), [
    ['drafter', { type: 'record-progress', period: '2026-03', executed: '1.00' }],
  ])
  t.same(periodsOf(declaration), ['2026-03', '2026-07'])
  t.equal(usualPeriod(declaration, centralPack), '2026-07')
  t.end()
})

t.test('the project has the worst light of its rows, and doing more never makes a light worse', t => {
  const place = (light: Light | null | undefined): number => (light ? lights.indexOf(light) : -1)
  const base = after(openedDeclaration(), until.executing)
  const at = (actual: number, executed: bigint): Declaration =>
    foldEvents(
      { ...recordedOn(base, String(actual)), work: base.work },
      [BudgetProgressRecorded.of({ period: PERIOD, executed: executed.toString() })],
      toldBy(),
    )
  const actuals = fc.tuple(fc.nat(400), fc.nat(400))
  fc.assert(
    fc.property(actuals, fc.tuple(fc.bigInt(0n, 20_000_000n), fc.bigInt(0n, 20_000_000n)), ([a, b], [m, n]) => {
      const [low, high] = m < n ? [m, n] : [n, m]
      const [less, more] = [sheet(at(Math.min(a, b), low)), sheet(at(Math.max(a, b), high))]
      assert(place(less.rows[0]?.light) <= place(more.rows[0]?.light), 'rows')
      assert(place(less.funds.light) <= place(more.funds.light), 'money')
      for (const found of [less, more]) {
        const lit = found.rows.flatMap(({ light }) => light ?? [])
        assert.equal(found.light, lights.find(light => lit.includes(light)) ?? null)
      }
    }),
    { numRuns: 200 },
  )
  t.end()
})
