import type { Principal } from '@shenbao/declaration/principal.ts'
import t from 'tap'
import { countPressing, countTasks, isAddressedTo, listTasks, type TaskView } from '../src/queries/list-tasks.ts'
import { follow, live, office, toApproval, toArchive } from './office.ts'

const of = (organisation: string, officerId: string, ...roles: readonly string[]): Principal => ({
  officerId,
  onBehalfOf: null,
  chairs: roles.map(role => ({ role, organisation })),
})
const drafter = of('center', 'drafter', 'drafter')
const chief = of('center', 'section-chief', 'section-chief')
const finance = of('center', 'center-finance', 'center-finance')
const reviewer = of('bureau', 'bureau-reviewer', 'bureau-reviewer')
const approver = of('bureau', 'bureau-approver', 'bureau-approver')

t.test('a declaration waits for whoever may act, and for nobody else', async t => {
  const at = office()
  const id = await at.open('居家养老服务经费')
  const models = await follow(t, at.store)
  const waiting = async (who: Principal): Promise<readonly (string | null)[]> => {
    await models.reached((await at.store.head()) ?? '', 5_000)
    return listTasks(models.db(), { who, view: 'todo', limit: 10 }).items.map(({ waitingStage }) => waitingStage)
  }
  t.same(await waiting(drafter), ['drafting'])
  t.same(await waiting(of('other', 'somebody', 'drafter')), [], 'the same chair in another unit')
  t.same(await waiting(chief), [])
  await at.send(id, { type: 'submit' }, { actor: 'drafter' })
  t.same(await waiting(drafter), [])
  t.same(await waiting(chief), ['center-section'])
  await live(at, id, toApproval.slice(1))
  t.same(await waiting(finance), ['executing'], 'who closes the year')
  const change = { field: 'target' as const, indicator: 'i1', to: '≥180(人次)' }
  await at.send(id, { type: 'request-adjustment', changes: [change], reason: '需求增加' }, { actor: 'drafter' })
  t.same(await waiting(of('center', 'center-leader', 'center-leader')), ['adjustment-center'])
  await at.send(id, { type: 'approve' }, { actor: 'center-leader' })
  await at.send(id, { type: 'reject', reason: '没有依据' }, { actor: 'bureau-approver' })
  await live(at, id, toArchive)
  for (const who of [drafter, finance, approver, of('bureau', 'admin', 'admin')]) t.same(await waiting(who), [], 'ended')
})

t.test('nobody waits for a person who wrote what is decided, or passed the stage before', async t => {
  const at = office()
  const id = await at.open('居家养老服务经费')
  await at.send(id, { type: 'submit' }, { actor: 'drafter' })
  const models = await follow(t, at.store)
  const stages = (who: Principal): readonly unknown[] => listTasks(models.db(), { who, view: 'todo', limit: 10 }).items
  t.equal(stages(of('center', 'colleague', 'section-chief')).length, 1)
  t.equal(stages(of('center', 'drafter', 'section-chief')).length, 0, 'the drafter on the chair of the reviewer')
  t.equal(stages({ ...chief, officerId: 'drafter', onBehalfOf: 'section-chief' }).length, 0, 'and as the deputy of the reviewer')
  await models.reached(await at.send(id, { type: 'approve' }, { actor: 'section-chief' }), 5_000)
  t.equal(stages(of('center', 'section-chief', 'center-finance')).length, 0, 'two stages in a row')
  t.equal(stages(finance).length, 1)
})

t.test('a consent waits only while there is something to consent to', async t => {
  const at = office()
  const id = await at.open('居家养老服务经费')
  await live(at, id, toApproval.slice(0, 4))
  const models = await follow(t, at.store)
  const commands = (who: Principal): readonly (readonly string[])[] =>
    listTasks(models.db(), { who, view: 'todo', limit: 10 }).items.map(task => task.commands)
  t.same(commands(drafter), [])
  t.same(commands(reviewer), [['review', 'amend', 'approve', 'return', 'reject']])
  await at.send(id, { type: 'review', grade: '良', comment: '需修改' }, { actor: 'bureau-reviewer' })
  const change = { field: 'target' as const, indicator: 'i1', to: '≥160(人次)' }
  const amended = await at.send(id, { type: 'amend', changes: [change], reason: '偏低' }, { actor: 'bureau-reviewer' })
  await models.reached(amended, 5_000)
  t.same(commands(drafter), [['consent']])
  await models.reached(await at.send(id, { type: 'consent' }, { actor: 'drafter' }), 5_000)
  t.same(commands(drafter), [])
})

