import { decimal } from '@shenbao/kernel/decimal.ts'
import t from 'tap'
import type { SelfEvaluation } from '../src/evaluation.ts'
import { gradeOf } from '../src/grade.ts'
import { PolicyPack } from '../src/pack.ts'
import { scoreSelfEvaluation } from '../src/score.ts'
import { central, evaluationOf, rowOf, withPack } from './evaluations.ts'

// The published cases and the edges of each rule, by hand. They hold whatever the code looks like.

const scoreOf = (row: Parameters<typeof rowOf>[0], pack = central) => {
  const scored = scoreSelfEvaluation(evaluationOf({ indicators: [rowOf(row)] }), pack).rows[0]
  return scored ?? t.bailout('no row')
}

t.test('the execution of published forms', async t => {
  for (const [annual, executed, rate, score] of [
    ['250000', '215457.60', '0.8618', '8.62'],
    ['20000', '9034', '0.4517', '4.52'],
    ['100', '120', '1.2000', '10.00'],
    ['100', '0', '0.0000', '0.00'],
  ] as const) {
    const { execution } = scoreSelfEvaluation(
      evaluationOf({ budget: { initial: annual, annual, executed, reason: '' } }),
      central,
    )
    t.match(execution, { rate, score, weight: '10' }, `${executed} of ${annual}`)
  }
})

t.test('a whole published table: 8.62 and all indicators met', async t => {
  const scored = scoreSelfEvaluation(
    evaluationOf({
      budget: { initial: '250000', annual: '250000', executed: '215457.60', reason: '' },
      indicators: ['10', '20', '20', '30', '10'].map(weight => rowOf({ target: '≥1', actual: '1', weight })),
    }),
    central,
  )
  t.match(scored, { total: '98.62', grade: '优' })
  t.notMatch(scored.flags, ['weights-not-100'])
})

t.test('single indicators', async t => {
  const linear = withPack(pack => ({ ...pack, quantitative: { ...pack.quantitative, reverseFormula: 'LINEAR' as const } }))
  const strict = withPack(pack => ({ ...pack, quantitative: { ...pack.quantitative, strictBoundary: 'STRICT' as const } }))
  for (const [target, actual, weight, score, flags, pack] of [
    ['≥95', '90', '5', '4.74', ['reason-required'], central],
    ['≤5', '6', '5', '4.00', ['reason-required'], linear],
    ['≤5', '6', '5', '4.17', ['reason-required'], central],
    ['≤5', '10', '5', '0.00', ['reason-required'], linear],
    ['≤5', '10', '5', '2.50', ['reason-required'], central],
    ['=0', '0', '4', '4.00', [], central],
    ['=0', '1', '4', '0.00', ['reason-required'], central],
    ['<1', '1', '2', '2.00', [], central],
    ['<1', '1', '2', '2.00', ['reason-required'], strict],
    ['≥217', '300', '3', '3.00', ['over-achieved', 'reason-required'], central],
    ['=100%', '100', '5', '5.00', [], central],
    ['=100%', '100%', '5', '5.00', [], central],
    ['≥10', '-3', '5', '0.00', ['reason-required'], central],
  ] as const)
    t.match(scoreOf({ target, actual, weight }, pack), { score, flags }, `${target} ${actual}`)
})

t.test('qualitative bands are rounded, their lower bound belongs to them', async t => {
  const judged = (judgement: 'met' | 'partly' | 'unmet', weight: string, score: string) =>
    scoreOf({ target: '较好', actual: '一般', judgement, weight, score })
  t.match(judged('partly', '5', '4.00'), { score: null, flags: ['out-of-band'] })
  t.match(judged('met', '1.43', '1.14'), { score: '1.14', flags: ['reason-required'] })
})

t.test('grades on the rounded total, lower bounds inclusive', async t => {
  for (const [points, grade] of [
    ['90.00', '优'],
    ['89.99', '良'],
    ['80.00', '良'],
    ['60.00', '中'],
    ['59.99', '差'],
    ['0', '差'],
  ] as const)
    t.equal(gradeOf(decimal(points), central.gradeBands.bands), grade, points)
})

t.test('an empty budget, as the pack says', async t => {
  const empty: SelfEvaluation = evaluationOf({
    budget: { initial: null, annual: '0', executed: '0', reason: '' },
    indicators: [rowOf({ target: '≥10', actual: '9', weight: '90' })],
  })
  const under = (zeroBudget: PolicyPack['execution']['zeroBudget']) =>
    scoreSelfEvaluation(
      empty,
      withPack(pack => ({ ...pack, execution: { ...pack.execution, zeroBudget } })),
    )
  t.match(under('NOT_SCORED_REWEIGHT'), { total: '90.00', execution: null, flags: ['reweighted', 'reason-required'] })
  t.match(under('FULL'), { total: '91.00', execution: { score: '10.00', rate: null } })
  t.match(under('ZERO'), { total: '81.00', execution: { score: '0.00', rate: null } })
})

t.test('canary: one wrong number in a pack is noticed', async t => {
  t.ok(PolicyPack.safeParse(central).success)
  const wrong: readonly (readonly [string, unknown])[] = [
    [
      'weights without cost',
      { ...central, weights: { ...central.weights, withoutCost: { output: '60', benefit: '30', satisfaction: '10' } } },
    ],
    ['weights with cost', { ...central, weights: { ...central.weights, withCost: { ...central.weights.withCost, cost: '10' } } }],
    ['weight of the execution', { ...central, execution: { ...central.execution, weight: '20' } }],
    ['a float', { ...central, execution: { ...central.execution, weight: 10 } }],
    ['grade bands', { ...central, gradeBands: { ...central.gradeBands, bands: [...central.gradeBands.bands].reverse() } }],
    ['qualitative bands', { ...central, qualitative: { ...central.qualitative, metFrom: '0.5' } }],
    ['a share above one', { ...central, qualitative: { ...central.qualitative, metFrom: '80' } }],
    ['lights', { ...central, lights: { ...central.lights, yellowBelow: '50' } }],
    ['points of the review', { ...central, review: { ...central.review, sections: central.review.sections.slice(1) } }],
    ['an unknown member', { ...central, weigths: {} }],
    ['a number that is none', { ...central, lights: { ...central.lights, redBelow: 'sixty' } }],
  ]
  for (const [what, pack] of wrong) t.notOk(PolicyPack.safeParse(pack).success, what)
})

t.test('canary: a pack that is well formed and yet another one fails the cases above', async t => {
  const other = withPack(pack => ({ ...pack, qualitative: { ...pack.qualitative, partlyFrom: '0.5' } }))
  t.match(scoreOf({ target: '较好', actual: '一般', judgement: 'partly', weight: '5', score: '2.60' }, other), { score: '2.60' })
  t.match(scoreOf({ target: '较好', actual: '一般', judgement: 'partly', weight: '5', score: '2.60' }), {
    flags: ['out-of-band'],
  })
})
