/** A deadline that has run out is recorded once, whoever asks, however late, and never against what was done meanwhile. */

import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { calendar as days } from '@shenbao/testkit/around.ts'
import { withDeadlines } from '@shenbao/testkit/deadline-route.ts'
import { fixedClock } from '@shenbao/testkit/fixed-clock.ts'
import { memoryOffice } from '@shenbao/testkit/memory-office.ts'
import t from 'tap'
import { lapseDeadline, SYSTEM } from '../src/lapse.ts'
import { openCases } from '../src/open-cases.ts'
import { factsOf, onEveryLog } from './lanes.ts'

const route = withDeadlines({
  'center-section': { workingDays: 2, lapse: 'remind' },
  'center-finance': { workingDays: 3, lapse: 'escalate', to: { role: 'center-leader', at: 'unit' } },
})
// The Monday before the 国庆 of 2026: two working days later is the last day before the holidays.
const FIRST = '2026-09-28'
const DUE = '2026-09-30'

const submitted = async (store: EventStore = memoryEventStore()) => {
  const clock = fixedClock(FIRST)
  const office = memoryOffice(store, clock, { ...route, days })
  const id = await office.open()
  await office.send('drafter', id, { type: 'submit' })
  const lapseOn = async (today: string, over: Partial<Parameters<typeof lapseDeadline>[1]> = {}) => {
    clock.set(today)
    return lapseDeadline(office.parts, { declarationId: id, stage: 'center-section', dueOn: DUE, today, ...over })
  }
  const lapses = async () => (await factsOf(store)).filter(({ type }) => type === 'deadline-lapsed')
  return { office, id, store, clock, lapseOn, lapses }
}
const outcomeOf = (lapsed: Awaited<ReturnType<typeof lapseDeadline>>): string =>
  lapsed.outcome === 'recorded' ? 'recorded' : lapsed.because.detail

onEveryLog(t, 'due, not due, on a rest day, and again', async (t, store) => {
  const { office, id, lapseOn, lapses } = await submitted(store)
  t.match((await office.refolded(id)).work.deadlines, { 'center-section': { state: 'running', dueOn: DUE, lapsed: false } })
  t.equal(outcomeOf(await lapseOn(FIRST)), '还没有到期。')
  t.equal(outcomeOf(await lapseOn(DUE)), '还没有到期。', 'the last day counts in full')
  t.equal(outcomeOf(await lapseOn('2026-10-01')), '今天是休息日，到工作日再提醒。')
  t.same(await lapses(), [])
  t.equal(outcomeOf(await lapseOn('2026-10-08')), 'recorded', 'a week late is as good')
  t.equal(outcomeOf(await lapseOn('2026-10-09')), '这次超期已经记录过。')
  t.match(await lapses(), [
    {
      actor: SYSTEM,
      onBehalfOf: null,
      effectiveOn: '2026-10-08',
      data: { stage: 'center-section', round: 0, dueOn: DUE, lapse: 'remind', to: null },
    },
  ])
  const after = await office.refolded(id)
  t.same(after.work.standing.stages, ['center-section'], 'nothing moves because time ran out')
})

t.test('a working Saturday is a working day, and a deadline is counted past the holidays', async t => {
  const { lapseOn, office, id, clock } = await submitted()
  t.equal(days.isWorkingDay('2026-10-10'), true, '调休')
  t.equal(outcomeOf(await lapseOn('2026-10-10')), 'recorded')
  clock.set('2026-09-30')
  await office.send('section-chief', id, { type: 'approve' })
  t.match((await office.refolded(id)).work.deadlines, { 'center-finance': { dueOn: '2026-10-10' } }, '8, 9 and 10 October')
})

t.test('done meanwhile, moved on, unknown: no lapse, and nothing recorded', async t => {
  const { office, id, lapseOn, lapses } = await submitted()
  t.match(outcomeOf(await lapseOn('2026-10-08', { dueOn: '2026-09-29' })), /期限已经变更/)
  t.match(outcomeOf(await lapseOn('2026-10-08', { stage: 'center-leader' })), /已经办完/)
  t.match(outcomeOf(await lapseOn('2026-10-08', { declarationId: '019b0000-0000-7000-8000-0000000000ff' })), /没有这份申报/)
  await office.send('section-chief', id, { type: 'return', to: 'drafting', reason: '请补充' })
  t.match(outcomeOf(await lapseOn('2026-10-08')), /已经办完/)
  t.same(await lapses(), [])
})

