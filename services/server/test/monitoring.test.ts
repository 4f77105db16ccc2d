// Shows 双监控 over HTTP: a July entry that misses, the red light, the notice and its answers, and an adjustment that rests on what was found.
import t, { type Test } from 'tap'
import { openDesk, readable, send } from './desk.ts'
import { cookieOf, type Headers } from './harness.ts'
import { approveAll, properForm as form } from './proper-form.ts'

const openYear = async (t: Test) => {
  const bench = await openDesk(t)
  const { app, drafter, clock } = bench
  const people = new Map<string, Headers>([['drafter', drafter]])
  const as = async (account: string): Promise<Headers> => {
    const known = people.get(account) ?? (await cookieOf(app, account))
    people.set(account, known)
    return known
  }
  const { id } = (await app.inject({ method: 'POST', url: '/api/declarations', headers: drafter, payload: { form } })).json()
  const act = async (account: string, payload: object, query = '') => {
    clock.forward(60_000)
    const reply = await send(app, await as(account), id, payload, { query })
    await readable(bench)
    return { status: reply.statusCode, ...reply.json() }
  }
  const must = async (account: string, payload: object) => {
    const reply = await act(account, payload)
    t.equal(reply.status, 200, `${account} ${JSON.stringify(payload).slice(0, 60)} ${reply.detail ?? ''}`)
    return reply
  }
  const read = async (url: string, account = 'drafter') => {
    const reply = await app.inject({ url, headers: await as(account) })
    return { status: reply.statusCode, ...reply.json() }
  }
  await approveAll(must)
  const rows: { id: string }[] = (await read(`/api/declarations/${id}`)).form.indicators
  return { id, act, must, read, rows: rows.map(row => row.id) }
}

const july = (rows: readonly string[], received: string) => ({
  type: 'record-progress',
  period: '2026-07',
  executed: '30000.00',
  forecastExecuted: '90000.00',
  progress: rows.map((indicator, place) =>
    place === 1
      ? {
          indicator,
          actual: received,
          forecast: '110',
          likelihood: 'impossible',
          causes: ['staff', 'funds'],
          cause: '窗口人员不足',
          remedy: '增设窗口',
          note: '业务量减少',
        }
      : { indicator, actual: ['9.5', '', '0.5%', '98%', '96%', '92%'][place], forecast: '', likelihood: 'certain' },
  ),
})

