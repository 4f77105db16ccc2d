// Shows every verb of the engine on the pages: a form only where it may be sent, people by name, refusals with their basis and
// what was typed, comments beside their row, and what is new to a reader.
import t from 'tap'
import { readable } from './desk.ts'
import { cookieOf } from './harness.ts'
import { fieldsOf, formsOf, offered, openPages, postForm } from './page-forms.ts'

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
  t.match(await look('auditor', '/plain/tasks?view=cc'), /<b class="new">新<\/b>/)
  await does(t, 'auditor', 'mark-read')
  t.match(await look('section-chief'), /审计查阅：<span class="green">✓ 已阅/)
  await readable(bench)
  t.notMatch(await look('auditor', '/plain/tasks?view=cc'), /<b class="new">/)
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

t.test('流程 and what comes next are there to look at', async t => {
  const { look, does } = await openPages(t)
  const routes = await look('drafter', '/plain/routes')
  for (const text of ['center-bureau@1', '部门审核', '主管部门审核', '须填审核表']) t.match(routes, text)
  await does(t, 'drafter', 'submit')
  const ahead = (await look('drafter')).match(/接下来（都同意时）[\s\S]*?<\/ol>/)?.[0] ?? ''
  for (const text of ['中心财务', '中心领导', '主管部门批复']) t.match(ahead, text)
  t.notMatch(ahead, '<b>部门审核</b>', 'not where it stands now')
})
