// Shows two servers on one log of a cluster (a double of its protocol): what is written on one is read on the other when the reader
// names the position, decisions race fairly between them, and the log is whole at the end.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createSealKey, sealKeyFile } from '@shenbao/audit/seal-key-file.ts'
import { startEventStoreDouble } from '@shenbao/event-store-kurrent/double/eventstore-double.ts'
import t from 'tap'
import { mainFile, startServer } from './server-process.ts'

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
  const keys = t.testdir({ one: {}, other: {} })
  createSealKey(keys, 'ed25519')
  const env = { EVENTSTOREDB_URL: double.url, SHENBAO_SEAL_KEY: sealKeyFile(keys) }
  const { address: one, stop } = await startServer(t, { ...env, DATA_DIR: `${keys}/one` })
  const { address: other } = await startServer(t, { ...env, DATA_DIR: `${keys}/other` })
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

  await stop()
  const verified = await (await person(other, 'auditor')).read('/api/verify')
  t.match(verified, { verified: true, seals: { valid: true, last: { at: /Z$/ } } }, 'sealed by either server with one key')
})

t.test('a log that cannot be reached is said so at the start', async t => {
  const failing = async (EVENTSTOREDB_URL: string) => {
    const server = spawn(process.execPath, [mainFile], {
      env: { ...process.env, PORT: '0', DATA_DIR: t.testdir(), EVENTSTOREDB_URL },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    t.teardown(() => server.kill('SIGKILL'))
    let said = ''
    server.stderr?.on('data', chunk => {
      said += String(chunk)
    })
    const [code] = await once(server, 'close')
    return { code, lines: said.trim().split('\n') }
  }
  const strange = await failing('mysql://nowhere')
  t.equal(strange.code, 2)
  t.match(strange.lines, [/EVENTSTOREDB_URL 应以 esdb/])
  const { code, lines } = await failing('esdb://clerk:secret@127.0.0.1:1?tls=false')
  t.equal(code, 1)
  t.match(lines.at(-1), '日志服务器暂时没有回应。请检查服务器和网络。它的地址写在 EVENTSTOREDB_URL 中。')
  t.match(lines[0], 'the log server did not answer; trying again', 'each attempt stands in the operating log')
  t.notMatch(lines.join(), 'secret')
})
