/** Two people at once, a log that answers late or not at all: one truth in the end, each thing stored once. */

import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { streamOf } from '@shenbao/declaration/recorded.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import { faultAt, faultyStore } from '@shenbao/testkit/faulty-store.ts'
import { until } from '@shenbao/testkit/life.ts'
import { memoryOffice } from '@shenbao/testkit/memory-office.ts'
import { ROW, sampleForm } from '@shenbao/testkit/sample-form.ts'
import { world } from '@shenbao/testkit/world.ts'
import t from 'tap'
import { openCases } from '../src/open-cases.ts'
import { factsOf, onEveryLog } from './lanes.ts'

const target = (to: string): DeclarationCommand => ({
  type: 'revise',
  changes: [{ indicator: ROW.quantity, field: 'target', to }],
})
const key = (ordinal: number): string => `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`

onEveryLog(t, 'two commands at the same revision: one recorded, the other stale', async (t, store) => {
  const office = memoryOffice(store)
  const id = await office.open()
  const expected = (await office.parts.cases.seen(id)).revision
  const answers = await Promise.all([
    office.send('drafter', id, target('≥151(条)'), { expected }),
    office.send('drafter', id, target('≥152(条)'), { expected }),
  ])
  t.same(answers.map(answer => (answer.outcome === 'refused' ? answer.why : answer.outcome)).sort(), ['recorded', 'stale'])
  t.equal((await store.read(streamOf(id), expected + 1)).length, 1)
})

onEveryLog(t, 'the same command sent twice at once is stored once and answered twice', async (t, store) => {
  const office = memoryOffice(store)
  const id = await office.open()
  const expected = (await office.parts.cases.seen(id)).revision
  const once = () => office.send('drafter', id, target('≥151(条)'), { expected, commandId: key(1) })
  const answers = await Promise.all([once(), once(), once()])
  t.same(
    answers.map(answer => answer.outcome),
    ['recorded', 'recorded', 'recorded'],
  )
  t.equal(new Set(answers.map(answer => answer.revision)).size, 1)
  t.equal(answers.filter(answer => answer.outcome === 'recorded' && !answer.repeated).length, 1)
  t.equal((await store.read(streamOf(id), expected + 1)).length, 1)
})

onEveryLog(t, 'the same key with two bodies at once: one is recorded, the other told that its key is taken', async (t, store) => {
  const office = memoryOffice(store)
  const id = await office.open()
  const expected = (await office.parts.cases.seen(id)).revision
  const sending = { expected, commandId: key(1) }
  const answers = await Promise.all([
    office.send('drafter', id, target('≥151(条)'), sending),
    office.send('drafter', id, target('≥152(条)'), sending),
  ])
  t.same(answers.map(answer => (answer.outcome === 'refused' ? answer.why : answer.outcome)).sort(), ['key-reused', 'recorded'])
})

onEveryLog(t, 'withdraw against approve: one wins, the other is told to look again', async (t, store) => {
  const office = memoryOffice(store)
  for (const order of ['withdraw first', 'approve first'] as const) {
    const id = await office.open(sampleForm({ name: order }))
    await office.send('drafter', id, { type: 'submit' })
    const expected = (await office.parts.cases.refresh(id)).revision
    const withdraw = () => office.send('drafter', id, { type: 'withdraw' }, { expected })
    const approve = () => office.send('section-chief', id, { type: 'approve' }, { expected })
    const [first, second] = await Promise.all(order === 'withdraw first' ? [withdraw(), approve()] : [approve(), withdraw()])
    t.equal(first.outcome, 'recorded', order)
    t.match(second, { outcome: 'refused', why: 'stale' }, order)
    t.same((await office.refolded(id)).work.standing.stages, [order === 'withdraw first' ? 'drafting' : 'center-finance'])
  }
})

t.test('another server wrote in between: the stale cache is noticed, refusals are given on the newest facts', async t => {
  const store = memoryEventStore()
  const [here, there] = [memoryOffice(store), memoryOffice(store)]
  const id = await here.open()
  await here.parts.cases.seen(id)
  await there.send('drafter', id, { type: 'submit' }, { commandId: key(1) })
  const newest = (await store.read(streamOf(id))).length - 1
  t.match(await here.send('section-chief', id, { type: 'approve' }, { expected: newest, commandId: key(2) }), {
    outcome: 'recorded',
  })
  t.match(await there.send('drafter', id, { type: 'withdraw' }, { expected: newest, commandId: key(3) }), {
    outcome: 'refused',
    why: 'stale',
  })
})

