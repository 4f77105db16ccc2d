/** Readers and followers over a server that breaks off, repeats itself, falls silent, and holds much that is not ours. */
import { status } from '@grpc/grpc-js'
import { thrownBy } from '@shenbao/event-store/contract/contract-test.ts'
import { factMaker } from '@shenbao/event-store/contract/sample-facts.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import t from 'tap'
import { openKurrentEventStore } from '../src/kurrent-event-store.ts'
import { startEventStoreDouble } from './double/eventstore-double.ts'
import type { Fault } from './double/faults.ts'
import { serverEvent } from './double/stored-log.ts'
import { IMPATIENT, overDouble, revisionsOf, take, until } from './over-double.ts'

const { UNAVAILABLE, INTERNAL } = status

const broken: readonly (readonly [string, Fault])[] = [
  ['is refused', { what: 'refused', code: UNAVAILABLE }],
  ['breaks in the middle', { what: 'broken-after', code: INTERNAL, events: 3 }],
  ['falls silent in the middle', { what: 'silent', events: 3 }],
  ['is never answered', { what: 'silent' }],
  ['delivers everything twice', { what: 'doubled' }],
]

for (const [name, fault] of broken)
  t.test(`a reading that ${name} gives each fact once`, async t => {
    const { double, store } = await overDouble(t, fault.what === 'silent' ? IMPATIENT : {})
    await store.append('s', -1, factMaker().facts('s', -1, 8))
    const wanted = [0, 1, 2, 3, 4, 5, 6, 7]
    for (const [way, read] of [
      ['the stream', () => store.read('s')],
      ['the feed', () => store.readAll(null, 100)],
    ] as const) {
      double.faults.read.add(fault)
      t.strictSame(revisionsOf(await read()), wanted, way)
      t.equal(double.faults.read.left(), 0, 'canary: the fault did happen')
    }
    double.faults.read.add(fault)
    t.equal(await store.head(), (await store.read('s')).at(-1)?.position, 'the head')
    await until(() => double.openReads() === 0)
    t.pass('no call is left open on the server')
  })

t.test('a call that is given up does not cut short the readings of others', async t => {
  const { double, store } = await overDouble(t, IMPATIENT)
  await store.append('s', -1, factMaker().facts('s', -1, 8))
  double.faults.read.add({ what: 'silent' })
  double.faults.read.add({ what: 'silent', events: 3 })
  const first = store.head()
  await until(() => double.faults.read.left() === 1)
  t.equal((await store.read('s')).length, 8, 'a reading under way when the other is given up')
  t.ok((await first) !== null)
})

t.test('what stays away is given up in reading, and says so', async t => {
  const { double, store } = await overDouble(t, { attempts: 2 })
  await store.append('s', -1, factMaker().facts('s', -1))
  for (const read of [() => store.read('s'), () => store.readAll(null, 1), () => store.head()]) {
    double.faults.read.add({ what: 'refused', code: UNAVAILABLE }, 2)
    const fault = await thrownBy(read)
    t.ok(fault instanceof LogFault && fault.settled && /\p{Script=Han}/u.test(fault.message), String(fault))
  }
  double.faults.read.add({ what: 'refused', code: status.PERMISSION_DENIED, exception: 'access-denied' })
  const denied = await thrownBy(() => store.readAll(null, 1))
  t.match(denied instanceof LogFault ? denied.message : '', /\$admins/, 'a refusal names the right that is missing')
})

