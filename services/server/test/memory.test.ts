// Shows what a year leaves for the next one: last year's rows beside this year's, what to think of, and the indicator library.
import t from 'tap'
import { openDesk, readable, send } from './desk.ts'
import { cookieOf, type Headers } from './harness.ts'
import { approveAll, properForm } from './proper-form.ts'

const openYears = async (t: Parameters<typeof openDesk>[0]) => {
  const bench = await openDesk(t)
  const { app, drafter, clock } = bench
  const people = new Map<string, Headers>([['drafter', drafter]])
  const as = async (account: string): Promise<Headers> => {
    const known = people.get(account) ?? (await cookieOf(app, account))
    people.set(account, known)
    return known
  }
  const read = async (url: string, account = 'drafter') => {
    await readable(bench)
    const reply = await app.inject({ url, headers: await as(account) })
    return reply.statusCode === 200 ? reply.json() : { status: reply.statusCode, ...reply.json() }
  }
  const open = async (payload: object): Promise<string> => {
    const reply = await app.inject({ method: 'POST', url: '/api/declarations', headers: drafter, payload })
    if (reply.statusCode !== 201) throw new Error(reply.body)
    await readable(bench)
    return reply.json().id
  }
  const acting = (id: string) => async (account: string, payload: object) => {
    clock.forward(60_000)
    const reply = await send(app, await as(account), id, payload)
    if (reply.statusCode !== 200) throw new Error(`${account} ${JSON.stringify(payload)} ${reply.body}`)
  }
  return { ...bench, read, open, acting }
}

type Years = Awaited<ReturnType<typeof openYears>>
type Row = { id: string; name: string; target: string; indicator: string; hints: { kind: string }[] }

/** 2026, lived to its publication: the count exceeded by far, the content missed, a fifth of the money left. */
const liveYear = async ({ read, open, acting }: Years): Promise<string> => {
  const id = await open({ form: properForm })
  const act = acting(id)
  await approveAll(act)
  const rows: Row[] = (await read(`/api/declarations/${id}`)).form.indicators
  const of = (name: string): string => rows.find(row => row.name === name)?.id ?? ''
  await act('drafter', {
    type: 'request-adjustment',
    changes: [{ indicator: of('受理件数'), field: 'target', to: '≥120(件)' }],
    reason: '业务减少',
  })
  await act('center-leader', { type: 'approve', opinion: '属实' })
  await act('bureau-approver', { type: 'approve' })
  await act('center-finance', { type: 'close-year' })
  const results = [
    { indicator: of('经办成本'), actual: '9.5' },
    { indicator: of('受理件数'), actual: '180', reason: '政策扩面' },
    { indicator: of('差错率'), actual: '0.5%' },
    { indicator: of('按时办结率'), actual: '98.5%' },
    { indicator: of('应保尽保率'), actual: '96%' },
    { indicator: of('群众满意度'), actual: '81%', reason: '高峰期等候较长，已增设窗口' },
  ]
  await act('drafter', {
    type: 'record-result',
    budget: { annual: '100000.00', executed: '80000.00', reason: '招标结余' },
    results,
  })
  await act('drafter', { type: 'submit-evaluation' })
  await act('center-finance', { type: 'approve' })
  await act('bureau-reviewer', { type: 'rescore', scores: [{ indicator: of('应保尽保率'), score: '10', reason: '佐证不全' }] })
  await act('bureau-approver', { type: 'confirm-evaluation' })
  await act('center-finance', { type: 'publish' })
  return id
}

