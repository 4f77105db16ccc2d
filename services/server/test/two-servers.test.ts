// Shows two servers on one log of a cluster (a double of its protocol): what is written on one is read on the other when the reader
// names the position, decisions race fairly between them, and the log is whole at the end.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startEventStoreDouble } from '@shenbao/event-store-kurrent/double/eventstore-double.ts'
import t, { type Test } from 'tap'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

const start = async (t: Test, env: Record<string, string>): Promise<string> => {
  const server: ChildProcess = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.teardown(async () => {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
  })
  const errors: string[] = []
  server.stderr?.on('data', chunk => errors.push(String(chunk)))
  for await (const line of createInterface({ input: server.stdout ?? process.stdin })) {
    const address = /http:\S+/.exec(line)?.[0]
    if (address) return address
  }
  throw new Error(errors.join(''))
}

/** Somebody signed in at one of the servers. */
const person = async (address: string, account: string) => {
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password: 'shenbao-demo' }),
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const read = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(address + path, { headers: { cookie, ...headers } })).json() as Promise<Record<string, never>>
  const send = async (id: string, revision: number, body: unknown, key: string = crypto.randomUUID()) => {
    const reply = await fetch(`${address}/api/declarations/${id}/commands`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'if-match': `"${revision}"`, 'idempotency-key': key },
      body: JSON.stringify(body),
    })
    return { status: reply.status, body: (await reply.json()) as { revision: number; position: string } }
  }
  return { read, send }
}

type Listed = { items: { id: string; name: string; revision: number; stage: string }[] }

t.test('two servers, one log', async t => {
  const double = await startEventStoreDouble()
  t.teardown(() => double.stop())
  const env = { EVENTSTOREDB_URL: double.url }
  const one = await start(t, { ...env, DATA_DIR: t.testdir() })
  const other = await start(t, { ...env, DATA_DIR: t.testdir({ other: {} }) })
  const here = await person(one, 'drafter')
  const there = await person(other, 'drafter')
  const listed = (await there.read('/api/declarations')) as unknown as Listed
  t.equal(listed.items.length, 9, 'the second server found what the first one had imported')

  const first = listed.items[0]
  if (!first) throw new Error('nothing listed')
  const written = await here.send(first.id, first.revision, { type: 'submit' })
  t.equal(written.status, 200)
  const seen = (await there.read('/api/declarations', { 'shenbao-position': written.body.position })) as unknown as Listed
  t.equal(seen.items[0]?.stage, 'center-section', 'read on one what was written on the other')

  const key = crypto.randomUUID()
  const second = listed.items[1]
  if (!second) throw new Error('one listed')
  const goal = (to: string) => ({ type: 'revise', changes: [{ field: 'overallGoal', to }] })
  const raced = await Promise.all([
    here.send(second.id, second.revision, goal('这边'), key),
    there.send(second.id, second.revision, goal('那边')),
  ])
  t.strictSame(
    raced.map(({ status }) => status).sort(),
    [200, 412],
    'of two at once one is recorded, the other is told to look again',
  )
  const winner = raced[0]?.status === 200 ? here : there
  const again = await (winner === here
    ? there.send(second.id, second.revision, goal('这边'), key)
    : here.send(second.id, second.revision, { type: 'submit' }))
  t.equal(again.status, winner === here ? 200 : 412, 'a repeated command is answered by either server, once')

  const verified = (await (await person(other, 'auditor')).read('/api/verify')) as unknown as { verified: boolean }
  t.equal(verified.verified, true)
})

t.test('a log that cannot be reached is said so at the start', async t => {
  const server = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: '0', DATA_DIR: t.testdir(), EVENTSTOREDB_URL: 'mysql://nowhere' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr?.on('data', chunk => {
    said += String(chunk)
  })
  const [code] = await once(server, 'exit')
  t.equal(code, 2)
  t.match(said, /EVENTSTOREDB_URL 应以 esdb/)
})
