import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import t from 'tap'
import { rankEvaluations } from '../src/queries/rank-evaluations.ts'
import { follow, live, type Office, office, toApproval, toArchive } from './office.ts'

const results = (reached: string): DeclarationCommand => ({
  type: 'record-result',
  budget: { annual: '85000.00', executed: '85000.00' },
  results: [
    { indicator: 'i1', actual: reached, reason: '人手不足' },
    { indicator: 'i2', actual: '96' },
    { indicator: 'i3', actual: '100' },
    { indicator: 'i4', actual: '92' },
  ],
})

/** A declaration whose first indicator reached so much, scored and on its way to the final result. */
const scored = async (at: Office, name: string, reached: string): Promise<string> => {
  const id = await at.open(name)
  await live(at, id, toApproval)
  await live(at, id, [
    [{ type: 'close-year' }, 'center-finance'],
    [results(reached), 'drafter'],
    [{ type: 'submit-evaluation' }, 'drafter'],
    [{ type: 'approve' }, 'center-finance'],
  ])
  return id
}

t.test('results are ranked, equal ones share a place, and open ones stand last', async t => {
  const at = office()
  const half = await scored(at, '完成一半', '75')
  const [full, rescored] = [await scored(at, '全部完成', '160'), await scored(at, '核查减分', '160')]
  const open = await scored(at, '尚未确认', '160')
  const equal = await scored(at, '同样全部完成', '160')
  await at.open('尚未评价')
  const score = { indicator: 'i4', score: '1.00', reason: '问卷样本不足' }
  await at.send(rescored, { type: 'rescore', scores: [score] }, { actor: 'bureau-reviewer' })
  for (const id of [half, full, rescored, equal]) await live(at, id, toArchive.slice(4, 5))
  const models = await follow(t, at.store)
  const ranked = rankEvaluations(models.db(), { year: 2026 })
  t.match(
    ranked.map(({ id, rank, difference }) => ({ id, rank, difference })),
    [
      { id: full, rank: 1, difference: '0.00' },
      { id: equal, rank: 1, difference: '0.00' },
      { id: rescored, rank: 3, difference: /^-\d+\.\d\d$/ },
      { id: half, rank: 4, difference: '0.00' },
      { id: open, rank: null, difference: null },
    ],
  )
  t.match(ranked[2], { selfTotal: '100.00', name: '核查减分', phase: 'evaluating', executionRate: String })
  t.match(ranked[4], { selfTotal: '100.00', selfGrade: '优', finalTotal: null, grade: null })
  t.same(rankEvaluations(models.db(), { year: 2027 }), [])
  t.same(rankEvaluations(models.db(), { within: ['elsewhere'] }), [])
  await at.send(open, { type: 'return', to: 'evaluation-draft', reason: '请核对' }, { actor: 'bureau-reviewer' })
  await at.send(open, results('75'), { actor: 'drafter' })
  await models.reached(await at.send(open, { type: 'submit-evaluation' }, { actor: 'drafter' }), 5_000)
  t.equal(rankEvaluations(models.db(), {}).at(-1)?.selfTotal, ranked[3]?.selfTotal, 'handed in again, the new score counts')
})

t.test('what was ended and goes on before its approval has no score any more', async t => {
  const at = office()
  const id = await scored(at, '终止后唤醒', '160')
  const models = await follow(t, at.store)
  t.equal(rankEvaluations(models.db(), {}).length, 1)
  await at.send(id, { type: 'terminate', reason: '重复立项' }, { actor: 'admin' })
  await models.reached(await at.send(id, { type: 'reopen', reason: '恢复立项' }, { actor: 'admin' }), 5_000)
  t.same(rankEvaluations(models.db(), {}), [])
})