t.test('a year copied into the next one carries what came of it', async t => {
  const years = await openYears(t)
  const { read, open, acting } = years
  const last = await liveYear(years)
  t.same((await read(`/api/declarations/${last}/memory`)).before, null, 'nothing before the first year')
  const next = await open({ copyFrom: last, year: 2027 })
  const memory = await read(`/api/declarations/${next}/memory`)
  t.match(memory.before, {
    id: last,
    year: 2026,
    total: String,
    grade: '良',
    confirmed: true,
    review: { grade: '良' },
    execution: { requested: '100000.00', budget: '100000.00', executed: '80000.00', rate: '0.8000' },
  })
  t.equal(memory.rows.length, 6)
  t.same(memory.gone, [])
  const row = (name: string, of = memory) => of.rows.find((one: Row) => one.name === name)
  t.match(row('受理件数'), {
    certainty: 'same',
    target: '≥120(件)',
    approvedTarget: '≥150(件)',
    actual: '180',
    reason: '政策扩面',
    hints: [{ kind: 'set-too-low', basis: { kind: String } }],
  })
  t.match(row('应保尽保率'), {
    score: '10',
    comment: '佐证不全',
    hints: [{ kind: 'lost-points', message: /核查意见：佐证不全/ }],
  })
  t.match(row('群众满意度'), { hints: [{ kind: 'missed', message: /高峰期等候较长/ }] })
  t.same(row('差错率').hints, [], 'what was reached says nothing')

  const act = acting(next)
  await act('drafter', {
    type: 'revise',
    changes: [
      { indicator: row('受理件数').indicator, field: 'target', to: '≥100(件)' },
      { indicator: row('群众满意度').indicator, field: 'indicator', to: null },
      { field: 'funds.annualRequest', to: '120000.00' },
      { field: 'indicator', to: { level1: '产出指标', level2: '数量指标', name: '新设窗口数', target: '≥2(个)' } },
    ],
  })
  const after = await read(`/api/declarations/${next}/memory`)
  t.match(row('受理件数', after).hints, [{ kind: 'ratchet', severity: 'warning', message: /≥100\(件\).*≥120\(件\).*180/ }])
  t.match(after.gone, [{ name: '群众满意度', hints: [{ kind: 'dropped' }] }])
  t.equal(after.fresh.length, 1)
  t.match(after.hints, [{ kind: 'execution-low', severity: 'warning', message: /80%.*120000\.00/ }])

  const { items } = await read(`/api/declarations/${next}/findings`)
  const lowered = items.filter(
    ({ rule, indicator }: { rule: string; indicator: string }) => rule === 'V6' && indicator === '受理件数',
  )
  t.equal(lowered.length, 1, 'an inspection sees the lowered target beside last year')
})

t.test('what has no year before it, and what is not there', async t => {
  const years = await openYears(t)
  const { read, declarations } = years
  const id = declarations[0]?.id ?? ''
  t.match(await read(`/api/declarations/${id}/memory`), { before: null, rows: [], gone: [], hints: [] })
  t.match(await read('/api/declarations/00000000-0000-4000-8000-000000000000/memory'), { status: 404 })
})

t.test('the library learns from what was approved, and from nothing else', async t => {
  const years = await openYears(t)
  const { read } = years
  t.same((await read('/api/library')).items, [], 'nine drafts teach nothing')
  await liveYear(years)
  const all = await read('/api/library')
  t.equal(all.items.length, 6)
  t.match((await read('/api/library?q=%E5%8F%97%E7%90%86')).items, [
    {
      name: '受理件数',
      op: '>=',
      unit: '件',
      usual: { target: '≥120(件)', by: 'only' },
      times: 1,
      years: [2026],
      earned: { times: 1 },
    },
  ])
  t.same((await read('/api/library?q=%E6%95%B0%E9%87%8F%20%E4%BB%B6%E6%95%B0')).items.length, 1, 'every word has to be there')
  t.same((await read('/api/library?q=%E5%B9%BF%E5%91%8A')).items, [])
  t.match((await read('/api/library/similar?name=%E7%BE%A4%E4%BC%97%E6%BB%A1')).items, [{ name: '群众满意度', likeness: 100 }])
  const first = await read('/api/library?limit=4')
  const second = await read(`/api/library?limit=4&after=${encodeURIComponent(first.next)}`)
  t.same([...first.items, ...second.items], all.items, 'pages make the whole')
  t.match(await read('/api/library?after=x'), { status: 422 })
  t.equal((await read('/api/library', 'auditor')).items.length, 6)
})
