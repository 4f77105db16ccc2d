// Shows that a deputy decides for whom they stand in, on the days and in the roles passed on, and that nothing comes together in this way
// that separation of duties keeps apart.
import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { readable, revisionNow, send } from './desk.ts'
import { type Bench, cookieOf, type Headers } from './harness.ts'
import { openStaffed, PASSWORD, submitted } from './staff.ts'

const openDeputies = async (t: Test) => {
  const at = await openStaffed(t)
  const { officerId: clerkId, headers: clerk } = await at.appointed('clerk', ['drafter'])
  return { ...at, clerkId, clerk }
}

const week = { from: '2026-03-02', until: '2026-03-06', reason: '休假' }

const commandsOf = async ({ app }: Pick<Bench, 'app'>, headers: Headers, id: string) =>
  (await app.inject({ url: `/api/declarations/${id}`, headers })).json().allowedCommands as {
    type: string
    onBehalfOf?: string
  }[]

t.test('a deputy signs, and both names are in the history', async t => {
  const at = await openDeputies(t)
  const { app, id, post, clerk, clerkId, drafter } = at
  await submitted(at, id)
  const chief = await cookieOf(app, 'section-chief')
  t.match(
    (await send(app, clerk, id, { type: 'approve' })).json(),
    { status: 403, code: 'not-yours' },
    'before there is a deputyship',
  )
  const settled = await post('/api/directory/deputies', { deputy: clerkId, ...week }, chief)
  t.equal(settled.statusCode, 201, settled.body)
  t.match((await app.inject({ url: '/api/directory/deputies', headers: clerk })).json().items, [
    { principal: 'section-chief', deputy: clerkId, deputyName: '岗位clerk', state: 'running', roles: null },
  ])
  t.strictSame((await app.inject({ url: '/api/directory/deputies', headers: drafter })).json().items, [], 'only who is in it')

  const { names } = (await app.inject({ url: `/api/declarations/${id}`, headers: clerk })).json()
  t.match(names, { 'section-chief': /./ }, 'the answer says what the principal is called')
  const allowed = await commandsOf(at, clerk, id)
  t.ok(
    allowed.some(({ type, onBehalfOf }) => type === 'approve' && onBehalfOf === 'section-chief'),
    'the command says for whom',
  )
  t.notOk(allowed.some(({ type, onBehalfOf }) => type === 'approve' && onBehalfOf === undefined))
  await readable(at)
  t.match((await app.inject({ url: '/api/tasks', headers: clerk })).json().items, [{ id, onBehalfOf: 'section-chief' }])

  const tried = await send(app, clerk, id, { type: 'approve' }, { query: '?dry-run' })
  t.match(tried.json(), { dryRun: true, onBehalfOf: 'section-chief' })
  const [key, ifMatch] = [randomUUID(), await revisionNow(app, clerk, id)]
  const sent = await send(app, clerk, id, { type: 'approve', opinion: '同意' }, { key, ifMatch })
  t.equal(sent.statusCode, 200, sent.body)
  t.equal(sent.json().onBehalfOf, 'section-chief', 'found out: it is nobody else’s')
  const history = (await app.inject({ url: `/api/declarations/${id}/history`, headers: drafter })).json().items
  t.match(history.at(-1), { actor: clerkId, actorName: '岗位clerk', onBehalfOf: 'section-chief', onBehalfOfName: '部门负责人' })

  const [{ id: deputyship }] = (await app.inject({ url: '/api/directory/deputies', headers: clerk })).json().items
  t.equal((await post(`/api/directory/deputies/${deputyship}/end`, { reason: '提前返岗' }, clerk)).statusCode, 403)
  t.equal((await post(`/api/directory/deputies/${deputyship}/end`, { reason: '提前返岗' }, chief)).statusCode, 204)
  const again = await send(app, clerk, id, { type: 'approve', opinion: '同意' }, { key, ifMatch })
  t.match(
    again.json(),
    { revision: sent.json().revision, onBehalfOf: 'section-chief' },
    'sent again after the end: the same answer',
  )
  const otherBody = await send(app, clerk, id, { type: 'approve', opinion: '不同的话' }, { key, ifMatch })
  t.match(otherBody.json(), { status: 409, code: 'key-reused' })
})

t.test('after the last day, and before the first, a deputy is nobody', async t => {
  const at = await openDeputies(t)
  const { app, id, post, clerk, clerkId, day } = at
  await submitted(at, id)
  const chief = await cookieOf(app, 'section-chief')
  await post('/api/directory/deputies', { deputy: clerkId, ...week, from: '2026-03-03' }, chief)
  const approve = { type: 'approve' }
  const forChief = { ...clerk, 'shenbao-on-behalf-of': 'section-chief' }
  for (const today of ['2026-03-02', '2026-03-07']) {
    day.today = today
    t.match((await send(app, clerk, id, approve)).json(), { status: 403, code: 'not-yours' }, today)
    t.match((await send(app, forChief, id, approve)).json(), { status: 403, code: 'not-deputy' }, today)
    t.strictSame(
      (await commandsOf(at, clerk, id)).filter(({ onBehalfOf }) => onBehalfOf !== undefined),
      [],
      today,
    )
  }
  day.today = '2026-03-06'
  t.equal((await send(app, forChief, id, approve)).statusCode, 200, 'on the last day still')
})

