// Shows results over HTTP: the sheet with its receipts, ranking, distribution, the list of problems; each only to who may see it.
import t from 'tap'
import { openDesk } from './desk.ts'
import { officeOf } from './evaluated.ts'

t.test('results of a year', async t => {
  const bench = await openDesk(t)
  const office = officeOf(bench)
  const open = await office.closed('填报中')
  const good = await office.evaluated('全部完成')
  const poor = await office.evaluated(
    '执行偏低',
    { count: { actual: '60', reason: '窗口停办三个月' } },
    { annual: '100000.00', executed: '50000.00' },
  )
  for (const { id } of [good, poor]) await office.act(id, 'center-finance', { type: 'approve' })
  const scores = [
    { indicator: poor.row.covered, score: '0', reason: '没有佐证' },
    { indicator: poor.row.content, score: '0', reason: '没有问卷' },
  ]
  await office.act(poor.id, 'bureau-reviewer', { type: 'rescore', scores })
  await office.act(good.id, 'bureau-approver', { type: 'confirm-evaluation' })

  await t.test('the sheet of one that is being filled in', async t => {
    const address = `/api/declarations/${open.id}/evaluation`
    const bare = (await office.read(address, 'drafter')).json()
    t.match(bare, { declaration: open.id, budget: { proposed: { annual: '100000.00' } }, total: null, handedIn: null })
    t.equal(bare.misses.length, 7)
    t.match(bare.rows[0], { receipt: { score: null, formula: /请填写/, basis: { text: String } }, approvedTarget: String })
    const draft = {
      budget: { annual: '100000.00', executed: '80000.00' },
      results: [{ indicator: open.row.count, actual: '75' }],
    }
    const typed = await bench.app.inject({ method: 'POST', url: address, headers: bench.drafter, payload: draft })
    t.equal(typed.statusCode, 200, typed.body)
    t.match(typed.json().rows[1].receipt, { formula: /75 ÷ 150/, flags: ['default-weight', 'reason-required'] })
    t.match(typed.json().budget.receipt, { rate: '0.8000', score: '8.00' })
    t.match(typed.json().concerns, [{ kind: 'low-execution', isUnexplained: true }])
    t.same((await office.read(address, 'drafter')).json(), bare, 'asking records nothing')
    t.equal((await office.read(`/api/declarations/${open.id}/evaluation`, 'bureau-reviewer')).statusCode, 200)
    const nowhere = '/api/declarations/0190ffff-0000-7000-8000-000000000000/evaluation'
    t.equal((await office.read(nowhere)).statusCode, 404)
  })

  await t.test('ranking and distribution', async t => {
    const { items, distribution, indicators } = (await office.read('/api/evaluations?year=2026')).json()
    t.match(items, [
      {
        id: good.id,
        rank: 1,
        grade: '优',
        deviates: false,
        annualRequest: '100000.00',
        executionRate: '0.9500',
        phase: 'evaluating',
      },
      { id: poor.id, rank: null, grade: null, rescoredRows: 2, deviates: true, reviewTotal: String, budgetExecuted: '50000.00' },
    ])
    t.match(distribution, { count: 2, confirmed: 1, withoutTotal: 0, groups: [{ count: 2, deviating: 1, name: String }] })
    t.equal(
      distribution.histogram.reduce((all: number, { count }: { count: number }) => all + count, 0),
      2,
    )
    t.ok(
      indicators.some(({ level1, level2 }: { level1: string; level2: string }) => level1 === '产出指标' && level2 === '数量指标'),
    )
    t.match(
      indicators.find(({ level2 }: { level2: string }) => level2 === '数量指标'),
      { rows: 2, belowFull: 1, full: 1, fullShare: '0.5000', averageShare: /^0\.70/ },
    )
    const by = (await office.read('/api/evaluations?year=2026&by=nature&level=level1')).json()
    t.ok(by.indicators.every(({ level2 }: { level2: null }) => level2 === null))
    t.match(by.distribution.groups, [{ key: String, count: 2 }])
    t.same(
      (await office.read('/api/evaluations?year=2026&grade=差'))
        .json()
        .items.map(({ id }: { id: string }) => id)
        .includes(good.id),
      false,
    )
    t.same((await office.read('/api/evaluations?year=2025')).json().items, [])
    t.equal((await office.read('/api/evaluations?by=anything')).statusCode, 422)
    const csv = (await office.read('/api/evaluations.csv?year=2026')).body
    t.match(csv, /^\uFEFF名次,项目名称/)
    t.equal(csv.trim().split('\r\n').length, 3)
  })

  await t.test('the list of problems', async t => {
    const { items, counts } = (await office.read('/api/evaluations/problems?year=2026')).json()
    const of = (kind: string) => items.find((item: { kind: string }) => item.kind === kind)
    t.match(of('low-execution'), { declaration: poor.id, severity: 'warning', title: '执行率偏低', sentence: /50%/ })
    t.match(of('lost-points'), { indicator: poor.row.count, sentence: /窗口停办/ })
    t.match(of('review-deviation'), { indicator: null })
    t.equal(counts['rescored'], 2)
    t.equal(items[0].severity, 'error', 'the gravest first')
    const one = (await office.read(`/api/evaluations/problems?declaration=${good.id}`)).json()
    t.ok(one.items.every(({ declaration }: { declaration: string }) => declaration === good.id))
    const warnings = (await office.read('/api/evaluations/problems?severity=warning&kind=rescored')).json()
    t.same(warnings, { items: [], counts: {} })
    t.match((await office.read('/api/evaluations/problems.csv')).body, /^\uFEFF程度,类型/)
  })

  await t.test('the year under another pack, recording nothing', async t => {
    const before = await bench.store.head()
    const answer = (await office.read('/api/evaluations/what-if?year=2026&policy=CN-CENTRAL-2015')).json()
    t.match(answer, { policy: { id: 'CN-CENTRAL-2015', version: 1, title: String }, gradesChanged: 0 })
    t.match(answer.items, [{ declaration: good.id, isReproduced: true, difference: '0.00' }, { declaration: poor.id }])
    t.equal(await bench.store.head(), before)
    const unknown = await office.read('/api/evaluations/what-if?year=2026&policy=SH-1999')
    t.equal(unknown.statusCode, 422)
    t.match(unknown.json().detail, /现有：/)
    t.equal((await office.read('/api/evaluations/what-if?policy=SH-2026')).statusCode, 422, 'a year is asked for')
  })
})
