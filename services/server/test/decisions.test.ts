// Shows 批量同意 and 批量退回 over HTTP: each item decided and answered by itself, sent twice recorded once; nothing is passed in bulk
// that somebody has to look at.
import { randomUUID } from 'node:crypto'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { faultyStore } from '@shenbao/testkit/faulty-store.ts'
import t, { type Test } from 'tap'
import { openDesk, readable, revisionNow, send } from './desk.ts'
import { cookieOf, type Headers } from './harness.ts'

type Item = { id: string; revision: number; documentNumber?: string }
type Answer = { id: string; outcome: string; code?: string; revision?: number; facts?: string[] }

const opened = async (t: Test, store?: EventStore) => {
  const bench = await openDesk(t, store)
  const { app, drafter, declarations } = bench
  const chief = await cookieOf(app, 'section-chief')
  const submitted: string[] = []
  for (const { id } of declarations) if ((await send(app, drafter, id, { type: 'submit' })).statusCode === 200) submitted.push(id)
  const itemsOf = async (...ids: readonly string[]): Promise<Item[]> =>
    Promise.all(ids.map(async id => ({ id, revision: Number((await revisionNow(app, chief, id)).slice(1, -1)) })))
  const decide = async (headers: Headers, payload: object, key: string = randomUUID(), query = '') => {
    const reply = await app.inject({
      method: 'POST',
      url: `/api/decisions${query}`,
      headers: { ...headers, 'idempotency-key': key },
      payload,
    })
    return { status: reply.statusCode, body: reply.json(), items: (reply.json().items ?? []) as Answer[], reply }
  }
  return { ...bench, chief, submitted, itemsOf, decide }
}

const outcomes = (items: readonly Answer[]) => items.map(({ outcome, code }) => (code === undefined ? outcome : code))

t.test('each by itself: what cannot be decided stops no other', async t => {
  const bench = await opened(t)
  const { app, drafter, chief, submitted, declarations, itemsOf, decide, store, models } = bench
  const [one = '', two = '', three = '', four = ''] = submitted
  const unsent = declarations.map(({ id }) => id).find(id => !submitted.includes(id)) ?? ''
  const items = await itemsOf(one, two, three, four, unsent)
  await send(app, chief, two, { type: 'approve' })
  await send(app, drafter, three, { type: 'withdraw' })
  await send(app, drafter, three, { type: 'revise', changes: [{ field: 'overallGoal', to: '改过' }] })
  await send(app, drafter, three, { type: 'submit' })
  await send(app, drafter, four, { type: 'comment', kind: 'should', text: '一句话' })
  const strange = { id: randomUUID(), revision: 1 }
  const key = randomUUID()
  const order = { command: 'approve', opinion: '同意', items: [strange, ...items] }
  const tried = await decide(chief, order, key, '?dry-run')
  t.same(outcomes(tried.items), ['not-found', 'possible', 'stale', 'stale', 'possible', 'not-now'])
  t.equal(tried.body.position, null)
  const head = await store.head()
  const decided = await decide(chief, order, key)
  t.equal(decided.status, 200)
  t.same(outcomes(decided.items), ['not-found', 'recorded', 'stale', 'stale', 'recorded', 'not-now'], decided.reply.body)
  t.match(decided.items[1], { id: one, facts: ['opinion-given', 'stage-passed'] })
  t.ok(decided.body.position > (head ?? ''))
  const after = await store.head()
  const again = await decide(chief, order, key)
  t.same(again.items, decided.items, 'sent twice, answered alike')
  t.equal(await store.head(), after, 'and recorded once')
  t.same(outcomes((await decide(chief, { ...order, opinion: '另一句' }, key)).items).slice(1, 2), ['key-reused'])
  await readable({ store, models })
  t.same(outcomes((await decide(drafter, order)).items).slice(1, 2), ['not-yours'])
})

t.test('a return in bulk with one reason', async t => {
  const { submitted, chief, app, itemsOf, decide } = await opened(t)
  const items = await itemsOf(...submitted)
  const returned = await decide(chief, { command: 'return', to: 'drafting', reason: '统一补充依据', items })
  t.same([...new Set(outcomes(returned.items))], ['recorded'])
  const seen = (await app.inject({ url: `/api/declarations/${submitted[0]}`, headers: chief })).json()
  t.equal(seen.stage, 'drafting')
  t.equal((await decide(chief, { command: 'return', reason: ' ', items })).status, 422)
})

