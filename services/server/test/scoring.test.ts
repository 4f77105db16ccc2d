/** How each row will be scored, over HTTP: beside the declaration, following what is written there. */
import t from 'tap'
import { openDesk, readable, send } from './desk.ts'
import { cookieOf } from './harness.ts'

t.test('each row says how it will be scored and what is missing; what is written is no longer missing', async t => {
  const { app, drafter, id } = await openDesk(t)
  const scoring = async (headers = drafter) => app.inject({ url: `/api/declarations/${id}/scoring`, headers })
  const rows = (await scoring()).json().items as readonly {
    indicator: string
    name: string
    method: string
    missing: readonly { code: string; fields: readonly string[] }[]
    examples: readonly { actual: string; score: string | null }[]
    suggested: {
      grades: { gradeMet: string; gradePartly: string; gradeUnmet: string } | null
      evidence: { evidenceType: string }
    }
  }[]
  const { policy, counts } = (await scoring()).json()
  t.match(policy, { id: /\w/, title: /政策包/ })
  t.equal(counts.machine + counts['machine-when-met'] + counts.person, rows.length)
  const prompt = rows.find(({ name }) => name === '银行资金结算及时性')
  const tweets = rows.find(({ name }) => name === '微信推文发布数')
  t.match(tweets, {
    method: 'proportional',
    scoredBy: 'machine',
    sentence: /不低于 150条\/年 得满分 1\.22 分；未达到的按 完成值 ÷ 150条\/年 × 1\.22 分计/,
    isDefaultWeight: true,
    plan: {},
    examples: [{ actual: '150条/年', score: '1.22' }, { actual: '135条/年', score: '1.10' }, { actual: '195条/年' }],
  })
  t.same(
    prompt?.missing.map(({ code }) => code),
    ['date', 'grades', 'evidence'],
  )
  const grades = prompt?.suggested.grades
  if (!prompt || !grades) return void t.fail('nothing proposed')
  const changes = [
    { indicator: prompt.indicator, field: 'gradeMet', to: grades.gradeMet },
    { indicator: prompt.indicator, field: 'gradePartly', to: grades.gradePartly },
    { indicator: prompt.indicator, field: 'gradeUnmet', to: grades.gradeUnmet },
    { indicator: prompt.indicator, field: 'evidenceType', to: '转账回单' },
  ]
  const revised = await send(app, drafter, id, { type: 'revise', changes, reason: '补评判标准' })
  t.equal(revised.statusCode, 200, revised.body)
  t.same(
    revised.json().facts,
    changes.map(() => 'indicator-plan-revised'),
  )
  const after = (await scoring()).json().items.find((row: { indicator: string }) => row.indicator === prompt.indicator)
  t.equal(after.plan.gradeMet, grades.gradeMet)
  t.same(
    after.missing.map(({ code, fields }: { code: string; fields: unknown }) => [code, fields]),
    [
      ['date', ['target']],
      ['evidence', ['evidenceSource', 'evidenceMethod']],
    ],
  )
  t.equal((await app.inject({ url: `/api/declarations/${id}/scoring` })).statusCode, 401)
  const nowhere = '/api/declarations/0190ffff-0000-7000-8000-000000000000/scoring'
  t.equal((await app.inject({ url: nowhere, headers: drafter })).statusCode, 404)
})

t.test('a plan goes out with the declaration, into history and audit, and along into next year', async t => {
  const { app, drafter, id, store, models } = await openDesk(t)
  const get = async (url: string) => (await app.inject({ url, headers: drafter })).json()
  const [row] = (await get(`/api/declarations/${id}`)).form.indicators
  t.notOk('plan' in row, 'nothing is written yet')
  const changes = [{ indicator: row.id, field: 'evidenceSource', to: '业务系统' }]
  t.equal((await send(app, drafter, id, { type: 'revise', changes, reason: '明确来源' })).statusCode, 200)
  t.same((await get(`/api/declarations/${id}`)).form.indicators[0].plan, { evidenceSource: '业务系统' })
  const history = await get(`/api/declarations/${id}/history`)
  t.match(history.items.at(-1), {
    type: 'indicator-plan-revised',
    reason: '明确来源',
    changes: [{ indicator: row.id, field: 'evidenceSource', from: null, to: '业务系统' }],
  })
  await readable({ store, models })
  const audit = await get(`/api/audit?declaration=${id}&field=evidenceSource`)
  t.match(audit.items, [{ indicator: row.id, field: 'evidenceSource', to: '业务系统' }])
  const copied = await app.inject({
    method: 'POST',
    url: '/api/declarations',
    headers: { ...drafter, 'idempotency-key': '0190ffff-0000-4000-8000-000000000001' },
    payload: { copyFrom: id, year: 2027 },
  })
  t.equal(copied.statusCode, 201, copied.body)
  const next = await get(`/api/declarations/${copied.json().id}`)
  t.same(next.form.indicators[0].plan, { evidenceSource: '业务系统' })
})

t.test('a form sent in brings its plans; one that says nothing has none', async t => {
  const { app, drafter, id } = await openDesk(t)
  const { form } = (await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).json()
  const [first, second] = form.indicators
  const indicators = [
    { ...first, plan: { gradeMet: '不高于同类价', evidenceType: ' ' } },
    { ...second, plan: {} },
  ]
  const sent = await app.inject({
    method: 'POST',
    url: '/api/declarations',
    headers: { ...drafter, 'idempotency-key': '0190ffff-0000-4000-8000-000000000002' },
    payload: { form: { ...form, name: '另一个项目', indicators } },
  })
  t.equal(sent.statusCode, 201, sent.body)
  const stored = (await app.inject({ url: `/api/declarations/${sent.json().id}`, headers: drafter })).json().form.indicators
  t.same(stored[0].plan, { gradeMet: '不高于同类价' })
  t.notOk('plan' in stored[1])
  const auditor = await cookieOf(app, 'auditor')
  const refused = await send(app, auditor, id, { type: 'revise', changes: [{ indicator: first.id, field: 'basis', to: '上年' }] })
  t.equal(refused.statusCode, 403)
})
