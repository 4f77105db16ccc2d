// Shows reading: lists, one declaration now and in its past, its history, audit, tasks, totals; and how declarations come in.
import { randomUUID } from 'node:crypto'
import t from 'tap'
import { importText, openDesk, readable, revisionNow, send } from './desk.ts'
import { cookieOf, openBench, seed } from './harness.ts'

t.test('an import opens every declaration and says what to look at', async t => {
  const { app, declarations, drafter } = await openDesk(t)
  t.equal(declarations.length, 9)
  t.equal(declarations[0]?.name, '社会保险经办业务费')
  const again = await importText(app, drafter, seed)
  t.match(again.json(), { status: 409, code: 'name-taken', places: { length: 9 } }, 'whole or not at all')
  t.equal((await app.inject({ url: '/api/declarations', headers: drafter })).json().items.length, 9)
})

t.test('an import as a file upload, by content and not by name', async t => {
  const { app } = await openBench(t)
  const headers = await cookieOf(app, 'drafter')
  const upload = (bytes: Buffer, name: string) => {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(bytes)]), name)
    return app.inject({ method: 'POST', url: '/api/imports', headers, payload: form })
  }
  t.match((await upload(Buffer.from('PK\u0003\u0004 and more'), 'forms.txt')).json(), { status: 422, code: 'unreadable-file' })
  t.match((await upload(Buffer.alloc(20 * 1024 * 1024 + 1, 65), 'large.txt')).json(), { status: 413, code: 'too-large' })
  const reply = await upload(seed, '汇总表.xls')
  t.equal(reply.statusCode, 201)
  t.equal(reply.json().declarations.length, 9)
  t.ok(reply.headers['shenbao-position'])
})

t.test('what an import refuses', async t => {
  const { app, store } = await openBench(t)
  const [drafter, chief] = [await cookieOf(app, 'drafter'), await cookieOf(app, 'section-chief')]
  const head = await store.head()
  t.match((await importText(app, chief, seed)).json(), { status: 403, code: 'not-yours' })
  t.match((await importText(app, drafter, '今天天气很好')).json(), { status: 422, code: 'unreadable-file' })
  t.match((await importText(app, drafter, Buffer.alloc(20 * 1024 * 1024 + 1, 65))).json(), { status: 413 })
  const json = await app.inject({ method: 'POST', url: '/api/imports', headers: drafter, payload: { form: {} } })
  t.match(json.json(), { status: 422, code: 'malformed', detail: /forms/ })
  const xml = { ...drafter, 'content-type': 'text/xml' }
  const other = await app.inject({ method: 'POST', url: '/api/imports', headers: xml, payload: '<a/>' })
  t.match(other.json(), { status: 415, code: 'media-type-unknown' })
  const empty = new FormData()
  empty.set('note', 'no file')
  t.match((await app.inject({ method: 'POST', url: '/api/imports', headers: drafter, payload: empty })).json(), { status: 422 })
  t.equal(await store.head(), head, 'nothing was recorded')
})

t.test('the list: import order, pages, filters, search', async t => {
  const { app, drafter, declarations } = await openDesk(t)
  const list = async (query: string) => (await app.inject({ url: `/api/declarations${query}`, headers: drafter })).json()
  const all = await list('')
  t.strictSame(
    all.items.map(({ name }: { name: string }) => name),
    declarations.map(({ name }) => name),
  )
  t.match(all.items[0], { phase: 'drafting', stage: 'drafting', annualRequest: '11010598.00', indicators: 57, revision: 59 })
  t.equal(all.next, null)
  const seen: string[] = []
  for (let after = ''; ; ) {
    const page = await list(`?limit=4${after}`)
    seen.push(...page.items.map(({ id }: { id: string }) => id))
    if (page.next === null) break
    after = `&after=${page.next}`
  }
  t.strictSame(
    seen,
    declarations.map(({ id }) => id),
  )
  t.equal((await list('?year=2025')).items.length, 0)
  t.equal((await list('?phase=drafting&year=2026')).items.length, 9)
  t.equal((await list(`?unit=${encodeURIComponent('上海市社会保险事业管理中心')}`)).items.length, 9)
  t.equal((await list(`?q=${encodeURIComponent('征地养老人员费用')}`)).items.length, 1)
  for (const query of ['?limit=0', '?limit=1001', '?year=26', '?after=xyz', '?sort=name'])
    t.equal((await list(query)).status, 422, query)
})