t.test('who wrote the form does not decide on it, for nobody', async t => {
  const at = await openDeputies(t)
  const { app, id, post, drafter } = at
  await submitted(at, id)
  const chief = await cookieOf(app, 'section-chief')
  t.equal((await post('/api/directory/deputies', { deputy: 'drafter', ...week }, chief)).statusCode, 201)
  t.match((await send(app, drafter, id, { type: 'approve' })).json(), { status: 409, code: 'own-draft' })
  t.notOk((await commandsOf(at, drafter, id)).some(({ type }) => type === 'approve'))
  const { blockedCommands } = (await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).json()
  t.match(
    blockedCommands.filter(({ type }: { type: string }) => type === 'approve'),
    [{ onBehalfOf: 'section-chief', because: { code: 'own-draft' } }],
  )
})

t.test('who stands in for two says for whom, where it could be both', async t => {
  const at = await openDeputies(t)
  const { app, id, post, clerk, clerkId } = at
  const second = {
    account: 'chief-two',
    name: '副职',
    organisation: 'demonstration-unit',
    roles: ['section-chief'],
    password: PASSWORD,
  }
  const secondId: string = (await post('/api/officers', second)).json().id
  for (const principal of ['section-chief', secondId])
    t.equal(
      (await post('/api/directory/deputies', { principal, deputy: clerkId, ...week })).statusCode,
      201,
      'by the administrator',
    )
  const as = (officer: string) => ({ ...clerk, 'shenbao-on-behalf-of': officer })
  await submitted(at, id)
  t.match((await send(app, clerk, id, { type: 'approve' })).json(), { status: 403, code: 'principal-unclear' })
  t.match(
    (await send(app, as(clerkId), id, { type: 'approve' })).json(),
    { status: 403, code: 'not-yours' },
    'as oneself it is not theirs',
  )
  const sent = await send(app, as(secondId), id, { type: 'approve' })
  t.match(sent.json(), { onBehalfOf: secondId })
})

t.test('a deputy of one role has nothing of the others', async t => {
  const at = await openDeputies(t)
  const { app, id, post, clerk, clerkId } = at
  const moved = await post('/api/directory/officers/section-chief/reassign', {
    organisation: 'demonstration-unit',
    roles: ['section-chief', 'center-leader'],
    reason: '兼任',
  })
  t.equal(moved.statusCode, 200, moved.body)
  const chief = await cookieOf(app, 'section-chief')
  await post('/api/directory/deputies', { deputy: clerkId, ...week, roles: ['center-leader'] }, chief)
  await submitted(at, id)
  t.match((await send(app, clerk, id, { type: 'approve' })).json(), { status: 403, code: 'not-yours' }, 'not the role passed on')
  t.equal((await send(app, chief, id, { type: 'claim' })).statusCode, 200)
  t.equal((await send(app, clerk, id, { type: 'approve' })).statusCode, 409, 'nor what the principal holds by name from it')
})

t.test('a deputy of an auditor sees what the auditor sees', async t => {
  const at = await openDeputies(t)
  const { app, id, post } = at
  const elsewhere = { name: '另一家中心', kind: 'department', parent: null }
  const organisation: string = (await post('/api/organisations', elsewhere)).json().id
  const people = ['inspector', 'helper'].map(account => ({
    account,
    name: account === 'inspector' ? '查阅岗' : '助理岗',
    organisation,
    roles: [account === 'inspector' ? 'auditor' : 'bureau-finance'],
    password: PASSWORD,
  }))
  const ids: string[] = []
  for (const person of people) ids.push((await post('/api/officers', person)).json().id)
  const helper = await cookieOf(app, 'helper', PASSWORD)
  t.equal((await app.inject({ url: `/api/declarations/${id}`, headers: helper })).statusCode, 404)
  t.equal((await post('/api/directory/deputies', { principal: ids[0], deputy: ids[1], ...week })).statusCode, 201)
  t.equal((await app.inject({ url: `/api/declarations/${id}`, headers: helper })).statusCode, 200)
})

t.test('no fact of the directory is dated before the one it follows, whatever the clock does', async t => {
  const at = await openDeputies(t)
  const { post, store, clock, clerkId } = at
  const before = clock.now().toISOString()
  clock.forward(-60 * 60_000)
  t.equal((await post('/api/directory/deputies', { principal: 'section-chief', deputy: clerkId, ...week })).statusCode, 201)
  const times = (await store.read('directory')).map(({ fact }) => fact.recordedAt)
  t.equal(times.at(-1), before)
  t.strictSame(times, times.toSorted(), 'an hour back on the clock, and none in the log')
})
