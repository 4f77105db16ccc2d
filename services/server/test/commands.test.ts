// Shows the order of checks on a command, one status after the other, and that a repeated command is answered and not done again.
import { randomUUID } from 'node:crypto'
import t from 'tap'
import { openDesk, revisionNow, send } from './desk.ts'
import { cookieOf } from './harness.ts'

t.test('each check in its order: what fails earlier is told first', async t => {
  const { app, drafter, id } = await openDesk(t)
  const chief = await cookieOf(app, 'section-chief')
  const url = `/api/declarations/${id}/commands`
  const seen = await revisionNow(app, drafter, id)
  const used = randomUUID()
  t.equal((await send(app, drafter, id, { type: 'submit' }, { key: used })).statusCode, 200)

  // Everything that can be wrong is wrong in the first line; from line to line one thing less is.
  const bad = { type: 'submit', extra: true }
  const headers = { 'if-match': seen, 'idempotency-key': used }
  const table = [
    [401, 'not-signed-in', {}, bad],
    [428, 'headers-missing', { ...drafter }, bad],
    [428, 'headers-missing', { ...drafter, 'if-match': seen }, bad],
    [428, 'headers-missing', { ...drafter, 'idempotency-key': used }, bad],
    [422, 'malformed', { ...drafter, ...headers }, bad],
    [422, 'malformed', { ...drafter, ...headers, 'if-match': '59' }, { type: 'submit' }],
    [422, 'malformed', { ...drafter, ...headers, 'if-match': '*' }, { type: 'submit' }],
    [422, 'malformed', { ...drafter, ...headers, 'idempotency-key': 'again' }, { type: 'submit' }],
    [409, 'key-reused', { ...drafter, ...headers }, { type: 'approve' }],
    [403, 'not-yours', { ...drafter, ...headers, 'idempotency-key': randomUUID() }, { type: 'approve' }],
    [412, 'stale', { ...drafter, ...headers, 'idempotency-key': randomUUID() }, { type: 'submit' }],
  ] as const
  for (const [status, code, sent, payload] of table) {
    const reply = await app.inject({ method: 'POST', url, headers: sent, payload })
    t.match(reply.json(), { status, code, title: /。$/ }, `${status} ${code}`)
    t.match(reply.headers['content-type'], 'application/problem+json')
  }
  const refused = await send(app, drafter, id, { type: 'submit' })
  t.equal(refused.statusCode, 409, 'a rule says no last')
  t.ok(refused.json().basis, 'and says what it rests on')
  t.equal((await send(app, chief, id, { type: 'approve', opinion: '同意' })).statusCode, 200)
})

t.test('412 tells the present revision', async t => {
  const { app, drafter, id } = await openDesk(t)
  const seen = await revisionNow(app, drafter, id)
  await send(app, drafter, id, { type: 'submit' })
  const late = await send(app, drafter, id, { type: 'submit' }, { ifMatch: seen })
  t.equal(late.statusCode, 412)
  t.equal(late.headers.etag, await revisionNow(app, drafter, id))
  t.not(late.headers.etag, seen)
})

t.test('the same key again gives the same answer and records nothing more', async t => {
  const { app, store, drafter, id } = await openDesk(t)
  const [key, ifMatch] = [randomUUID(), await revisionNow(app, drafter, id)]
  const first = await send(app, drafter, id, { type: 'submit' }, { key, ifMatch })
  const head = await store.head()
  const again = await send(app, drafter, id, { type: 'submit' }, { key, ifMatch })
  t.equal(first.statusCode, 200)
  t.match(first.json(), { facts: ['submitted'], dryRun: false })
  t.strictSame(again.json(), first.json())
  t.equal(again.headers['shenbao-position'], first.headers['shenbao-position'])
  t.equal(await store.head(), head)
})

t.test('a refused command is not remembered: its key may be used once the way is free', async t => {
  const { app, drafter, id } = await openDesk(t)
  const key = randomUUID()
  t.equal((await send(app, drafter, id, { type: 'withdraw' }, { key })).statusCode, 409)
  t.equal((await send(app, drafter, id, { type: 'submit' }, { key })).statusCode, 200)
})

t.test('a dry run decides and records nothing', async t => {
  const { app, store, drafter, id } = await openDesk(t)
  const head = await store.head()
  for (const query of ['?dry-run', '?dry-run=true']) {
    const tried = await send(app, drafter, id, { type: 'submit' }, { query })
    t.equal(tried.statusCode, 200)
    t.match(tried.json(), { facts: ['submitted'], position: null, dryRun: true })
  }
  t.equal((await send(app, drafter, id, { type: 'withdraw' }, { query: '?dry-run' })).statusCode, 409)
  t.equal(await store.head(), head)
  t.match((await send(app, drafter, id, { type: 'submit' }, { query: '?dry-run=false' })).json(), { dryRun: false })
  t.not(await store.head(), head, 'the check can fail: without it something is recorded')
  t.equal(
    (await send(app, drafter, id, { type: 'withdraw' }, { query: '?dryrun' })).statusCode,
    422,
    'a misspelt one is no real one',
  )
})

t.test('403 names whose turn it is, or says that it never is theirs', async t => {
  const { app, drafter, id } = await openDesk(t)
  await send(app, drafter, id, { type: 'submit' })
  for (const account of ['center-finance', 'auditor', 'drafter', 'bureau-approver'])
    t.match((await send(app, await cookieOf(app, account), id, { type: 'approve' })).json(), { status: 403, code: 'not-yours' })
})

t.test('commands are counted by outcome', async t => {
  const { app, drafter, id } = await openDesk(t)
  await send(app, drafter, id, { type: 'submit' })
  await send(app, drafter, id, { type: 'approve' })
  const { body } = await app.inject('/metrics')
  t.match(body, 'shenbao_commands_total{outcome="recorded"} 1')
  t.match(body, 'shenbao_commands_total{outcome="not-yours"} 1')
  t.match(body, /shenbao_facts 2\d\d\n/)
})

t.test('two at the same moment on the same version: one goes through, the other is told to look again', async t => {
  const { app, drafter, id } = await openDesk(t)
  const ifMatch = await revisionNow(app, drafter, id)
  const revise = (to: string) => send(app, drafter, id, { type: 'revise', changes: [{ field: 'overallGoal', to }] }, { ifMatch })
  const replies = await Promise.all([revise('甲'), revise('乙'), revise('丙')])
  t.strictSame(replies.map(({ statusCode }) => statusCode).sort(), [200, 412, 412])
})
