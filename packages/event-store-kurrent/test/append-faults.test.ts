/** What becomes of an append when the answer is lost, late, refused or never given: stored once or not at all, and said so. */
import { status } from '@grpc/grpc-js'
import { thrownBy } from '@shenbao/event-store/contract/contract-test.ts'
import { factMaker } from '@shenbao/event-store/contract/sample-facts.ts'
import { LogDefect } from '@shenbao/event-store/defect.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import t from 'tap'
import { startEventStoreDouble } from './double/eventstore-double.ts'
import type { Fault } from './double/faults.ts'
import { IMPATIENT, overDouble, revisionsOf } from './over-double.ts'

const { UNAVAILABLE, CANCELLED, ABORTED, INTERNAL, DATA_LOSS, UNKNOWN, DEADLINE_EXCEEDED } = status

const outlived: readonly (readonly [string, Fault])[] = [
  ...[UNAVAILABLE, CANCELLED, ABORTED, INTERNAL, DATA_LOSS, UNKNOWN, DEADLINE_EXCEEDED].flatMap(
    (code): readonly (readonly [string, Fault])[] => [
      [`refused with ${status[code]}`, { what: 'refused', code }],
      [`stored, then broken with ${status[code]}`, { what: 'broken-after', code }],
    ],
  ),
  ['never answered and not stored', { what: 'silent' }],
  ['never answered and stored', { what: 'silent-after' }],
]

for (const [name, fault] of outlived)
  t.test(`an append that is ${name} is made again and stored once`, async t => {
    const { double, store } = await overDouble(t, fault.what.startsWith('silent') ? IMPATIENT : {})
    const facts = factMaker().facts('s', -1, 3)
    double.faults.append.add(fault)
    const answer = await store.append('s', -1, facts)
    const stored = await store.read('s')
    t.strictSame(
      answer,
      { outcome: 'appended', revision: 2, position: stored.at(-1)?.position, repeated: false },
      'the answer is that of an append that went well: this very call stored it',
    )
    t.strictSame(
      stored.map(({ fact }) => fact),
      facts,
      'once',
    )
    t.equal(double.calls('append'), 2, 'canary: the first attempt did fail')
    t.strictSame(await store.append('s', -1, facts), { ...answer, repeated: true }, 'and the next call is a repetition')
  })

t.test('an attempt that is carried out long after it was given up changes nothing', async t => {
  const { double, store } = await overDouble(t, IMPATIENT)
  const gate = Promise.withResolvers<void>()
  const make = factMaker()
  const facts = make.facts('s', -1)
  double.faults.append.add({ what: 'late', until: gate.promise })
  const answer = await store.append('s', -1, facts)
  await store.append('s', 0, make.facts('s', 0))
  gate.resolve()
  t.equal((await store.append('t', -1, make.facts('t', -1))).outcome, 'appended')
  t.strictSame(revisionsOf(await store.read('s')), [0, 1], 'stored once, by the second attempt')
  t.ok(answer.outcome === 'appended' && !answer.repeated)
})

t.test('an attempt that is carried out late loses against whoever was faster', async t => {
  const { double, store } = await overDouble(t, { ...IMPATIENT, attempts: 1 })
  const gate = Promise.withResolvers<void>()
  const make = factMaker()
  const lost = make.facts('s', -1)
  double.faults.append.add({ what: 'late', until: gate.promise })
  const fault = await thrownBy(() => store.append('s', -1, lost))
  t.ok(fault instanceof LogFault && !fault.settled, `nobody can know yet: ${String(fault)}`)
  const [rival] = make.facts('s', -1)
  if (!rival) throw new Error('one fact was asked for')
  await store.append('s', -1, [rival])
  gate.resolve()
  t.strictSame(await store.append('s', -1, lost), { outcome: 'conflict', revision: 0 }, 'the retry is told')
  t.strictSame(
    (await store.read('s')).map(({ fact }) => fact.id),
    [rival.id],
    'and the rival stands alone',
  )
})

t.test('what is never answered is given up, and says that the outcome is not known', async t => {
  const notices: unknown[] = []
  const { double, store } = await overDouble(t, { ...IMPATIENT, attempts: 3, notice: trouble => notices.push(trouble) })
  const facts = factMaker().facts('s', -1)
  double.faults.append.add({ what: 'silent-after' }, 3)
  const fault = await thrownBy(() => store.append('s', -1, facts))
  t.ok(fault instanceof LogFault && !fault.settled && /重试/.test(fault.message), String(fault))
  t.equal(double.calls('append'), 3, 'as often as was allowed')
  t.equal(notices.length, 2, 'and each attempt that was followed by another was told')
  const again = await store.append('s', -1, facts)
  t.ok(again.outcome === 'appended' && again.repeated, 'the retry of the caller finds it')
  t.strictSame(revisionsOf(await store.read('s')), [0])
})

