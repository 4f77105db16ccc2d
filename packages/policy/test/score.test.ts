import t from 'tap'
import { readSelfEvaluation } from '../src/evaluation.ts'
import { scoreSelfEvaluation } from '../src/score.ts'
import { central, evaluationOf, rowOf } from './evaluations.ts'

const budgetOf = (annual: string | null, executed: string | null, more = {}) => ({
  initial: annual,
  annual,
  executed,
  reason: '',
  ...more,
})

t.test('the execution of the budget, and what has to be said about it', async t => {
  for (const [budget, expected] of [
    [budgetOf('100', '90'), { rate: '0.9000', score: '9.00', flags: [] }],
    [budgetOf('100', '89.999'), { rate: '0.9000', score: '9.00', flags: ['reason-required'] }],
    [budgetOf('100', '50', { reason: '招标推迟' }), { score: '5.00', flags: [] }],
    [budgetOf('100', '95'), { formula: '95 ÷ 100 × 10 = 9.50，四舍五入保留两位' }],
    [budgetOf('100', '100.01'), { rate: '1.0001', score: '10.00', flags: ['over-spent'] }],
    [budgetOf('100', '100', { initial: '120' }), { score: '10.00', flags: ['budget-changed'] }],
    [budgetOf('100', '100', { initial: '120', reason: '年中调减' }), { flags: [] }],
    [budgetOf('100', '100', { initial: null }), { flags: [] }],
    [budgetOf('100', '100', { initial: '100.00' }), { flags: [] }],
    [budgetOf(null, '100'), { rate: null, score: null, flags: ['needs-judgement'] }],
    [budgetOf('100', null), { rate: null, score: null, flags: ['needs-judgement'] }],
  ] as const)
    t.match(scoreSelfEvaluation(evaluationOf({ budget }), central).execution, expected, JSON.stringify(budget))
  const flags = scoreSelfEvaluation(evaluationOf({ budget: budgetOf('100', '95') }), central).execution?.flags
  t.strictSame(flags, [])
})

t.test('no total while anything needs a person', async t => {
  const unknownActual = evaluationOf({ indicators: [rowOf({ weight: '45' }), rowOf({ weight: '45', actual: null })] })
  const outOfBand = evaluationOf({ indicators: [rowOf({ target: '好', actual: '好', judgement: 'met', score: '1' })] })
  const noBudget = evaluationOf({ budget: budgetOf('100', null) })
  for (const evaluation of [unknownActual, outOfBand, noBudget])
    t.match(scoreSelfEvaluation(evaluation, central), { total: null, grade: null })
})

t.test('weights that do not sum to a hundred are said, not refused', async t => {
  const total = (...weights: (string | null)[]) =>
    scoreSelfEvaluation(evaluationOf({ indicators: weights.map(weight => rowOf({ weight })) }), central)
  t.match(total('50', '40'), { total: '100.00', flags: [] })
  t.strictSame(total('50', '40').flags, [])
  t.match(total('50', '30'), { total: '90.00', grade: '优', flags: ['weights-not-100'] })
  t.match(total('60', '60'), { total: '130.00', flags: ['weights-not-100'] })
  t.match(total('50', '40', '0'), { total: '100.00', flags: [] })
  t.match(total('33.333', '33.333', '23.334').rows, [{ score: '33.33' }, { score: '33.33' }, { score: '23.33' }])
})

t.test('blank weights take what the pack gives, and say so', async t => {
  const scored = scoreSelfEvaluation(
    evaluationOf({ indicators: [rowOf({ weight: null }), rowOf({ weight: null, level1: '效益指标' })] }),
    central,
  )
  t.match(scored, { total: '100.00', flags: ['default-weights'] })
  t.match(scored.rows, [
    { weight: '50.00', flags: ['default-weight'] },
    { weight: '40.00', flags: ['default-weight'] },
  ])
  const partly = scoreSelfEvaluation(evaluationOf({ indicators: [rowOf({ weight: '70' }), rowOf({ weight: null })] }), central)
  t.match(partly.rows, [{ weight: '70' }, { weight: '20.00' }])
  const none = scoreSelfEvaluation(evaluationOf({ indicators: [rowOf({ weight: '100' }), rowOf({ weight: null })] }), central)
  t.match(none, { flags: ['weights-not-100', 'default-weights'] })
  t.match(none.rows, [{ weight: '100' }, { weight: '0.00', score: '0.00' }])
})

