/** 期限: a date in working days, kept while the case is with the other side; a lapse reminds, escalates or marks, and passes nothing. */
import t from 'tap'
import { decideLapse, type LapseDeadline } from '../src/deadline.ts'
import { type Desk, eventOf, record, self, weekdays } from './leave-office.ts'
import { after, approve, ask, go, routeWith, sendBack, stagesOf, toChief, toCountersigned, toExperts, told } from './steps.ts'

const lapse = ({ live, state, today }: Desk, asked: Partial<LapseDeadline> = {}) => {
  const [stage = '', deadline] = Object.entries(state.work.deadlines).find(([, { state: its }]) => its === 'running') ?? []
  const dueOn = deadline?.state === 'running' ? deadline.dueOn : today
  return decideLapse(live, state.work, { stage, dueOn, today, ...asked }, weekdays)
}

const lapsed = (desk: Desk): Desk => {
  const decision = lapse(desk)
  if (!decision.accepted) throw new TypeError(decision.because.detail)
  const told = { ...self('system'), effectiveOn: desk.today, recordedAt: '' }
  return record(
    desk,
    self('system'),
    decision.events.map(({ type, data }) => eventOf({ type, data, schemaVersion: 1, told })),
  )
}

t.test('set on the day the case comes in, counted in working days', t => {
  t.match(after(toChief).state.work.deadlines, { chief: { state: 'running', dueOn: '2026-03-05', lapsed: false } }, 'three days')
  t.match(after([3, ...toChief]).state.work.deadlines, { chief: { dueOn: '2026-03-10' } }, 'Thursday: over the weekend')
  t.match(after([5, ...toChief]).state.work.deadlines, { chief: { dueOn: '2026-03-11' } }, 'handed in on a Saturday')
  t.end()
})

t.test('it stops while the case is with the other side, and goes on with what was left', t => {
  const returned = after([...toChief, 1, ['chief', sendBack()]])
  t.same(returned.state.work.deadlines, { chief: { state: 'paused', workingDaysLeft: 2 } })
  const again = go(go(returned, 20), ['clerk', { type: 'ask' }])
  t.match(again.state.work.deadlines, { chief: { state: 'running', dueOn: '2026-03-25' } }, 'Monday the 23rd and two days')
  const late = go(after([...toChief, 10, ['chief', sendBack()]]), ['clerk', { type: 'ask' }])
  t.match(late.state.work.deadlines, { chief: { dueOn: '2026-03-13' } }, 'late already: one working day at least')
  t.end()
})

t.test('what was left is still left when handing in again is taken back', t => {
  const returned = after([...toChief, 1, ['chief', sendBack()], ['clerk', { type: 'ask' }]])
  const back = go(returned, ['clerk', { type: 'withdraw' }])
  t.same(back.state.work.deadlines, { chief: { state: 'paused', workingDaysLeft: 2 } })
  t.end()
})

t.test('a pass taken back has its deadline again', t => {
  const before = after(toChief).state.work.deadlines
  t.same(go(after([...toChief, ['chief', approve]]), ['chief', { type: 'withdraw' }]).state.work.deadlines, before)
  t.end()
})

t.test('each stage lapses as the route says: remind, escalate, mark', t => {
  const facts = (desk: Desk): string => {
    const decision = lapse(desk)
    return decision.accepted ? JSON.stringify(decision.events[0]?.data) : decision.because.code
  }
  t.match(facts(after([...toChief, 4])), /"lapse":"remind","to":null/)
  t.match(facts(after([...toCountersigned, 3])), /"lapse":"escalate","to":\{"role":"director","at":"office"\}/)
  t.match(facts(after([...toExperts, 8])), /"lapse":"mark","to":null/)
  const live = routeWith({ chief: { deadline: { workingDays: 3, lapse: 'escalate' } } })
  t.match(
    facts(after([...toChief, 4], { live })),
    /"to":\{"role":"keeper","at":"office"\}/,
    'to nobody in particular: the administrator',
  )
  t.end()
})

t.test('escalated, the seat above may act as well; whoever was asked still may', t => {
  const desk = lapsed(after([...toCountersigned, 3]))
  t.same(stagesOf(desk), ['countersigned'], 'nothing passes because time ran out')
  t.equal(told(ask(desk, 'finance', approve)), 'opinion-given')
  t.equal(told(ask(desk, 'director', approve)), 'opinion-given')
  t.equal(
    told(ask(go(desk, ['director', approve]), 'director', approve)),
    'refused already-signed',
    'for one of them, not for both',
  )
  t.equal(told(ask(after(toCountersigned), 'director', approve)), 'not-yours', 'before the lapse it was not theirs')
  t.end()
})

t.test('late, doubled or overtaken, the clock does no harm', t => {
  const refusal = (desk: Desk, asked: Partial<LapseDeadline> = {}): string => {
    const decision = lapse(desk, asked)
    return decision.accepted ? 'lapsed' : decision.because.code
  }
  const due = after([...toChief, 4])
  const old = { stage: 'chief', dueOn: '2026-03-05' }
  const rows: readonly (readonly [what: string, desk: Desk, asked: Partial<LapseDeadline>, expected: string])[] = [
    ['the day after', due, {}, 'lapsed'],
    ['weeks late', after([...toChief, 35]), {}, 'lapsed'],
    ['on the day itself', after([...toChief, 3]), {}, 'no-lapse'],
    ['on a Saturday', after([...toChief, 5]), {}, 'no-lapse'],
    ['a second time', lapsed(due), old, 'no-lapse'],
    ['the stage has been passed meanwhile', go(due, ['chief', approve]), old, 'no-lapse'],
    ['the case is with the other side', go(due, ['chief', sendBack()]), old, 'no-lapse'],
    [
      'another date holds by now',
      go(go(due, ['chief', sendBack()]), ['clerk', { type: 'ask' }]),
      { ...old, today: '2026-03-06' },
      'no-lapse',
    ],
    ['a stage without a deadline', due, { stage: 'director' }, 'no-lapse'],
  ]
  for (const [what, desk, asked, expected] of rows) t.equal(refusal(desk, asked), expected, what)
  t.same(lapsed(due).state.work.recalls, due.state.work.recalls, 'the clock is nobody: what could be taken back still can')
  t.end()
})