t.test('todo, done and mine', async t => {
  const at = office()
  const [sent, draft, foreign] = [await at.open('已送审'), await at.open('草稿'), await at.open('外单位', { unitId: 'other' })]
  await at.send(sent, { type: 'submit' }, { actor: 'drafter' })
  await at.send(sent, { type: 'approve' }, { actor: 'section-chief' })
  await at.send(foreign, { type: 'submit' }, { actor: 'drafter' })
  const models = await follow(t, at.store)
  const names = (who: Principal, view: TaskView): readonly (string | null)[] =>
    listTasks(models.db(), { who, view, limit: 10 }).items.map(({ name }) => name)
  t.same(names(drafter, 'todo'), ['草稿'])
  t.same(names(drafter, 'mine'), ['外单位', '已送审', '草稿'], 'the newest first')
  t.same(names(drafter, 'done'), ['外单位', '已送审'])
  t.same(names(drafter, 'cc'), [])
  t.same(names(chief, 'done'), ['已送审'])
  t.same(names(chief, 'mine'), [])
  t.same(names(finance, 'todo'), ['已送审'])
  t.same(names(reviewer, 'cc'), [], 'nobody sent it to them')
  t.same(countTasks(models.db(), drafter), { todo: 1, done: 2, mine: 3, cc: 0 })
  const both = of('center', 'nobody-yet', 'drafter', 'center-finance')
  t.same(names(both, 'todo'), ['草稿', '已送审'], 'all chairs of a person together, the longest waiting first')
  const first = listTasks(models.db(), { who: both, view: 'todo', limit: 1 })
  t.match(listTasks(models.db(), { who: both, view: 'todo', limit: 1, after: first.next ?? '' }), {
    items: [{ id: sent }],
    next: null,
  })
  t.same(draft, first.items[0]?.id)
})

t.test('waiting since the stage was entered, not since the last touch', async t => {
  const at = office()
  const id = await at.open('居家养老服务经费')
  await at.send(id, { type: 'revise', changes: [{ field: 'name', to: '新名称' }] }, { actor: 'drafter' })
  const models = await follow(t, at.store)
  const since = (): string | undefined => listTasks(models.db(), { who: drafter, view: 'todo', limit: 1 }).items[0]?.at
  const opened = since()
  t.equal(opened, (await at.store.read(`declaration-${id}`))[0]?.fact.recordedAt)
  await at.send(id, { type: 'submit' }, { actor: 'drafter' })
  const returned = await at.send(id, { type: 'return', to: 'drafting', reason: '请补充' }, { actor: 'section-chief' })
  await models.reached(returned, 5_000)
  t.ok((since() ?? '') > (opened ?? ''))
})

t.test('for information: what was sent to a person, unread first, and what is new in it', async t => {
  const at = office()
  const ids = [await at.open('甲'), await at.open('乙'), await at.open('丙')]
  for (const id of ids) await at.send(id, { type: 'submit' }, { actor: 'drafter' })
  const [first = '', second = '', third = ''] = ids
  const models = await follow(t, at.store)
  const seen = async (): Promise<readonly unknown[]> => {
    await models.reached((await at.store.head()) ?? '', 5_000)
    return listTasks(models.db(), { who: finance, view: 'cc', limit: 10 }).items.map(({ name, copied, seenRevision }) => [
      name,
      copied?.unread,
      seenRevision,
    ])
  }
  const copy = { type: 'copy' as const, officers: ['center-finance'], note: '供参考' }
  for (const id of [first, second]) await at.send(id, copy, { actor: 'drafter' })
  t.same(
    await seen(),
    [
      ['乙', true, null],
      ['甲', true, null],
    ],
    'the newest first',
  )
  t.same(countTasks(models.db(), finance), { todo: 0, done: 0, mine: 0, cc: 2 })
  const revision = (await at.store.read(`declaration-${second}`)).length - 1
  await at.send(second, { type: 'mark-read', upTo: revision }, { actor: 'center-finance' })
  t.same(
    await seen(),
    [
      ['甲', true, null],
      ['乙', false, revision],
    ],
    'unread first',
  )
  t.same(countPressing(models.db(), finance, '2026-03-02'), { overdue: 0, dueToday: 0, unread: 1 })
  t.same(countTasks(models.db(), finance), { todo: 0, done: 0, mine: 0, cc: 2 }, 'reading is no work')
  const page = listTasks(models.db(), { who: finance, view: 'cc', limit: 1 })
  t.match(listTasks(models.db(), { who: finance, view: 'cc', limit: 1, after: page.next ?? '' }), {
    items: [{ id: second, copied: { by: 'drafter', note: '供参考' } }],
    next: null,
  })
  t.equal(isAddressedTo(models.db(), first, 'center-finance'), true)
  t.equal(isAddressedTo(models.db(), third, 'center-finance'), false)
})

