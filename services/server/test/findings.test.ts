// Shows 体检 over HTTP: with an import, before one, and of a declaration; and that a corrected preview is what gets recorded.
import t from 'tap'
import type { App } from '../src/routes/route-plugin.ts'
import { importText, openDesk, readable, send } from './desk.ts'
import { cookieOf, type Headers, openBench, seed } from './harness.ts'

type Found = Readonly<{
  rule: string
  severity: string
  message: string
  indicator?: string
  indicatorId?: string
  blocks?: string
}>
type Preview = Readonly<{
  forms: readonly Readonly<{
    form: { name: string; indicators: { id: string; name: string; raw: string }[] }
    findings: readonly Found[]
    counts: Readonly<Record<string, number>>
  }>[]
  refusal: unknown
}>

const post = (app: App, headers: Headers, url: string, payload: object) => app.inject({ method: 'POST', url, headers, payload })
const preview = (app: App, headers: Headers) =>
  app.inject({
    method: 'POST',
    url: '/api/imports?dry-run',
    headers: { ...headers, 'content-type': 'text/plain' },
    payload: seed,
  })

t.test('an import answers with the findings of each form, compared with the others of the file', async t => {
  const { app } = await openBench(t)
  const reply = await importText(app, await cookieOf(app, 'drafter'), seed)
  const declarations: readonly Readonly<{ name: string; findings: readonly Found[] }>[] = reply.json().declarations
  const of = (name: string) => declarations.find(one => one.name === name)?.findings ?? []
  const lost = of('信息化建设项目').filter(({ indicator }) => indicator === '产品软件购置完成率')
  t.match(lost, [{ rule: 'C1', severity: 'error', blocks: 'every-indicator-has-name-value-and-unit', indicatorId: String }])
  t.equal(lost.filter(({ severity }) => severity === 'error').length, 1, 'what is missing is said once')
  t.ok(
    of('社会保险经办业务费').some(({ rule }) => rule === 'R2'),
    'compared across the file',
  )
})

t.test('one declaration: its findings, its counts, the numbers of its goal; lists carry the counts', async t => {
  const desk = await openDesk(t)
  const { app, drafter, declarations } = desk
  const { id } = declarations.find(({ name }) => name === '机关事业单位运行保障经费') ?? { id: '' }
  await readable(desk)
  const get = async (url: string) => (await app.inject({ url, headers: drafter })).json()
  const whole = await get(`/api/declarations/${id}`)
  const { items, counts, goalMarks } = await get(`/api/declarations/${id}/findings`)
  t.strictSame(whole.findings, items)
  t.equal(counts.error + counts.warning + counts.info, items.length)
  for (const { start, end, text } of goalMarks) t.equal(whole.form.annualGoal.slice(start, end), text)
  t.match(
    goalMarks.find(({ text }: { text: string }) => text.startsWith('34')),
    { state: 'orphan', indicatorIds: [] },
  )
  const [bound] = goalMarks.filter(({ state }: { state: string }) => state === 'conflict')
  t.ok(whole.form.indicators.some(({ id }: { id: string }) => id === bound?.indicatorIds[0]))
  const listed = (await get('/api/declarations')).items.find((one: { id: string }) => one.id === id)
  t.strictSame({ ...listed.findings, info: 0 }, { ...counts, info: 0 })
  t.ok(listed.findings.info <= counts.info, 'the comparison with others comes on top')
  const task = (await get('/api/tasks')).items.find((one: { id: string }) => one.id === id)
  t.strictSame(task.findings, listed.findings)
  t.equal((await app.inject({ url: `/api/declarations/${id}/findings` })).statusCode, 401)
  t.equal(
    (await app.inject({ url: '/api/declarations/0190ffff-0000-7000-8000-000000000000/findings', headers: drafter })).statusCode,
    404,
  )
})

