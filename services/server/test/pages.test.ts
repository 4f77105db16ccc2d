// Shows the plain pages: signing in with one click, the list, the official form, its history, my work, and that names stay text.

import { mergedRows } from '@shenbao/form/merged-rows.ts'
import t from 'tap'
import { escaped, html } from '../src/pages/html.ts'
import { openDesk, readable, send } from './desk.ts'
import { cookieOf, type Headers, openBench, seed } from './harness.ts'
import { fieldsOf, postForm } from './page-forms.ts'

t.test('everything put into a page is text', async t => {
  const name = `<script>alert("x")</script> & 'y'`
  t.equal(escaped(name), '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;')
  t.equal(html`<p title="${name}">${[name, html`<b>${1}</b>`]}${null}</p>`.markup.match(/<script/), null)
  t.match(html`${html`<b>kept</b>`}`.markup, '<b>kept</b>')
})

t.test('neighbours with the same label share a cell', async t => {
  const row = (level1: string, level2: string) => ({ id: '', level1, level2, name: '', target: '', weight: null, flags: [] })
  const rows = mergedRows([
    row('产出', '数量'),
    row('产出', '数量'),
    row('产出', '质量'),
    row('效益', '质量'),
    row('产出', '数量'),
  ])
  t.strictSame(
    rows.map(({ level1Rows }) => level1Rows),
    [3, 0, 0, 1, 1],
  )
  t.strictSame(
    rows.map(({ level2Rows }) => level2Rows),
    [2, 0, 1, 1, 1],
  )
  t.strictSame(mergedRows([]), [])
})

t.test('signing in with one click; without demonstration no accounts are offered', async t => {
  const { app } = await openBench(t)
  t.equal((await app.inject('/plain/')).headers.location, '/plain/sign-in')
  const page = await app.inject('/plain/sign-in')
  for (const text of ['经办人', '系统管理员', 'shenbao-demo', 'value="bureau-approver"']) t.match(page.body, text)
  t.notMatch(page.body, /<script|style=|onclick/)
  const wrong = await postForm(app, '/plain/sign-in', { account: 'drafter', password: 'no' })
  t.equal(wrong.statusCode, 401)
  t.match(wrong.body, '账号或口令不对')
  const signedIn = await postForm(app, '/plain/sign-in', { account: 'drafter', password: 'shenbao-demo' })
  t.equal(signedIn.statusCode, 303)
  t.match(signedIn.headers['set-cookie'], /HttpOnly; SameSite=Strict/)
  const foreign = { origin: 'https://evil.example' } as Partial<Headers>
  t.equal((await postForm(app, '/plain/sign-in', { account: 'drafter', password: 'shenbao-demo' }, foreign)).statusCode, 403)
  const real = await openBench(t, undefined, { demonstration: false })
  t.notMatch((await real.app.inject('/plain/sign-in')).body, /shenbao-demo/)
})

t.test('forms are posted to pages only: the API does not read them', async t => {
  const { app } = await openBench(t)
  t.equal((await postForm(app, '/api/session', { account: 'drafter', password: 'shenbao-demo' })).statusCode, 415)
})

t.test('the list, the official form and the history of a declaration', async t => {
  const { app, drafter, id } = await openDesk(t)
  const get = async (url: string) => (await app.inject({ url, headers: drafter })).body
  const list = await get('/plain/')
  for (const text of ['社会保险经办业务费', '11,010,598.00', '53,118,490.00', '填报', '57']) t.match(list, text)
  t.match(await get('/plain/?q=%E5%BE%81%E5%9C%B0'), '征地养老人员费用')
  t.match(await get('/plain/?q=zzz'), '没有找到')
  const form = await get(`/plain/declarations/${id}`)
  for (const text of ['财政项目支出绩效目标申报表', '（2026 年度）', '年度资金申请总额', '上年结转资金', '年度指标值', '未填'])
    t.match(form, text)
  t.match(form, /rowspan="58"[^>]*>绩效指标/)
  const history = await get(`/plain/declarations/${id}/history`)
  t.match(history, /登记申报/)
  t.match(history, '填写指标 57 项', 'what was filled in at one stroke is one line')
  t.match(await get('/plain/tasks'), '待办 9')
  t.equal((await app.inject({ url: '/plain/pages.css' })).statusCode, 200)
})