for (const how of ['error', 'end'] as const)
  t.test(`a follower whose subscription is dropped (${how}) goes on where it was`, async t => {
    const notices: unknown[] = []
    const { double, store } = await overDouble(t, { notice: trouble => notices.push(trouble) })
    const make = factMaker()
    await store.append('s', -1, make.facts('s', -1, 3))
    const other = openKurrentEventStore(double.url)
    t.teardown(other.close)
    const stop = new AbortController()
    const feed = store.follow(null, stop.signal)[Symbol.asyncIterator]()
    const seen = [...(await take(feed, 3))]
    for (let round = 0; round < 5; round += 1) {
      await until(() => double.subscriptions.count() === 1)
      double.subscriptions.drop(how)
      const next = feed.next()
      await other.append('s', 2 + round, make.facts('s', 2 + round))
      const { value } = await next
      if (value) seen.push(value)
    }
    t.strictSame(seen, await store.readAll(null, 100), 'nothing is lost, nothing comes twice')
    t.ok(notices.length >= 5, 'each drop was told')
    stop.abort()
  })

t.test('a follower does not depend on what the subscription says', async t => {
  const { double, store } = await overDouble(t, { silenceMilliseconds: 50 })
  const other = openKurrentEventStore(double.url)
  t.teardown(other.close)
  const make = factMaker()
  double.subscriptions.mute(true)
  const stop = new AbortController()
  const feed = store.follow(null, stop.signal)[Symbol.asyncIterator]()
  const next = feed.next()
  await until(() => double.subscriptions.count() > 0)
  await other.append('s', -1, make.facts('s', -1))
  t.equal((await next).value?.fact.revision, 0, 'a subscription that is open and silent holds nothing back')
  await until(() => double.calls('subscribe') >= 2)
  t.pass('and it is made anew')
  stop.abort()
})

t.test('a follower lives through a server that is away', async t => {
  const { double, store } = await overDouble(t, { attempts: 1, silenceMilliseconds: 100, pause: () => 10 })
  const make = factMaker()
  await store.append('s', -1, make.facts('s', -1))
  const stop = new AbortController()
  const feed = store.follow(null, stop.signal)[Symbol.asyncIterator]()
  const seen = [...(await take(feed, 1))]
  const next = feed.next()
  await double.stop()
  t.ok((await thrownBy(() => store.head())) instanceof LogFault, 'canary: it is away')
  const again = await startEventStoreDouble({ log: double.log, port: double.port })
  t.teardown(again.stop)
  const other = openKurrentEventStore(again.url)
  t.teardown(other.close)
  await other.append('s', 0, make.facts('s', 0))
  const { value } = await next
  if (value) seen.push(value)
  t.strictSame(revisionsOf(seen), [0, 1])
  stop.abort()
})

t.test('a follower ends with the fault where waiting is no use', async t => {
  const { double, store } = await overDouble(t)
  double.faults.read.add({ what: 'refused', code: status.PERMISSION_DENIED, exception: 'access-denied' })
  const fault = await thrownBy(() => take(store.follow(null, new AbortController().signal)[Symbol.asyncIterator](), 1))
  t.ok(fault instanceof LogFault && /权限/.test(fault.message), String(fault))
  await until(() => double.openReads() === 0)
  const waiting = store.follow(null, new AbortController().signal)[Symbol.asyncIterator]().next()
  await until(() => double.subscriptions.count() === 1)
  await store.close()
  const closed = await thrownBy(() => waiting)
  t.ok(closed instanceof LogFault && /关闭/.test(closed.message), `closed while it waits: ${String(closed)}`)
  await until(() => double.openReads() === 0)
  t.pass('no call is left open on the server')
})

t.test('a follower that leaves takes its subscription along, the last one', async t => {
  const { double, store } = await overDouble(t)
  await store.append('s', -1, factMaker().facts('s', -1, 3))
  const staying = store.follow(null, new AbortController().signal)[Symbol.asyncIterator]()
  await take(staying, 3)
  for await (const _ of store.follow(null, new AbortController().signal)) break
  await until(() => double.openReads() === 1)
  t.equal(double.subscriptions.count(), 1, 'one subscription, whoever follows')
  await staying.return?.()
  await until(() => double.openReads() === 0)
  t.pass('none once nobody follows')
})