t.test('a task that somebody has taken waits for them alone; a question waits for the one asked', async t => {
  const at = office()
  const id = await at.open('居家养老服务经费')
  await at.send(id, { type: 'submit' }, { actor: 'drafter' })
  const models = await follow(t, at.store)
  const waiting = async (who: Principal | readonly Principal[]): Promise<readonly unknown[]> => {
    await models.reached((await at.store.head()) ?? '', 5_000)
    return listTasks(models.db(), { who, view: 'todo', limit: 10 }).items.map(({ commands, onBehalfOf }) => [
      commands,
      onBehalfOf,
    ])
  }
  const colleague = of('center', 'colleague', 'section-chief')
  const decisions = ['approve', 'return']
  t.same(await waiting(colleague), [[decisions, null]])
  await at.send(id, { type: 'claim' }, { actor: 'section-chief' })
  t.same(await waiting(colleague), [], 'claimed by the other')
  t.same(await waiting(chief), [[decisions, null]])
  await at.send(id, { type: 'transfer', officer: 'elsewhere', reason: '出差' }, { actor: 'section-chief' })
  t.same(await waiting(chief), [])
  const elsewhere = of('other', 'elsewhere', 'drafter')
  t.same(await waiting(elsewhere), [[decisions, null]], 'by name, wherever they sit')
  await at.send(id, { type: 'consult', officers: ['drafter', 'expert'], question: '口径？' }, { actor: 'elsewhere' })
  t.same(await waiting(of('far', 'expert')), [[['answer-consultation'], null]])
  t.same(await waiting(drafter), [[['answer-consultation'], null]], 'asked, although they may not decide')
  const answer = (await at.stateOf(id)).work.talk.consultations[0]?.consultation ?? ''
  await at.send(id, { type: 'answer-consultation', consultation: answer, answer: '按年' }, { actor: 'expert' })
  t.same(await waiting(of('far', 'expert')), [])
})

t.test('whoever stands in sees the tasks of both, each once, and for whom', async t => {
  const at = office()
  const [one, other] = [await at.open('甲'), await at.open('乙')]
  await at.send(one, { type: 'submit' }, { actor: 'drafter' })
  await at.send(other, { type: 'submit' }, { actor: 'drafter' })
  await at.send(other, { type: 'approve' }, { actor: 'section-chief' })
  const models = await follow(t, at.store)
  const standingIn = (who: Principal, forWhom: Principal): readonly Principal[] => [
    who,
    { officerId: who.officerId, onBehalfOf: forWhom.officerId, chairs: forWhom.chairs },
  ]
  const rows = (who: readonly Principal[]): readonly unknown[] =>
    listTasks(models.db(), { who, view: 'todo', limit: 10 }).items.map(({ name, onBehalfOf }) => [name, onBehalfOf])
  const colleague = of('center', 'colleague', 'section-chief')
  t.same(rows(standingIn(finance, chief)), [
    ['甲', 'section-chief'],
    ['乙', null],
  ])
  t.same(rows(standingIn(colleague, chief)), [['甲', null]], 'what is theirs anyhow they do not do for others')
  t.same(rows(standingIn(drafter, chief)), [], 'who wrote it stands in for nobody who decides on it')
  t.same(rows(standingIn(of('center', 'section-chief', 'section-chief'), finance)), [['甲', null]], 'two stages in a row')
  t.same(countTasks(models.db(), standingIn(finance, chief)).todo, 2)
  const first = listTasks(models.db(), { who: standingIn(finance, chief), view: 'todo', limit: 1 })
  t.match(listTasks(models.db(), { who: standingIn(finance, chief), view: 'todo', limit: 1, after: first.next ?? '' }), {
    items: [{ name: '乙', onBehalfOf: null }],
    next: null,
  })
})

t.test('a deputy of some roles only takes over what came from them, not what was given by name', async t => {
  const at = office()
  const [claimed, given] = [await at.open('认领'), await at.open('转办')]
  for (const id of [claimed, given]) await at.send(id, { type: 'submit' }, { actor: 'drafter' })
  await at.send(claimed, { type: 'claim' }, { actor: 'section-chief' })
  await at.send(
    given,
    { type: 'add-signer', officer: 'section-chief', place: 'before', reason: '熟悉情况' },
    { actor: 'colleague' },
  )
  const models = await follow(t, at.store)
  const names = (partly: boolean, role = 'section-chief'): readonly unknown[] =>
    listTasks(models.db(), {
      who: { officerId: 'deputy', onBehalfOf: 'section-chief', chairs: [{ role, organisation: 'center' }], partly },
      view: 'todo',
      limit: 10,
    }).items.map(({ name }) => name)
  t.same(names(false), ['认领', '转办'])
  t.same(names(true), ['认领'])
  t.same(names(true, 'center-leader'), [])
})