t.test('importing on a page, for those who may', async t => {
  const { app } = await openBench(t)
  const [drafter, auditor] = [await cookieOf(app, 'drafter'), await cookieOf(app, 'auditor')]
  const upload = (headers: Headers, bytes: Buffer) => {
    const payload = new FormData()
    payload.set('file', new Blob([new Uint8Array(bytes)]), 'forms.txt')
    return app.inject({ method: 'POST', url: '/plain/imports', headers, payload })
  }
  t.match((await app.inject({ url: '/plain/', headers: drafter })).body, 'action="/plain/imports"')
  t.notMatch((await app.inject({ url: '/plain/', headers: auditor })).body, 'action="/plain/imports"')
  t.equal((await upload(auditor, seed)).statusCode, 403)
  const wrong = await upload(drafter, Buffer.from('今天天气很好'))
  t.equal(wrong.statusCode, 422)
  t.match(wrong.body, /<h1>文件无法识别。<\/h1>/)
  t.equal((await upload(drafter, seed)).headers.location, '/plain/')
  t.match((await app.inject({ url: '/plain/', headers: drafter })).body, '53,118,490.00')
  t.equal((await postForm(app, '/plain/imports', { file: 'x' }, drafter)).statusCode, 415)
})

t.test('deciding on a page: once, however often it is sent; a refusal says why', async t => {
  const bench = await openDesk(t)
  const { app, store, drafter, id } = bench
  const url = `/plain/declarations/${id}`
  const shown = (await app.inject({ url, headers: drafter })).body
  const fields = fieldsOf(shown, 'submit')
  t.equal((await postForm(app, `${url}/commands`, fields, drafter)).headers.location, url)
  const head = await store.head()
  t.equal((await postForm(app, `${url}/commands`, fields, drafter)).statusCode, 303)
  t.equal(await store.head(), head, 'the button pressed twice submits once')
  const chief = await cookieOf(app, 'section-chief')
  const desk = (await app.inject({ url, headers: chief })).body
  for (const text of ['同意', '退回至', '逐级重审']) t.match(desk, text)
  const returned = { ...fieldsOf(desk, 'return'), to: 'drafting', then: 'step' }
  const without = await postForm(app, `${url}/commands`, { ...returned, reason: '' }, chief)
  t.equal(without.statusCode, 422, 'a reason is asked for')
  t.equal((await postForm(app, `${url}/commands`, { ...returned, reason: '目标偏低' }, chief)).statusCode, 303)
  t.match((await app.inject({ url: `${url}/history`, headers: drafter })).body, /目标偏低/)
  const late = await postForm(app, `${url}/commands`, fieldsOf(desk, 'approve'), chief)
  t.equal(late.statusCode, 412)
  t.match(late.body, '■ ')
  t.match((await app.inject({ url: '/plain/tasks', headers: drafter })).body, '待办 9')
})

t.test('a name with markup in it is shown as it was written', async t => {
  const bench = await openDesk(t)
  const { app, drafter, id } = bench
  const to = '<script>alert(1)</script>"><img src=x>'
  t.equal((await send(app, drafter, id, { type: 'revise', changes: [{ field: 'name', to }], reason: to })).statusCode, 200)
  await readable(bench)
  for (const url of ['/plain/', '/plain/tasks', `/plain/declarations/${id}`, `/plain/declarations/${id}/history`]) {
    const { body } = await app.inject({ url, headers: drafter })
    t.notMatch(body, /<script|<img/, url)
    t.match(body, '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img src=x&gt;', url)
  }
})

t.test('pages for nobody, of nothing, and of others', async t => {
  const { app, id } = await openDesk(t)
  t.equal((await app.inject(`/plain/declarations/${id}`)).headers.location, '/plain/', 'sign in first')
  const headers = { ...(await cookieOf(app, 'drafter')), accept: 'text/html' }
  for (const url of ['/plain/declarations/01900000-0000-7000-8000-000000000000', '/nothing']) {
    const reply = await app.inject({ url, headers })
    t.equal(reply.statusCode, 404)
    t.match(reply.body, /<h1>没有找到。<\/h1>/)
  }
  t.equal((await app.inject({ url: '/plain/declarations/x', headers })).statusCode, 422)
})