t.test('a slow follower holds one page and no more', async t => {
  const { double, store } = await overDouble(t)
  for (let part = 0; part < 4; part += 1) await store.append(`s${part}`, -1, factMaker().facts(`s${part}`, -1, 500))
  const before = double.calls('read')
  const feed = store.follow(null, new AbortController().signal)[Symbol.asyncIterator]()
  await take(feed, 10)
  t.ok(double.calls('read') - before <= 2, `${double.calls('read') - before} pages were read for ten facts of two thousand`)
  await feed.return?.()
})

t.test('events of the server and of other products are passed over', async t => {
  const { double, store } = await overDouble(t)
  const make = factMaker()
  const noise = (count: number): void => {
    for (let written = 0; written < count; written += 1) double.log.append('another-product', 'any', [serverEvent('OrderPlaced')])
  }
  noise(700)
  t.equal(await store.head(), null, 'a log without facts has no head, however much stands on the server')
  t.strictSame(await store.readAll(null, 10), [], 'and no facts')
  await store.append('s', -1, make.facts('s', -1, 2))
  noise(700)
  await store.append('s', 1, make.facts('s', 1, 2))
  noise(700)
  const whole = await store.readAll(null, 10)
  t.strictSame(revisionsOf(whole), [0, 1, 2, 3], 'the facts among them')
  t.strictSame(revisionsOf(await store.readAll(null, 3)), [0, 1, 2], 'no more than were asked for')
  t.strictSame(revisionsOf(await store.readAll(whole[1]?.position ?? null, 10)), [2, 3])
  t.equal(await store.head(), whole.at(-1)?.position)
  t.equal(await store.head(), whole.at(-1)?.position, 'asked again')
  const end = whole.at(-1)?.position ?? null
  await store.readAll(end, 10)
  const before = double.calls('read')
  await store.readAll(end, 10)
  t.equal(double.calls('read'), before + 1, 'what was passed over is not read again by whoever waits')
  await store.append('s', 3, make.facts('s', 3))
  t.strictSame(revisionsOf(await store.readAll(end, 10)), [4], 'and what comes then is seen')
})

t.test('an event of somebody else in one of our streams is reported', async t => {
  const { double, store } = await overDouble(t)
  const make = factMaker()
  await store.append('s', -1, make.facts('s', -1))
  double.log.append('s', 0, [serverEvent('OrderPlaced')])
  const fault = await thrownBy(() => store.read('s'))
  t.ok(fault instanceof LogFault && fault.at?.stream === 's' && fault.at.revision === 1, String(fault))
})

t.test('logs that share a server do not see one another', async t => {
  const { double, store } = await overDouble(t)
  const beside = openKurrentEventStore(double.url, { log: 'beside/' })
  t.teardown(beside.close)
  const make = factMaker()
  await store.append('s', -1, make.facts('s', -1, 2))
  await beside.append('s', -1, make.facts('s', -1))
  t.strictSame([revisionsOf(await store.readAll(null, 9)), revisionsOf(await beside.readAll(null, 9))], [[0, 1], [0]])
  t.strictSame(double.log.ofStream('beside/s').length, 1, 'streams of the named log carry its name')
  t.not(await store.head(), await beside.head())
})

t.test('what is written on one is read on the other, when the reader names the position', async t => {
  const { double, store } = await overDouble(t)
  const other = openKurrentEventStore(double.url)
  t.teardown(other.close)
  const make = factMaker()
  for (let revision = -1; revision < 20; revision += 1) {
    const [writer, reader] = revision % 2 === 0 ? [store, other] : [other, store]
    const answer = await writer.append('s', revision, make.facts('s', revision))
    const seen = (await reader.readAll(null, 100)).at(-1)
    t.equal(answer.outcome === 'appended' && answer.position, seen?.position)
  }
})

t.test('a server that tells no positions in streams is too old, and is told so', async t => {
  const { double, store } = await overDouble(t)
  await store.append('s', -1, factMaker().facts('s', -1))
  double.faults.read.add({ what: 'no-positions' })
  const fault = await thrownBy(() => store.read('s'))
  t.match(fault instanceof LogFault ? fault.message : '', /22\.6/)
})
