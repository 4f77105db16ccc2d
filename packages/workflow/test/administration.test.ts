/** 撤销, 跳转, 终止, 唤醒: past the table, always with a reason, never over a decision that closes a phase. */
import t from 'tap'
import type { LeaveCommand } from './leave-case.ts'
import {
  after,
  approve,
  ask,
  go,
  type Row,
  sendBack,
  staff,
  stagesOf,
  table,
  toAway,
  toChief,
  toCountersigned,
  toDirector,
  told,
} from './steps.ts'

const cancel: LeaveCommand = { type: 'cancel', reason: '不休了' }
const terminate: LeaveCommand = { type: 'terminate', reason: '人已调走' }
const jump = (to: string): LeaveCommand => ({ type: 'jump', to, reason: '环节设置有误' })

t.test('撤销 by whoever handed it in, as long as it is under review', t => {
  const rows: readonly Row[] = [
    ['under review', toDirector, 'clerk', cancel, 'stage-moved'],
    ['not in the draft: that is given up', [], 'clerk', cancel, 'refused not-now'],
    ['not once it is granted', toAway, 'clerk', cancel, 'refused not-now'],
    ['not by a reviewer', toChief, 'chief', cancel, 'not-yours'],
  ]
  table(t, rows)
  t.same(stagesOf(go(after(toDirector), ['clerk', cancel])), ['closed'])
  t.end()
})

t.test('终止 by the administrator; an ended case is only 唤醒 (reopened)', t => {
  const rows: readonly Row[] = [
    ['terminated', toAway, 'keeper', terminate, 'stage-moved'],
    ['not twice', [...toAway, ['keeper', terminate]], 'keeper', terminate, 'refused not-now'],
    ['reopened with a reason', [...toAway, ['keeper', terminate]], 'keeper', { type: 'reopen', reason: '误操作' }, 'reopened'],
    ['not by anybody else', toChief, 'chief', terminate, 'not-yours'],
  ]
  table(t, rows)
  t.end()
})

t.test('跳转 within the review, or back; what was gathered begins anew', t => {
  const rows: readonly Row[] = [
    ['ahead within the review', toCountersigned, 'keeper', jump('director'), 'stage-moved'],
    ['back', toDirector, 'keeper', jump('chief'), 'stage-moved + deadline-set'],
    [
      'into a stage of everyone: they are named',
      toCountersigned,
      'keeper',
      jump('experts'),
      'stage-moved + signers-named + deadline-set',
    ],
    ['not over the decision', toChief, 'keeper', jump('away'), 'refused beyond-the-review'],
    ['not where it stands', toChief, 'keeper', jump('chief'), 'refused no-such-target'],
    ['not to nowhere', toChief, 'keeper', jump('nowhere'), 'refused no-such-target'],
    ['not by a reviewer', toChief, 'chief', jump('director'), 'not-yours'],
  ]
  table(t, rows)
  const author = { ...staff, clerk: ['clerk', 'keeper'] }
  table(
    t,
    [
      ['an author does not jump their own case ahead', toCountersigned, 'clerk', jump('director'), 'refused own-draft'],
      ['but may fetch it back', toCountersigned, 'clerk', jump('writing'), 'stage-moved'],
    ],
    { people: author },
  )
  const jumped = go(after(toDirector), ['keeper', jump('chief')])
  t.same([jumped.state.work.recalls, jumped.state.work.round], [[], 1])
  t.equal(told(ask(jumped, 'clerk', { type: 'withdraw' })), 'refused nothing-to-withdraw')
  t.match(told(ask(jumped, 'chief', approve)), /opinion-given/)
  t.end()
})

t.test('every return names why and where to', t => {
  const rows: readonly Row[] = [
    ['to any earlier stage', toDirector, 'director', sendBack('countersigned'), 'returned + deadline-set'],
    ['not ahead', toDirector, 'director', sendBack('away'), 'refused no-such-target'],
    ['not without a reason', toDirector, 'director', { type: 'return', to: 'writing', reason: ' ' }, 'refused reason-missing'],
    ['not where there is none', [], 'clerk', sendBack(), 'not-yours'],
  ]
  table(t, rows)
  t.end()
})
