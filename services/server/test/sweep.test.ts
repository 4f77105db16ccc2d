// Shows that deadlines which have run out are found on working days, recorded once, and seen by whoever is asked; the date is moved, no timer is.
import { workingDays } from '@shenbao/directory/working-days.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { type EventStore, LogFault } from '@shenbao/event-store/port.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import type { HandlerParts } from '@shenbao/handler/handle-command.ts'
import { lapseDeadline } from '@shenbao/handler/lapse.ts'
import { openCases } from '@shenbao/handler/open-cases.ts'
import { dueDeadlines } from '@shenbao/read-models/queries/due-deadlines.ts'
import { openReadModels } from '@shenbao/read-models/read-models.ts'
import type { DeadlineDefinition } from '@shenbao/workflow/route.ts'
import t, { type Test } from 'tap'
import { connect, type Deps } from '../src/connect.ts'
import type { App } from '../src/routes/route-plugin.ts'
import { recorderOf } from '../src/shipped.ts'
import { importText, readable, send } from './desk.ts'
import { cookieOf, openBench, seed } from './harness.ts'

const limits: Readonly<Record<string, DeadlineDefinition>> = {
  'center-section': { workingDays: 2, lapse: 'escalate', to: { role: 'center-leader', at: 'unit' } },
  'center-finance': { workingDays: 3, lapse: 'mark' },
}

/** The administrator publishes the shipped route with time limits in it, and everybody begins on it. */
const limitTheTime = async (app: App): Promise<void> => {
  const headers = await cookieOf(app, 'admin')
  const { definition } = (await app.inject({ url: '/api/routes/center-bureau/1', headers })).json()
  const stages = definition.stages.map((stage: { name: string }) => ({
    ...stage,
    ...(limits[stage.name] && { deadline: limits[stage.name] }),
  }))
  const route = { id: 'with-limits', version: 1 }
  const published = await app.inject({
    method: 'POST',
    url: '/api/routes',
    headers,
    payload: { ...definition, ...route, stages },
  })
  if (published.statusCode !== 201) throw new Error(published.body)
  const payload = { unit: null, when: [], route }
  const assigned = await app.inject({ method: 'POST', url: '/api/route-assignments', headers, payload })
  if (assigned.statusCode !== 201) throw new Error(assigned.body)
}

/** A server on the Monday before the 国庆 of 2026, the first declaration sent to the section chief, who has until Wednesday. */
const openOffice = async (t: Test, store: EventStore = memoryEventStore()) => {
  let today = '2026-09-28'
  const clock = { now: () => new Date(`${today}T01:00:00.000Z`), today: () => today, forward: () => undefined }
  const bench = await openBench(t, store, { clock })
  await limitTheTime(bench.app)
  const drafter = await cookieOf(bench.app, 'drafter')
  const declarations: { id: string }[] = (await importText(bench.app, drafter, seed)).json().declarations
  const ids = declarations.map(({ id }) => id)
  const [id = ''] = ids
  const submitted = await send(bench.app, drafter, id, { type: 'submit' })
  t.equal(submitted.statusCode, 200, submitted.body)
  await readable(bench)
  const lapses = async () => {
    const facts = (await store.readAll(null, 10_000)).map(({ fact }) => fact)
    return facts.filter(({ type }) => type === 'deadline-lapsed')
  }
  const todo = async (account: string) => {
    await readable(bench)
    return (await bench.app.inject({ url: '/api/tasks', headers: await cookieOf(bench.app, account) })).json()
  }
  const set = (day: string): void => {
    today = day
  }
  return { ...bench, drafter, id, ids, lapses, todo, set, desks: connect(bench.deps) }
}

/** What the sweep records with, as `connect` puts it together. */
const partsOf = ({ store, world, clock, digest }: Deps): HandlerParts => ({
  ...recorderOf({ store, digest, clock }),
  world,
  cases: openCases(store, world),
  around: async () => ({ people: () => ({ holders: () => [], serves: () => true }), days: workingDays() }),
})

const onEveryLog = (what: string, run: (t: Test, store: EventStore) => Promise<void>): void => {
  t.test(`${what} (memory)`, t => run(t, memoryEventStore()))
  t.test(`${what} (SQLite)`, async t => {
    const store = openSqliteEventStore(`${t.testdir({})}/log.sqlite`)
    t.teardown(() => store.close())
    await run(t, store)
  })
}

