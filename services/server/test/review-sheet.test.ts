// Shows the review sheet over HTTP: prefilled from the inspection, answered and filled, and each grade leading where it must.
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import t, { type Test } from 'tap'
import { openDesk, readable, send } from './desk.ts'
import { cookieOf, type Headers } from './harness.ts'
import { properForm } from './proper-form.ts'

type Finding = { key: string; rule: string; indicatorId?: string; answered: unknown; earlier: unknown; message: string }
type Section = { name: string; items: { item: string; points: string; findings: Finding[] }[] }

/** A server with the declarations of 2026, one of which came as far as the bureau. */
const openReview = async (t: Test, which = '社会保险核查业务费') => {
  const bench = await openDesk(t)
  const { app, drafter, declarations } = bench
  const id = declarations.find(({ name }) => name === which)?.id ?? 'none'
  const people = new Map<string, Headers>([['drafter', drafter]])
  const as = async (account: string): Promise<Headers> => {
    const known = people.get(account) ?? (await cookieOf(app, account))
    people.set(account, known)
    return known
  }
  const act = async (account: string, command: DeclarationCommand, query = '') =>
    send(app, await as(account), id, command, { query })
  const done = async (account: string, command: DeclarationCommand): Promise<void> => {
    const reply = await act(account, command)
    t.equal(reply.statusCode, 200, `${account} ${command.type} ${reply.statusCode === 200 ? '' : reply.body}`)
  }
  const read = async (account = 'bureau-reviewer') =>
    (await app.inject({ url: `/api/declarations/${id}`, headers: await as(account) })).json()
  const sheet = async (account = 'bureau-reviewer') =>
    app.inject({ url: `/api/declarations/${id}/review-sheet`, headers: await as(account) })
  const handIn = async (): Promise<void> => {
    await done('drafter', { type: 'submit' })
    for (const account of ['section-chief', 'center-finance', 'center-leader']) await done(account, { type: 'approve' })
  }
  await handIn()
  await readable(bench)
  return { ...bench, id, as, act, done, read, sheet, handIn }
}

const findingsOf = (sheet: { sections: Section[] }): Finding[] =>
  sheet.sections.flatMap(({ items }) => items.flatMap(({ findings }) => findings))

t.test('prefilled: every finding of the inspection under the item that asks for it', async t => {
  const { app, id, as, sheet } = await openReview(t)
  const reply = await sheet()
  t.equal(reply.statusCode, 200)
  t.match(reply.headers.etag, /^"\d+"$/)
  const shown = reply.json()
  t.match(shown, {
    variant: 'ordinary',
    title: /一般性项目/,
    filled: null,
    overruled: [],
    gradeBands: [{ grade: '优', from: '90' }],
    proposedGrade: /优|良|中|差/,
    proposedBecause: /建议/,
    sections: [
      { name: '完整性审核', points: '20' },
      { name: '相关性审核', points: '30' },
      { name: '适当性审核', points: '30' },
      {
        name: '可行性审核',
        points: '20',
        items: [{ item: '实现可能性', points: '10', question: /论证/ }, { item: '条件充分性' }],
      },
    ],
  })
  const { items, counts } = (
    await app.inject({ url: `/api/declarations/${id}/findings`, headers: await as('bureau-reviewer') })
  ).json()
  const found = [...findingsOf(shown), ...shown.unplaced]
  t.same(
    found.map(({ message }) => message).sort(),
    items.map(({ message }: Finding) => message).sort(),
    'the same list as the inspection shows',
  )
  t.same(shown.unanswered, counts, 'nothing is answered yet')
  t.equal(new Set(found.map(({ key }) => key)).size, found.length)
  t.equal((await app.inject({ url: `/api/declarations/${id}/review-sheet` })).statusCode, 401)
  const nowhere = '0190aaaa-0000-7000-8000-000000000000'
  t.equal(
    (await app.inject({ url: `/api/declarations/${nowhere}/review-sheet`, headers: await as('bureau-reviewer') })).statusCode,
    404,
  )
  for (const account of ['drafter', 'auditor', 'bureau-approver']) t.equal((await sheet(account)).statusCode, 200, account)
})