t.test('one declaration: the form with its indicators, what may be sent, and the ETag', async t => {
  const { app, drafter, id } = await openDesk(t)
  const reply = await app.inject({ url: `/api/declarations/${id}`, headers: drafter })
  const declaration = reply.json()
  t.equal(reply.headers.etag, '"59"')
  t.match(declaration, {
    id,
    revision: 59,
    phase: 'drafting',
    stage: 'drafting',
    form: { name: '社会保险经办业务费', year: 2026, funds: { annualRequest: '11010598.00', total: null } },
    approval: null,
  })
  t.equal(declaration.form.indicators.length, 57)
  t.match(declaration.form.indicators[0], { id: /^[\da-f-]{36}$/, level1: /指标/ })
  t.strictSame(declaration.allowedCommands.map(({ type }: { type: string }) => type).sort(), [
    'attach-evidence',
    'discard',
    'revise',
    'submit',
  ])
  const chief = await cookieOf(app, 'section-chief')
  t.strictSame((await app.inject({ url: `/api/declarations/${id}`, headers: chief })).json().allowedCommands, [])
  t.match(declaration.digest, /^[0-9a-f]{64}$/)
  t.strictSame(declaration.names, {}, 'nobody is spoken of yet')
  await send(app, drafter, id, { type: 'revise', changes: [{ field: 'annualGoal', to: '改过' }] })
  const now = (await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).json()
  const then = (await app.inject({ url: `/api/declarations/${id}?revision=59`, headers: drafter })).json()
  t.not(now.digest, declaration.digest)
  t.equal(then.digest, declaration.digest, 'a look back finds the same digest')
  t.equal((await app.inject({ url: `/api/declarations/${randomUUID()}`, headers: drafter })).statusCode, 404)
  t.equal((await app.inject({ url: '/api/declarations/1', headers: drafter })).statusCode, 422)
})

t.test('a change is in the history, in the audit, and gone when looking back', async t => {
  const bench = await openDesk(t)
  const { app, drafter, id, clock } = bench
  const before = (await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).json()
  const [indicator] = before.form.indicators
  clock.forward(60_000)
  const changes = [{ indicator: indicator.id, field: 'target', to: '=151(条/年)' }]
  const revised = await send(app, drafter, id, { type: 'revise', changes, reason: '口径更正' })
  t.equal(revised.statusCode, 200, revised.body)
  await readable(bench)

  const change = { indicator: indicator.id, field: 'target', from: indicator.raw, to: '=151(条/年)' }
  const history = (await app.inject({ url: `/api/declarations/${id}/history`, headers: drafter })).json().items
  t.equal(history.length, 61)
  t.match(history.at(-1), {
    revision: 60,
    type: 'indicator-target-revised',
    actor: 'drafter',
    actorName: '经办人',
    changes: [change],
    reason: '口径更正',
  })

  for (const query of [
    '',
    `?actor=drafter`,
    `?actor=${encodeURIComponent('经办人')}`,
    `?indicator=${indicator.id}&field=target`,
    `?declaration=${id}`,
    '?since=2026-03-02&until=2026-03-02',
  ]) {
    const { items } = (await app.inject({ url: `/api/audit${query}`, headers: drafter })).json()
    t.match(items, [{ ...change, declaration: id, actor: 'drafter', at: '2026-03-02T01:01:00.000Z' }], query)
  }
  t.strictSame((await app.inject({ url: '/api/audit?actor=auditor', headers: drafter })).json().items, [])
  t.equal((await app.inject({ url: '/api/audit?since=yesterday', headers: drafter })).statusCode, 422)

  const csv = await app.inject({ url: '/api/audit.csv', headers: drafter })
  t.match(csv.headers['content-type'], 'text/csv')
  t.equal(csv.rawPayload.subarray(0, 3).toString('hex'), 'efbbbf')
  const lines = csv.body.split('\r\n')
  t.equal(lines.length, 3)
  t.match(lines[1], "'=151(条/年)", 'no formula for a spreadsheet')

  const then = async (query: string) => (await app.inject({ url: `/api/declarations/${id}${query}`, headers: drafter })).json()
  for (const query of ['?revision=59', '?at=2026-03-02T09:00:30%2B08:00', '?at=2026-03-02T01:00:30Z']) {
    const past = await then(query)
    t.equal(past.revision, 59, query)
    t.equal(past.form.indicators[0].raw, indicator.raw)
    t.strictSame(past.allowedCommands, [], 'nothing is sent into the past')
  }
  t.equal((await then('?at=2026-03-02')).revision, 60)
  t.equal((await then('?at=2026-03-01')).status, 404)
  t.equal((await then('?revision=61')).status, 404)
  t.equal((await then('?revision=59&at=2026-03-02')).status, 422)
})

