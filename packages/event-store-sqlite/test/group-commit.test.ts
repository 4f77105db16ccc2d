import { factMaker } from '@shenbao/event-store/contract/sample-facts.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import t from 'tap'
import { openSqliteEventStore } from '../src/sqlite-event-store.ts'
import { temporaryLog } from './temporary-log.ts'

t.test('appends of one turn share one commit, appends one after another do not', async t => {
  const store = openSqliteEventStore(temporaryLog(t))
  const make = factMaker()
  const streams = Array.from({ length: 64 }, (_, index) => `s${index}`)
  await Promise.all(streams.map(stream => store.append(stream, -1, make.facts(stream, -1))))
  t.equal(store.commits(), 1)
  for (const stream of streams.slice(0, 5)) await store.append(stream, 0, make.facts(stream, 0))
  t.equal(store.commits(), 6)
  await store.close()
})

t.test('a group is closed when it has grown large, and the rest follows', async t => {
  const store = openSqliteEventStore(temporaryLog(t))
  const make = factMaker()
  const streams = Array.from({ length: 6 }, (_, index) => `s${index}`)
  const answers = await Promise.all(streams.map(stream => store.append(stream, -1, make.facts(stream, -1, 200))))
  t.ok(answers.every(({ outcome }) => outcome === 'appended'))
  t.equal(store.commits(), 2, '6 × 200 facts: three appends fill a group of 500')
  await store.close()
})

t.test('each append of a group is judged by itself, after those before it', async t => {
  const store = openSqliteEventStore(temporaryLog(t))
  const make = factMaker()
  const [first] = make.facts('a', -1)
  if (!first) throw new Error('one fact was asked for')
  const answers = await Promise.allSettled([
    store.append('a', -1, [first]),
    store.append('a', -1, make.facts('a', -1)),
    store.append('b', -1, [{ ...first, stream: 'b' }]),
    store.append('a', 0, make.facts('a', 0, 2)),
    store.append('a', -1, [first]),
    store.append('c', 5, make.facts('c', 5)),
    store.append('b', -1, make.facts('b', -1)),
  ])
  t.strictSame(
    answers.map(answer => (answer.status === 'rejected' ? answer.reason.name : answer.value)),
    [
      { outcome: 'appended', revision: 0, position: '0000000000000001', repeated: false },
      { outcome: 'conflict', revision: 0 },
      'LogDefect',
      { outcome: 'appended', revision: 2, position: '0000000000000003', repeated: false },
      { outcome: 'appended', revision: 0, position: '0000000000000001', repeated: true },
      { outcome: 'conflict', revision: -1 },
      { outcome: 'appended', revision: 0, position: '0000000000000004', repeated: false },
    ],
  )
  t.equal(store.commits(), 1)
  await store.close()
})

t.test('a full disk rejects the whole group, stores none of it and lets the log go on', async t => {
  const file = temporaryLog(t)
  const store = openSqliteEventStore(file, { sizeMaxBytes: 64 * 1024 })
  const make = factMaker()
  await store.append('kept', -1, make.facts('kept', -1))
  const large = make.facts('large', -1, 1, { text: 'x'.repeat(100_000) })
  const group = await Promise.allSettled([store.append('small', -1, make.facts('small', -1)), store.append('large', -1, large)])
  for (const answer of group) {
    const fault = answer.status === 'rejected' ? answer.reason : answer.value
    t.ok(fault instanceof LogFault && fault.settled && /磁盘已满/.test(fault.message), String(fault))
  }
  t.equal((await store.readAll(null, 10)).length, 1, 'nothing of the group is there')
  t.equal((await store.append('kept', 0, make.facts('kept', 0))).outcome, 'appended', 'what fits is taken')
  await store.close()

  const roomier = openSqliteEventStore(file)
  t.equal((await roomier.append('large', -1, large)).outcome, 'appended', 'the same append, once there is room')
  t.equal((await roomier.readAll(null, 10)).length, 3)
  await roomier.close()
})
