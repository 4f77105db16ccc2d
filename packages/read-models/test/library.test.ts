import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { Use } from '@shenbao/declaration/library-entry.ts'
import t from 'tap'
import type { Projection } from '../src/projection.ts'
import { library } from '../src/projections/library.ts'
import { approvedDeclarations } from '../src/queries/approved-declarations.ts'
import { libraryUses } from '../src/queries/library-uses.ts'
import { searchLibrary } from '../src/queries/search-library.ts'
import { similarIndicators } from '../src/queries/similar-indicators.ts'
import { openReadModels, type ReadModels } from '../src/read-models.ts'
import { blank, follow, live, office, toApproval, toArchive, world } from './office.ts'

const reason = '理由'
const discard: DeclarationCommand = { type: 'discard', reason }
const all = (models: ReadModels, filter: Parameters<typeof searchLibrary>[1] | object = {}) =>
  searchLibrary(models.db(), { limit: 100, ...filter }).items

const renamed = (name: string, target: string) => blank.indicators.map(row => (row.id === 'i1' ? { ...row, name, target } : row))

t.test('only what was approved teaches, and what was taken back teaches no more', async t => {
  const at = office()
  const models = await follow(t, at.store)
  const seen = async (position: string) => {
    await models.reached(position, 5_000)
    return all(models).map(({ name, times }) => `${name} ${times}`)
  }
  await at.open('草稿')
  const refused = await at.open('不予立项')
  await live(at, refused, toApproval.slice(0, 4))
  await at.send(refused, { type: 'review', grade: '差', comment: reason }, { actor: 'bureau-reviewer' })
  await at.send(refused, { type: 'reject', reason }, { actor: 'bureau-reviewer' })
  t.same(await seen(await at.send(await at.open('作废'), discard, { actor: 'drafter' })), [], 'none of these was approved')
  const id = await at.open('批复')
  await live(at, id, toApproval)
  t.equal((await seen((await at.store.head()) ?? '')).length, 4)
  await at.send(id, { type: 'terminate', reason }, { actor: 'admin' })
  t.same(await seen((await at.store.head()) ?? ''), [], 'a project that was stopped is no example')
  t.same(approvedDeclarations(models.db(), { unitId: 'center', year: 2026 }), [], 'nor anybody’s year before')
})

t.test('an adjustment teaches once it is approved', async t => {
  const at = office()
  const id = await at.open('调整')
  await live(at, id, toApproval)
  const change: DeclarationCommand = {
    type: 'request-adjustment',
    changes: [{ field: 'target', indicator: 'i1', to: '≥180(人次)' }],
    reason,
  }
  const models = await follow(t, at.store)
  const usual = () => all(models, { q: '服务人次' })[0]?.usual.target
  await models.reached(await at.send(id, change, { actor: 'drafter' }), 5_000)
  t.equal(usual(), '≥150(人次)', 'asked for is not approved')
  await at.send(id, { type: 'approve' }, { actor: 'center-leader' })
  await models.reached(await at.send(id, { type: 'approve' }, { actor: 'bureau-approver' }), 5_000)
  t.equal(usual(), '≥180(人次)')
  t.same(approvedDeclarations(models.db(), { unitId: 'center', year: 2026 }), [{ id, year: 2026, name: '调整' }])
})

t.test('points count when they are confirmed, with what the bureau took off', async t => {
  const at = office()
  const id = await at.open('评价')
  await live(at, id, [...toApproval, ...toArchive.slice(0, 4)])
  const models = await follow(t, at.store)
  t.equal(all(models, { q: '满意' })[0]?.earned, null, 'handed in is not confirmed')
  await at.send(id, { type: 'rescore', scores: [{ indicator: 'i4', score: '5.00', reason }] }, { actor: 'bureau-reviewer' })
  await models.reached(await at.send(id, { type: 'confirm-evaluation' }, { actor: 'bureau-approver' }), 5_000)
  t.same(all(models, { q: '满意' })[0]?.earned, { share: '0.5000', times: 1 })
  t.same(all(models, { q: '合格' })[0]?.earned, { share: '1.0000', times: 1 })
})

t.test('who may see which rows, in which order, on which page', async t => {
  const at = office()
  for (const [name, row, unitId] of [
    ['甲', '服务人次', 'center'],
    ['乙', '“服务人次”', 'center'],
    ['丙', '上门服务人次', 'other'],
  ] as const)
    await live(at, await at.open(name, { unitId, indicators: renamed(row, '≥10(人次)') }), toApproval)
  const models = await follow(t, at.store)
  const names = (filter: object) => all(models, filter).map(({ name, times }) => `${name} ${times}`)
  t.same(names({ q: '人次' }), ['“服务人次” 2', '上门服务人次 1'], 'the most used first, under the name last used')
  t.same(names({ q: '人次', within: ['other'] }), ['上门服务人次 1'])
  t.same(names({ q: '人次', within: ['bureau'] }).length, 2, 'the department above sees both units')
  t.same(names({ within: ['elsewhere'] }), [])
  t.same(names({ q: '上门 数量' }), ['上门服务人次 1'], 'words may stand in name and place')
  t.same(names({ q: '，' }), [], 'what is no word finds nothing')
  t.equal(names({ level1: '产出', level2: '质量' }).length, 1)
  const first = searchLibrary(models.db(), { limit: 2 })
  const rest = searchLibrary(models.db(), { limit: 100, after: first.next ?? '' })
  t.same([...first.items, ...rest.items], all(models))
  t.match(
    similarIndicators(models.db(), { name: '服务人', limit: 5 }).map(({ name, likeness }) => `${name} ${likeness}`),
    ['“服务人次” 100', '上门服务人次 100', '服务合格率 50'],
  )
  t.same(
    similarIndicators(models.db(), { name: '服务人', level2: '数量指标', limit: 5, within: ['other'] }).map(({ key }) => key),
    ['上门服务人次', '服务合格率'],
  )
  t.same(similarIndicators(models.db(), { name: '服', limit: 5 }), [], 'one character is not enough to go by')
  t.same(similarIndicators(models.db(), { name: '', limit: 5 }), [])
})

t.test('canary: a library that learns from drafts is found out', async t => {
  const at = office()
  const eager: Projection = {
    ...library,
    apply: (db, delivered) =>
      library.apply(
        db,
        delivered.kind === 'declaration'
          ? { ...delivered, after: { ...delivered.after, approval: { documentNumber: '', form: delivered.after.form, told } } }
          : delivered,
      ),
  }
  const told = { actor: '', onBehalfOf: null, effectiveOn: '2026-01-05', recordedAt: '' }
  await at.send(await at.open('草稿'), { type: 'submit' }, { actor: 'drafter' })
  const models = await openReadModels({ store: at.store, world, directory: null, projections: [eager] })
  t.teardown(models.stop)
  await models.caughtUp
  t.ok(models.db().prepare('select count(*) as n from library_uses').get()?.['n'])
})

t.test('of rows asked for that nobody has there are none', async t => {
  const models = await follow(t, office().store)
  t.same(libraryUses(models.db(), [{ key: '无', place: '' }], undefined), [[]] satisfies Use[][])
})
