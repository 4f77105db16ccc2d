// Shows who may stand in for whom and when, that nothing is passed on further, and that a deputyship ends with the post.
import t from 'tap'
import type { AppointDeputy, DirectoryCommand } from '../src/commands.ts'
import { demonstrationDirectory } from '../src/demonstration.ts'
import { actingFor, deputiesOf } from '../src/deputies.ts'
import { type Directory, deputyshipOf, emptyDirectory } from '../src/directory.ts'
import { peopleOf } from '../src/people.ts'
import { DEPUTY_DAYS_MAX } from '../src/rules/a-deputyship-is-dated.ts'
import { applied, decided, refusal, TODAY } from './acting.ts'

const begun = applied(emptyDirectory, demonstrationDirectory, null)
const unit = 'demonstration-unit'
const department = 'demonstration-department'

const leave: AppointDeputy = {
  type: 'appoint-deputy',
  deputyshipId: 'd-1',
  principalId: 'center-leader',
  deputyId: 'section-chief',
  from: '2026-10-08',
  until: '2026-10-16',
  roles: null,
  reason: '休假',
}
const onLeave = applied(begun, leave, 'center-leader')
const dismiss = (officerId: string): DirectoryCommand => ({ type: 'dismiss-officer', officerId, reason: '离职' })
const reassign = (officerId: string, over: object): DirectoryCommand =>
  ({ type: 'reassign-officer', officerId, organisationId: unit, roles: [officerId], reason: '轮岗', ...over }) as DirectoryCommand
const endings = (directory: Directory, command: DirectoryCommand): readonly string[] => {
  const decision = decided(directory, command, 'admin')
  return decision.accepted
    ? decision.events.flatMap(({ type, data }) => (type === 'deputy-ended' ? [data.deputyshipId] : []))
    : []
}

t.test('a deputy acts from the first day to the last, for the principal and in the principal’s chairs', async t => {
  const acts = [{ onBehalfOf: 'center-leader', chairs: [{ role: 'center-leader', organisation: unit }] }]
  for (const day of ['2026-10-08', '2026-10-16']) t.strictSame(actingFor(onLeave, 'section-chief', day), acts, day)
  for (const day of ['2026-10-07', '2026-10-17']) t.strictSame(actingFor(onLeave, 'section-chief', day), [], day)
  t.strictSame(actingFor(onLeave, 'center-leader', TODAY), [])
  const { deputyshipId, deputyId, from, until, reason } = leave
  t.strictSame(deputiesOf(onLeave, 'center-leader', TODAY), [
    { deputyshipId, deputyId, roles: ['center-leader'], from, until, reason },
  ])
  t.strictSame(deputiesOf(onLeave, 'center-leader', '2026-10-17'), [])
  t.strictSame(deputiesOf(onLeave, 'section-chief', TODAY), [])
  t.strictSame(
    peopleOf(onLeave, { unit }).holders({ role: 'center-leader', at: 'unit' }),
    ['center-leader'],
    'a deputy holds nothing',
  )
})

t.test('each refusal, by code', async t => {
  const table: readonly (readonly [code: string, over: Partial<AppointDeputy>, actor?: string])[] = [
    ['not-principal', {}, 'section-chief'],
    ['not-principal', {}, 'center-finance'],
    ['not-principal', {}, 'nobody'],
    ['own-deputy', { deputyId: 'center-leader' }],
    ['own-deputy', { deputyId: 'admin' }, 'admin'],
    ['officer-unknown', { deputyId: 'nobody' }],
    ['officer-unknown', { deputyId: '__proto__' }],
    ['officer-unknown', { principalId: 'nobody' }, 'admin'],
    ['deputy-elsewhere', { deputyId: 'bureau-approver' }],
    ['deputy-elsewhere', { principalId: 'bureau-reviewer', deputyId: 'drafter' }, 'admin'],
    ['role-missing', { roles: [] }],
    ['role-not-held', { roles: ['center-leader', 'drafter'] }],
    ['period-malformed', { from: '2026-02-30' }],
    ['period-malformed', { until: '' }],
    ['period-malformed', { from: '2026-10-17' }],
    ['period-past', { from: '2026-10-07' }],
    ['period-too-long', { until: '2027-04-06' }],
    ['reason-missing', { reason: ' ' }],
  ]
  for (const [code, over, actor = 'center-leader'] of table) {
    const because = refusal(begun, { ...leave, ...over }, actor)
    t.equal(because?.code, code, JSON.stringify(over))
    t.match(because?.detail, /。$/, 'a sentence')
  }
  t.equal(DEPUTY_DAYS_MAX, 180)
  t.equal(refusal(begun, { ...leave, until: '2027-04-05' }, 'center-leader'), null, '180 days are the most')
  t.equal(refusal(begun, leave, 'admin'), null, 'an administrator may settle it for others')
  const gone = applied(begun, dismiss('section-chief'), 'admin')
  t.equal(refusal(gone, leave, 'center-leader')?.code, 'officer-unknown')
})

