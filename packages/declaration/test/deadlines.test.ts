// Shows that the bureau's time stands still while a 协商修改 waits for the unit, and how deadlines read.
import { calendar, everyDay } from '@shenbao/testkit/around.ts'
import { withDeadlines } from '@shenbao/testkit/deadline-route.ts'
import { fixedClock } from '@shenbao/testkit/fixed-clock.ts'
import { memoryOffice } from '@shenbao/testkit/memory-office.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { DeadlineLapsed, DeadlinePaused, DeadlineSet } from '@shenbao/workflow/signing-facts.ts'
import t from 'tap'
import { commandTitles, DeclarationCommand } from '../src/commands.ts'
import { type DeadlineShown, deadlineNote, shownDeadline } from '../src/deadline-words.ts'
import { reasonOf } from '../src/history.ts'
import { AmendmentConsented } from '../src/review-sheet-facts.ts'
import { factTitle } from '../src/words.ts'

const stage = 'bureau-review'
const route = withDeadlines({ [stage]: { workingDays: 10, lapse: 'mark' } })
const amend = (to: string): DeclarationCommand => ({
  type: 'amend',
  changes: [{ indicator: ROW.quantity, field: 'target', to }],
  reason: '偏低',
})

/** At the bureau since 21 September 2026, ten working days, graded 良. */
const atTheBureau = async () => {
  const clock = fixedClock('2026-09-21')
  const office = memoryOffice(undefined, clock, { ...route, days: calendar })
  const id = await office.open()
  await office.send('drafter', id, { type: 'submit' })
  for (const account of ['section-chief', 'center-finance', 'center-leader'] as const)
    await office.send(account, id, { type: 'approve' })
  await office.send('bureau-reviewer', id, { type: 'review', grade: '良', comment: '指标值偏低' })
  const deadline = async () => (await office.refolded(id)).work.deadlines[stage]
  return { office, id, clock, deadline }
}

t.test('amending stops the clock, consent starts it with what was left', async t => {
  const { office, id, clock, deadline } = await atTheBureau()
  t.same(await deadline(), { state: 'running', dueOn: '2026-10-12', lapsed: false }, '中秋 and 国庆 are not counted, the 调休 is')
  clock.set('2026-09-23')
  t.match(await office.send('bureau-reviewer', id, amend('≥160(条)')), {
    facts: [/amendment-opened/, /revised/, 'deadline-paused'],
  })
  t.same(await deadline(), { state: 'paused', workingDaysLeft: 8 })
  clock.set('2026-09-24')
  const again = await office.send('bureau-reviewer', id, amend('≥170(条)'))
  t.notOk(again.outcome === 'recorded' && again.facts.includes('deadline-paused'), 'a clock stopped stays as it is')
  t.same(await deadline(), { state: 'paused', workingDaysLeft: 8 })
  clock.set('2026-10-12')
  t.match(await office.send('drafter', id, { type: 'consent' }), {
    facts: ['amendment-consented', 'amendment-consented', 'deadline-set'],
  })
  t.same(await deadline(), { state: 'running', dueOn: calendar.after('2026-10-12', 8), lapsed: false })
  t.match(await office.send('bureau-reviewer', id, { type: 'approve' }), { outcome: 'recorded' })
  t.equal(await deadline(), undefined)
})

t.test('who amends when it is late already leaves at least a day', async t => {
  const { office, id, clock, deadline } = await atTheBureau()
  clock.set('2026-10-13')
  await office.send('bureau-reviewer', id, amend('≥160(条)'))
  t.same(await deadline(), { state: 'paused', workingDaysLeft: -1 })
  await office.send('drafter', id, { type: 'consent' })
  t.match(await deadline(), { dueOn: '2026-10-14' })
})

