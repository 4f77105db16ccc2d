import { readdirSync } from 'node:fs'
import type { EventStore } from '@shenbao/event-store/port.ts'
import t from 'tap'
import { listDeclarations } from '../src/queries/list-declarations.ts'
import { openReadModels, type Progress } from '../src/read-models.ts'
import { live, office, toApproval, world } from './office.ts'
import { tablesOf } from './tables.ts'

/** A log whose feed, read from the beginning once more, waits at a gate: a rebuild in slow motion. */
const gated = (store: EventStore) => {
  const gate = Promise.withResolvers<void>()
  let beginnings = 0
  const slow: EventStore = {
    ...store,
    readAll: async (after, limit) => {
      if (after === null) beginnings += 1
      if (beginnings > 1 && after !== null && after <= '0000000000000020') await gate.promise
      return await store.readAll(after, Math.min(limit, 10))
    },
  }
  return { slow, open: gate.resolve }
}

t.test('the old tables answer until the new ones have caught up', async t => {
  const at = office()
  const id = await at.open('居家养老服务经费')
  await live(at, id, toApproval)
  const { slow, open } = gated(at.store)
  const directory = t.testdir()
  const models = await openReadModels({ store: slow, world, directory })
  t.teardown(models.stop)
  await models.caughtUp
  const old = models.db()
  const reports: Progress[] = []
  const rebuilt = models.rebuild(progress => reports.push(progress))
  t.equal(models.rebuild(), rebuilt, 'a second request joins the first')

  const later = await at.open('社区食堂补贴')
  t.equal(await models.reached((await at.store.head()) ?? '', 5_000), true, 'the live tables go on meanwhile')
  t.equal(models.db(), old)
  t.same(
    listDeclarations(models.db(), { limit: 10 }).items.map(item => item.id),
    [id, later],
  )
  t.equal(readdirSync(directory).filter(name => name.endsWith('.sqlite')).length, 2)
  open()
  await rebuilt
  t.not(models.db(), old)
  t.throws(() => old.exec('select 1'), /not open/, 'the old tables are let go')
  t.equal(readdirSync(directory).filter(name => name.endsWith('.sqlite')).length, 1)
  t.same(
    reports.map(({ facts }) => facts),
    reports.map(({ facts }) => facts).toSorted((a, b) => a - b),
  )
  t.equal(reports.at(-1)?.facts, (await at.store.readAll(null, 1_000)).length)
  const fresh = await openReadModels({ store: at.store, world, directory: null })
  t.teardown(fresh.stop)
  await fresh.caughtUp
  t.same(tablesOf(models.db()), tablesOf(fresh.db()))

  const position = await at.send(later, { type: 'submit' }, { actor: 'drafter' })
  t.equal(await models.reached(position, 5_000), true, 'and the new ones follow the log')
  t.match(listDeclarations(models.db(), { limit: 10 }).items[1], { phase: 'reviewing' })
})

t.test('a rebuild that is cut off leaves the live tables, and the next start does not take the half-built ones', async t => {
  const at = office()
  await live(at, await at.open('居家养老服务经费'), toApproval)
  const { slow, open } = gated(at.store)
  const directory = t.testdir()
  const models = await openReadModels({ store: slow, world, directory })
  await models.caughtUp
  const expected = tablesOf(models.db())
  const rebuilt = models.rebuild()
  const stopped = models.stop()
  open()
  await t.rejects(rebuilt)
  await stopped
  const again = await openReadModels({ store: at.store, world, directory })
  t.teardown(again.stop)
  t.same(tablesOf(again.db()), expected, 'complete at once')
})
