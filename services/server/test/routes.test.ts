/** Routes of an organisation's own over HTTP: published, assigned, run on; also on a server that heard nothing of it. */
import { shippedRoutes } from '@shenbao/declaration/routes.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { openReadModels } from '@shenbao/read-models/read-models.ts'
import { routeSchema } from '@shenbao/workflow/route-schema.ts'
import t, { type Test } from 'tap'
import { importText, readable, send } from './desk.ts'
import { type Bench, cookieOf, openBench, seed } from './harness.ts'
import { properForm } from './proper-form.ts'

const small = shippedRoutes.find(({ id }) => id === 'small-project')
const own = (over: object = {}): object => ({ ...structuredClone(small), id: 'our-own', title: '本局自定流程', ...over })

const open = async (t: Test) => {
  const bench = await openBench(t)
  const [admin, drafter] = [await cookieOf(bench.app, 'admin'), await cookieOf(bench.app, 'drafter')]
  const post = (url: string, payload: object, headers = admin) => bench.app.inject({ method: 'POST', url, headers, payload })
  const get = (url: string, headers = drafter) => bench.app.inject({ url, headers })
  return { ...bench, admin, drafter, post, get }
}

t.test('what there is, and its schema', async t => {
  const { get, app } = await open(t)
  t.equal((await app.inject({ url: '/api/routes' })).statusCode, 401)
  const { items, assignments } = (await get('/api/routes')).json()
  t.same(items.map(({ id, version }: { id: string; version: number }) => `${id}@${version}`).sort(), [
    'center-bureau-budget@1',
    'center-bureau@1',
    'key-project@1',
    'key-project@2',
    'small-project@1',
  ])
  t.match(items[0], { shipped: true, stages: [{ name: 'drafting', title: '填报', phase: 'drafting' }] })
  t.same(assignments, [])
  t.same((await get('/api/routes/small-project/1')).json().definition, small)
  t.equal((await get('/api/routes/small-project/2')).statusCode, 404)
  t.same((await get('/api/routes/schema')).json(), JSON.parse(JSON.stringify(routeSchema())))
})

t.test('publishing: refused with every error at its place, tried without recording, then there for good', async t => {
  const { get, post, drafter, store } = await open(t)
  t.equal((await post('/api/routes', own(), drafter)).statusCode, 403)
  const unsound = await post('/api/routes', own({ begins: 'darfting' }))
  t.match(unsound.json(), {
    status: 422,
    code: 'route-unsound',
    places: [{ field: 'begins', message: /是不是想写「drafting」/ }],
  })
  t.match((await post('/api/routes', { ...own(), tilte: 1 })).json(), { status: 422, places: [{ field: 'tilte' }] })
  t.match((await post('/api/routes', own({ id: 'center-bureau' }))).json(), { status: 409, code: 'route-id-shipped' })
  const before = await store.head()
  t.match((await post('/api/routes?dry-run', own())).json(), { id: 'our-own', version: 1 })
  t.equal(await store.head(), before, 'nothing was recorded')
  const published = await post('/api/routes', own())
  t.equal(published.statusCode, 201)
  t.match((await post('/api/routes', own({ title: '改过' }))).json(), { status: 409, code: 'route-version-wrong' })
  t.equal((await post('/api/routes', own({ version: 2 }))).statusCode, 201)
  const found = (await get('/api/routes/our-own/1')).json()
  t.same([found.digest, found.definition], [published.json().digest, own()])
  t.match((await get('/api/routes')).json().items.at(-1), { id: 'our-own', version: 2, shipped: false })
})

const opened = async (bench: Awaited<ReturnType<typeof open>>, name: string): Promise<string> => {
  const reply = await bench.post('/api/declarations', { form: { ...properForm, name: name } }, bench.drafter)
  if (reply.statusCode !== 201) throw new Error(reply.body)
  await readable(bench)
  return reply.json().id
}
const stageOf = async ({ app }: Pick<Bench, 'app'>, headers: { cookie: string }, id: string): Promise<unknown> =>
  (await app.inject({ url: `/api/declarations/${id}`, headers })).json().stage

t.test('assigning: new declarations begin on it, those that run stay; whoever has no say cannot', async t => {
  const bench = await open(t)
  const { app, get, post, drafter } = bench
  const earlier = await opened(bench, '早先登记的项目')
  await post('/api/routes', own())
  const wanted = { unit: null, when: [], route: { id: 'our-own', version: 1 } }
  t.equal((await post('/api/route-assignments', wanted, drafter)).statusCode, 403)
  t.match((await post('/api/route-assignments', { ...wanted, unit: 'nowhere' })).json(), { code: 'organisation-unknown' })
  t.match((await post('/api/route-assignments', { ...wanted, when: [{ of: 'x', is: ['y'] }] })).json(), {
    status: 422,
    places: [{ field: 'when[0]' }],
  })
  t.equal((await post('/api/route-assignments', wanted)).statusCode, 201)
  t.same((await get('/api/routes')).json().assignments, [wanted])
  const later = await opened(bench, '后来登记的项目')
  for (const id of [earlier, later]) {
    await send(app, drafter, id, { type: 'submit' })
    await send(app, await cookieOf(app, 'section-chief'), id, { type: 'approve' })
    await send(app, await cookieOf(app, 'center-finance'), id, { type: 'approve' })
  }
  t.equal(await stageOf(bench, drafter, earlier), 'center-leader')
  t.equal(await stageOf(bench, drafter, later), 'bureau-approval', 'two signatures in the center, as the route has it')
  await readable(bench)
  const listed = (await get('/api/declarations')).json().items
  t.equal(listed.find(({ id }: { id: string }) => id === later)?.stage, 'bureau-approval', 'the lists know the route too')
})

t.test('forms that begin on different routes do not come in together', async t => {
  const bench = await open(t)
  const { post, app, drafter } = bench
  const large = { unit: null, when: [{ of: 'annualRequest', atLeast: '5000000.00' }], route: { id: 'key-project', version: 1 } }
  t.equal((await post('/api/route-assignments', large)).statusCode, 201)
  const reply = await importText(app, drafter, seed)
  t.match(reply.json(), { status: 409, code: 'several-routes', detail: /请按流程分成几个文件导入/ })
})

t.test('another server on the same log learns the route with the first declaration it meets', async t => {
  const log = memoryEventStore()
  const bench = await openBench(t, log)
  const other = await openBench(t, log)
  const [admin, drafter] = [await cookieOf(bench.app, 'admin'), await cookieOf(bench.app, 'drafter')]
  const post = (url: string, payload: object, headers = admin) => bench.app.inject({ method: 'POST', url, headers, payload })
  t.equal((await post('/api/routes', own())).statusCode, 201)
  const wanted = { unit: null, when: [], route: { id: 'our-own', version: 1 } }
  t.equal((await post('/api/route-assignments', wanted)).statusCode, 201)
  const { id } = (await post('/api/declarations', { form: { ...properForm, name: '两台服务器的项目' } }, drafter)).json()
  const there = await cookieOf(other.app, 'drafter')
  const head = await log.head()
  t.ok(head !== null && (await other.models.reached(head, 10_000)))
  const listed = (await other.app.inject({ url: '/api/declarations', headers: there })).json().items
  t.match(listed, [{ id, stage: 'drafting' }], 'its lists were not stopped')
  t.equal((await send(other.app, there, id, { type: 'submit' })).statusCode, 200)
  const afresh = await openReadModels({ store: other.store, world: other.deps.world, directory: null })
  t.teardown(() => afresh.stop())
  await afresh.caughtUp
})