t.test('批复 takes a document number for each, and makes none up', async t => {
  const { submitted, app, itemsOf, decide } = await opened(t)
  const [one = '', two = ''] = submitted
  for (const account of ['section-chief', 'center-finance', 'center-leader', 'bureau-reviewer', 'bureau-finance']) {
    const headers = await cookieOf(app, account)
    if (account === 'bureau-reviewer') {
      const unreviewed = await decide(headers, { command: 'approve', items: await itemsOf(one, two) })
      t.same(
        outcomes(unreviewed.items),
        ['review-sheet-comes-before-approval', 'review-sheet-comes-before-approval'],
        unreviewed.reply.body,
      )
      for (const id of [one, two]) await send(app, headers, id, { type: 'review', grade: '优', comment: '明确' })
    }
    const passed = await decide(headers, { command: 'approve', items: await itemsOf(one, two) })
    t.same(outcomes(passed.items), ['recorded', 'recorded'], passed.reply.body)
  }
  const [first, second] = await itemsOf(one, two)
  const approver = await cookieOf(app, 'bureau-approver')
  const approved = await decide(approver, {
    command: 'approve',
    items: [{ ...first, documentNumber: '示例〔2026〕1号' }, second],
  })
  t.equal(approved.items[0]?.outcome, 'recorded', approved.reply.body)
  t.match(approved.items[1], { outcome: 'refused', code: /document-number/ })
})

t.test('what is asked badly is refused as a whole', async t => {
  const { app, submitted, chief, itemsOf, decide } = await opened(t)
  const items = await itemsOf(...submitted.slice(0, 1))
  const order = { command: 'approve', items }
  t.equal((await app.inject({ method: 'POST', url: '/api/decisions', payload: order })).statusCode, 401)
  t.equal((await app.inject({ method: 'POST', url: '/api/decisions', headers: chief, payload: order })).statusCode, 428)
  for (const [why, payload] of Object.entries({
    nothing: { command: 'approve', items: [] },
    twice: { command: 'approve', items: [...items, ...items] },
    'too many': { command: 'approve', items: Array.from({ length: 201 }, () => ({ id: randomUUID(), revision: 1 })) },
    'another command': { command: 'reject', reason: '—', items },
    'a number on a return': { command: 'return', reason: '—', items: items.map(item => ({ ...item, documentNumber: '1' })) },
  }))
    t.equal((await decide(chief, payload)).status, 422, why)
})

t.test('a log that fails in the middle leaves the rest to be sent again under the same key', async t => {
  let failsAt = ''
  const store = faultyStore(memoryEventStore(), (_append, stream) =>
    stream.endsWith(failsAt) && failsAt !== '' ? 'before' : null,
  )
  const { submitted, chief, itemsOf, decide } = await opened(t, store)
  const [one = '', two = '', three = ''] = submitted
  const items = await itemsOf(one, two, three)
  failsAt = two
  const key = randomUUID()
  const order = { command: 'approve', items }
  const first = await decide(chief, order, key)
  t.same(outcomes(first.items), ['recorded', 'log-unavailable', 'recorded'])
  failsAt = ''
  const second = await decide(chief, order, key)
  t.same(outcomes(second.items), ['recorded', 'recorded', 'recorded'])
  t.same([second.items[0], second.items[2]], [first.items[0], first.items[2]])
})

t.test('what somebody has to look at is approved singly, never in bulk', async t => {
  const { app, drafter, chief, submitted, itemsOf, decide } = await opened(t)
  const { form } = (await app.inject({ url: `/api/declarations/${submitted[0]}`, headers: drafter })).json()
  const indicators = form.indicators.map(({ level1, level2, name, raw, op, value, unit, flags }: Record<string, unknown>) => ({
    ...{ level1, level2, name, raw, op, value, unit, flags },
  }))
  const cut = { ...form, name: '只读到一半的表', flags: ['incomplete'], indicators }
  const made = await app.inject({ method: 'POST', url: '/api/declarations', headers: drafter, payload: { form: cut } })
  t.equal(made.statusCode, 201, made.body)
  const { id } = made.json()
  const sent = await send(app, drafter, id, { type: 'submit' })
  t.equal(sent.statusCode, 200, sent.body)
  const items = await itemsOf(id, submitted[0] ?? '')
  t.same(outcomes((await decide(chief, { command: 'approve', items })).items), ['not-clean', 'recorded'])
  t.equal((await send(app, chief, id, { type: 'approve' })).statusCode, 200)
})