t.test('one deputy at a time for each role', async t => {
  const twoRoles = applied(begun, reassign('center-leader', { roles: ['center-leader', 'center-finance'] }), 'admin')
  const inOne = applied(twoRoles, { ...leave, roles: ['center-leader'] }, 'center-leader')
  const next = { ...leave, deputyshipId: 'd-2', deputyId: 'drafter' }
  const table: readonly (readonly [code: string | undefined, over: Partial<AppointDeputy>])[] = [
    ['deputyships-overlap', {}],
    ['deputyships-overlap', { from: '2026-10-16', until: '2026-10-20' }],
    ['deputyships-overlap', { roles: ['center-finance', 'center-leader'] }],
    [undefined, { from: '2026-10-17', until: '2026-10-20' }],
    [undefined, { roles: ['center-finance'] }],
  ]
  for (const [code, over] of table)
    t.equal(refusal(inOne, { ...next, ...over }, 'center-leader')?.code, code, JSON.stringify(over))
  t.equal(refusal(inOne, { ...leave, roles: ['center-finance'] }, 'center-leader')?.code, 'deputyship-exists')
  const both = applied(inOne, { ...next, deputyId: 'section-chief', roles: ['center-finance'] }, 'center-leader')
  t.strictSame(actingFor(both, 'section-chief', TODAY), [
    {
      onBehalfOf: 'center-leader',
      chairs: [
        { role: 'center-leader', organisation: unit },
        { role: 'center-finance', organisation: unit },
      ],
    },
  ])
  const ended = applied(inOne, { type: 'end-deputy', deputyshipId: 'd-1', reason: '提前返岗' }, 'center-leader')
  t.equal(refusal(ended, next, 'center-leader'), null, 'one that ended is not in the way')
})

t.test('a deputy passes nothing on: neither to a deputy of their own nor along a chain', async t => {
  const chain = applied(
    onLeave,
    { ...leave, deputyshipId: 'd-2', principalId: 'section-chief', deputyId: 'drafter' },
    'section-chief',
  )
  t.strictSame(actingFor(chain, 'drafter', TODAY), [
    { onBehalfOf: 'section-chief', chairs: [{ role: 'section-chief', organisation: unit }] },
  ])
  const passing = {
    ...leave,
    deputyshipId: 'd-3',
    principalId: 'section-chief',
    deputyId: 'drafter',
    roles: ['center-leader'],
  } as const
  t.equal(refusal(onLeave, passing, 'section-chief')?.code, 'role-not-held')
})

t.test('a deputyship is ended by the principal or an administrator, with a reason, once', async t => {
  const end = { type: 'end-deputy', deputyshipId: 'd-1', reason: '提前返岗' } as const
  t.equal(refusal(onLeave, end, 'section-chief')?.code, 'not-principal')
  t.equal(refusal(onLeave, { ...end, reason: '' }, 'center-leader')?.code, 'reason-missing')
  t.equal(refusal(onLeave, { ...end, deputyshipId: '__proto__' }, 'center-leader')?.code, 'deputyship-unknown')
  t.equal(refusal(onLeave, end, 'center-leader', '2026-10-17')?.code, 'deputyship-unknown', 'it is over by itself')
  for (const actor of ['center-leader', 'admin']) {
    const ended = applied(onLeave, end, actor)
    t.strictSame(actingFor(ended, 'section-chief', TODAY), [])
    t.equal(deputyshipOf(ended, 'd-1')?.ended, '提前返岗')
    t.equal(refusal(ended, end, actor)?.code, 'deputyship-unknown')
  }
})

t.test('whoever leaves takes back what they passed on and lays down what they took over, in the same decision', async t => {
  t.strictSame(endings(onLeave, dismiss('center-leader')), ['d-1'])
  t.strictSame(endings(onLeave, dismiss('section-chief')), ['d-1'])
  t.strictSame(endings(onLeave, dismiss('drafter')), [])
  const decision = decided(onLeave, dismiss('center-leader'), 'admin', '2026-10-17')
  t.equal(decision.accepted && decision.events.length, 1, 'what was over needs no end')
  t.strictSame(actingFor(applied(onLeave, dismiss('center-leader'), 'admin'), 'section-chief', TODAY), [])
})

t.test('with another post a deputyship ends where the post it was given for does', async t => {
  const named = applied(begun, { ...leave, roles: ['center-leader'] }, 'center-leader')
  const more = { roles: ['center-leader', 'drafter'] }
  const away = { organisationId: department, roles: ['auditor'] }
  t.strictSame(endings(onLeave, reassign('center-leader', more)), ['d-1'], 'nobody trusted the deputy with the new role')
  t.strictSame(endings(named, reassign('center-leader', more)), [], 'the named role stays')
  t.strictSame(endings(named, reassign('center-leader', { roles: ['drafter'] })), ['d-1'])
  t.strictSame(endings(named, reassign('center-leader', { ...away, roles: ['center-leader'] })), ['d-1'])
  t.strictSame(endings(named, reassign('section-chief', { roles: ['drafter'] })), [], 'the deputy is still beside the principal')
  t.strictSame(endings(named, reassign('section-chief', away)), ['d-1'])
})
