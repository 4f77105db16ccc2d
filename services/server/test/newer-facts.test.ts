// Shows what a fact written by a newer program does: its declaration says "upgrade" wherever it is asked for, all others go on.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { streamOf } from '@shenbao/declaration/recorded.ts'
import { registerStream } from '@shenbao/declaration/register.ts'
import { directoryStream } from '@shenbao/directory/recorded.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import t, { type Test } from 'tap'
import { openDesk, readable, send } from './desk.ts'
import { cookieOf } from './harness.ts'

/** Adds a fact as a newer program on the same log might: properly linked, of a type or a shape that this one does not know. */
const recordAsNewerProgram = async (store: EventStore, stream: string, newer: Partial<Envelope>): Promise<void> => {
  const last = (await store.read(stream)).at(-1)?.fact
  if (!last) throw new Error(`there is nothing in ${stream} to go on from`)
  const { stream: _stream, revision, previous: _previous, ...draft } = last
  const id = derivedId(sm3, stream, 'newer', revision + 1)
  await store.append(stream, revision, linkFacts(sm3, { stream, last }, [{ ...draft, id, commandId: id, ...newer }]))
}

type Answer = Readonly<{ statusCode: number; headers: Readonly<Record<string, unknown>>; body: string; json: () => object }>

const asksToUpgrade = (
  t: Test,
  answer: Answer,
  what: string,
  detail = /这份申报里有较新版本写入的记录.*其他申报不受影响.*升级/,
) => {
  t.equal(answer.statusCode, 503, what)
  t.match(answer.headers['content-type'], /^application\/problem\+json/, what)
  t.match(answer.json(), { code: 'record-newer', title: '请先升级程序。', detail }, what)
  t.notMatch(answer.body, /\bat .*:\d+:\d+|UnreadableFact|schemaVersion/, `${what}: no trace of the program`)
}

t.test('a declaration with a newer fact', async t => {
  const { app, store, models, drafter, declarations, id } = await openDesk(t)
  const other = declarations[1]?.id ?? ''
  const before = (await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).headers.etag
  await recordAsNewerProgram(store, streamOf(id), { type: 'comment-left', data: { text: '请核实' } })
  await readable({ store, models })
  const get = (url: string, headers = drafter) => app.inject({ url, headers })

  await t.test('is asked to wait for the upgrade, at every door', async t => {
    asksToUpgrade(t, await get(`/api/declarations/${id}`), 'the declaration')
    asksToUpgrade(t, await get(`/api/declarations/${id}?revision=0`), 'as it was')
    asksToUpgrade(t, await get(`/api/declarations/${id}/history`), 'its history')
    for (const query of ['', '?dry-run'])
      asksToUpgrade(t, await send(app, drafter, id, { type: 'submit' }, { ifMatch: String(before), query }), `a command ${query}`)
    const copying = { method: 'POST', url: '/api/declarations', payload: { copyFrom: id, year: 2027 }, headers: drafter } as const
    asksToUpgrade(t, await app.inject(copying), 'a copy of it')
    const page = await app.inject({ url: `/plain/declarations/${id}`, headers: { ...drafter, accept: 'text/html' } })
    t.equal(page.statusCode, 503)
    t.match(page.headers['content-type'], /^text\/html/)
    t.match(page.body, /请先升级程序.*较新版本写入/s)
  })

  await t.test('is in the lists as it last was, with the reason', async t => {
    const { items } = (await get('/api/declarations')).json()
    t.equal(items.length, 9)
    const reasons = items.filter((item: { stopped: string | null }) => item.stopped !== null)
    t.match(reasons, [{ id, stopped: /comment-left 第 1 版.*升级/ }])
    const tasks = (await get('/api/tasks?view=mine')).json()
    t.equal(tasks.items.length, 9)
    for (const url of ['/api/totals?year=2026&by=unit', '/api/evaluations?year=2026', '/api/audit', '/plain/', '/plain/tasks'])
      t.equal((await get(url)).statusCode, 200, url)
  })

  await t.test('is sound for the chain: what is verified is what is stored', async t => {
    const auditor = await cookieOf(app, 'auditor')
    t.match((await get('/api/verify', auditor)).json(), { verified: true, complete: true })
  })

  await t.test('keeps nobody from the others', async t => {
    t.equal((await get(`/api/declarations/${other}`)).statusCode, 200)
    t.equal((await get(`/api/declarations/${other}/history`)).statusCode, 200)
    const revised = await send(app, drafter, other, { type: 'revise', changes: [{ field: 'annualGoal', to: '年度目标' }] })
    t.equal(revised.statusCode, 200, revised.body)
  })

  await t.test('is the same after a rebuild of the lists', async t => {
    const list = async () => (await get('/api/declarations')).json().items
    await readable({ store, models })
    const live = await list()
    await models.rebuild()
    t.strictSame(await list(), live)
  })
})

t.test('a register of names with a newer fact: no declaration is opened under it, and none is half open', async t => {
  const { app, store, models, drafter, id } = await openDesk(t)
  const { year, unitId } = models.db().prepare('select year, unit_id as unitId from declarations where id = ?').get(id) ?? {}
  await recordAsNewerProgram(store, registerStream(String(unitId), Number(year)), { type: 'name-shared' })
  const form = { ...(await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).json().form, name: '另一个项目' }
  const head = await store.head()
  const answer = await app.inject({ method: 'POST', url: '/api/declarations', payload: { form }, headers: drafter })
  asksToUpgrade(t, answer, 'a new declaration', /项目名称的登记里有较新版本写入的记录.*升级/)
  t.equal(await store.head(), head, 'nothing was recorded')
  t.equal((await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).statusCode, 200)
})

t.test('a directory with a newer fact: nobody can be told apart, so nobody is served, and it is said', async t => {
  const { app, store, drafter, id } = await openDesk(t)
  await recordAsNewerProgram(store, directoryStream, { type: 'officer-lent', schemaVersion: 1 })
  const detail = /人员目录里有较新版本写入的记录.*升级/
  asksToUpgrade(t, await app.inject({ url: `/api/declarations/${id}`, headers: drafter }), 'a declaration', detail)
  const payload = { account: 'drafter', password: 'shenbao-demo' }
  asksToUpgrade(t, await app.inject({ method: 'POST', url: '/api/session', payload }), 'signing in', detail)
  t.equal((await app.inject({ url: '/health/live' })).statusCode, 200, 'the program lives')
})

t.test('a directory with a newer fact keeps the server from starting, in one sentence', async t => {
  const { store: memory } = await openDesk(t)
  const dataDirectory = t.testdir()
  const log = openSqliteEventStore(join(dataDirectory, 'log.sqlite'))
  for (const { fact } of await memory.readAll(null, 10_000)) await log.append(fact.stream, fact.revision - 1, [fact])
  await recordAsNewerProgram(log, directoryStream, { schemaVersion: 7 })
  await log.close()
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  for (const SHENBAO_DEMO of ['1', '0']) {
    const env = { ...process.env, PORT: '0', DATA_DIR: dataDirectory, SHENBAO_DEMO }
    const server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    t.teardown(() => server.kill('SIGKILL'))
    const said: string[] = []
    server.stderr?.on('data', chunk => said.push(String(chunk)))
    const [code] = await once(server, 'close')
    t.equal(code, 1)
    t.match(said.join(''), /directory 的第 \d+ 号记录（.* 第 7 版）无法读懂.*请升级程序/)
    t.notMatch(said.join(''), /\n\s+at /)
  }
})
