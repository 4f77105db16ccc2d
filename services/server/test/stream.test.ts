// Shows the stream over real connections: what changed in order, for whoever may see it; resumed without loss or doubles; ended with
// the session and with the server.
import { openReadModels } from '@shenbao/read-models/read-models.ts'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { importText, readable, send } from './desk.ts'
import { readEvents, type Told } from './event-reader.ts'
import { cookieOf, openBench, seed } from './harness.ts'

const openServed = async (t: Test) => {
  const bench = await openBench(t)
  const drafter = await cookieOf(bench.app, 'drafter')
  const imported = await importText(bench.app, drafter, seed)
  const declarations: { id: string }[] = imported.json().declarations
  await readable(bench)
  const address = await bench.app.listen({ host: '127.0.0.1', port: 0 })
  return { ...bench, drafter, address, ids: declarations.map(({ id }) => id) }
}

type Reader = Awaited<ReturnType<typeof readEvents>>

/** The next event of the kind; others in between are passed over. */
const nextOf = async (reader: Reader, event: string): Promise<Told> => {
  for (;;) {
    const told = await reader.next()
    if (!told) throw new Error(`the stream ended before ${event}`)
    if (told.event === event) return told
  }
}

const goal = (to: string) => ({ type: 'revise', changes: [{ field: 'overallGoal', to }] })

