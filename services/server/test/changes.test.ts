// Shows that an office sees what is new to it, comments at their rows with their answers, who is asked to sign, and who was spoken of.
import t from 'tap'
import { openDesk, send } from './desk.ts'
import { cookieOf, type Headers } from './harness.ts'

const opened = async (t: Parameters<typeof openDesk>[0]) => {
  const bench = await openDesk(t)
  const { app, id, drafter } = bench
  const [chief, finance] = [await cookieOf(app, 'section-chief'), await cookieOf(app, 'center-finance')]
  const get = async (headers: Headers, path = '') => {
    const reply = await app.inject({ url: `/api/declarations/${id}${path}`, headers })
    if (reply.statusCode !== 200) throw new Error(`${path}: ${reply.statusCode} ${reply.body}`)
    return reply.json()
  }
  const done = async (headers: Headers, payload: object) => {
    const reply = await send(app, headers, id, payload)
    if (reply.statusCode !== 200) throw new Error(`${JSON.stringify(payload)}: ${reply.statusCode} ${reply.body}`)
    return reply.json()
  }
  const rows: { id: string; name: string; raw: string }[] = (await get(drafter)).form.indicators
  const [row, other] = rows
  if (!row || !other) throw new Error('no rows')
  return { ...bench, chief, finance, get, done, row, other, drafter }
}

t.test('what came since I last looked, and up to where I marked it as read', async t => {
  const { app, id, drafter, chief, get, done, row, other } = await opened(t)
  t.match(await get(chief), { lastLooked: null, unseenChanges: null }, 'the section has never looked')
  await done(drafter, { type: 'submit' })
  await done(chief, { type: 'return', reason: '目标值偏低' })
  t.match(await get(chief), { unseenChanges: 0 }, 'their own last fact is the newest')
  await done(drafter, {
    type: 'revise',
    changes: [
      { indicator: row.id, field: 'target', to: '≥151(条/年)' },
      { field: 'annualGoal', to: '保障窗口平稳运行，新增网办事项。' },
      { field: 'indicator', indicator: other.id, to: null },
    ],
    reason: '按上年完成情况',
  })
  await done(drafter, { type: 'revise', changes: [{ indicator: row.id, field: 'name', to: '临时名称' }] })
  await done(drafter, { type: 'revise', changes: [{ indicator: row.id, field: 'name', to: row.name }] })
  const { revision, unseenChanges } = await get(chief)
  t.equal(unseenChanges, 3, 'two rows and a field; what was changed back is no change')
  const news = await get(chief, '/changes')
  t.match(news, {
    to: revision,
    count: 3,
    rows: [
      {
        indicator: row.id,
        name: row.name,
        kind: 'revised',
        fields: [{ field: 'target', from: row.raw, to: '≥151(条/年)', byName: '经办人', reason: '按上年完成情况' }],
      },
      { indicator: other.id, name: other.name, kind: 'removed' },
    ],
    fields: [{ field: 'annualGoal', to: '保障窗口平稳运行，新增网办事项。' }],
    opinions: [],
    comments: [],
  })
  t.equal((await get(drafter)).unseenChanges, 0, 'nothing of it is news to its author')
  await done(chief, { type: 'mark-read', upTo: revision })
  t.match(await get(chief), { lastLooked: revision, unseenChanges: 0 })
  const ahead = await send(app, chief, id, { type: 'mark-read', upTo: revision + 50 })
  t.match(ahead.json(), { status: 409, code: 'read-ahead', detail: /还没有第/ })
  const range = await get(drafter, `/changes?since=${news.from}&until=${revision}`)
  t.match(range, { from: news.from, to: revision, rows: [{ indicator: row.id }, { indicator: other.id }] })
  for (const query of ['?since=99999', '?since=3&until=2', '?until=99999'])
    t.equal((await app.inject({ url: `/api/declarations/${id}/changes${query}`, headers: chief })).statusCode, 404, query)
  t.equal((await app.inject({ url: `/api/declarations/${id}/changes?since=later`, headers: chief })).statusCode, 422)
})

