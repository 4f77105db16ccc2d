// Shows every verb of the engine on the pages: a form only where it may be sent, people by name, refusals with their basis and what was
// typed, comments beside their row, what is new to a reader; work, deputies and the administrator's people.
import t, { type Test } from 'tap'
import { openDesk, readable } from './desk.ts'
import { cookieOf } from './harness.ts'
import { fieldsOf, formsOf, offered, postForm } from './page-forms.ts'

/** A desk on which people act as they do in a browser: they look at the page, fill in a form and send it. */
const openPages = async (t: Test) => {
  const bench = await openDesk(t)
  const { app, id } = bench
  const url = `/declarations/${id}`
  const look = async (account: string, at = url): Promise<string> =>
    (await app.inject({ url: at, headers: await cookieOf(app, account) })).body
  const send = async (account: string, type: string, filled: Record<string, string | string[]> = {}, about = {}) => {
    const fields = fieldsOf(await look(account), type, about)
    if (!fields['type']) throw new Error(`${account} has no form for ${type}`)
    return postForm(app, `${url}/commands`, { ...fields, ...filled }, await cookieOf(app, account))
  }
  /** Sends it and expects to be back on the page. */
  const does = async (t: Test, account: string, type: string, filled = {}, about = {}): Promise<void> => {
    const reply = await send(account, type, filled, about)
    t.equal(reply.statusCode, 303, `${account} ${type}: ${reply.body.match(/■ [^<]*/)?.[0] ?? ''}`)
  }
  return { ...bench, url, look, send, does }
}

t.test('a form for each command that may be sent, and for no other', async t => {
  const { look, does } = await openPages(t)
  await does(t, 'drafter', 'submit')
  const chief = offered(await look('section-chief'))
  for (const type of ['approve', 'return', 'claim', 'transfer', 'delegate', 'add-signer', 'comment', 'consult', 'copy', 'urge'])
    t.ok(chief.includes(type), type)
  for (const type of ['object', 'jump', 'terminate', 'release']) t.notOk(chief.includes(type), type)
  t.strictSame(offered(await look('auditor')), [])
  t.strictSame(
    offered(await look('admin')).filter(type => ['transfer', 'jump', 'terminate'].includes(type)),
    ['transfer', 'jump', 'terminate'],
  )
  t.match(await look('admin'), '<summary>指派</summary>', 'moving the work of others has its own name')
  const keys = formsOf(await look('section-chief')).flatMap(({ fields }) => fields['key'] ?? [])
  t.equal(new Set(keys).size, keys.length, 'each form has a key of its own')
})

t.test('加签, 认领, 放回, 减签, 转办 and 委派, with the people by name', async t => {
  const { look, does, send, url } = await openPages(t)
  await does(t, 'drafter', 'submit')
  await does(t, 'section-chief', 'claim')
  t.ok(offered(await look('section-chief')).includes('release'))
  await does(t, 'section-chief', 'release')
  const nobody = await send('section-chief', 'transfer', { officer: '', reason: '请从财务角度把关。' })
  t.equal(nobody.statusCode, 422)
  t.match(nobody.body, /人员：/)
  t.match(nobody.body, 'value="请从财务角度把关。"', 'what was typed is still there')
  t.match(nobody.body, /<details class="verb" id="transfer" open/)
  await does(t, 'section-chief', 'add-signer', { officer: 'bureau-finance', place: 'before', reason: '请把关' })
  const waiting = await look('section-chief')
  t.match(waiting, '等主管部门财务先签')
  t.match(waiting, '由部门负责人加签')
  t.notOk(offered(waiting).includes('approve'))
  const slot = waiting.match(/<select name="slot">\s*<option value="(\d+)">主管部门财务/)?.[1] ?? ''
  await does(t, 'section-chief', 'remove-signer', { slot, reason: '不必了' })
  t.match(await look('drafter'), '已减签')
  await does(t, 'section-chief', 'delegate', { officer: 'bureau-finance', reason: '请代拟' })
  t.match(await look('drafter'), '已委派主管部门财务，等其答复')
  await does(t, 'bureau-finance', 'answer-delegation', { opinion: '可以同意' })
  await does(t, 'section-chief', 'transfer', { officer: 'bureau-finance', reason: '请办理' })
  const history = await look('drafter', `${url}/history`)
  for (const text of ['前加签', '→ 主管部门财务', '减签', '委派', '转办', '可以同意', '放回']) t.match(history, text)
})

