// Shows that one unit sees nothing of another: no list, no declaration, no history, no audit, no totals, no commands, no copy.
import t from 'tap'
import { openDesk, readable, revisionNow, send } from './desk.ts'
import { cookieOf } from './harness.ts'

t.test('two units under one department', async t => {
  const bench = await openDesk(t)
  const { app, drafter, id } = bench
  const admin = await cookieOf(app, 'admin')
  const post = (url: string, payload: object, headers = admin) => app.inject({ method: 'POST', url, headers, payload })
  const unit = (await post('/api/organisations', { name: '另一家中心', kind: 'unit', parent: 'demonstration-department' })).json()
    .id
  const person = { account: 'clerk', name: '经办', organisation: unit, roles: ['drafter'], password: 'a long password' }
  t.equal((await post('/api/officers', person)).statusCode, 201)
  const clerk = await cookieOf(app, 'clerk', 'a long password')
  const form = { name: '社会保险经办业务费', year: 2026, funds: { annualRequest: '1.00' } }
  const theirs = await post('/api/declarations', { form }, clerk)
  t.equal(theirs.statusCode, 201, 'the same name in another unit is free')
  await send(app, drafter, id, { type: 'revise', changes: [{ field: 'name', to: '社会保险经办费' }] })
  await readable(bench)

  const get = async (url: string, headers: typeof clerk) => (await app.inject({ url, headers })).json()
  t.equal((await get('/api/declarations', clerk)).items.length, 1)
  t.equal((await get('/api/declarations', drafter)).items.length, 9)
  t.equal((await get('/api/declarations', await cookieOf(app, 'bureau-reviewer'))).items.length, 10)
  t.equal((await get('/api/declarations', await cookieOf(app, 'auditor'))).items.length, 10)
  t.match((await get('/api/totals', clerk)).total, { count: 1, annualRequest: '1.00' })
  t.strictSame((await get('/api/audit', clerk)).items, [])
  t.equal((await get('/api/audit', drafter)).items.length, 1)
  t.equal((await app.inject({ url: '/api/audit.csv', headers: clerk })).body.trim().split('\r\n').length, 1)
  t.equal((await get('/api/tasks', clerk)).items.length, 1)
  for (const url of [`/api/declarations/${id}`, `/api/declarations/${id}/history`, `/api/declarations/${id}?revision=0`])
    t.equal((await get(url, clerk)).status, 404, url)
  const sent = await send(app, clerk, id, { type: 'submit' }, { ifMatch: await revisionNow(app, drafter, id) })
  t.equal(sent.statusCode, 404, 'as if it were not there')
  t.match((await post('/api/declarations', { copyFrom: id, year: 2027 }, clerk)).json(), { status: 404 })
})
