// Shows the log sealed beside the serving and the state of chains and seals told: what is read, what is found, what never stops anybody.

import { chmodSync, existsSync } from 'node:fs'
import { beginLog } from '@shenbao/audit/begin-log.ts'
import { headText } from '@shenbao/audit/log-head.ts'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { keyIdOf } from '@shenbao/audit/public-key.ts'
import { createSealKey, sealKeyFile } from '@shenbao/audit/seal-key-file.ts'
import { newKeyPair, signingKey } from '@shenbao/audit/signature.ts'
import { verifyLog } from '@shenbao/audit/verify-log.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { type EventStore, LogFault } from '@shenbao/event-store/port.ts'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { connect } from '../src/connect.ts'
import { newLogCheck } from '../src/log-check.ts'
import { findSealKey } from '../src/seal-key.ts'
import { newSealing } from '../src/sealing.ts'
import { readable } from './desk.ts'
import { cookieOf, openBench, temporaryAttachments } from './harness.ts'

const key = signingKey('ed25519', newKeyPair('ed25519'))
const now = () => ({ today: '2026-03-02', recordedAt: '2026-03-02T01:02:03.004Z' })
const log = { name: 'sm3', digest: sm3 } as const

const sealingOf = (store: EventStore) => {
  const outcomes: string[] = []
  const sealing = newSealing({ store, log, key, now, sealed: outcome => outcomes.push(outcome), logger: null })
  return { ...sealing, outcomes }
}

/** A log with an organisation in it, and the server over it. */
const openSealing = async (t: Test, sealKey: typeof key | null, store?: EventStore) => {
  const bench = await openBench(t, store)
  const deps = { ...bench.deps, sealKey }
  const desks = connect(deps)
  const app = await buildApp(deps, desks)
  t.teardown(() => app.close())
  const headers = await cookieOf(app, 'auditor')
  const state = async () => (await app.inject({ url: '/api/verify', headers })).json()
  return { ...bench, app, desks, state }
}

t.test('a log that has only begun is not sealed; once something is in it, it is, and again when there is more', async t => {
  const store = memoryEventStore()
  await beginLog({ store, now }, 'sm3')
  const { seal, outcomes, state } = sealingOf(store)
  await seal()
  t.equal((await store.readAll(null, 10)).length, 1, 'an organisation can still be founded in it')
  await openBench(t, store)
  await seal()
  await seal()
  t.strictSame(outcomes, ['sealed', 'nothing-new'])
  const { facts, seals, breaks } = await verifyLog(feedPages(store), sm3)
  t.match([breaks.length, seals.count, seals.sound, seals.unsealed], [0, 1, 1, 0])
  t.match(state(), { keyId: keyIdOf(key.publicKey), last: { facts: facts - 1 } })
})

t.test('two servers with one key on one log: each knows the other’s seals, and all of them fit', async t => {
  const { store } = await openBench(t)
  const [one, other] = [sealingOf(store), sealingOf(store)]
  await Promise.all([one.seal(), other.seal()])
  await other.seal()
  t.same(new Set([...one.outcomes, ...other.outcomes]), new Set(['sealed', 'nothing-new']))
  const { seals, breaks } = await verifyLog(feedPages(store), sm3)
  t.strictSame(breaks, [])
  t.equal(seals.sound, seals.count)
  t.ok(other.state().last)
})

t.test('a seal that cannot be set is counted and tried again; nothing is thrown, not even at the end', async t => {
  const { store } = await openBench(t)
  let isAway = true
  const failing: EventStore = {
    ...store,
    append: (...call) => (isAway ? Promise.reject(new LogFault('磁盘已满。', { settled: true })) : store.append(...call)),
  }
  const { seal, stop, outcomes } = sealingOf(failing)
  await seal()
  isAway = false
  await seal()
  await store.close()
  await stop()
  t.strictSame(outcomes, ['failed', 'sealed', 'failed'], 'the last one found the log closed')
})

t.test('it begins at once, and stops with a last seal', async t => {
  const { app, store, desks } = await openSealing(t, key)
  desks.sealing.begin(3_600_000)
  await desks.sealing.seal()
  const found = await verifyLog(feedPages(store), sm3)
  t.equal(found.seals.unsealed, 0)
  const headers = await cookieOf(app, 'admin')
  const payload = { name: '某市图书馆', kind: 'unit', parent: 'demonstration-department' }
  t.equal((await app.inject({ method: 'POST', url: '/api/organisations', headers, payload })).statusCode, 201)
  t.equal((await verifyLog(feedPages(store), sm3)).seals.unsealed, 1)
  await desks.sealing.stop()
  t.match((await verifyLog(feedPages(store), sm3)).seals, { unsealed: 0, count: 2, sound: 2 })
})

