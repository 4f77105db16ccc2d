// What holds for the whole of a self-evaluation, whatever its rows ask for.
import assert from 'node:assert/strict'
import { add, compare, decimal, sum } from '@shenbao/kernel/decimal.ts'
import fc from 'fast-check'
import t from 'tap'
import { gradeOf } from '../src/grade.ts'
import { findPack, packIds } from '../src/packs.ts'
import { scoreSelfEvaluation } from '../src/score.ts'
import { evaluationOf, rowOf } from './evaluations.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const packs = packIds.flatMap(id => findPack(id) ?? [])
const pack = fc.constantFrom(...packs)
const level1 = fc.constantFrom('成本指标', '产出指标', '效益指标', '满意度指标', null)
const row = fc.record({ level1, target: fc.integer({ min: 1, max: 500 }), actual: fc.integer({ min: 0, max: 900 }) })
const rows = fc.array(row, { minLength: 1, maxLength: 30 })
const money = fc.record({ annual: fc.integer({ min: 1, max: 10 ** 9 }), executed: fc.integer({ min: 0, max: 2 * 10 ** 9 }) })

type Rows = readonly Readonly<{ level1: string | null; target: number; actual: number }>[]
const evaluated = (of: Rows, { annual, executed }: Readonly<{ annual: number; executed: number }>) =>
  evaluationOf({
    budget: { initial: null, annual: String(annual), executed: String(executed), reason: '' },
    indicators: of.map(({ level1, target, actual }) =>
      rowOf({ level1, target: `≥${target}`, actual: String(actual), weight: null }),
    ),
  })

t.test(
  'weights that follow from the pack make a hundred with 预算执行率, and the total lies between nothing and a hundred',
  async () => {
    fc.assert(
      fc.property(rows, money, pack, (of, budget, under) => {
        const scored = scoreSelfEvaluation(evaluated(of, budget), under)
        const weights = sum(scored.rows.map(({ weight }) => decimal(weight)))
        assert.equal(compare(add(weights, decimal(under.execution.weight)), decimal('100')), 0)
        assert.ok(scored.total !== null && !scored.flags.includes('weights-not-100'))
        const total = decimal(scored.total)
        assert.ok(compare(total, decimal('0')) >= 0 && compare(total, decimal('100')) <= 0, scored.total)
        const parts = add(decimal(scored.execution?.score ?? '0'), sum(scored.rows.map(({ score }) => decimal(score ?? '0'))))
        assert.equal(compare(total, parts), 0, 'the total is the sum of what stands in the rows')
        assert.equal(scored.grade, gradeOf(total, under.gradeBands.bands))
      }),
    )
  },
)

t.test('whoever does more in one row, or spends more of the budget, never has a lower total', async () => {
  const more = fc.integer({ min: 1, max: 500 })
  fc.assert(
    fc.property(rows, money, more, fc.nat(), pack, (of, budget, step, which, under) => {
      const totalOf = (rows: Rows, spent = budget) =>
        decimal(scoreSelfEvaluation(evaluated(rows, spent), under).total ?? assert.fail('no total'))
      const place = which % of.length
      const better = of.map((row, at) => (at === place ? { ...row, actual: row.actual + step } : row))
      assert.ok(compare(totalOf(better), totalOf(of)) >= 0)
      assert.ok(compare(totalOf(of, { ...budget, executed: budget.executed + step }), totalOf(of)) >= 0)
    }),
  )
})

t.test('every parameter that the rules speak of is in every pack, in a group that says what it rests on', async t => {
  const parameters = [
    ...['weights.withoutCost', 'weights.withCost', 'weights.satisfactionGoesTo'],
    ...['execution.weight', 'execution.zeroBudget', 'execution.reasonBelow'],
    ...['quantitative.reverseFormula', 'quantitative.strictBoundary', 'quantitative.equalOvershoot'],
    ...['overAchieve.flagAt', 'overAchieve.reasonAt', 'qualitative.metFrom', 'qualitative.partlyFrom'],
    ...['satisfaction.method', 'rounding.places', 'rounding.mode', 'gradeBands.bands'],
    ...['completeness.requireCost', 'completeness.requireSatisfaction', 'completeness.requireQuantity'],
    ...['completeness.requireQuality', 'completeness.requireTimeliness'],
    ...['lights.redBelow', 'lights.yellowBelow', 'lights.blueFrom', 'monitoring.month', 'adjustment.cutoff'],
    ...['review.sections', 'review.gradeBands', 'reviewer.deviationFlag', 'finance.reviewScope', 'publicity.days'],
    ...['plausibility.redGap', 'plausibility.yellowUnspent'],
  ]
  for (const pack of packs) {
    const groups: Readonly<Record<string, unknown>> = pack
    for (const path of parameters) {
      const [group = '', member = ''] = path.split('.')
      t.match(groups[group], { basis: { kind: /law|practice|product/, text: /.{10}/ } }, `${pack.id} ${group}`)
      t.ok(holds(groups[group], member), `${pack.id} ${path}`)
    }
  }
  t.notOk(holds(packs[0]?.execution, 'anything'), 'canary')
})

const holds = (group: unknown, member: string): boolean =>
  typeof group === 'object' && group !== null && Object.hasOwn(group, member)