onEveryLog(t, 'two servers at once, and one that never heard: once', async (t, store) => {
  const { office, id, clock, lapses } = await submitted(store)
  clock.set('2026-10-08')
  const servers = [office.parts, { ...office.parts, cases: openCases(store, office.parts.world) }]
  const lapse = { declarationId: id, stage: 'center-section', dueOn: DUE, today: '2026-10-08' }
  const answers = await Promise.all(servers.map(parts => lapseDeadline(parts, lapse)))
  t.equal((await lapses()).length, 1)
  t.ok(answers.some(({ outcome }) => outcome === 'recorded'))
  const late = { ...office.parts, cases: openCases(store, office.parts.world) }
  t.equal(outcomeOf(await lapseDeadline(late, lapse)), '这次超期已经记录过。')
})

t.test('a person at midnight: before the lapse there is none, behind it the decision stands', async t => {
  const first = await submitted()
  const seen = (await first.office.parts.cases.refresh(first.id)).revision
  await first.lapseOn('2026-10-08')
  const answer = await first.office.send('section-chief', first.id, { type: 'approve' }, { expected: seen })
  t.equal(answer.outcome, 'recorded', 'that it is late is no change of what they saw')

  const racing = await submitted()
  racing.clock.set('2026-10-08')
  const lapse = { declarationId: racing.id, stage: 'center-section', dueOn: DUE, today: '2026-10-08' }
  const [, lapsed] = await Promise.all([
    racing.office.send('section-chief', racing.id, { type: 'approve' }),
    lapseDeadline(racing.office.parts, lapse),
  ])
  t.same((await racing.office.refolded(racing.id)).work.standing.stages, ['center-finance'])
  t.equal((await racing.lapses()).length, lapsed.outcome === 'recorded' ? 1 : 0)
})

t.test('escalated: the seat above may act now, and so may whoever was asked', async t => {
  const { office, id, clock } = await submitted()
  await office.send('section-chief', id, { type: 'approve' })
  const dueOn = '2026-10-08'
  t.match((await office.refolded(id)).work.deadlines, { 'center-finance': { dueOn } })
  const approve = { type: 'approve' } as const
  t.match(await office.send('center-leader', id, approve, { dryRun: true }), { outcome: 'refused' })
  clock.set('2026-10-09')
  t.match(await lapseDeadline(office.parts, { declarationId: id, stage: 'center-finance', dueOn, today: '2026-10-09' }), {
    outcome: 'recorded',
  })
  t.match(await office.send('center-finance', id, approve, { dryRun: true }), { outcome: 'would-record' })
  t.match(await office.send('section-chief', id, approve, { dryRun: true }), { outcome: 'refused' }, 'they passed it on')
  t.match(await office.send('center-leader', id, approve), { outcome: 'recorded' })
})

t.test('returned and sent again: the time that was left, and a lapse of its own', async t => {
  const { office, id, clock, lapseOn, lapses } = await submitted()
  clock.set('2026-09-29')
  await office.send('section-chief', id, { type: 'return', to: 'drafting', reason: '请补充' })
  t.match((await office.refolded(id)).work.deadlines, { 'center-section': { state: 'paused', workingDaysLeft: 1 } })
  clock.set('2026-10-12')
  await office.send('drafter', id, { type: 'submit' })
  t.match((await office.refolded(id)).work.deadlines, { 'center-section': { state: 'running', dueOn: '2026-10-13' } })
  t.match(outcomeOf(await lapseOn('2026-10-14')), /期限已经变更/, 'the list still showed the old one')
  t.equal(outcomeOf(await lapseOn('2026-10-14', { dueOn: '2026-10-13' })), 'recorded')
  t.match(await lapses(), [{ data: { round: 1, dueOn: '2026-10-13' } }])
})
