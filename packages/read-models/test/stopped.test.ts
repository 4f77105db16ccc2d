import { DeclarationPublished, NameRevised } from '@shenbao/declaration/events.ts'
import { streamOf } from '@shenbao/declaration/recorded.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import t from 'tap'
import { streamFolder } from '../src/fold-streams.ts'
import { stoppedStreams } from '../src/model-file.ts'
import { listDeclarations } from '../src/queries/list-declarations.ts'
import { openReadModels } from '../src/read-models.ts'
import { follow, live, office, toApproval, world } from './office.ts'

const renamed = NameRevised.of({ from: '甲', to: '乙', reason: null, under: null })
const newer = (fact: Envelope): Envelope => ({ ...fact, type: 'written-by-a-newer-program' })
const laterShape = (fact: Envelope): Envelope => ({ ...fact, schemaVersion: 2 })
const unlinked = (fact: Envelope): Envelope => ({ ...fact, previous: '0'.repeat(64) })
const misshapen = (fact: Envelope): Envelope => ({ ...fact, data: { ...fact.data, from: 7 } })
const ahead = DeclarationPublished.of({ from: 'evaluation-final', to: 'published', round: 0 })

const cases = [
  ['a fact of a newer program', [renamed], newer, /第 7 号记录.*升级/],
  ['a fact in the shape of a newer program', [renamed], laterShape, /第 7 号记录（name-revised 第 2 版）.*升级.*rebuild/],
  ['a fact of another shape', [renamed], misshapen, /第 7 号记录.*无法读懂/],
  ['a fact that the route does not allow', [ahead], (fact: Envelope) => fact, /第 7 号记录.*不符.*verify/],
  ['a fact that is not linked to the one before', [renamed], unlinked, /第 7 号记录所记的前一条摘要.*verify/],
] as const

for (const [name, events, tamper, reason] of cases)
  t.test(`${name} stops its declaration and no other`, async t => {
    const at = office()
    const [sound, broken] = [await at.open('养老'), await at.open('食堂')]
    await at.record(streamOf(broken), events, { actor: 'somebody' }, tamper)
    const models = await follow(t, at.store)
    await live(at, sound, toApproval)
    await at.record(streamOf(broken), [renamed], { actor: 'drafter' })
    t.equal(await models.reached((await at.store.head()) ?? '', 5_000), true, 'the feed goes on behind it')
    t.match(listDeclarations(models.db(), { limit: 10 }).items, [
      { id: sound, phase: 'executing', stopped: null },
      { id: broken, name: '食堂', phase: 'drafting', stopped: reason, revision: 6 },
    ])
    t.match(stoppedStreams(models.db()), [{ stream: streamOf(broken), revision: 7, reason }])
  })

t.test('a declaration whose very first fact cannot be read is reported, and is in no list', async t => {
  const at = office()
  await at.record('declaration-unknown', [renamed], { actor: 'somebody' }, newer)
  const sound = await at.open('养老')
  const models = await follow(t, at.store)
  t.match(listDeclarations(models.db(), { limit: 10 }).items, [{ id: sound }])
  t.match(stoppedStreams(models.db()), [{ stream: 'declaration-unknown', revision: 0 }])
})

t.test('a declaration begun on a route of a newer program stops at its first fact; a rebuild says the same', async t => {
  const at = office()
  const sound = await at.open('养老')
  const [opened] = await at.store.read(streamOf(sound))
  const route = { id: 'center-bureau', version: 9, digest: 'of a newer program' }
  const begun = { type: 'declaration-opened', data: { ...opened?.fact.data, route } }
  await at.record('declaration-later', [begun], { actor: 'drafter' })
  const models = await follow(t, at.store)
  const stopped = stoppedStreams(models.db())
  t.match(stopped, [{ stream: 'declaration-later', revision: 0, reason: /没有流程 center-bureau@9.*较新版本.*升级/ }])
  await models.rebuild()
  t.same(stoppedStreams(models.db()), stopped)
  t.match(listDeclarations(models.db(), { limit: 10 }).items, [{ id: sound, stopped: null }])
})

t.test('a stream stays stopped after a restart', async t => {
  const at = office()
  const broken = await at.open('食堂')
  await at.record(streamOf(broken), [renamed], { actor: 'somebody' }, newer)
  const directory = t.testdir()
  const first = await openReadModels({ store: at.store, world, directory })
  await first.caughtUp
  const stopped = stoppedStreams(first.db())
  await first.stop()
  await at.record(streamOf(broken), [renamed], { actor: 'drafter' })
  const second = await openReadModels({ store: at.store, world, directory })
  t.teardown(second.stop)
  await second.caughtUp
  t.same(stoppedStreams(second.db()), stopped)
  t.match(listDeclarations(second.db(), { limit: 1 }).items, [{ revision: 6, name: '食堂' }])
})

t.test('folds that were let go are read again to the same state', async t => {
  const at = office()
  const ids = [await at.open('甲'), await at.open('乙'), await at.open('丙')]
  for (const step of toApproval) for (const id of ids) await live(at, id, [step])
  const feed = await at.store.readAll(null, 1_000)
  const never = (): boolean => false
  const kept = await streamFolder(at.store, world)(feed, never)
  t.same(await streamFolder(at.store, world, 1)(feed, never), kept)
  t.equal(kept.length, feed.length)
  t.notOk(kept.some(({ kind }) => kind === 'stopped'))
})