t.test('from a red light to a rectification that is closed', async t => {
  const { id, act, must, read, rows } = await openYear(t)
  const empty = await read(`/api/declarations/${id}/monitoring`)
  t.match(empty, { period: '2026-07', periods: [], usualPeriod: '2026-07', filled: false, light: null, lights: { unlit: 6 } })
  await must('drafter', july(rows, '40'))
  const sheet = await read(`/api/declarations/${id}/monitoring`, 'bureau-reviewer')
  t.match(sheet, {
    period: '2026-07',
    periods: ['2026-07'],
    filled: true,
    light: 'red',
    lights: { red: 1 },
    funds: {
      initial: { annualRequest: '100000.00' },
      executed: '30000.00',
      executionRate: '30.00',
      forecastExecuted: '90000.00',
      forecastSurplus: '10000.00',
      light: 'red',
    },
  })
  t.match(sheet.rows[1], {
    target: '≥150(件)',
    light: 'red',
    formula: '40 ÷ (150 × 7 ÷ 12) × 100% = 45.71%',
    likelihoodTitle: '完全不可能',
    causeTitles: ['人员保障', '经费保障'],
    note: '业务量减少',
    deviates: true,
  })
  t.equal((await read(`/api/declarations/${id}/monitoring?period=2025-07`)).status, 422, 'a month of another year')
  t.equal((await read(`/api/declarations/${id}/monitoring?period=2026-13`)).status, 422)
  t.match(await read('/api/monitoring?year=2026&light=red'), {
    period: '2026-07',
    items: [{ id, light: 'red', budgetLight: 'red', executionRate: '30.00', red: 1, filled: true, openRectifications: 0 }],
    counts: { all: 1, red: 1 },
  })
  t.same((await read('/api/monitoring?year=2026&light=green')).items, [])
  t.equal((await read('/api/monitoring?year=2026&budgetFrom=90000&executionBelow=60&sort=execution')).items.length, 1)
  t.same((await read('/api/monitoring?year=2026&budgetFrom=2000000.00&executionBelow=60')).items, [])
  t.equal((await read('/api/monitoring?budgetFrom=viel')).status, 422)

  const notice = { type: 'issue-rectification', source: 'monitoring', findings: '受理件数严重滞后', measure: 'correct' }
  const issue = { ...notice, dueOn: '2026-09-10', indicators: [rows[1]], period: '2026-07' }
  t.equal((await act('drafter', issue)).status, 403)
  t.match(await act('bureau-reviewer', { ...issue, dueOn: '2026-01-05' }), { status: 409, basis: { kind: 'product' } })
  t.match(await act('bureau-reviewer', { ...issue, measure: 'beat' }), { status: 422 })
  t.match(await act('bureau-reviewer', issue, '?dry-run'), { status: 200, facts: ['rectification-issued'] })
  t.match(await must('bureau-reviewer', issue), { facts: ['rectification-issued'] })
  t.match((await read('/api/tasks')).items, [
    { id, rectifications: [{ number: 1, stateTitle: '待整改', dueOn: '2026-09-10', note: /个工作日/ }] },
  ])
  const offered: { type: string }[] = (await read(`/api/declarations/${id}`)).allowedCommands
  t.ok(offered.some(({ type }) => type === 'answer-rectification'))

  await must('drafter', { type: 'answer-rectification', number: 1, text: '已增设窗口' })
  t.match((await read('/api/tasks', 'bureau-reviewer')).items, [
    { id, rectifications: [{ number: 1, stateTitle: '已答复待确认' }] },
  ])
  await must('bureau-reviewer', { type: 'return-rectification', number: 1, reason: '没有说明何时补齐' })
  await must('drafter', { type: 'answer-rectification', number: 1, text: '9 月底补齐 60 件' })
  t.match(await act('center-finance', { type: 'close-rectification', number: 1 }), { status: 409 }, 'another office')
  await must('bureau-reviewer', { type: 'close-rectification', number: 1, opinion: '同意' })
  const [rectification] = (await read(`/api/declarations/${id}`)).rectifications
  t.match(rectification, {
    number: 1,
    state: 'closed',
    sourceTitle: '绩效监控',
    measureTitle: '限期改正',
    issuedAsTitle: '主管部门审核',
    answers: [{ returned: { reason: '没有说明何时补齐' } }, { text: '9 月底补齐 60 件', returned: null }],
    closed: { opinion: '同意', adjustment: null },
  })
  t.match((await read('/api/rectifications?year=2026', 'auditor')).items, [{ declarationId: id, state: 'closed' }])
  t.same((await read('/api/rectifications?state=open')).items, [])
  const history = (await read(`/api/declarations/${id}/history`)).items
  t.match(
    history.slice(-5).map(({ title, reason }: { title: string; reason: string }) => [title, reason]),
    [
      ['下达整改', '受理件数严重滞后'],
      ['答复整改', '已增设窗口'],
      ['退回整改答复', '没有说明何时补齐'],
      ['答复整改', '9 月底补齐 60 件'],
      ['整改销号', '同意'],
    ],
  )
})

t.test('an adjustment that rests on what was found moves the target, and with it the light', async t => {
  const { id, act, must, read, rows } = await openYear(t)
  const adjust = {
    type: 'request-adjustment',
    changes: [{ indicator: rows[1], field: 'target', to: '≥60(件)' }],
    reason: '业务减少',
  }
  const deviation = { period: '2026-07', indicators: [rows[1]] }
  t.match(await act('drafter', { ...adjust, because: deviation }), { status: 409, type: /adjustment-ground-missing/ })
  await must('drafter', july(rows, '40'))
  const notice = { type: 'issue-rectification', source: 'monitoring', findings: '目标脱离实际', measure: 'cut-budget' }
  await must('center-finance', { ...notice, dueOn: '2026-10-10' })
  await must('drafter', { ...adjust, because: { rectification: 1 } })
  t.match((await read(`/api/declarations/${id}`)).adjustments, [{ number: 1, outcome: 'open', because: { rectification: 1 } }])
  await must('center-leader', { type: 'approve' })
  await must('bureau-approver', { type: 'approve' })
  t.match((await read(`/api/declarations/${id}/monitoring`)).rows[1], {
    initialTarget: '≥150(件)',
    target: '≥60(件)',
    light: 'green',
    formula: '40 ÷ (60 × 7 ÷ 12) × 100% = 114.29%',
  })
  t.match((await read('/api/monitoring?year=2026')).items, [{ id, light: 'green', budgetLight: 'red' }])
  await must('center-finance', { type: 'close-rectification', number: 1 })
  t.match((await read(`/api/declarations/${id}`)).rectifications, [
    { state: 'closed', adjustments: [1], closed: { adjustment: 1 } },
  ])
  await must('drafter', {
    ...adjust,
    changes: [{ indicator: rows[1], field: 'target', to: '≥61(件)' }],
    because: deviation,
  })
  t.match((await read(`/api/declarations/${id}`)).adjustments[1], { because: deviation })
})