t.test('what changed, in order, with the place in the log', async t => {
  const { app, drafter, address, ids } = await openServed(t)
  const [id = '', other = ''] = ids
  t.equal((await fetch(`${address}/api/stream`)).status, 401)
  const reader = await readEvents(address, drafter.cookie)
  t.equal(reader.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  t.equal(reader.headers.get('x-accel-buffering'), 'no')
  t.match(await reader.next(), { event: 'tasks', data: { todo: 9, done: 0, mine: 9, cc: 0, overdue: 0 } })
  const positions: string[] = []
  for (const [which, command] of [
    [id, goal('一')],
    [other, goal('二')],
    [id, { type: 'submit' }],
  ] as const)
    positions.push((await send(app, drafter, which, command)).json().position)
  const told = [await nextOf(reader, 'declaration'), await nextOf(reader, 'declaration'), await nextOf(reader, 'declaration')]
  t.same(
    told.map(event => event.id),
    positions,
  )
  t.match(told[2], { data: { id, types: ['submitted'], phase: 'reviewing', stage: 'center-section' } })
  t.match(await nextOf(reader, 'tasks'), { id: positions[2], data: { todo: 8, done: 1 } })
  t.match((await app.inject({ url: '/metrics' })).body, /^shenbao_streams 1$/m)
  reader.close()
})

t.test('resumed where it broke off: nothing lost, nothing twice', async t => {
  const { app, drafter, address, ids } = await openServed(t)
  const [id = ''] = ids
  const first = await readEvents(address, drafter.cookie)
  await nextOf(first, 'tasks')
  await send(app, drafter, id, goal('甲'))
  const last = await nextOf(first, 'declaration')
  first.close()
  const missed: string[] = []
  for (const to of ['乙', '丙', '丁']) missed.push((await send(app, drafter, id, goal(to))).json().position)
  const again = await readEvents(address, drafter.cookie, last.id)
  const told = [await again.next(), await again.next(), await again.next()]
  t.same(
    told.map(event => event?.id),
    missed,
  )
  t.match(await again.next(), { event: 'tasks' }, 'and then how things stand')
  again.close()
  for (const strange of ['nonsense', '9'.repeat(16), '9'.repeat(30)]) {
    const lost = await readEvents(address, drafter.cookie, strange)
    t.match(await lost.next(), { event: 'resync', id: missed.at(-1) }, strange)
    t.match(await lost.next(), { event: 'tasks' })
    lost.close()
  }
})

t.test('from before the server began to listen, too', async t => {
  const { app, store, models } = await openBench(t)
  const drafter = await cookieOf(app, 'drafter')
  const ids: { id: string }[] = (await importText(app, drafter, seed)).json().declarations
  const begun = (await store.readAll(null, 1))[0]?.position ?? ''
  await readable({ store, models })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const reader = await readEvents(address, drafter.cookie, begun)
  for (const { id } of ids) t.match(await nextOf(reader, 'declaration'), { data: { id } })
  reader.close()
})

t.test('nobody hears of what they may not see, and everybody of what is sent to them by name', async t => {
  const { app, store, models, drafter, address, ids } = await openServed(t)
  const [id = ''] = ids
  const admin = await cookieOf(app, 'admin')
  const directory = (await app.inject({ url: '/api/directory', headers: admin })).json()
  const department = directory.organisations.find(({ kind }: { kind: string }) => kind === 'department')
  const elsewhere = { name: '另一中心', kind: 'unit', parent: department.id }
  const unit = (await app.inject({ method: 'POST', url: '/api/organisations', headers: admin, payload: elsewhere })).json()
  const password = 'pass-word-of-them-1'
  const neighbour = { account: 'neighbour', name: '邻单位填报', organisation: unit.id, roles: ['drafter'], password }
  const hired = await app.inject({ method: 'POST', url: '/api/officers', headers: admin, payload: neighbour })
  t.equal(hired.statusCode, 201, hired.body)
  const stranger = await readEvents(address, (await cookieOf(app, 'neighbour', password)).cookie)
  const [own, auditor] = [
    await readEvents(address, drafter.cookie),
    await readEvents(address, (await cookieOf(app, 'auditor')).cookie),
  ]
  t.match(await stranger.next(), { event: 'tasks', data: { todo: 0, cc: 0 } })
  await send(app, drafter, id, goal('与邻单位无关'))
  t.match(await nextOf(own, 'declaration'), { data: { id } })
  t.match(await nextOf(auditor, 'declaration'), { data: { id } })
  const copied = await send(app, drafter, id, { type: 'copy', officers: [hired.json().id] })
  t.match(copied.json(), { facts: ['copied'] }, copied.body)
  await readable({ store, models })
  const told = await stranger.next()
  t.match(
    told,
    { id: copied.json().position, event: 'declaration', data: { id, types: ['copied'] } },
    'the copy is the first word',
  )
  t.match(await stranger.next(), { event: 'tasks', data: { cc: 1, unread: 1 } })
  for (const reader of [stranger, own, auditor]) reader.close()
})

t.test('what is written on one server is told on the other', async t => {
  const { app, store, drafter, ids, deps } = await openServed(t)
  const models = await openReadModels({ store, world: deps.world, directory: null })
  t.teardown(models.stop)
  await models.caughtUp
  const other = await buildApp({ ...deps, models, credentials: deps.credentials })
  t.teardown(() => other.close())
  const address = await other.listen({ host: '127.0.0.1', port: 0 })
  const there = await readEvents(address, (await cookieOf(other, 'drafter')).cookie)
  await nextOf(there, 'tasks')
  const sent = await send(app, drafter, ids[0] ?? '', { type: 'submit' })
  t.match(await nextOf(there, 'declaration'), { id: sent.json().position, data: { id: ids[0], stage: 'center-section' } })
  t.match(await nextOf(there, 'tasks'), { data: { todo: 8 } })
  there.close()
})

t.test('ends with the session', async t => {
  const { app, drafter, address } = await openServed(t)
  const reader = await readEvents(address, drafter.cookie)
  await nextOf(reader, 'tasks')
  const colleague = await readEvents(address, (await cookieOf(app, 'drafter')).cookie)
  await nextOf(colleague, 'tasks')
  await app.inject({ method: 'DELETE', url: '/api/session', headers: drafter })
  t.equal(await reader.next(), null)
  t.equal((await readEvents(address, drafter.cookie)).status, 401, 'nobody resumes a session that is over')
  t.match((await app.inject({ url: '/metrics' })).body, /^shenbao_streams 1$/m, 'the other session goes on')
  colleague.close()
})

t.test('ends when the server stops, and the server does not wait for those who look on', async t => {
  const { app, drafter, address } = await openServed(t)
  const [reader, other] = [await readEvents(address, drafter.cookie), await readEvents(address, drafter.cookie)]
  await nextOf(reader, 'tasks')
  await nextOf(other, 'tasks')
  await app.close()
  t.equal(await reader.next(), null)
  t.equal(await other.next(), null)
})

t.test('so many streams a session and no more', async t => {
  const { app, drafter, address } = await openServed(t)
  const readers: Reader[] = []
  for (let n = 0; n < 8; n++) readers.push(await readEvents(address, drafter.cookie))
  const refused = await readEvents(address, drafter.cookie)
  t.equal(refused.status, 429)
  const another = await readEvents(address, (await cookieOf(app, 'drafter')).cookie)
  t.equal(another.status, 200, 'another session has places of its own')
  for (const reader of [...readers, another]) reader.close()
  t.equal((await app.inject({ method: 'HEAD', url: '/api/stream', headers: drafter })).statusCode, 405)
})