t.test('comments at their rows, their answers, and what a second round shows', async t => {
  const { app, id, drafter, chief, get, done, row, other } = await opened(t)
  await done(drafter, { type: 'submit' })
  await done(chief, { type: 'comment', anchor: row.id, kind: 'must', text: '与上年完成值差距太大' })
  await done(chief, { type: 'comment', anchor: 'annualGoal', kind: 'must', text: '请写明服务对象' })
  t.match((await send(app, chief, id, { type: 'comment', anchor: 'nowhere', kind: 'must', text: '—' })).json(), {
    code: 'no-such-anchor',
  })
  t.match(await get(drafter), {
    signing: [{ stage: 'center-section', title: '部门审核', how: 'any', slots: [{ slot: '1', state: 'open', waitsFor: [] }] }],
    reapproval: [],
  })
  await done(chief, { type: 'return', reason: '见批注' })
  const { comments } = await get(drafter)
  t.match(comments, [
    { anchor: row.id, kind: 'must', title: '部门审核', answer: null, confirmed: null },
    { anchor: 'annualGoal', kind: 'must', text: '请写明服务对象' },
  ])
  const submit = await send(app, drafter, id, { type: 'submit' })
  t.match(submit.json(), {
    code: 'demands-unanswered',
    places: [{ indicator: row.id, message: '与上年完成值差距太大' }, { field: 'annualGoal' }],
  })
  const changed = { type: 'answer-comment', comment: comments[0].id, answer: 'changed' }
  t.match((await send(app, drafter, id, changed)).json(), { code: 'row-unchanged', detail: /没有改动/ })
  await done(drafter, { type: 'revise', changes: [{ indicator: row.id, field: 'target', to: '≥180(条/年)' }] })
  await done(drafter, changed)
  await done(drafter, { type: 'answer-comment', comment: comments[1].id, answer: 'explained', text: '总体目标已写明' })
  await done(drafter, { type: 'submit' })
  const again = await get(chief)
  t.match(again.comments, [{ answer: { answer: 'changed' } }, { answer: { answer: 'explained', text: '总体目标已写明' } }])
  t.match(again.reapproval, [
    {
      stage: 'center-section',
      since: { kind: 'return', text: '见批注', by: comments[0].by },
      mustConfirm: false,
      changed: [{ indicator: row.id, kind: 'revised', fields: [{ field: 'target', to: '≥180(条/年)' }] }],
    },
  ])
  t.ok(again.reapproval[0].unchanged.includes(other.id))
  await done(chief, { type: 'confirm-comment', comment: comments[0].id })
  await done(chief, { type: 'approve', confirmed: [row.id] })
  t.match(await get(chief), {
    confirmations: [{ stage: 'center-section', anchors: [row.id] }],
    opinions: [{ stage: 'center-section', title: '部门审核', vote: null, slot: null }],
    allowedCommands: [{ type: 'withdraw', title: '拿回' }],
  })
})

t.test('history says who was spoken of, by name, and what was said', async t => {
  const { drafter, chief, finance, get, done } = await opened(t)
  await done(drafter, { type: 'submit' })
  t.ok((await get(drafter)).allowedCommands.some(({ title }: { title: string }) => title === '撤回'))
  await done(finance, { type: 'mark-read', upTo: 0 })
  const financeId = (await get(finance, '/history')).items.at(-1).actor
  await done(chief, { type: 'consult', officers: [financeId], question: '资金来源是否落实？' })
  await done(chief, { type: 'copy', officers: [financeId], note: '请知悉' })
  await done(chief, { type: 'transfer', officer: financeId, reason: '出差一周' })
  const { items } = await get(drafter, '/history')
  t.match(items.slice(-3), [
    {
      type: 'consulted',
      title: '征求意见',
      people: [{ id: financeId, name: '中心财务' }],
      reason: '资金来源是否落实？',
      changes: [],
    },
    { type: 'copied', title: '抄送', reason: '请知悉' },
    { type: 'task-transferred', title: '转办', reason: '出差一周', people: [{}, { id: financeId, name: '中心财务' }] },
  ])
})

t.test('history tells which facts were one act, how each is chained, and what a comment is about', async t => {
  const { chief, drafter, get, done, row, other } = await opened(t)
  const changes = [row, other].map(({ id }) => ({ indicator: id, field: 'target', to: '≥5(件)' }))
  await done(drafter, { type: 'revise', changes, reason: '统一口径' })
  const [first, second] = (await get(drafter, '/history')).items.slice(-2)
  t.match([first, second], [{ type: 'indicator-target-revised' }, { type: 'indicator-target-revised' }])
  t.equal(first.command, second.command)

  await done(drafter, { type: 'submit' })
  await done(chief, { type: 'comment', anchor: row.id, kind: 'must', text: '口径不清' })
  const [comment] = (await get(chief)).comments
  await done(drafter, { type: 'answer-comment', comment: comment.id, answer: 'explained', text: '按上年口径' })
  const { items } = await get(drafter, '/history')
  t.equal(items.find(({ revision }: { revision: number }) => revision === second.revision).digest, second.digest, 'chained on')
  t.equal(new Set(items.map(({ digest }: { digest: string }) => digest)).size, items.length)
  t.match(items.slice(-3), [
    { type: 'submitted', anchor: null },
    { type: 'comment-made', anchor: row.id },
    { type: 'comment-answered', anchor: row.id },
  ])
  t.not(items.at(-1).command, second.command)
})
