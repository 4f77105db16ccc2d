/** Habits of the client that would bite: each is shown to exist, or to be out of reach from here. */
import { spawnSync } from 'node:child_process'
import { createServer, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { thrownBy } from '@shenbao/event-store/contract/contract-test.ts'
import { factMaker } from '@shenbao/event-store/contract/sample-facts.ts'
import { LogDefect } from '@shenbao/event-store/defect.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import fc from 'fast-check'
import t from 'tap'
import { openKurrentEventStore } from '../src/kurrent-event-store.ts'
import { logPositionOf, positionText } from '../src/log-position.ts'
import { growingPause } from '../src/retry.ts'
import { startEventStoreDouble } from './double/eventstore-double.ts'
import { IMPATIENT, overDouble, until } from './over-double.ts'

t.test('appends never share a stream, and the server is never asked what it can do', async t => {
  const { double, store } = await overDouble(t)
  const make = factMaker()
  await Promise.all(['a', 'b', 'c'].map(stream => store.append(stream, -1, make.facts(stream, -1))))
  t.strictSame([double.calls('append'), double.calls('batchAppend'), double.calls('getSupportedMethods')], [3, 0, 0])
  const bare = EventStoreDBClient.connectionString(double.url)
  await bare.appendToStream('d', jsonEvent({ type: 'x', data: {} }))
  t.strictSame(
    [double.calls('batchAppend'), double.calls('getSupportedMethods')],
    [1, 1],
    'canary: left alone, the client does both',
  )
  await bare.dispose()
})

t.test('an endpoint that accepts and never speaks is given up', async t => {
  const sockets: Socket[] = []
  const deaf = createServer(socket => sockets.push(socket))
  await new Promise<void>(resolve => deaf.listen(0, '127.0.0.1', resolve))
  const address = deaf.address()
  if (address === null || typeof address === 'string') throw new Error('a port was asked for')
  t.teardown(() => {
    deaf.close()
    for (const socket of sockets) socket.destroy()
  })
  const store = openKurrentEventStore(`esdb://127.0.0.1:${address.port}?tls=false`, {
    ...IMPATIENT,
    attempts: 2,
    pause: () => 1,
  })
  const make = factMaker()
  const feed = store.follow(null, new AbortController().signal)[Symbol.asyncIterator]()
  const followed = thrownBy(() => feed.next())
  for (const [name, call] of [
    ['head', () => store.head()],
    ['read', () => store.read('s')],
    ['append', () => store.append('s', -1, make.facts('s', -1))],
  ] as const) {
    const fault = await thrownBy(call)
    t.ok(fault instanceof LogFault && fault.settled === (name !== 'append'), `${name}: ${String(fault)}`)
  }
  await store.close()
  t.ok((await followed) instanceof LogFault, 'closing does not wait for ever either')
})

t.test('a failing search for the leader does not end the process', async t => {
  const script = fileURLToPath(new URL('./search-for-leader.ts', import.meta.url))
  const run = (how: string) => spawnSync(process.execPath, [script, how], { encoding: 'utf8', timeout: 20_000 })
  const bare = run('bare')
  t.not(bare.status, 0, 'canary: left alone, the client ends it')
  t.match(bare.stderr, /Failed to discover/)
  const guarded = run('guarded')
  t.equal(guarded.status, 0, guarded.stderr)
  t.match(guarded.stdout, /暂时没有回应/, 'whoever waited is told')
})

t.test('connection strings that would bite are refused, without a word of what stands in them', async t => {
  for (const [url, why] of [
    ['', /形式/],
    ['localhost:2113', /形式/],
    ['http://localhost:2113', /形式/],
    ['esdb://', /形式/],
    ['esdb://admin:secret@host:2113?tlsVerifyCert=false', /tlsverifycert/],
    ['esdb://admin:secret@host:2113?throwOnAppendFailure=false', /throwonappendfailure/],
    ['esdb://admin:secret@host:2113?keepAliveTimeout=-1', /keepAliveTimeout/],
    ['esdb://admin:secret@host:2113?keep_alive_timeout=-1', /keepAliveTimeout/],
    ['esdb://admin:secret@host:2113?unheard=of', /unheard/],
    ['esdb://host:2113', /用户和密码/],
    ['esdb://admin:secret@host:secret?tls=true', /解析/],
    ['esdb://admin:secret@host:2113?tlsCAFile=secret.crt', /解析/],
  ] as const) {
    const fault = await thrownBy(async () => openKurrentEventStore(url))
    t.ok(fault instanceof LogFault && fault.settled && why.test(fault.message), `${url}: ${String(fault)}`)
    t.notMatch(JSON.stringify([String(fault), fault instanceof Error ? fault.cause : '']), /secret/)
  }
  for (const url of [
    'esdb://host:2113?tls=false',
    'esdb://admin:changeit@host:2113',
    'esdb+discover://admin:changeit@a:2111,b:2112,c:2113?nodePreference=leader&keepAliveInterval=10000',
  ])
    await openKurrentEventStore(url).close()
})

t.test('positions are texts in the order of the log, far above what a number can count', async t => {
  const number = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
  const position = fc.record({ commit: number, prepare: number })
  fc.assert(
    fc.property(position, position, (a, b) => {
      const inOrder = a.commit < b.commit || (a.commit === b.commit && a.prepare < b.prepare)
      return positionText(a) < positionText(b) === inOrder && logPositionOf(positionText(a)).prepare === a.prepare
    }),
  )
  for (const text of ['', '1-1', `${'9'.repeat(20)}-${'0'.repeat(20)}`, `${'0'.repeat(20)}-${'0'.repeat(20)}x`])
    t.ok((await thrownBy(async () => logPositionOf(text))) instanceof LogDefect, JSON.stringify(text))
  const { store } = await overDouble(t)
  await store.append('s', -1, factMaker().facts('s', -1, 2))
  const [first, second] = await store.read('s')
  if (!first || !second) throw new Error('two facts were stored')
  t.ok(logPositionOf(first.position).commit > BigInt(Number.MAX_SAFE_INTEGER), 'canary: the double is up there')
  t.ok(first.position < second.position)
})

t.test('closing lets what was begun come to its end, and nothing begin', async t => {
  const { double, store } = await overDouble(t)
  const gate = Promise.withResolvers<void>()
  const make = factMaker()
  await store.append('s', -1, make.facts('s', -1))
  double.faults.append.add({ what: 'late', until: gate.promise })
  const last = store.append('s', 0, make.facts('s', 0))
  await until(() => double.faults.append.left() === 0)
  const closing = store.close()
  t.ok((await thrownBy(() => store.append('s', 1, make.facts('s', 1)))) instanceof LogFault, 'nothing begins')
  gate.resolve()
  t.equal((await last).outcome, 'appended', 'the one under way is taken')
  await closing
  t.equal(double.log.ofStream('s').length, 2)
  await until(() => double.openReads() === 0)
})

t.test('closing ends retries', async t => {
  const { double, store } = await overDouble(t, { attempts: 1_000, pause: () => 60_000 })
  double.faults.append.add({ what: 'refused', code: 14 })
  const fault = thrownBy(() => store.append('s', -1, factMaker().facts('s', -1)))
  await until(() => double.faults.append.left() === 0)
  await store.close()
  const thrown = await fault
  t.ok(thrown instanceof LogFault && !thrown.settled, 'and says that the outcome is not known')
})

t.test('pauses grow, stay within bounds, and differ between clients', async t => {
  const [none, all] = [growingPause(() => 0), growingPause(() => 1)]
  for (let failures = 0; failures < 2_000; failures = failures * 2 + 1) {
    t.ok(none(failures) * 2 === all(failures) && all(failures) <= 5_000, `${none(failures)} to ${all(failures)}`)
    t.ok(all(failures + 1) >= all(failures))
  }
})

t.test('the search for the leader is asked of the cluster', async t => {
  const double = await startEventStoreDouble()
  const store = openKurrentEventStore(`esdb+discover://127.0.0.1:${double.port}?tls=false`)
  t.teardown(async () => {
    await store.close()
    await double.stop()
  })
  t.equal((await store.append('s', -1, factMaker().facts('s', -1))).outcome, 'appended')
  t.equal(double.calls('gossip'), 1)
})