t.test('a server that has lost sight of the ids is seen through', async t => {
  const { double, store } = await overDouble(t)
  const make = factMaker()
  const facts = make.facts('s', -1, 3)
  double.faults.append.add({ what: 'broken-after', code: UNAVAILABLE })
  double.faults.append.add({ what: 'forgetful' })
  const answer = await store.append('s', -1, facts)
  t.ok(answer.outcome === 'appended' && !answer.repeated && answer.revision === 2, 'our own retry, called a conflict')
  double.faults.append.add({ what: 'forgetful' })
  t.strictSame(await store.append('s', -1, facts), { ...answer, repeated: true }, 'a later retry, called a conflict')
  double.faults.read.add({ what: 'doubled' })
  t.strictSame(
    await store.append('s', -1, facts),
    { ...answer, repeated: true },
    'even when what stands there is delivered twice',
  )
  const strangers = make.facts('s', -1, 3)
  t.strictSame(await store.append('s', -1, strangers), { outcome: 'conflict', revision: 2 }, 'canary: a real conflict stays one')
})

t.test('a stored append that cannot be read back is not called settled', async t => {
  const { double, store } = await overDouble(t, { attempts: 2 })
  const facts = factMaker().facts('s', -1)
  double.faults.read.add({ what: 'refused', code: UNAVAILABLE }, 2)
  const away = await thrownBy(() => store.append('s', -1, facts))
  t.ok(away instanceof LogFault && !away.settled, String(away))
  double.faults.read.add({ what: 'refused', code: status.PERMISSION_DENIED, exception: 'access-denied' })
  const denied = await thrownBy(() => store.append('s', -1, facts))
  t.ok(denied instanceof LogFault && !denied.settled, String(denied))
  t.strictSame(revisionsOf(await store.read('s')), [0], 'it stands there, once')
})

t.test('what the server has decided is not asked again', async t => {
  const { double, store } = await overDouble(t)
  const make = factMaker()
  for (const [exception, code, advice] of [
    ['access-denied', status.PERMISSION_DENIED, /权限/],
    ['stream-deleted', status.FAILED_PRECONDITION, /删除/],
    ['maximum-append-size-exceeded', status.INVALID_ARGUMENT, /上限/],
    [undefined, status.UNAUTHENTICATED, /权限/],
    [undefined, status.INVALID_ARGUMENT, /拒绝/],
    [undefined, status.UNIMPLEMENTED, /拒绝/],
  ] as const) {
    const before = double.calls('append')
    double.faults.append.add({ what: 'refused', code, ...(exception ? { exception } : {}) })
    const fault = await thrownBy(() => store.append('s', -1, make.facts('s', -1)))
    t.ok(fault instanceof LogFault && fault.settled && advice.test(fault.message), String(fault))
    t.equal(double.calls('append'), before + 1, 'asked once')
  }
  double.faults.append.add({ what: 'broken-after', code: UNAVAILABLE })
  double.faults.append.add({ what: 'refused', code: status.PERMISSION_DENIED, exception: 'access-denied' })
  const fault = await thrownBy(() => store.append('s', -1, make.facts('s', -1)))
  t.ok(fault instanceof LogFault && !fault.settled, `a refusal after an unknown outcome settles nothing: ${String(fault)}`)
  const calls = double.calls('append')
  t.equal((await store.append('s', -1, make.facts('s', -1))).outcome, 'conflict')
  t.equal(double.calls('append'), calls + 1, 'nor is a conflict')
})

t.test('one append that fails leaves its neighbours alone', async t => {
  const { double, store } = await overDouble(t)
  const gate = Promise.withResolvers<void>()
  const make = factMaker()
  double.faults.append.add({ what: 'late', until: gate.promise })
  const neighbour = store.append('neighbour', -1, make.facts('neighbour', -1))
  while (double.faults.append.left() > 0) await new Promise(resolve => setImmediate(resolve))
  double.faults.append.add({ what: 'refused', code: UNAVAILABLE })
  t.equal((await store.append('s', -1, make.facts('s', -1))).outcome, 'appended', 'fails and is made again')
  gate.resolve()
  t.equal((await neighbour).outcome, 'appended')
  t.equal(double.calls('append'), 3, 'the neighbour needed one attempt only')
})

t.test('an append goes where the leader is', async t => {
  const leader = await startEventStoreDouble()
  t.teardown(leader.stop)
  const { double: follower, store } = await overDouble(t)
  const make = factMaker()
  follower.faults.append.add({ what: 'not-leader', host: '127.0.0.1', port: leader.port })
  t.equal((await store.append('s', -1, make.facts('s', -1))).outcome, 'appended')
  t.equal(leader.log.ofStream('s').length, 1, 'it is stored there')
  t.equal(follower.log.ofStream('s').length, 0, 'and not here')
  t.strictSame(
    [...follower.leaderRequired(), ...leader.leaderRequired()],
    ['true', 'true'],
    'only the leader is allowed to take it',
  )
  const lost = await overDouble(t, { attempts: 2 })
  lost.double.faults.append.add({ what: 'not-leader', host: '127.0.0.1', port: lost.double.port }, 2)
  const fault = await thrownBy(() => lost.store.append('s', -1, make.facts('s', -1)))
  t.ok(fault instanceof LogFault && fault.settled, 'a cluster without a leader has certainly stored nothing')
})