t.test('批注 beside its row: 必改 stops the way on, 已改 is checked, the author confirms', async t => {
  const { app, look, does, send, url } = await openPages(t)
  await does(t, 'drafter', 'submit')
  const row = (await look('section-chief')).match(/row=([0-9a-f-]{36})#comment/)?.[1] ?? ''
  const from = await look('section-chief', `${url}?row=${row}`)
  t.match(from, new RegExp(`<option value="${row}" selected>`), 'the form comes filled with the row one came from')
  await does(t, 'section-chief', 'comment', { anchor: row, kind: 'must', text: '依据不足 <b>' })
  const shown = await look('drafter')
  t.match(shown, /<div class="note"><div><a[^>]*><span class="red">■ 必改<\/span><\/a> 依据不足 &lt;b&gt;/)
  await does(t, 'section-chief', 'return', { to: 'drafting', then: 'straight', reason: '请按批注修改' })
  t.notOk(offered(await look('drafter')).includes('submit'), 'an unanswered 必改 is in the way')
  const early = await send('drafter', 'answer-comment', { answer: 'changed', text: '改好了' })
  t.equal(early.statusCode, 409)
  t.match(early.body, '没有改动')
  t.match(early.body, '依据：')
  t.match(early.body, '>改好了</textarea>', 'what was typed is still there')
  await does(t, 'drafter', 'revise', { place: `target ${row}`, to: '≥200(项)', reason: '按批注' })
  await does(t, 'drafter', 'answer-comment', { answer: 'changed', text: '改好了' })
  await does(t, 'drafter', 'submit')
  const again = await look('section-chief')
  t.match(again, '自你上次查看以来的变化')
  t.match(again, '上次审核之后改动 1 处')
  t.match(again, '<ins>≥200(项)</ins>')
  await does(t, 'section-chief', 'confirm-comment')
  t.match(await look('drafter'), '部门负责人已复核')
  await does(t, 'section-chief', 'approve', { opinion: '同意。', confirmed: [row] })
  t.equal((await app.inject({ url: `${url}/history`, headers: await cookieOf(app, 'section-chief') })).statusCode, 200)
})

t.test('征求意见, 抄送 and 催办 are in nobody’s way', async t => {
  const bench = await openPages(t)
  const { look, does, url } = bench
  await does(t, 'drafter', 'submit')
  const open = fieldsOf(await look('section-chief'), 'approve')
  await does(t, 'section-chief', 'consult', { officers: ['center-leader', 'bureau-finance'], question: '是否在口径内？' })
  await does(t, 'center-leader', 'answer-consultation', { answer: '在口径内。' })
  const asked = await look('section-chief')
  for (const text of ['问中心领导、主管部门财务：是否在口径内？', '在口径内。', '等主管部门财务答复', '不计票'])
    t.match(asked, text)
  await does(t, 'section-chief', 'copy', { officers: 'auditor', note: '请知悉' })
  await readable(bench)
  t.match(await look('auditor', '/tasks?view=cc'), /<b class="new">新<\/b>/)
  await does(t, 'auditor', 'mark-read')
  t.match(await look('section-chief'), /审计查阅：<span class="green">✓ 已阅/)
  await readable(bench)
  t.notMatch(await look('auditor', '/tasks?view=cc'), /<b class="new">/)
  await does(t, 'drafter', 'urge', { message: '请尽快' })
  t.notOk(offered(await look('drafter')).includes('urge'), 'once a day')
  const approved = await postForm(bench.app, `${url}/commands`, open, await cookieOf(bench.app, 'section-chief'))
  t.equal(approved.statusCode, 303, 'a page opened before all this can still decide')
})

t.test('whoever decides on an old page is shown what came in between', async t => {
  const { app, look, does, url } = await openPages(t)
  await does(t, 'drafter', 'submit')
  const old = fieldsOf(await look('section-chief'), 'approve')
  await does(t, 'drafter', 'withdraw')
  const late = await postForm(app, `${url}/commands`, { ...old, opinion: '同意上报' }, await cookieOf(app, 'section-chief'))
  t.equal(late.statusCode, 412)
  t.match(late.body, '你打开之后的变化（1 处）')
  t.match(late.body, '撤回')
})

t.test('跳转, 终止 and 唤醒 by the administrator, each with its reason', async t => {
  const { look, does, send } = await openPages(t)
  await does(t, 'drafter', 'submit')
  const bare = await send('admin', 'jump', { to: 'center-leader', reason: '' })
  t.equal(bare.statusCode, 422)
  t.match(bare.body, '理由：')
  await does(t, 'admin', 'jump', { to: 'center-leader', reason: '部门负责人空缺' })
  t.match(await look('drafter'), '<h3>中心领导')
  await does(t, 'admin', 'terminate', { reason: '项目取消' })
  t.match(await look('drafter'), '已终止')
  await does(t, 'admin', 'reopen', { reason: '项目恢复' })
  t.ok(offered(await look('drafter')).includes('submit'))
})

t.test('我的代理: settled on a page, acted on with both names, ended', async t => {
  const { app, look, does } = await openPages(t)
  const chief = await cookieOf(app, 'section-chief')
  const asked = { deputy: 'center-leader', from: '2026-03-01', until: '2026-03-31', reason: '休假' }
  const refused = await postForm(app, '/deputies', { ...asked, deputy: 'bureau-finance' }, chief)
  t.equal(refused.statusCode, 409)
  t.match(refused.body, '不在同一单位')
  t.match(refused.body, 'value="休假"')
  const settled = { ...asked, from: '2026-03-02' }
  t.equal((await postForm(app, '/deputies', settled, chief)).statusCode, 303)
  await does(t, 'drafter', 'submit')
  t.match(await look('center-leader', '/tasks'), '代部门负责人办理')
  const shown = await look('center-leader')
  t.match(shown, '同意（代部门负责人）')
  await does(t, 'center-leader', 'approve', { opinion: '同意。' })
  t.match(await look('drafter'), '中心领导（代部门负责人）')
  const [end] = formsOf(await look('section-chief', '/deputies')).flatMap(({ fields }) => fields['deputyship'] ?? [])
  t.equal((await postForm(app, '/deputies/end', { deputyship: end ?? '', reason: '' }, chief)).statusCode, 422)
  t.equal((await postForm(app, '/deputies/end', { deputyship: end ?? '', reason: '提前回来' }, chief)).statusCode, 303)
  t.match(await look('section-chief', '/deputies'), '已终止：提前回来')
})

t.test('人员 for the administrator alone: appointing, and leaving only when the work is handed over', async t => {
  const bench = await openPages(t)
  const { app, look, does } = bench
  const [admin, chief] = [await cookieOf(app, 'admin'), await cookieOf(app, 'section-chief')]
  t.equal((await app.inject({ url: '/people', headers: chief })).statusCode, 403)
  t.equal((await postForm(app, '/people/drafter', { change: 'dismiss', reason: '离职' }, chief)).statusCode, 403)
  const person = { name: '第二负责人', account: 'second-chief', organisation: 'demonstration-unit', roles: 'section-chief' }
  const weak = await postForm(app, '/people', { ...person, password: '1' }, admin)
  t.equal(weak.statusCode, 422)
  t.match(weak.body, 'value="second-chief"')
  t.notMatch(weak.body, 'value="1"', 'a password is never sent back')
  t.equal((await postForm(app, '/people', { ...person, password: 'a-long-enough-password' }, admin)).statusCode, 303)
  const heir = (await look('admin', '/people')).match(/href="\/people\/([^"]+)">第二负责人/)?.[1] ?? ''
  await does(t, 'drafter', 'submit')
  await does(t, 'section-chief', 'claim')
  await readable(bench)
  t.match(await look('admin', '/people/section-chief'), '点名由其办理的工作 1 项')
  const left = await postForm(app, '/people/section-chief', { change: 'dismiss', reason: '离职' }, admin)
  t.equal(left.statusCode, 409)
  t.match(left.body, '还有 1 项')
  const done = await postForm(app, '/people/section-chief', { change: 'dismiss', reason: '离职', handoverTo: heir }, admin)
  t.equal(done.statusCode, 200)
  t.match(done.body, '✓ 已移交')
  t.match(done.body, '已离任')
  t.equal((await app.inject({ url: '/people/nobody', headers: admin })).statusCode, 404)
})
