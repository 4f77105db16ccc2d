// Shows the pages beside the declarations: work with several decided at once, deputies, and the administrator's people.
import { randomUUID } from 'node:crypto'
import t from 'tap'
import { readable } from './desk.ts'
import { cookieOf } from './harness.ts'
import { fieldsOf, formsOf, openPages, postForm } from './page-forms.ts'

t.test('我的代理: settled on a page, acted on with both names, ended', async t => {
  const { app, look, does } = await openPages(t)
  const chief = await cookieOf(app, 'section-chief')
  const asked = { deputy: 'center-leader', from: '2026-03-01', until: '2026-03-31', reason: '休假' }
  const refused = await postForm(app, '/plain/deputies', { ...asked, deputy: 'bureau-finance' }, chief)
  t.equal(refused.statusCode, 409)
  t.match(refused.body, '不在同一单位')
  t.match(refused.body, 'value="休假"')
  const settled = { ...asked, from: '2026-03-02' }
  t.equal((await postForm(app, '/plain/deputies', settled, chief)).statusCode, 303)
  await does(t, 'drafter', 'submit')
  t.match(await look('center-leader', '/plain/tasks'), '代部门负责人办理')
  const shown = await look('center-leader')
  t.match(shown, '同意（代部门负责人）')
  await does(t, 'center-leader', 'approve', { opinion: '同意。' })
  t.match(await look('drafter'), '中心领导（代部门负责人）')
  const [end] = formsOf(await look('section-chief', '/plain/deputies')).flatMap(({ fields }) => fields['deputyship'] ?? [])
  t.equal((await postForm(app, '/plain/deputies/end', { deputyship: end ?? '', reason: '' }, chief)).statusCode, 422)
  t.equal((await postForm(app, '/plain/deputies/end', { deputyship: end ?? '', reason: '提前回来' }, chief)).statusCode, 303)
  t.match(await look('section-chief', '/plain/deputies'), '已终止：提前回来')
})

t.test('人员 for the administrator alone: appointing, and leaving only when the work is handed over', async t => {
  const bench = await openPages(t)
  const { app, look, does } = bench
  const [admin, chief] = [await cookieOf(app, 'admin'), await cookieOf(app, 'section-chief')]
  t.equal((await app.inject({ url: '/plain/people', headers: chief })).statusCode, 403)
  t.equal((await postForm(app, '/plain/people/drafter', { change: 'dismiss', reason: '离职' }, chief)).statusCode, 403)
  const person = { name: '第二负责人', account: 'second-chief', organisation: 'demonstration-unit', roles: 'section-chief' }
  const weak = await postForm(app, '/plain/people', { ...person, password: '1' }, admin)
  t.equal(weak.statusCode, 422)
  t.match(weak.body, 'value="second-chief"')
  t.notMatch(weak.body, 'value="1"', 'a password is never sent back')
  t.equal((await postForm(app, '/plain/people', { ...person, password: 'a-long-enough-password' }, admin)).statusCode, 303)
  const heir = (await look('admin', '/plain/people')).match(/href="\/plain\/people\/([^"]+)">第二负责人/)?.[1] ?? ''
  await does(t, 'drafter', 'submit')
  await does(t, 'section-chief', 'claim')
  await readable(bench)
  t.match(await look('admin', '/plain/people/section-chief'), '点名由其办理的工作 1 项')
  const left = await postForm(app, '/plain/people/section-chief', { change: 'dismiss', reason: '离职' }, admin)
  t.equal(left.statusCode, 409)
  t.match(left.body, '还有 1 项')
  const done = await postForm(app, '/plain/people/section-chief', { change: 'dismiss', reason: '离职', handoverTo: heir }, admin)
  t.equal(done.statusCode, 200)
  t.match(done.body, '✓ 已移交')
  t.match(done.body, '已离任')
  t.equal((await app.inject({ url: '/plain/people/nobody', headers: admin })).statusCode, 404)
})

t.test('批量同意 and 批量退回: each by itself, with a result a row', async t => {
  const bench = await openPages(t)
  const { app, look, declarations } = bench
  const [drafter, chief] = [await cookieOf(app, 'drafter'), await cookieOf(app, 'section-chief')]
  for (const { id } of declarations) {
    const url = `/plain/declarations/${id}`
    await postForm(app, `${url}/commands`, fieldsOf((await app.inject({ url, headers: drafter })).body, 'submit'), drafter)
  }
  await readable(bench)
  const desk = await look('section-chief', '/plain/tasks')
  const items = [...desk.matchAll(/name="items" value="([^"]+)"/g)].map(([, value = '']) => value)
  const key = desk.match(/name="key" value="([^"]+)"/)?.[1] ?? ''
  t.equal(items.length, 7, 'two of the nine lack a value and cannot be handed in')
  const none = await postForm(app, '/plain/tasks/decisions', { key, command: 'approve', opinion: '' }, chief)
  t.equal(none.statusCode, 422)
  t.match(none.body, '请先勾选')
  const bare = await postForm(app, '/plain/tasks/decisions', { key, command: 'return', opinion: '', items }, chief)
  t.equal(bare.statusCode, 422)
  t.equal(bare.body.match(/ checked>/g)?.length, 7, 'what was ticked is still ticked')
  const [first = '', second = '', third = ''] = items
  const stale = second.replace(/ \d+$/, ' 1')
  const sent = { key, command: 'approve', opinion: '同意。', items: [first, stale] }
  const done = await postForm(app, '/plain/tasks/decisions', sent, chief)
  t.equal(done.statusCode, 200)
  t.match(done.body, '办成 1 项')
  t.match(done.body, '没有办成 1 项')
  const again = await postForm(app, '/plain/tasks/decisions', sent, chief)
  t.match(again.body, '办成 1 项', 'sent twice is decided once')
  const back = { key: randomUUID(), command: 'return', opinion: '请按口径修改', items: third }
  t.match((await postForm(app, '/plain/tasks/decisions', back, chief)).body, '办成 1 项')
  t.match(await look('section-chief', '/plain/tasks'), '待办 5')
})