t.test('tasks go from desk to desk', async t => {
  const bench = await openDesk(t)
  const { app, drafter, id } = bench
  const chief = await cookieOf(app, 'section-chief')
  const tasks = async (headers: typeof chief, view: string) =>
    (await app.inject({ url: `/api/tasks?view=${view}`, headers })).json()
  t.equal((await tasks(chief, 'todo')).items.length, 0)
  t.equal((await tasks(drafter, 'todo')).items.length, 9)
  await send(app, drafter, id, { type: 'submit' })
  await readable(bench)
  t.match((await tasks(chief, 'todo')).items, [{ id, waitingStage: 'center-section', commands: ['approve', 'return'] }])
  t.match(await tasks(drafter, 'mine'), { items: { length: 9 }, counts: { todo: 8, done: 1, mine: 9, cc: 0 } })
  t.match((await tasks(drafter, 'done')).items, [{ id }])
  const reviewer = await cookieOf(app, 'bureau-reviewer')
  t.equal((await tasks(reviewer, 'cc')).items.length, 0, 'nothing was sent to them')
  const { officerId } = (await app.inject({ url: '/api/me', headers: reviewer })).json()
  await send(app, drafter, id, { type: 'copy', officers: [officerId], note: '供参考' })
  await readable(bench)
  t.match(await tasks(reviewer, 'cc'), {
    items: [{ id, copied: { note: '供参考', unread: true }, unseen: true, seenRevision: null }],
    counts: { cc: 1, unread: 1 },
  })
  t.equal((await app.inject({ url: '/api/tasks?view=all', headers: drafter })).statusCode, 422)
})

t.test('totals add up to the fen, evaluations are empty before the year ends, the chains verify', async t => {
  const { app, drafter } = await openDesk(t)
  for (const by of ['unit', 'nature', 'category', 'phase']) {
    const { rows, total } = (await app.inject({ url: `/api/totals?year=2026&by=${by}`, headers: drafter })).json()
    t.match(total, { count: 9, annualRequest: '53118490.00', indicators: 186 }, by)
    t.equal(
      rows.reduce((sum: number, { count }: { count: number }) => sum + count, 0),
      9,
    )
  }
  const { items, distribution } = (await app.inject({ url: '/api/evaluations?year=2026', headers: drafter })).json()
  t.strictSame(items, [])
  t.equal(distribution.count, 0)
  t.match((await app.inject({ url: '/api/verify', headers: drafter })).json(), {
    verified: true,
    breaks: [],
    head: /^\d+:[\da-f]{64}$/,
  })
})

t.test('a declaration is opened from a form, or copied into another year', async t => {
  const { app, drafter, id } = await openDesk(t)
  const post = (payload: object) => app.inject({ method: 'POST', url: '/api/declarations', headers: drafter, payload })
  const form = {
    name: '新增项目',
    year: 2026,
    funds: { annualRequest: '100.00' },
    indicators: [{ name: '完成数', raw: '≥1(个)' }],
  }
  const opened = await post({ form })
  t.equal(opened.statusCode, 201)
  t.match(opened.json(), { id: /-7/, revision: 3 })
  t.equal(await revisionNow(app, drafter, opened.json().id), '"3"')
  t.match((await post({ form })).json(), { status: 409, code: 'name-taken' })
  const copied = await post({ copyFrom: id, year: 2027 })
  t.equal(copied.statusCode, 201)
  const copy = (await app.inject({ url: `/api/declarations/${copied.json().id}`, headers: drafter })).json()
  t.match(copy, { year: 2027, form: { year: 2027, start: '2027-01-01', end: '2027-12-31', funds: { annualRequest: null } } })
  t.equal(copy.form.indicators.length, 57)
  t.match((await post({ copyFrom: id, year: 2026 })).json(), { status: 409, code: 'name-taken' })
  t.match((await post({ copyFrom: randomUUID(), year: 2027 })).json(), { status: 404 })
  t.match((await post({ form: { name: 5 } })).json(), { status: 422, places: [{ field: 'form.name' }] })
  for (const body of [{}, { form, copyFrom: id }, { copyFrom: id }, { form, more: 1 }])
    t.equal((await post(body)).statusCode, 422)
})

t.test('a read that names a position sees what was written; one from the future is told to come back', async t => {
  const { app, drafter, id } = await openDesk(t)
  const sent = await send(app, drafter, id, { type: 'submit' })
  const position = String(sent.headers['shenbao-position'])
  const { items } = (await app.inject({ url: '/api/declarations', headers: { ...drafter, 'shenbao-position': position } })).json()
  t.equal(items[0].phase, 'reviewing')
  const ahead = await app.inject({ url: '/api/totals', headers: { ...drafter, 'shenbao-position': `${position}9` } })
  t.match(ahead.json(), { status: 503, code: 'not-caught-up' })
  t.ok(ahead.headers['retry-after'])
})
