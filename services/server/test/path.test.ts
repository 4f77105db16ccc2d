// Shows over HTTP who comes next, which way a declaration took, and whom one may choose from.
import t from 'tap'
import { openDesk, send } from './desk.ts'
import { cookieOf } from './harness.ts'

t.test('who comes next stands beside each command, and in the answer of a dry run', async t => {
  const { app, drafter, id } = await openDesk(t)
  const chief = await cookieOf(app, 'section-chief')
  const read = async () => (await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).json()
  const submit = (await read()).allowedCommands.find(({ type }: { type: string }) => type === 'submit')
  t.match(submit.next, [
    { stage: 'center-section', title: '部门审核', how: 'any', who: [{ role: 'section-chief', title: '部门负责人' }] },
  ])
  const [{ officers }] = submit.next[0].who
  const me = (await app.inject({ url: '/api/me', headers: chief })).json()
  t.match(officers, [{ id: me.officerId, name: me.name, organisation: me.organisation.name }])
  const tried = await send(app, drafter, id, { type: 'submit' }, { query: '?dry-run' })
  t.match(tried.json(), { dryRun: true, next: [{ stage: 'center-section' }] })
  const sent = await send(app, drafter, id, { type: 'submit' })
  t.notOk('next' in sent.json())
})

t.test('the way it took and the way it is expected to go', async t => {
  const { app, drafter, id } = await openDesk(t)
  const chief = await cookieOf(app, 'section-chief')
  await send(app, drafter, id, { type: 'submit' })
  await send(app, chief, id, { type: 'return', to: 'drafting', reason: '补充依据' })
  await send(app, drafter, id, { type: 'submit' })
  const { taken, now, next } = (await app.inject({ url: `/api/declarations/${id}/path`, headers: drafter })).json()
  t.match(taken, [
    { from: null, stage: 'drafting', title: '填报' },
    { from: 'drafting', stage: 'center-section', byName: /./ },
    { from: 'center-section', stage: 'drafting', reason: '补充依据', type: 'returned' },
    { from: 'drafting', stage: 'center-section', officer: null },
  ])
  t.match(now, [{ stage: 'center-section', who: [{ role: 'section-chief' }] }])
  t.match(next, [{ stage: 'center-finance' }, { stage: 'center-leader' }, { stage: 'bureau-review' }])
  t.equal(next.at(-1).stage, 'archived')
  t.equal(
    (await app.inject({ url: '/api/declarations/0190aaaa-0000-7000-8000-000000000000/path', headers: drafter })).statusCode,
    404,
  )
})

t.test('whom one may choose from: the people around the declarations one may see', async t => {
  const { app, drafter, id } = await openDesk(t)
  const pick = async (headers: typeof drafter, q = '') =>
    (await app.inject({ url: `/api/officers?q=${encodeURIComponent(q)}`, headers })).json()
  t.equal((await app.inject({ url: '/api/officers' })).statusCode, 401)
  const all = await pick(drafter)
  t.equal(all.more, false)
  t.match((await pick(drafter, '部门负责人')).items, [{ roles: [{ role: 'section-chief', title: '部门负责人' }] }])
  t.same((await pick(drafter, '没有这样的人')).items, [])
  const admin = await cookieOf(app, 'admin')
  const directory = (await app.inject({ url: '/api/directory', headers: admin })).json()
  const department = directory.organisations.find(({ kind }: { kind: string }) => kind === 'department')
  const elsewhere = { name: '另一中心', kind: 'unit', parent: department.id }
  const unit = (await app.inject({ method: 'POST', url: '/api/organisations', headers: admin, payload: elsewhere })).json()
  const stranger = {
    account: 'neighbour',
    name: '邻单位甲',
    organisation: unit.id,
    roles: ['drafter'],
    password: 'pass-word-of-them-1',
  }
  const hired = (await app.inject({ method: 'POST', url: '/api/officers', headers: admin, payload: stranger })).json()
  t.same((await pick(drafter, '邻单位')).items, [], 'another unit is none of theirs')
  t.match(
    (await pick(await cookieOf(app, 'bureau-reviewer'), '邻单位')).items,
    [{ id: hired.id }],
    'the department sees its units',
  )
  t.match((await pick(admin, '邻单位 经办')).items, [{ id: hired.id, organisation: { name: '另一中心' } }])
  await app.inject({ method: 'POST', url: `/api/officers/${hired.id}/dismissal`, headers: admin, payload: { reason: '离职' } })
  t.same((await pick(admin, '邻单位')).items, [], 'who serves no more is not offered')
  const neighbour = { ...stranger, account: 'neighbour-two' }
  const next = (await app.inject({ method: 'POST', url: '/api/officers', headers: admin, payload: neighbour })).json()
  const their = await cookieOf(app, 'neighbour-two', 'pass-word-of-them-1')
  t.equal((await app.inject({ url: `/api/declarations/${id}`, headers: their })).statusCode, 404)
  await send(app, drafter, id, { type: 'copy', officers: [next.id] })
  t.equal(
    (await app.inject({ url: `/api/declarations/${id}`, headers: their })).statusCode,
    200,
    'what was sent to a person, they may read',
  )
})