t.test('an empty budget: the indicators make up the hundred', async t => {
  const scored = (weights: readonly string[], budget: Parameters<typeof evaluationOf>[0]['budget']) =>
    scoreSelfEvaluation(
      evaluationOf({
        ...(budget && { budget }),
        indicators: weights.map(weight => rowOf({ weight, target: '≥10', actual: '9', reason: '有说明' })),
      }),
      central,
    )
  t.match(scored(['45', '45'], budgetOf('0', '0')), { total: '90.00', grade: '优', execution: null })
  t.strictSame(scored(['45', '45'], budgetOf('0', '0')).flags, ['reweighted', 'reason-required', 'plausibility-yellow'])
  t.strictSame(scored(['50', '50'], budgetOf('0.00', '0', { reason: '未安排预算' })).flags, ['reweighted', 'plausibility-yellow'])
  t.strictSame(scored(['90'], budgetOf('0', '5', { reason: '用往年结余' })).flags, [
    'reweighted',
    'over-spent',
    'plausibility-yellow',
  ])
  t.match(scored(['0'], budgetOf('0', '0')), { total: null, grade: null, flags: ['weights-not-100'] })
})

t.test('what looks implausible is shown', async t => {
  const flags = (executed: string, actual: string) =>
    scoreSelfEvaluation(
      evaluationOf({ budget: budgetOf('100', executed), indicators: [rowOf({ target: '≥100', actual })] }),
      central,
    ).flags
  t.strictSame(flags('100', '100'), [])
  t.strictSame(flags('95', '100'), [], 'a gap of exactly 5% is none yet')
  t.strictSame(flags('94', '100'), ['plausibility-red'])
  t.strictSame(flags('80', '80'), [], 'exactly a fifth left')
  t.strictSame(flags('79', '80'), ['plausibility-yellow'])
  t.strictSame(flags('79', '100'), ['plausibility-red', 'plausibility-yellow'])
  t.strictSame(flags('0', '0'), ['plausibility-yellow'])
})

t.test('other schemes of 一级指标 and long tables just work', async t => {
  const other = evaluationOf({
    indicators: [
      rowOf({ level1: '项目决策', level2: '项目立项', weight: '20' }),
      rowOf({ level1: '项目管理', level2: null, weight: '20' }),
      rowOf({ level1: null, level2: null, weight: '50' }),
    ],
  })
  t.match(scoreSelfEvaluation(other, central), { total: '100.00', flags: [] })
  const long = evaluationOf({ indicators: Array.from({ length: 300 }, () => rowOf({ weight: '0.3' })) })
  t.match(scoreSelfEvaluation(long, central), { total: '100.00', flags: [] })
})

t.test('wrong input is named whole, with its places', async t => {
  const problems = (input: unknown) => {
    const read = readSelfEvaluation(input)
    return 'problems' in read ? read.problems.map(({ path }) => path) : []
  }
  const budget = { initial: '1', annual: '1', executed: '1' }
  const indicator = { level1: '产出指标', level2: '数量指标', name: '数', target: '≥1', actual: '1', weight: '90' }
  t.strictSame(problems({ budget, indicators: [indicator] }), [])
  t.strictSame(
    problems({
      budget: { initial: 1, annual: '1,000', executed: '-1', note: '' },
      indicators: [
        { ...indicator, weight: 10, actual: 48, judgement: 'good', direction: 'up' },
        { ...indicator, name: ' ', wieght: '1', score: '5分' },
      ],
      title: '某项目',
    }).toSorted(),
    [
      'budget.annual',
      'budget.executed',
      'budget.initial',
      'budget.note',
      'indicators.0.actual',
      'indicators.0.direction',
      'indicators.0.judgement',
      'indicators.0.weight',
      'indicators.1.name',
      'indicators.1.score',
      'indicators.1.wieght',
      'title',
    ],
  )
  for (const [input, path] of [
    [null, ''],
    ['text', ''],
    [{ budget }, 'indicators'],
    [{ budget, indicators: [] }, 'indicators'],
    [{ budget, indicators: 'x' }, 'indicators'],
    [{ indicators: [indicator] }, 'budget'],
    [{ budget, indicators: [null] }, 'indicators.0'],
    [{ budget: { annual: '9'.repeat(60), executed: '1' }, indicators: [indicator] }, 'budget.annual'],
    [{ budget: { annual: '1' }, indicators: [indicator] }, 'budget.executed'],
    [{ budget, indicators: [{ ...indicator, weight: '1e3' }] }, 'indicators.0.weight'],
  ] as const)
    t.strictSame(problems(input), [path], JSON.stringify(input)?.slice(0, 60))
  const read = readSelfEvaluation({ budget: 5, indicators: [{ name: 5 }], x: 1 })
  for (const { message } of 'problems' in read ? read.problems : []) t.match(message, /[一-鿿]/, message)
})
