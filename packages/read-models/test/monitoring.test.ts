import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { Principal } from '@shenbao/declaration/principal.ts'
import t from 'tap'
import { listMonitoring, type MonitoringFilter } from '../src/queries/list-monitoring.ts'
import { listRectifications } from '../src/queries/list-rectifications.ts'
import { listTasks } from '../src/queries/list-tasks.ts'
import { follow, live, type Office, office, toApproval } from './office.ts'

const july = (executed: string, actual: string): DeclarationCommand => ({
  type: 'record-progress',
  period: '2026-07',
  executed,
  progress: ['i1', 'i2', 'i3', 'i4'].map(indicator => ({ indicator, actual: indicator === 'i1' ? actual : '100' })),
})
const asked: MonitoringFilter = { year: 2026, period: '2026-07', today: '2026-08-20' }

/** A declaration that is carried out, with what its unit reported for July. */
const carriedOut = async (at: Office, name: string, ...reported: readonly DeclarationCommand[]): Promise<string> => {
  const id = await at.open(name)
  await live(at, id, toApproval)
  await live(
    at,
    id,
    reported.map(command => [command, 'drafter'] as const),
  )
  return id
}

t.test('every project that is carried out, with its lights, and those who reported nothing', async t => {
  const at = office()
  const slow = await carriedOut(at, '进展缓慢', july('10000.00', '10'))
  const fast = await carriedOut(at, '进展顺利', july('60000.00', '150'))
  const silent = await carriedOut(at, '没有填报')
  await at.open('还在起草')
  const models = await follow(t, at.store)
  const found = (over: Partial<MonitoringFilter> = {}) => listMonitoring(models.db(), { ...asked, ...over })
  const ids = (over: Partial<MonitoringFilter>): readonly string[] => found(over).items.map(({ id }) => id)
  t.match(found().items, [
    { id: slow, name: '进展缓慢', light: 'red', budgetLight: 'red', red: 1, filled: true, openRectifications: 0 },
    { id: fast, light: 'green', budgetLight: 'green', filled: true },
    { id: silent, light: null, budgetLight: null, executionRate: null, filled: false },
  ])
  t.match(found(), { periods: ['2026-07'], counts: { all: 3, red: 1, green: 1, unlit: 1, filled: 2, openRectifications: 0 } })
  t.same(ids({ light: 'red' }), [slow])
  t.same(ids({ light: 'unlit' }), [silent])
  t.same(ids({ budgetLight: 'green' }), [fast])
  t.same(ids({ filled: false }), [silent])
  t.same(ids({ order: 'execution' }), [slow, fast, silent], 'the lowest rate first, none last')
  t.same(ids({ order: 'light' }), [slow, fast, silent])
  t.same(ids({ executionBelow: '60' }), [slow, silent])
  t.same(ids({ executionBelow: '60', budgetFrom: 200_000_000n }), [], 'key monitoring begins with the amount')
  t.same(ids({ within: ['elsewhere'] }), [])
  t.same(ids({ year: 2027 }), [])
  t.same(
    found({ period: '2026-06' }).items.map(({ light }) => light),
    [null, null, null],
    'another month',
  )
})

const of = (organisation: string, officerId: string, role: string): Principal => ({
  officerId,
  onBehalfOf: null,
  chairs: [{ role, organisation }],
})

t.test('what has to be put right waits for the unit, then for the office that ordered it', async t => {
  const at = office()
  const id = await carriedOut(at, '进展缓慢', july('10000.00', '10'))
  const models = await follow(t, at.store)
  const send = async (command: DeclarationCommand, actor: string): Promise<void> => {
    await models.reached(await at.send(id, command, { actor }), 5_000)
  }
  const tasks = (who: Principal) => listTasks(models.db(), { who, view: 'todo', limit: 10 }).items
  const [drafter, finance] = [of('center', 'drafter', 'drafter'), of('center', 'finance', 'center-finance')]
  const usual = ['close-year']
  t.match(tasks(finance), [{ commands: usual, rectifications: [] }])
  const notice = { source: 'monitoring', findings: '受理件数严重滞后', measure: 'correct', dueOn: '2026-09-10' } as const
  await send({ type: 'issue-rectification', ...notice, indicators: ['i1'], period: '2026-07' }, 'center-finance')
  t.match(tasks(drafter), [
    { waitingStage: 'executing', dueOn: '2026-09-10', rectifications: [{ number: 1, state: 'open', dueOn: '2026-09-10' }] },
  ])
  t.ok(tasks(drafter)[0]?.commands.includes('answer-rectification'))
  t.same(tasks(finance)[0]?.commands, usual, 'not their turn yet')
  t.match(listMonitoring(models.db(), asked).items, [{ openRectifications: 1, overdueRectifications: 0 }])
  t.match(listMonitoring(models.db(), { ...asked, today: '2026-09-11' }).items, [{ overdueRectifications: 1 }])
  t.equal(listMonitoring(models.db(), { ...asked, rectifying: true }).items.length, 1)

  await send({ type: 'answer-rectification', number: 1, text: '已增加人手' }, 'drafter')
  t.match(tasks(finance), [
    {
      commands: [...usual, 'return-rectification', 'close-rectification'],
      rectifications: [{ number: 1, state: 'answered' }],
    },
  ])
  t.same(tasks(of('bureau', 'bureau-approver', 'bureau-approver')), [], 'nor for another office')
  t.notOk(tasks(drafter)[0]?.commands.includes('answer-rectification'))
  await send({ type: 'return-rectification', number: 1, reason: '没有说明何时补齐' }, 'center-finance')
  t.match(tasks(drafter)[0]?.rectifications, [{ state: 'returned' }])
  await send({ type: 'answer-rectification', number: 1, text: '月底补齐' }, 'drafter')
  t.ok(tasks(finance)[0]?.commands.includes('close-rectification'), 'answered twice by the same person')
  t.same(listRectifications(models.db(), { overdueOn: '2026-09-11' }), [], 'answered is not overdue')

  await send({ type: 'close-rectification', number: 1 }, 'center-finance')
  t.match(tasks(finance), [{ commands: usual, rectifications: [] }])
  t.match(listRectifications(models.db(), { year: 2026 }), [
    { declarationId: id, number: 1, state: 'closed', indicators: ['i1'], issuedAs: 'center-finance', closedOn: /^\d{4}-/ },
  ])
  t.same(listRectifications(models.db(), { state: 'open' }), [])
  t.same(listRectifications(models.db(), { within: ['elsewhere'] }), [])
})
