// Shows a whole year over HTTP, from the first draft to the archive: every stage, every answer in its shape, the chains whole.
import t from 'tap'
import { openDesk, readable, send } from './desk.ts'
import { cookieOf, type Headers } from './harness.ts'
import { properForm as form } from './proper-form.ts'

t.test('a year, lived by the people whose turn it is', async t => {
  const bench = await openDesk(t)
  const { app, drafter, clock } = bench
  const people = new Map<string, Headers>([['drafter', drafter]])
  const as = async (account: string): Promise<Headers> => {
    const known = people.get(account) ?? (await cookieOf(app, account))
    people.set(account, known)
    return known
  }
  const opened = await app.inject({ method: 'POST', url: '/api/declarations', headers: drafter, payload: { form } })
  const { id } = opened.json()
  const now = async (account = 'drafter') =>
    (await app.inject({ url: `/api/declarations/${id}`, headers: await as(account) })).json()
  const [cost, count, errors, inTime, covered, content] = (await now()).form.indicators.map((row: { id: string }) => row.id)
  const stages: unknown[] = []
  const act = async (account: string, payload: object): Promise<void> => {
    clock.forward(60_000)
    const reply = await send(app, await as(account), id, payload)
    t.equal(
      reply.statusCode,
      200,
      `${account} ${JSON.stringify(payload).slice(0, 60)} ${reply.statusCode === 200 ? '' : reply.body}`,
    )
    stages.push((await now(account)).stage)
  }

  await act('drafter', { type: 'submit' })
  await act('section-chief', { type: 'return', to: 'drafting', reason: '时效指标偏低', then: 'step' })
  await act('drafter', { type: 'revise', changes: [{ indicator: inTime, field: 'target', to: '≥98(%)' }], reason: '按意见提高' })
  await act('drafter', { type: 'submit' })
  await act('section-chief', { type: 'approve', opinion: '同意' })
  await act('center-finance', { type: 'approve' })
  await act('center-leader', { type: 'approve', opinion: '同意上报' })
  await act('bureau-reviewer', { type: 'review', grade: '良', comment: '指标可再细化' })
  await act('bureau-reviewer', {
    type: 'amend',
    changes: [{ indicator: content, field: 'target', to: '≥92(%)' }],
    reason: '参照行业水平',
  })
  await act('drafter', { type: 'consent' })
  await act('bureau-reviewer', { type: 'approve' })
  await act('bureau-finance', { type: 'approve' })
  await act('bureau-approver', { type: 'approve', documentNumber: '批复〔2026〕1号' })
  t.match(await now(), { phase: 'executing', approval: { documentNumber: '批复〔2026〕1号' }, amendments: [{ consented: true }] })

  const progress = [{ indicator: count, actual: '90', forecast: '155', likelihood: 'certain' }]
  await act('drafter', { type: 'record-progress', period: '2026-07', executed: '55000.00', progress })
  await act('drafter', {
    type: 'request-adjustment',
    changes: [{ indicator: count, field: 'target', to: '≥120(件)' }],
    reason: '业务减少',
  })
  t.strictSame((await now()).stage, ['executing', 'adjustment-center'], 'two stages are open at once')
  await act('center-leader', { type: 'approve', opinion: '属实' })
  await act('bureau-approver', { type: 'approve' })
  await act('center-finance', { type: 'close-year' })
  const results = [
    { indicator: cost, actual: '9.5' },
    { indicator: count, actual: '130' },
    { indicator: errors, actual: '0.5%' },
    { indicator: inTime, actual: '98.5%' },
    { indicator: covered, actual: '96%' },
    { indicator: content, actual: '90%', reason: '高峰期等候较长，已增设窗口' },
  ]
  await act('drafter', { type: 'record-result', budget: { annual: '100000.00', executed: '95000.00' }, results })
  await act('drafter', { type: 'submit-evaluation' })
  await act('center-finance', { type: 'approve' })
  await act('bureau-reviewer', { type: 'rescore', scores: [{ indicator: covered, score: '10', reason: '佐证不全' }] })
  await act('bureau-approver', { type: 'confirm-evaluation' })
  await act('center-finance', { type: 'publish' })
  await act('center-finance', { type: 'archive' })
  await act('admin', { type: 'correct', reason: '更正笔误', changes: [{ field: 'annualGoal', to: '全年受理 130 件。' }] })
  t.equal(stages.at(-1), 'archived')

  const end = await now()
  t.match(end, {
    phase: 'archived',
    round: 1,
    review: { grade: '良' },
    adjustments: [{ number: 1, outcome: 'approved' }],
    progress: [{ period: '2026-07', executed: '55000.00' }],
    results: { budget: { annual: '100000.00', executed: '95000.00' } },
    selfScore: { rows: { length: 6 } },
    rescores: [{ indicator: covered, to: '10' }],
    final: { grade: /[优良中差]/ },
    corrections: [{ reason: '更正笔误' }],
  })
  await readable(bench)
  const read = async (url: string) => (await app.inject({ url, headers: await as('auditor') })).json()
  t.match((await read('/api/evaluations?year=2026')).items, [
    { id, rank: 1, finalTotal: end.final.total, grade: end.final.grade },
  ])
  t.match((await read('/api/verify')).verified, true)
  const history = (await read(`/api/declarations/${id}/history`)).items
  t.equal(history.length, end.revision + 1)
  const audit = (await read(`/api/audit?declaration=${id}&indicator=${count}&field=target`)).items
  t.match(audit.at(-1), { from: '≥150(件)', to: '≥120(件)', inEffect: true })
  for (const revision of [0, 10, 20, history.length - 1])
    t.equal((await read(`/api/declarations/${id}?revision=${revision}`)).revision, revision)
  for (const url of [
    `/plain/declarations/${id}`,
    `/plain/declarations/${id}/history`,
    '/plain/tasks?view=done',
    '/plain/?q=年度全程',
  ])
    t.equal((await app.inject({ url, headers: await as('admin') })).statusCode, 200, url)
})