t.test('answered and graded: what was overruled is what the approver reads first', async t => {
  const { done, act, sheet, app, id, as } = await openReview(t, '信息化运维项目')
  const all = findingsOf((await sheet()).json())
  const across = all.find(({ rule }) => rule === 'R2')
  const inside = all.find(({ rule, indicatorId }) => rule !== 'R2' && indicatorId !== undefined)
  if (!across || !inside) throw new Error('the seed has changed')
  const sections = ['完整性审核', '相关性审核', '适当性审核', '可行性审核'].map(section => ({ section, grade: '优' as const }))
  const review: DeclarationCommand = {
    type: 'review',
    grade: '优',
    comment: '目标明确',
    sections,
    answers: [
      { finding: across.key, verdict: 'overruled', reason: '两个项目的对象不同' },
      { finding: inside.key, verdict: 'confirmed' },
    ],
  }
  const silent = { ...review, answers: [{ finding: across.key, verdict: 'overruled' as const }] }
  t.match((await act('bureau-reviewer', silent)).json(), {
    status: 409,
    code: 'overruling-needs-a-reason',
    basis: { kind: 'product' },
  })
  const unknown = { ...review, answers: [{ finding: 'R2.ffffffffffffffff', verdict: 'confirmed' as const }] }
  t.match((await act('bureau-reviewer', unknown)).json(), { status: 409, code: 'answered-findings-are-there' })
  t.equal((await act('section-chief', review)).statusCode, 403)
  const malformed = { ...review, answers: [{ finding: across.key, verdict: 'maybe' }] } as unknown as DeclarationCommand
  t.equal((await act('bureau-reviewer', malformed)).statusCode, 422)
  const facts = ['finding-answered', 'finding-answered', 'review-sheet-filled', 'sections-graded']
  t.match((await act('bureau-reviewer', review, '?dry-run')).json(), { dryRun: true, facts })
  t.same((await sheet()).json().filled, null, 'tried, not recorded')
  t.match((await act('bureau-reviewer', review)).json(), { facts })
  const seen = (await sheet('bureau-approver')).json()
  t.match(seen, {
    overruled: [{ key: across.key, answered: { verdict: 'overruled', reason: '两个项目的对象不同', byName: /./ } }],
    filled: { grade: '优', comment: '目标明确', sections, round: 0, counts: true, byName: /./, items: null },
  })
  t.match(
    findingsOf(seen).find(({ key }) => key === inside.key),
    { answered: { verdict: 'confirmed', reason: null } },
  )
  const { items } = (await app.inject({ url: `/api/declarations/${id}/history`, headers: await as('auditor') })).json()
  t.match(
    items.find(({ type }: { type: string }) => type === 'finding-answered'),
    { reason: /——两个项目的对象不同$/ },
  )
  await done('bureau-reviewer', { type: 'approve' })
})

t.test('优 goes on, with nothing but a grade', async t => {
  const { done, read, sheet } = await openReview(t)
  t.match((await read()).blockedCommands, [
    { type: 'amend' },
    { type: 'approve', because: { code: 'review-sheet-comes-before-approval' } },
  ])
  await done('bureau-reviewer', { type: 'review', grade: '优', comment: '好' })
  t.match((await sheet()).json().filled, { grade: '优', sections: null })
  await done('bureau-reviewer', { type: 'approve' })
  t.equal((await read()).stage, 'bureau-finance')
})

t.test('良: the bureau amends, the unit consents, and only then it goes on', async t => {
  const { done, act, read } = await openReview(t)
  const [row] = (await read()).form.indicators
  const amend: DeclarationCommand = {
    type: 'amend',
    changes: [{ indicator: row.id, field: 'target', to: '≥7777(人次)' }],
    reason: '按近三年水平',
  }
  t.match((await act('bureau-reviewer', amend)).json(), { status: 409 }, 'not without the sheet')
  await done('bureau-reviewer', { type: 'review', grade: '良', comment: '个别指标偏低' })
  await done('bureau-reviewer', amend)
  t.match((await act('bureau-reviewer', { type: 'approve' })).json(), { status: 409, code: 'amendments-need-consent' })
  t.equal((await act('bureau-reviewer', { type: 'consent' })).statusCode, 403, 'nobody consents for the unit')
  await done('drafter', { type: 'consent' })
  await done('bureau-reviewer', { type: 'approve' })
  t.match(await read(), { stage: 'bureau-finance', amendments: [{ number: 1, consented: true }] })
})