onEveryLog('not before it is due, not on a rest day, then once', async (t, store) => {
  const { desks, set, lapses } = await openOffice(t, store)
  for (const day of ['2026-09-28', '2026-09-30', '2026-10-03', '2026-10-07']) {
    set(day)
    await desks.sweeping.sweep()
    t.same(await lapses(), [], day)
  }
  set('2026-10-08')
  await desks.sweeping.sweep()
  await desks.sweeping.sweep()
  t.match(await lapses(), [
    { actor: 'system', effectiveOn: '2026-10-08', data: { stage: 'center-section', dueOn: '2026-09-30' } },
  ])
  t.equal((await lapses()).length, 1)
  t.match(desks.metrics.text({}), 'shenbao_deadlines_total{outcome="recorded"} 1')
})

t.test('what people see: until when, how late, and what was escalated to them', async t => {
  const { app, models, desks, set, todo, id, store } = await openOffice(t)
  t.match(await todo('section-chief'), { items: [{ id, dueOn: '2026-09-30', workingDaysLeft: 2, lapsed: false }] })
  t.match(await todo('center-leader'), { items: [] })
  set('2026-10-09')
  t.match((await todo('section-chief')).items, [{ dueOn: '2026-09-30', workingDaysLeft: -2, lapsed: false, overdue: true }])
  await desks.sweeping.sweep()
  t.match((await todo('section-chief')).items, [{ id, workingDaysLeft: -2, lapsed: true }])
  t.match((await todo('center-leader')).items, [{ id, waitingStage: 'center-section', workingDaysLeft: -2, lapsed: true }])
  const chief = await cookieOf(app, 'section-chief')
  const seen = { dueOn: '2026-09-30', workingDaysLeft: -2, lapsed: true }
  const one = (await app.inject({ url: `/api/declarations/${id}`, headers: chief })).json()
  t.match(one, { ...seen, deadlines: [{ stage: 'center-section', ...seen }] })
  const [first, second] = (await app.inject({ url: '/api/declarations', headers: chief })).json().items
  t.match([first, second], [seen, { dueOn: null, workingDaysLeft: null, lapsed: false }])
  const { items } = (await app.inject({ url: `/api/declarations/${id}/history`, headers: chief })).json()
  t.match(items.slice(-2), [
    { type: 'deadline-set', reason: '2026-09-30（2 个工作日）' },
    { type: 'deadline-lapsed', actorName: '系统', reason: /应于 2026-09-30 办完/ },
  ])

  const rows = () => models.db().prepare('select * from deadlines order by declaration_id, stage').all()
  const before = rows()
  await models.rebuild()
  t.same(rows(), before, 'tables built anew say the same')
  t.equal(before.length, 1)

  const leader = await cookieOf(app, 'center-leader')
  t.equal((await send(app, leader, id, { type: 'approve' })).statusCode, 200, 'whoever it was escalated to may act')
  await readable({ store, models })
  t.match(rows(), [{ stage: 'center-finance', due_on: '2026-10-13', lapsed: 0 }])
})

t.test('what is due first stands first, and a page goes on where the one before ended', async t => {
  const { app, ids, set, todo, store, models } = await openOffice(t)
  const [first = '', second = ''] = ids
  set('2026-09-29')
  const drafter = await cookieOf(app, 'drafter')
  await send(app, drafter, second, { type: 'submit' })
  const chief = await cookieOf(app, 'section-chief')
  await send(app, chief, first, { type: 'return', to: 'drafting', reason: '请补充' })
  await send(app, drafter, first, { type: 'submit' })
  const waiting = [
    { id: first, dueOn: '2026-09-30', workingDaysLeft: 1 },
    { id: second, dueOn: '2026-10-08', workingDaysLeft: 2 },
  ]
  const { items } = await todo('section-chief')
  t.match(items, waiting, 'the first one waits for a shorter time, and is due before')
  t.equal(items.length, 2)
  const page = async (query: string) => (await app.inject({ url: `/api/tasks?limit=1${query}`, headers: chief })).json()
  const one = await page('')
  const approved = await send(app, chief, first, { type: 'approve' })
  t.equal(approved.statusCode, 200, approved.body)
  await readable({ store, models })
  const two = await page(`&after=${one.next}`)
  t.match([one.items, two.items, two.next], [[waiting[0]], [waiting[1]], null])
  t.match(await page('&after=WyIyMDI2Il0'), { status: 422 })
})

