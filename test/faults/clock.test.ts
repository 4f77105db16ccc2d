/**
 * The clock of the machine is set back between two commands: they are accepted, their order is that of the log, no fact of a stream is
 * dated before the one it follows, and a look at an earlier instant leaves nothing out in the middle.
 */
import { join } from 'node:path'
import t from 'tap'
import { openSqliteEventStore } from '../../packages/event-store-sqlite/src/sqlite-event-store.ts'
import { openDesk, readable, revisionNow, send } from '../../services/server/test/desk.ts'
import { cookieOf, openBench, seed } from '../../services/server/test/harness.ts'
import { temporaryDirectory } from './temporary.ts'

/** Minutes, so that nobody's session ends meanwhile. */
const MINUTE = 60_000
const goal = (to: string) => ({ type: 'revise', changes: [{ field: 'overallGoal', to }], reason: '调整' })

t.test('a clock set back', async t => {
  const desk = await openDesk(t)
  const { app, clock, drafter, id, store } = desk
  const revise = async (to: string): Promise<void> => {
    const reply = await send(app, drafter, id, goal(to))
    t.equal(reply.statusCode, 200, reply.body)
  }
  clock.forward(20 * MINUTE)
  await revise('拨回之前')
  const before = clock.now()
  clock.forward(-15 * MINUTE)
  const setBack = clock.now()
  await revise('拨回之后')
  clock.forward(5 * MINUTE)
  await revise('还没有赶上')
  clock.forward(15 * MINUTE)
  await revise('赶上之后')

  const facts = (await store.read(`declaration-${id}`)).map(({ fact }) => fact)
  const instants = facts.slice(-4).map(({ recordedAt }) => Date.parse(recordedAt))
  t.same(
    instants,
    [before.getTime(), before.getTime(), before.getTime(), clock.now().getTime()],
    'it stands still until it has caught up',
  )

  const goalAt = async (instant: Date) =>
    (await app.inject({ url: `/api/declarations/${id}?at=${instant.toISOString()}`, headers: drafter })).json().form?.overallGoal
  t.notMatch(await goalAt(setBack), /拨回|赶上/, 'an instant before all of it')
  t.equal(await goalAt(before), '还没有赶上', 'the instant at which the clock stood')
  t.equal(await goalAt(clock.now()), '赶上之后')

  await readable(desk)
  const history = (await app.inject({ url: `/api/declarations/${id}/history`, headers: drafter })).json()
  const texts = (history.items as { changes?: { field: string; to: string }[] }[]).flatMap(({ changes = [] }) =>
    changes.filter(({ field }) => field === 'overallGoal').map(({ to }) => to),
  )
  t.same(texts, ['拨回之前', '拨回之后', '还没有赶上', '赶上之后'], 'the history has the order of the log')
  const verified = await app.inject({ url: '/api/verify', headers: await cookieOf(app, 'auditor') })
  t.equal(verified.json().verified, true)
})

t.test('an import and what follows it under a clock set back by a day', async t => {
  const file = join(temporaryDirectory(t), 'log.sqlite')
  const store = openSqliteEventStore(file)
  t.teardown(store.close)
  const first = await openBench(t, store)
  first.clock.forward(-220 * MINUTE)
  const drafter = await cookieOf(first.app, 'drafter')
  const headers = { ...drafter, 'content-type': 'text/plain' }
  const imported = await first.app.inject({ method: 'POST', url: '/api/imports', headers, payload: seed })
  t.equal(imported.statusCode, 201, imported.body)
  const [declaration] = imported.json().declarations as { id: string }[]
  if (!declaration) throw new Error('nothing imported')
  t.match(await revisionNow(first.app, drafter, declaration.id), /^"\d+"$/)
  t.equal((await send(first.app, drafter, declaration.id, { type: 'submit' })).statusCode, 200)
  const verified = await first.app.inject({ url: '/api/verify', headers: await cookieOf(first.app, 'auditor') })
  t.equal(verified.json().verified, true)
})