t.test('中: back to the unit; the second round looks at what changed, and what was overruled stays so', async t => {
  const { done, act, read, sheet, handIn } = await openReview(t, '信息化运维项目')
  const rows = (await read()).form.indicators as { id: string; raw: string }[]
  const [first, second] = findingsOf((await sheet()).json()).filter(
    ({ indicatorId, rule }) => indicatorId !== undefined && rule !== 'R2',
  )
  if (!first?.indicatorId || !second?.indicatorId || first.indicatorId === second.indicatorId)
    throw new Error('the seed has changed')
  const answers = [first, second].map(({ key }) => ({ finding: key, verdict: 'overruled' as const, reason: '行业通行写法' }))
  await done('bureau-reviewer', { type: 'review', grade: '中', comment: '补充测算依据', answers })
  t.match((await act('bureau-reviewer', { type: 'approve' })).json(), {
    status: 409,
    code: 'grade-decides-the-way',
    basis: { kind: 'law' },
  })
  t.match((await act('bureau-reviewer', { type: 'reject', reason: '不行' })).json(), {
    status: 409,
    code: 'grade-decides-the-way',
  })
  await done('bureau-reviewer', { type: 'return', to: 'drafting', reason: '补充测算依据' })
  t.match((await sheet('drafter')).json(), { filled: { grade: '中', counts: false } }, 'the unit reads what it was told')
  const name = `${rows.find(({ id }) => id === second.indicatorId)?.raw}（改）`
  await done('drafter', {
    type: 'revise',
    changes: [{ indicator: second.indicatorId, field: 'name', to: name }],
    reason: '补充',
  })
  await handIn()
  const again = await read()
  t.match(again, {
    round: 1,
    reapproval: [{ stage: 'bureau-review', changed: [{ indicator: second.indicatorId, kind: 'revised' }] }],
  })
  const seen = (await sheet()).json()
  t.same(
    seen.overruled.map(({ key }: Finding) => key),
    [first.key],
    'the untouched row keeps its answer',
  )
  t.match((await act('bureau-reviewer', { type: 'approve' })).json(), { code: 'review-sheet-comes-before-approval' })
  await done('bureau-reviewer', { type: 'review', grade: '优' })
  await done('bureau-reviewer', { type: 'approve' })
})

t.test('差: neither on nor back, only out', async t => {
  const { done, act, read } = await openReview(t)
  await done('bureau-reviewer', { type: 'review', grade: '差', comment: '与职能不符' })
  t.match((await act('bureau-reviewer', { type: 'approve' })).json(), { status: 409, code: 'grade-decides-the-way' })
  t.match((await act('bureau-reviewer', { type: 'return', to: 'drafting', reason: '修改' })).json(), {
    code: 'grade-decides-the-way',
  })
  await done('bureau-reviewer', { type: 'reject', reason: '与职能不符' })
  t.equal((await read()).phase, 'rejected')
})

t.test('重点项目: the sheet says so, and a grade without points is refused', async t => {
  const bench = await openDesk(t)
  const { app, drafter } = bench
  const admin = await cookieOf(app, 'admin')
  const wanted = { unit: null, when: [{ of: 'annualRequest', below: '200000.00' }], route: { id: 'key-project', version: 2 } }
  const assigned = await app.inject({ method: 'POST', url: '/api/route-assignments', headers: admin, payload: wanted })
  t.equal(assigned.statusCode, 201)
  const opened = await app.inject({ method: 'POST', url: '/api/declarations', headers: drafter, payload: { form: properForm } })
  const { id } = opened.json()
  for (const [account, command] of [
    ['drafter', { type: 'submit' }],
    ['section-chief', { type: 'approve' }],
    ['center-finance', { type: 'approve' }],
    ['center-leader', { type: 'approve' }],
  ] as const)
    t.equal((await send(app, await cookieOf(app, account), id, command)).statusCode, 200, account)
  const reviewer = await cookieOf(app, 'bureau-reviewer')
  const sheet = (await app.inject({ url: `/api/declarations/${id}/review-sheet`, headers: reviewer })).json()
  t.match(sheet, { variant: 'key', title: /重点项目/ })
  const { allowedCommands } = (await app.inject({ url: `/api/declarations/${id}`, headers: reviewer })).json()
  t.match(
    allowedCommands.find(({ type }: { type: string }) => type === 'review'),
    { needs: ['items'] },
  )
  const bare = await send(app, reviewer, id, { type: 'review', grade: '优', comment: '好' })
  t.match(bare.json(), { status: 409, code: 'key-projects-are-reviewed-by-points' })
  const items = (sheet.sections as Section[]).flatMap(section => section.items.map(({ item, points }) => ({ item, points })))
  t.equal((await send(app, reviewer, id, { type: 'review', items, comment: '好' })).statusCode, 200)
  const { filled } = (await app.inject({ url: `/api/declarations/${id}/review-sheet`, headers: reviewer })).json()
  t.match(filled, { grade: '优', points: '100.00', items: items.map(item => ({ ...item, comment: '' })) })
})