t.test('what is corrected is found no more, in the declaration and in the list', async t => {
  const desk = await openDesk(t)
  const { app, drafter, declarations } = desk
  const { id } = declarations.find(({ name }) => name === '信息化建设项目') ?? { id: '' }
  await readable(desk)
  const errors = async () => {
    const { counts, items } = (await app.inject({ url: `/api/declarations/${id}/findings`, headers: drafter })).json()
    const list = (await app.inject({ url: '/api/declarations', headers: drafter })).json().items
    return { items, counts, listed: list.find((one: { id: string }) => one.id === id).findings.error }
  }
  const before = await errors()
  const { indicatorId } = before.items.find(({ rule }: Found) => rule === 'C1')
  const changes = [{ indicator: indicatorId, field: 'target', to: '≥95(%)' }]
  const sent = await send(app, drafter, id, { type: 'revise', changes, reason: '补填' })
  t.equal(sent.statusCode, 200)
  await readable(desk)
  const after = await errors()
  t.equal(after.counts.error, before.counts.error - 1)
  t.equal(after.listed, before.listed - 1)
})

t.test('a preview records nothing; corrected forms come in as they were left', async t => {
  const bench = await openBench(t)
  const { app, store } = bench
  const drafter = await cookieOf(app, 'drafter')
  const head = await store.head()
  const reply = await preview(app, drafter)
  t.equal(reply.statusCode, 200)
  const { forms, refusal }: Preview = reply.json()
  t.equal(forms.length, 9)
  t.equal(refusal, null)
  t.equal(await store.head(), head)
  const broken = forms.find(({ form }) => form.name === '信息化建设项目')
  const lost = broken?.findings.find(({ rule }) => rule === 'C1')
  const row = broken?.form.indicators.find(({ id }) => id === lost?.indicatorId)
  t.equal(row?.raw, '')
  const corrected = forms.map(({ form }) => ({
    ...form,
    indicators: form.indicators.map(one => (one === row ? { ...one, raw: '≥95(%)' } : one)),
  }))
  const again: Preview = (await post(app, drafter, '/api/imports?dry-run', { forms: corrected })).json()
  t.notOk(again.forms.some(({ findings }) => findings.some(({ rule }) => rule === 'C1' && lost?.indicator === '信息化建设项目')))
  t.equal(await store.head(), head, 'looking again records nothing either')
  const opened = await post(app, drafter, '/api/imports', { forms: corrected, fileName: '汇总表.txt' })
  t.equal(opened.statusCode, 201)
  const { id } = opened.json().declarations.find(({ name }: { name: string }) => name === '信息化建设项目')
  await readable(bench)
  const { form } = (await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).json()
  t.equal(form.indicators.find(({ name }: { name: string }) => name === row?.name).raw, '≥95(%)')
  t.match((await post(app, drafter, '/api/imports', { forms: corrected })).json(), { status: 409, code: 'name-taken' }, 'once')
  t.match((await post(app, drafter, '/api/imports?dry-run', { forms: corrected })).json(), { refusal: { code: 'name-taken' } })
})

t.test('corrected forms are checked whole', async t => {
  const { app, store } = await openBench(t)
  const drafter = await cookieOf(app, 'drafter')
  const head = await store.head()
  const bad = { forms: [{ name: '甲' }, { name: '乙', indicators: [{ name: '' }], start: '2026-02-30' }] }
  for (const url of ['/api/imports', '/api/imports?dry-run']) {
    const problem = (await post(app, drafter, url, bad)).json()
    t.match(problem, { status: 422, code: 'malformed' })
    t.strictSame(problem.places.map(({ field }: { field: string }) => field).toSorted(), [
      'forms.1.indicators.0.name',
      'forms.1.start',
    ])
  }
  for (const payload of [{}, { forms: [] }, { forms: [{}], more: 1 }])
    t.match((await post(app, drafter, '/api/imports', payload)).json(), { status: 422, code: 'malformed' })
  const torn = await app.inject({
    method: 'POST',
    url: '/api/imports',
    headers: { ...drafter, 'content-type': 'application/json' },
    payload: '{"forms":[',
  })
  t.match(torn.json(), { status: 422, code: 'malformed-json' })
  const chief = await cookieOf(app, 'section-chief')
  t.match((await preview(app, chief)).json(), { status: 403, code: 'not-yours' })
  t.equal(await store.head(), head)
})