t.test('a changed notice moves no deadline that is set; what is left of it and new ones follow', async t => {
  const { app, ids, set, todo } = await openOffice(t)
  const [first = '', second = '', , third = ''] = ids
  set('2026-09-29')
  const drafter = await cookieOf(app, 'drafter')
  await send(app, drafter, second, { type: 'submit' })
  const notice = {
    year: 2026,
    basis: { title: '关于调整 2026 年国庆节放假安排的通知', number: null, issuedOn: '2026-09-29' },
    holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-02', working: [] }],
  }
  const headers = await cookieOf(app, 'admin')
  const announced = await app.inject({ method: 'POST', url: '/api/directory/calendar', headers, payload: notice })
  t.equal(announced.statusCode, 201, announced.body)
  const sent = await send(app, drafter, third, { type: 'submit' })
  t.equal(sent.statusCode, 200, sent.body)
  t.match((await todo('section-chief')).items, [
    { id: first, dueOn: '2026-09-30', workingDaysLeft: 1 },
    { id: third, dueOn: '2026-10-05', workingDaysLeft: 2 },
    { id: second, dueOn: '2026-10-08', workingDaysLeft: 5 },
  ])
})

t.test('done meanwhile, while the list still shows it: nothing is recorded', async t => {
  const { app, deps, lapses, set, id } = await openOffice(t)
  const behind = await openReadModels({ store: deps.store, world: deps.world, directory: null })
  await behind.caughtUp
  const shown = dueDeadlines(behind.db(), { today: '2026-10-08', limit: 10 })
  t.match(shown.items, [{ declarationId: id, stage: 'center-section' }])
  set('2026-10-08')
  await send(app, await cookieOf(app, 'section-chief'), id, { type: 'approve' })
  const answers = await Promise.all(shown.items.map(due => lapseDeadline(partsOf(deps), { ...due, today: '2026-10-08' })))
  t.match(answers, [{ outcome: 'no-lapse', because: { code: 'no-lapse' } }])
  t.same(await lapses(), [])
  await behind.stop()
})

t.test('two servers at once, and one that was away for a week', async t => {
  const { deps, desks, lapses, set } = await openOffice(t)
  const other = connect(deps)
  set('2026-10-08')
  await Promise.all([desks.sweeping.sweep(), other.sweeping.sweep()])
  set('2026-10-15')
  await connect(deps).sweeping.sweep()
  t.equal((await lapses()).length, 1)
})

t.test('what goes wrong is counted and tried again; the others are dealt with', async t => {
  const { app, deps, drafter, ids, id, lapses, set, models, store } = await openOffice(t)
  let sent = 1
  for (const other of ids.slice(1)) if ((await send(app, drafter, other, { type: 'submit' })).statusCode === 200) sent += 1
  await readable({ models, store })
  set('2026-10-08')
  let isAway = true
  const fault = (at: { stream: string; revision: number } | undefined): LogFault =>
    new LogFault('无法读取。', { settled: true, ...(at && { at }) })
  const damaged: EventStore = {
    ...store,
    read: (stream, from) =>
      stream === `declaration-${id}` && isAway ? Promise.reject(fault({ stream, revision: 0 })) : store.read(stream, from),
  }
  const desks = connect({ ...deps, store: damaged })
  await desks.sweeping.sweep()
  t.equal((await lapses()).length, sent - 1)
  t.match(desks.metrics.text({}), 'shenbao_deadlines_total{outcome="failed"} 1')
  isAway = false
  await desks.sweeping.sweep()
  t.equal((await lapses()).length, sent)

  const away = connect({ ...deps, store: { ...store, read: () => Promise.reject(fault(undefined)) } })
  await away.sweeping.sweep()
  t.match(away.metrics.text({}), 'shenbao_deadlines_total{outcome="failed"} 1', 'the log is away: told once, not for each')
})

t.test('it begins at once, and stops behind the declaration it is at', async t => {
  const { desks, deps, lapses, set } = await openOffice(t)
  set('2026-10-08')
  const stopped = connect(deps)
  await stopped.sweeping.stop()
  await stopped.sweeping.sweep()
  t.same(await lapses(), [], 'nothing is begun behind the end')
  desks.sweeping.begin(3_600_000)
  await desks.sweeping.stop()
  t.ok((await lapses()).length <= 1)
})