t.test('the state: seals, what is not sealed, the head that verify prints, and what it cannot know', async t => {
  const { store, state, desks } = await openSealing(t, key)
  const keyId = keyIdOf(key.publicKey)
  const before = await state()
  t.match(before, {
    verified: true,
    digest: 'sm3',
    complete: true,
    seals: { count: 0, last: null, unsealed: before.facts, setBy: keyId },
  })
  t.match(before.unknown, '也没有封印')
  await desks.sealing.seal()
  const after = await state()
  t.match(after, { verified: true, facts: before.facts + 1, seals: { count: 1, valid: true, unsealed: 0 } })
  t.match(after.seals.last, { facts: before.facts, keyId, at: /Z$/, publicKey: `ed25519:${key.publicKey.hex}` })
  t.match(after.unknown, '持有加封密钥的人')
  t.equal(after.head, headText((await verifyLog(feedPages(store), sm3)).head))
  t.equal((await (await openSealing(t, null)).state()).seals.setBy, null)
})

t.test('asking again reads only what is new; after a while all is read again, and a change behind the back is found', async t => {
  const { store } = await openBench(t)
  let read = 0
  let isChanged = false
  const counting: EventStore = {
    ...store,
    readAll: async (after, limit) => {
      const page = await store.readAll(after, limit)
      read += page.length
      if (!isChanged) return page
      return page.map(({ position, fact }) => ({ position, fact: { ...fact, actor: `${fact.actor}.` } }))
    },
  }
  let at = Date.parse('2026-03-02T01:00:00.000Z')
  const check = newLogCheck({ store: counting, digest: sm3, attachments: temporaryAttachments(t), now: () => new Date(at) })
  const answers = await Promise.all([check(), check(), check()])
  const all = read
  t.ok(all > 3)
  for (const { verified } of answers) t.equal(verified.facts, all)
  await check()
  t.equal(read, all, 'nothing new, nothing read')
  await sealingOf(store).seal()
  t.equal((await check()).verified.seals.count, 1)
  t.equal(read, all + 1, 'one new fact, one read')

  isChanged = true
  t.strictSame((await check()).verified.breaks, [])
  at += 11 * 60_000
  const again = await check()
  t.equal(again.wholeReadAt.getTime(), at)
  t.ok(again.verified.breaks.length > 0)
})

t.test('a fact that cannot be read ends the check where it stands; once it is repaired, the check goes through', async t => {
  const { store } = await openBench(t)
  let fault: LogFault | null = new LogFault('无法读取。', { settled: true, at: { stream: 'directory', revision: 0 } })
  const damaged: EventStore = { ...store, readAll: async (...call) => (fault ? Promise.reject(fault) : store.readAll(...call)) }
  const check = newLogCheck({ store: damaged, digest: sm3, attachments: temporaryAttachments(t), now: () => new Date(0) })
  t.match((await check()).verified, { complete: false, breaks: [{ stream: 'directory', revision: 0, reason: '无法读取。' }] })
  fault = new LogFault('日志暂时没有回应。', { settled: true })
  await t.rejects(check(), { message: '日志暂时没有回应。' })
  fault = null
  t.match((await check()).verified, { complete: true, breaks: { length: 0 } })
})

t.test('operators see whether, when and how much is sealed', async t => {
  const { app, clock, desks, store, models } = await openSealing(t, key)
  const metrics = async () => (await app.inject('/metrics')).body
  t.match(await metrics(), /shenbao_sealing 1\n/)
  t.notMatch(await metrics(), /shenbao_seal_age_seconds/, 'no seal, no age')
  t.notMatch(await metrics(), /shenbao_unsealed_facts 0/)
  await desks.sealing.seal()
  await readable({ store, models })
  clock.forward(90_000)
  t.match(await metrics(), /shenbao_unsealed_facts 0\n(.*\n)?shenbao_seal_age_seconds 90\n/)
  t.match(await metrics(), 'shenbao_seals_total{outcome="sealed"} 1')
  t.match((await (await openSealing(t, null)).app.inject('/metrics')).body, /shenbao_sealing 0\n/)
})

t.test('which key a server seals with', async t => {
  const at = (dataDirectory: string, over = {}) => ({ dataDirectory, eventStoreUrl: null, sealKeyFile: null, ...over })
  const cluster = { eventStoreUrl: 'esdb://localhost:2113' }
  const empty = t.testdir()
  const none = findSealKey(at(empty), false)
  t.match(none, { key: null, why: /没有加封密钥。请停下服务，运行 npx -y pnpm@12 shenbao seal/ })
  t.match(findSealKey(at(empty, cluster), true), { key: null, why: /SHENBAO_SEAL_KEY/ }, 'no key of its own on a cluster')
  t.notOk(existsSync(sealKeyFile(empty)))
  const made = findSealKey(at(empty), true)
  t.same(findSealKey(at(empty), false).key?.publicKey, made.key?.publicKey, 'the demonstration makes one and keeps it')

  const shared = createSealKey(t.testdir({ shared: {} }), 'sm2')
  const sharedFile = sealKeyFile(t.testdirName)
  const found = findSealKey(at(empty, { ...cluster, sealKeyFile: sharedFile }), false)
  t.same(found.key?.publicKey, shared.publicKey)
  t.match(findSealKey(at(empty, { sealKeyFile: `${sharedFile}.gone` }), true), { key: null, why: /SHENBAO_SEAL_KEY 所指的文件/ })
  chmodSync(sharedFile, 0o644)
  t.match(
    findSealKey(at(empty, { sealKeyFile: sharedFile }), false),
    { key: null, why: /chmod 600/ },
    'said, and the server goes on',
  )
})