t.test('amended, then returned: what was left waits for the form to come back', async t => {
  const { office, id, clock, deadline } = await atTheBureau()
  clock.set('2026-09-23')
  await office.send('bureau-reviewer', id, amend('≥160(条)'))
  await office.send('bureau-reviewer', id, { type: 'review', grade: '中', comment: '需要修改' })
  clock.set('2026-09-28')
  const returned = await office.send('bureau-reviewer', id, { type: 'return', to: 'center-leader', reason: '请重报' })
  t.equal(returned.outcome, 'recorded')
  t.same(await deadline(), { state: 'paused', workingDaysLeft: 8 })
  await office.send('center-leader', id, { type: 'approve' })
  t.match(await deadline(), { state: 'running', dueOn: calendar.after('2026-09-28', 8) })
})

t.test('without a time limit nothing is said of one', async t => {
  const office = memoryOffice()
  const id = await office.open()
  t.match(await office.send('drafter', id, { type: 'submit' }), { facts: ['submitted'] })
})

t.test('a time limit at an end keeps nobody from getting there', async t => {
  const office = memoryOffice(
    undefined,
    fixedClock('2026-09-21'),
    withDeadlines({ terminated: { workingDays: 3, lapse: 'mark' } }),
  )
  const id = await office.open()
  t.match(await office.send('drafter', id, { type: 'discard' }), { outcome: 'recorded', facts: ['discarded'] })
})

t.test('nobody can send what the clock records', async t => {
  const sent = DeclarationCommand.safeParse({ type: 'lapse-deadline', stage, dueOn: '2026-09-30', today: '2026-10-08' })
  t.equal(sent.success, false)
  t.equal(Object.keys(commandTitles).includes('lapse-deadline'), false)
})

t.test('a deadline in a row of a list', t => {
  const today = '2026-09-30'
  const note = (dueOn: string, days: Pick<typeof calendar, 'between'> = calendar): string =>
    deadlineNote(shownDeadline({ dueOn, lapsed: false }, days, today), today)
  t.equal(note('2026-10-31', everyDay), '10-31 到期（剩 31 个工作日）')
  t.equal(note('2026-10-08'), '10-08 到期（剩 1 个工作日）')
  t.equal(note('2027-01-08', everyDay), '2027-01-08 到期（剩 100 个工作日）', 'another year is named')
  t.equal(note(today), '今天到期（09-30）')
  t.equal(note('2026-09-28'), '已超期 2 个工作日')
  const late = (day: string): string => deadlineNote(shownDeadline({ dueOn: today, lapsed: false }, calendar, day), day)
  t.equal(late('2026-10-03'), '09-30 已到期', 'a rest day is nobody’s delay')
  t.equal(late('2026-10-08'), '已超期 1 个工作日')
  const waiting = (workingDaysLeft: number): DeadlineShown => shownDeadline({ workingDaysLeft }, calendar, today)
  t.equal(deadlineNote(waiting(3), today), '等待对方，暂停计时（剩 3 个工作日）')
  t.equal(deadlineNote(waiting(-1), today), '等待对方，暂停计时（已超期 1 个工作日）')
  t.end()
})

t.test('what the clock recorded, as history tells it', t => {
  const at = { stage, round: 0, dueOn: '2026-10-31' }
  const set = DeadlineSet.of({ ...at, workingDays: 10 })
  t.equal(`${factTitle(set.type)} ${reasonOf(set)}`, '办理期限 2026-10-31（10 个工作日）')
  t.equal(reasonOf(DeadlinePaused.of({ ...at, workingDaysLeft: 4 })), '原定 2026-10-31，等待对方期间不计时，还剩 4 个工作日')
  t.equal(reasonOf(DeadlinePaused.of({ ...at, workingDaysLeft: -2 })), '原定 2026-10-31，等待对方期间不计时，已超期 2 个工作日')
  const lapsed = DeadlineLapsed.of({ ...at, lapse: 'escalate', to: { role: 'center-leader', at: 'unit' } })
  t.equal(reasonOf(lapsed), '应于 2026-10-31 办完。同时交上级岗位办理，原办理人仍可办理。')
  t.equal(reasonOf(AmendmentConsented.of({ number: 1 })), null)
  t.end()
})