t.test('an old discard sent again to a server that saw nothing of the reopening leaves the name where it is', async t => {
  const store = memoryEventStore()
  const [here, there] = [memoryOffice(store), memoryOffice(store)]
  const id = await here.open()
  const expected = (await there.parts.cases.seen(id)).revision
  const discard = { expected, commandId: key(1) }
  await here.send('drafter', id, { type: 'discard' }, discard)
  await here.send('admin', id, { type: 'reopen', reason: '误作废' }, { commandId: key(2) })
  t.match(await there.send('drafter', id, { type: 'discard' }, discard), { outcome: 'recorded', repeated: true })
  t.match(await here.receive(), { outcome: 'refused', because: { code: 'name-taken' } })
})

t.test('a conflict that left nothing behind is tried again, and again only so often', async t => {
  const store = memoryEventStore()
  const id = await memoryOffice(store).open()
  const office = memoryOffice(faultyStore(store, append => (append < 3 ? 'conflict' : null)))
  t.match(await office.send('drafter', id, { type: 'submit' }), { outcome: 'recorded', facts: ['submitted'] })
  const hopeless = memoryOffice(faultyStore(store, () => 'conflict'))
  await t.rejects(hopeless.send('drafter', id, { type: 'withdraw' }, { commandId: key(9) }), /somebody else wrote first/)
})

t.test('the log failed after storing: the same key again is answered as recorded, and nothing stands twice', async t => {
  const store = memoryEventStore()
  const id = await memoryOffice(store).open()
  const before = (await factsOf(store)).length
  const office = memoryOffice(faultyStore(store, faultAt(0, 'after')))
  const expected = (await office.parts.cases.seen(id)).revision
  const send = () => office.send('drafter', id, { type: 'submit' }, { expected, commandId: key(1) })
  await t.rejects(send(), LogFault)
  t.match(await send(), { outcome: 'recorded', facts: ['submitted'], repeated: true })
  t.match(await send(), { outcome: 'recorded', repeated: true })
  t.equal((await factsOf(store)).length, before + 1)
  const restarted = memoryOffice(store)
  t.match(await restarted.send('drafter', id, { type: 'submit' }, { expected, commandId: key(1) }), {
    outcome: 'recorded',
    repeated: true,
  })
})

t.test('the log failed before storing: nothing is there, and the same key again is recorded', async t => {
  const store = memoryEventStore()
  const id = await memoryOffice(store).open()
  const office = memoryOffice(faultyStore(store, faultAt(0, 'before')))
  const send = () => office.send('drafter', id, { type: 'submit' }, { commandId: key(1) })
  await t.rejects(send(), LogFault)
  t.match(await send(), { outcome: 'recorded', repeated: false })
})

t.test('a cached declaration equals the refolded one after every step, also where the cache vanished', async t => {
  const store = memoryEventStore()
  const office = memoryOffice(store)
  const id = await office.open()
  for (const [account, command] of until.archived) {
    await office.send(account, id, command)
    const cached = await office.parts.cases.seen(id)
    t.same(cached.state, await office.refolded(id), command.type)
    const afresh = await openCases(store, world).seen(id)
    t.same([...afresh.answered], [...cached.answered])
    t.same([afresh.revision, afresh.position, afresh.last], [cached.revision, cached.position, cached.last])
  }
})

t.test('more declarations than the cache holds: the oldest goes and comes back whole', async t => {
  const store = memoryEventStore()
  const office = memoryOffice(store)
  const forms = Array.from({ length: 260 }, (_, place) => sampleForm({ name: `项目${place}`, indicators: [] }))
  const intake = await office.receive(forms)
  const ids = intake.outcome === 'opened' ? intake.declarations.map(({ id }) => id) : []
  t.equal(ids.length, 260)
  for (const id of ids) await office.parts.cases.seen(id)
  t.equal((await office.parts.cases.seen(ids[0] ?? '')).state?.form.name, '项目0')
})