t.test('a server that is started again is found again', async t => {
  const { double, store } = await overDouble(t, { attempts: 1_000, pause: () => 20 })
  const make = factMaker()
  await store.append('s', -1, make.facts('s', -1))
  await double.stop()
  const [append, read] = [store.append('s', 0, make.facts('s', 0)), store.read('s')]
  const again = await startEventStoreDouble({ log: double.log, port: double.port })
  t.teardown(again.stop)
  t.equal((await append).outcome, 'appended', 'an append made meanwhile')
  t.ok((await read).length >= 1, 'a reading made meanwhile')
  t.strictSame(revisionsOf(await store.read('s')), [0, 1])
})

t.test('sizes are checked before anything is sent', async t => {
  const { double, store } = await overDouble(t, { appendBytesMax: 2_000 })
  const make = factMaker()
  const large = make.facts('s', -1, 1, { text: 'x'.repeat(2_000) })
  t.ok((await thrownBy(() => store.append('s', -1, large))) instanceof LogDefect, 'above the limit')
  const many = make.facts('s', -1, 8)
  t.ok((await thrownBy(() => store.append('s', -1, many))) instanceof LogDefect, 'above it together: it is never split')
  t.equal(double.calls('append'), 0, 'nothing was sent')
  t.equal((await store.append('s', -1, make.facts('s', -1))).outcome, 'appended', 'canary: below it')
})

t.test('the size that is checked is the size the server counts', async t => {
  const { double, store } = await overDouble(t)
  const facts = (bytes: number) => factMaker().facts('s', -1, 1, { text: 'x'.repeat(bytes) })
  let [fits, exceeds] = [0, 1024 * 1024]
  while (exceeds - fits > 1) {
    const middle = Math.floor((fits + exceeds) / 2)
    const stream = `s${middle}`
    const renamed = facts(middle).map(fact => ({ ...fact, stream }))
    const thrown = await store.append(stream, -1, renamed).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    if (thrown === null) fits = middle
    else {
      t.ok(thrown instanceof LogDefect, `${middle}: refused here and not by the server`)
      exceeds = middle
    }
  }
  t.ok(fits > 1024 * 1024 - 2_000, `up to ${fits} bytes of text`)
  t.equal(double.faults.append.left(), 0)
})

t.test('what is no fact is refused before anything is sent, whatever the client would make of it', async t => {
  const { double, store } = await overDouble(t)
  const make = factMaker()
  const cycle: Record<string, unknown> = {}
  cycle['itself'] = cycle
  for (const value of [1n, Number.NaN, undefined, new Date(0), cycle, () => 1]) {
    const facts = make.facts('s', -1).map(fact => Object.assign({ ...fact }, { data: { value } }))
    t.ok((await thrownBy(() => store.append('s', -1, facts))) instanceof LogDefect, typeof value)
  }
  for (const [stream, change] of [
    ['$stats', {}],
    ['s', { type: '$>' }],
    ['s', { id: 'ABCDEF00-0000-4000-8000-00000000000A' }],
  ] as const) {
    const facts = make.facts(stream, -1).map(fact => ({ ...fact, ...change }))
    t.ok((await thrownBy(() => store.append(stream, -1, facts))) instanceof LogDefect, JSON.stringify([stream, change]))
  }
  t.equal(double.calls('append'), 0)
})

t.test('a fact that the server puts elsewhere is reported, not taken for stored', async t => {
  const { double, store } = await overDouble(t)
  const make = factMaker()
  await store.append('s', -1, make.facts('s', -1, 3))
  double.log.deleteSoftly('s')
  t.strictSame(await store.read('s'), [], 'deleted behind our back')
  const fault = await thrownBy(() => store.append('s', -1, make.facts('s', -1)))
  t.ok(fault instanceof LogFault && fault.at?.revision === 0 && /第 3 号/.test(fault.message), String(fault))
  const hole = await thrownBy(() => store.read('s'))
  t.ok(hole instanceof LogFault && hole.at?.revision === 0, `nor can it be read as if nothing had been there: ${String(hole)}`)
})

t.test('many first appends at once do not wait for one another for ever', async t => {
  const { store } = await overDouble(t)
  const make = factMaker()
  const streams = Array.from({ length: 300 }, (_, index) => `s${index}`)
  const answers = await Promise.all(streams.map(stream => store.append(stream, -1, make.facts(stream, -1))))
  t.ok(answers.every(({ outcome }) => outcome === 'appended'))
})
