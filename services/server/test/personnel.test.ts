// Shows that nobody leaves work behind that only they can do: it is shown before, handed over with the change, and what has nobody is
// assigned by the administrator or taken by whoever is appointed.
import t from 'tap'
import { send } from './desk.ts'
import { cookieOf } from './harness.ts'
import { openStaffed, submitted } from './staff.ts'

const approve = { type: 'approve', opinion: '同意' }

t.test('work by name is shown, blocks the dismissal, and is handed over with it', async t => {
  const at = await openStaffed(t)
  const { app, id, other, post, get, appointed, drafter } = at
  const chief = await cookieOf(app, 'section-chief')
  const leaving = await appointed('chief-two', ['section-chief'])
  for (const one of [id, other]) await submitted(at, one)
  t.equal((await send(app, leaving.headers, id, { type: 'claim' })).statusCode, 200)
  const passedOn = { type: 'transfer', officer: leaving.officerId, reason: '出差' }
  t.equal((await send(app, chief, other, passedOn)).statusCode, 200)

  const url = `/api/directory/officers/${leaving.officerId}`
  t.match((await app.inject({ url: `${url}/open-work`, headers: drafter })).json(), { status: 403 }, 'not everybody’s business')
  const preview = await get(`${url}/open-work`)
  t.match(preview.items, [
    { declaration: id, kind: 'signature', how: 'claimed', stage: 'center-section', movable: true },
    { declaration: other, kind: 'signature', how: 'named', movable: true },
  ])
  t.strictSame(preview.soleSeats, [], 'the chief holds the seat as well')

  const reason = '退休'
  const refused = await post(`${url}/dismiss`, { reason })
  t.match(refused.json(), { status: 409, code: 'open-work', places: [{}, {}] })
  t.match((await post(`/api/officers/${leaving.officerId}/dismissal`, { reason })).json(), { code: 'open-work' })
  const toAuthor = await post(`${url}/dismiss`, { reason, handoverTo: 'drafter' })
  t.match(toAuthor.json(), { code: 'open-work', places: [{ message: /起草人/ }, {}] })
  t.equal((await get('/api/me', leaving.headers)).officerId, leaving.officerId, 'still in office')

  const some = { to: 'center-leader', reason, items: [preview.items[0].item] }
  t.match((await post(`${url}/handover`, some)).json().results, [{ outcome: 'moved', declaration: id }])
  t.strictSame((await post(`${url}/handover`, some)).json().results, [], 'sent again: nothing of theirs is left there')
  const done = await post(`${url}/dismiss`, { reason, handoverTo: 'section-chief' })
  t.match(done.json(), { results: [{ outcome: 'moved', declaration: other }] }, done.body)
  t.equal((await app.inject({ url: '/api/me', headers: leaving.headers })).statusCode, 401)
  const facts = (await get(`/api/declarations/${other}/history`, drafter)).items
  t.match(facts.at(-1), { type: 'task-transferred', actor: 'admin', reason })
  t.equal((await send(app, chief, other, approve)).statusCode, 200)
  t.equal((await send(app, await cookieOf(app, 'center-leader'), id, approve)).statusCode, 200)
})

t.test('with another post only what belonged to the old one has to be moved', async t => {
  const at = await openStaffed(t)
  const { app, id, other, post, appointed } = at
  const chief = await cookieOf(app, 'section-chief')
  const moving = await appointed('chief-two', ['section-chief'])
  for (const one of [id, other]) await submitted(at, one)
  await send(app, moving.headers, id, { type: 'claim' })
  await send(app, chief, other, { type: 'transfer', officer: moving.officerId, reason: '出差' })
  const url = `/api/directory/officers/${moving.officerId}/reassign`
  const change = { organisation: 'demonstration-unit', reason: '轮岗' }
  const more = await post(url, { ...change, roles: ['section-chief', 'drafter'] })
  t.match(more.json(), { results: [] }, 'the seat stays')
  const less = await post(url, { ...change, roles: ['drafter'] })
  t.match(less.json(), { code: 'open-work', places: [{}] })
  t.equal(less.json().places.length, 1, 'what was given by name stays theirs')
  t.match((await post(url, { ...change, roles: ['drafter'], handoverTo: 'section-chief' })).json().results, [
    { outcome: 'moved' },
  ])
  const away = { ...change, organisation: 'demonstration-department', roles: ['bureau-finance'] }
  t.match((await post(url, away)).json(), { code: 'open-work' }, 'from another organisation they would not even see it')
  t.match((await post(url, { ...away, roles: [] })).json(), { code: 'role-missing' }, 'refused before anything is moved')
  const renamed = `/api/directory/officers/${moving.officerId}/rename`
  t.equal((await post(renamed, { name: '综合岗', reason: '更名' })).statusCode, 204)
  t.match((await post(renamed, { name: '综合岗', reason: '更名' })).json(), { code: 'nothing-changed' })
})

t.test('a stage without anybody is assigned by the administrator, or taken by whoever is appointed', async t => {
  const at = await openStaffed(t)
  const { app, id, other, post, get, appointed, admin } = at
  const chief = await cookieOf(app, 'section-chief')
  const clerk = await appointed('clerk', ['drafter'])
  await submitted(at, other)
  t.equal((await send(app, chief, other, approve)).statusCode, 200)
  const sole = (await get('/api/directory/officers/center-finance/open-work')).soleSeats
  t.match(sole, [{ role: 'center-finance', title: '中心财务', waiting: 1 }], 'nobody else could do it')
  t.equal((await post('/api/directory/officers/center-finance/dismiss', { reason: '离职' })).statusCode, 200)

  await submitted(at, id)
  t.equal((await send(app, chief, id, approve)).statusCode, 200)
  const todo = (await get('/api/tasks')).items
  t.match(todo, [{ id, waitingStage: 'center-finance', commands: ['transfer'] }], 'the administrator is asked')
  const assigned = await send(app, admin, id, { type: 'transfer', officer: clerk.officerId, reason: '中心财务空缺' })
  t.equal(assigned.statusCode, 200, assigned.body)
  t.match(
    (await get('/api/tasks', clerk.headers)).items.map((task: { id: string }) => task.id),
    [id],
  )
  t.strictSame((await get('/api/tasks')).items, [], 'and no more')
  const approved = await send(app, clerk.headers, id, approve)
  t.equal(approved.statusCode, 200, approved.body)
  t.match(await get(`/api/declarations/${id}`), { stage: 'center-leader' })

  const successor = await appointed('finance-two', ['center-finance'])
  t.match((await get('/api/tasks', successor.headers)).items, [{ id: other, waitingStage: 'center-finance' }])
  t.equal((await send(app, successor.headers, other, approve)).statusCode, 200)
})

t.test('a seat found empty on entry is taken by whoever is appointed to it afterwards', async t => {
  const at = await openStaffed(t)
  const { app, id, post, appointed } = at
  t.equal((await post('/api/directory/officers/center-finance/dismiss', { reason: '离职' })).statusCode, 200)
  await submitted(at, id)
  t.equal((await send(app, await cookieOf(app, 'section-chief'), id, approve)).statusCode, 200)
  const successor = await appointed('finance-two', ['center-finance'])
  t.equal((await send(app, successor.headers, id, approve)).statusCode, 200)
})
