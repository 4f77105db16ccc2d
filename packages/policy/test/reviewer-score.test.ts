import t from 'tap'
import { isDeviating, rescore } from '../src/reviewer-score.ts'
import { scoreSelfEvaluation } from '../src/score.ts'
import { central, evaluationOf, rowOf } from './evaluations.ts'

const scored = scoreSelfEvaluation(evaluationOf({ indicators: [rowOf({ weight: '50' }), rowOf({ weight: '40' })] }), central)
const reason = '佐证材料不足'

t.test('the reviewer scores beside the self score', async t => {
  t.match(rescore(scored, [], central), { ok: true, total: '100.00', grade: '优', isDeviating: false })
  t.match(rescore(scored, [{ row: 1, score: '30', reason }], central), {
    ok: true,
    scores: ['50.00', '30.00'],
    total: '90.00',
    grade: '优',
    isDeviating: false,
  })
  t.match(rescore(scored, [{ row: 1, score: '29.99', reason }], central), { total: '89.99', grade: '良', isDeviating: true })
  t.match(scored.rows[1], { score: '40.00' }, 'the self score stays')
})

t.test('a row that needed a person gets its points from the reviewer', async t => {
  const open = scoreSelfEvaluation(evaluationOf({ indicators: [rowOf({ target: '好', actual: '一般' })] }), central)
  t.match(rescore(open, [], central), { ok: true, total: null, grade: null })
  t.match(rescore(open, [{ row: 0, score: '60', reason }], central), { total: '70.00', grade: '中', isDeviating: false })
})

t.test('what is wrong is said all at once', async t => {
  const fields = (...given: Parameters<typeof rescore>[1]) => {
    const result = rescore(scored, given, central)
    return result.ok ? [] : result.problems.map(({ field }) => field)
  }
  t.strictSame(fields({ row: 0, score: '50.01', reason }, { row: 1, score: '-1', reason: ' ' }), ['0', '1', '1'])
  t.strictSame(fields({ row: 2, score: '1', reason }), ['2'])
  t.strictSame(fields({ row: 0, score: '1', reason }, { row: 0, score: '2', reason }), ['0'])
  t.strictSame(fields({ row: 0, score: '1.234', reason }, { row: 1, score: '很好', reason }), ['0', '1'])
})

t.test('a gap of exactly the limit passes', async t => {
  for (const [self, reviewer, expected] of [
    ['95.00', '85.00', false],
    ['95.00', '84.99', true],
    ['80.00', '90.01', true],
  ] as const)
    t.equal(isDeviating({ self, reviewer }, central), expected, `${self} ${reviewer}`)
})
