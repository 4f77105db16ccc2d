/** 会签, 顺序会签, 或签, 票签, 加签, 减签, 拿回: what each step records, and what refuses it. */
import t from 'tap'
import type { LeaveCommand } from './leave-case.ts'
import { deputy } from './leave-office.ts'
import {
  after,
  approve,
  ask,
  go,
  type Row,
  routeWith,
  sendBack,
  slotsOf,
  staff,
  stagesOf,
  table,
  toChief,
  toCountersigned,
  toDirector,
  toExperts,
  told,
  write,
} from './steps.ts'

const object: LeaveCommand = { type: 'object', opinion: '依据不足' }
const add = (officer: string, place: 'before' | 'after'): LeaveCommand => ({
  type: 'add-signer',
  officer,
  place,
  reason: '需要把关',
})
const remove = (slot: string): LeaveCommand => ({ type: 'remove-signer', slot, reason: '不再需要' })
const takeBack: LeaveCommand = { type: 'take-back' }
const financeSigned = [...toCountersigned, ['finance', approve]] as const

t.test('并行会签: every seat signs once, in any order, and the last one passes the stage', t => {
  const rows: readonly Row[] = [
    ['the first', toCountersigned, 'legal', approve, 'opinion-given'],
    [
      'the last',
      [...toCountersigned, ['legal', approve]],
      'finance',
      approve,
      'opinion-given + stage-passed + signers-named + deadline-set',
    ],
    ['once more', financeSigned, 'finance', approve, 'refused already-signed'],
    ['somebody who is not asked', toCountersigned, 'chief', approve, 'not-yours'],
    [
      'a deputy of the other one who has signed already',
      financeSigned,
      deputy('finance', 'legal'),
      approve,
      'refused already-signed',
    ],
    ['against is a word of votes', toCountersigned, 'finance', object, 'refused not-now'],
  ]
  table(t, rows)
  t.end()
})

t.test('one person on both seats signs one of them; the administrator is told of the other', t => {
  const people = { ...staff, finance: ['finance', 'legal'], legal: [] }
  table(t, [['the one', toCountersigned, 'finance', approve, 'opinion-given + stage-unstaffed']], { people })
  const assigned = after(
    [...toCountersigned, ['finance', approve], ['keeper', { type: 'transfer', officer: 'outsider', reason: '指派' }]],
    { people },
  )
  t.equal(told(ask(assigned, 'outsider', approve)), 'opinion-given + stage-passed + signers-named + deadline-set')
  t.end()
})

t.test('顺序会签: each in turn', t => {
  const live = routeWith({ countersigned: { signing: { how: 'in-order' } } })
  const rows: readonly Row[] = [
    ['before their turn', toCountersigned, 'legal', approve, 'refused waits-for-another'],
    ['also sending back', toCountersigned, 'legal', sendBack(), 'refused waits-for-another'],
    ['in turn', financeSigned, 'legal', approve, 'opinion-given + stage-passed + signers-named + deadline-set'],
    ['back before the next has signed', financeSigned, 'finance', takeBack, 'signature-taken-back'],
    [
      'not after',
      [...toCountersigned, ['legal', add('outsider', 'after')], ['finance', approve], ['legal', approve]],
      'finance',
      takeBack,
      'refused next-has-signed',
    ],
    [
      'the order survives a removal',
      [...toCountersigned, ['legal', add('outsider', 'after')], ['keeper', remove('2')]],
      'outsider',
      approve,
      'refused waits-for-another',
    ],
  ]
  table(t, rows, { live })
  t.end()
})

t.test('或签: one of those who share the seat is enough', t => {
  table(t, [
    ['the one', toChief, 'chief', approve, 'opinion-given + stage-passed + deadline-set'],
    ['or the other', toChief, 'chief-2', approve, 'opinion-given + stage-passed + deadline-set'],
    ['not both', toCountersigned, 'chief-2', approve, 'not-yours'],
  ])
  t.end()
})

t.test('票签: so many in favour pass; what cannot be reached any more sends the case back, the votes counted', t => {
  const rows: readonly Row[] = [
    ['one in favour', toExperts, 'expert-3', approve, 'opinion-given'],
    ['two of three', [...toExperts, ['expert-3', approve]], 'expert-1', approve, 'opinion-given + stage-passed'],
    ['one against is not the end', toExperts, 'expert-1', object, 'opinion-given'],
    ['two against are', [...toExperts, ['expert-1', object]], 'expert-2', object, 'opinion-given + deadline-paused + returned'],
    ['nobody votes twice', [...toExperts, ['expert-1', object]], 'expert-1', approve, 'refused already-signed'],
  ]
  table(t, rows)
  const failed = go(after([...toExperts, ['expert-1', object], ['expert-2', approve]]), ['expert-3', object])
  t.match(failed.recorded.at(-1), /票签未通过：同意 1 票，不同意 2 票，需要 2 票同意。/)
  t.same(stagesOf(failed), ['writing'])
  t.end()
})

t.test('票签 by weight: the votes of a seat weigh what the route says', t => {
  const signing = { how: 'votes', needed: 2, weights: [{ seat: { role: 'finance', at: 'office' }, weight: 2 }] }
  const live = routeWith({ countersigned: { signing } })
  const rows: readonly Row[] = [
    ['two votes at once', toCountersigned, 'finance', approve, 'opinion-given + stage-passed + signers-named + deadline-set'],
    ['one vote', toCountersigned, 'legal', approve, 'opinion-given'],
    ['without the two it cannot pass', toCountersigned, 'finance', object, 'opinion-given + deadline-paused + returned'],
  ]
  table(t, rows, { live })
  t.end()
})

t.test('票签 with fewer voters than votes needed asks the administrator for more, instead of failing by itself', t => {
  const people = { ...staff, 'expert-2': [], 'expert-3': [] }
  const desk = after(toExperts, { people })
  t.same(slotsOf(desk), ['1 open', '2 open'])
  t.equal(desk.recorded.filter(fact => fact.includes('stage-unstaffed')).length, 1)
  const assigned = go(desk, ['keeper', { type: 'transfer', officer: 'outsider', slot: '2', reason: '增补专家' }])
  t.same(stagesOf(go(go(assigned, ['outsider', approve]), ['expert-1', approve])), ['director'])
  t.end()
})

t.test('加签: before, the one who asked waits; after, the stage does; sending back stays possible', t => {
  const before = [...toChief, ['chief', add('outsider', 'before')]] as const
  const later = [...toChief, ['chief', add('outsider', 'after')]] as const
  const rows: readonly Row[] = [
    ['before', toChief, 'chief', add('outsider', 'before'), 'signer-added'],
    ['the one who asked waits', before, 'chief', approve, 'refused waits-for-another'],
    ['and may still send the case back (加签后仍能退回)', before, 'chief', sendBack(), 'deadline-paused + returned'],
    ['so may the one who was added', before, 'outsider', sendBack(), 'deadline-paused + returned'],
    ['the added one signs', before, 'outsider', approve, 'opinion-given'],
    [
      'then the one who asked',
      [...before, ['outsider', approve]],
      'chief',
      approve,
      'opinion-given + stage-passed + deadline-set',
    ],
    ['after: the asker does not wait', later, 'chief', approve, 'opinion-given'],
    ['after: the added one does', later, 'outsider', approve, 'refused waits-for-another'],
    [
      'after: and passes the stage',
      [...later, ['chief', approve]],
      'outsider',
      approve,
      'opinion-given + stage-passed + deadline-set',
    ],
    ['not the author', toChief, 'chief', add('clerk', 'before'), 'refused own-draft'],
    ['not somebody who has left', toChief, 'chief', add('gone', 'before'), 'refused not-serving'],
    ['not twice', before, 'chief', add('outsider', 'after'), 'refused signs-already'],
    ['not who passed the stage before', toCountersigned, 'finance', add('chief', 'after'), 'refused two-stages-in-a-row'],
    ['not by an outsider', toChief, 'outsider', add('outsider-2', 'after'), 'not-yours'],
  ]
  table(t, rows)
  t.end()
})

t.test('加签 in 票签 gives an opinion and no vote', t => {
  const added = [...toExperts, ['expert-1', add('outsider', 'after')], ['expert-1', approve]] as const
  table(t, [
    ['their yes is no vote', added, 'outsider', approve, 'opinion-given'],
    ['votes that suffice wait for them', added, 'expert-2', approve, 'opinion-given'],
    ['their no stops no majority', [...added, ['expert-2', approve]], 'outsider', object, 'opinion-given + stage-passed'],
  ])
  t.end()
})

t.test('减签: by whoever added, or the administrator; a removal neither passes nor fails a stage', t => {
  const added = [...toChief, ['chief', add('outsider', 'before')]] as const
  const voted = [...toExperts, ['expert-1', add('outsider', 'after')], ['expert-1', approve], ['expert-2', approve]] as const
  const rows: readonly Row[] = [
    ['by whoever added', added, 'chief', remove('2'), 'signer-removed'],
    ['by the administrator', added, 'keeper', remove('2'), 'signer-removed'],
    ['not by another', added, 'outsider', remove('2'), 'refused not-your-signer'],
    ['not the last of the route', added, 'keeper', remove('1'), 'refused last-signer'],
    ['no such slot', added, 'keeper', remove('7'), 'refused no-such-slot'],
    ['not the only one missing', financeSigned, 'keeper', remove('2'), 'refused last-signer'],
    ['not where the votes suffice without them', voted, 'keeper', remove('4'), 'refused last-signer'],
    ['not where the vote would fail', [...toExperts, ['expert-1', object]], 'keeper', remove('2'), 'refused vote-would-fail'],
  ]
  table(t, rows)
  t.same(stagesOf(go(after([...added, ['chief', remove('2')]]), ['chief', approve])), ['countersigned'], 'nobody waits for them')
  const author = { ...staff, clerk: ['clerk', 'keeper'] }
  table(t, [['an administrator who wrote it', toCountersigned, 'clerk', remove('1'), 'refused own-draft']], { people: author })
  t.end()
})

t.test('拿回 a signature before the stage is passed, and sign again', t => {
  const rows: readonly Row[] = [
    ['one’s own', financeSigned, 'finance', takeBack, 'signature-taken-back'],
    ['not another’s', financeSigned, 'legal', takeBack, 'refused nothing-to-take-back'],
    ['and sign again', [...financeSigned, ['finance', takeBack]], 'finance', approve, 'opinion-given'],
    [
      'through a deputy too',
      [...toCountersigned, [deputy('outsider', 'finance'), approve]],
      'finance',
      takeBack,
      'signature-taken-back',
    ],
  ]
  table(t, rows)
  t.end()
})

t.test('withdrawing the last signature of a 会签 leaves the others as they were; returning it cancels them', t => {
  const withdrawn = go(after(toExperts), ['legal', { type: 'withdraw' }])
  t.same([stagesOf(withdrawn), slotsOf(withdrawn)], [['countersigned'], ['1 agreed', '2 open']])
  t.same(stagesOf(go(withdrawn, ['legal', approve])), ['experts'], 'one signature is missing, not two')
  t.equal(
    told(ask(after(toExperts), 'finance', { type: 'withdraw' })),
    'refused nothing-to-withdraw',
    'only whoever made the move',
  )
  const again = go(after([...toCountersigned, ['finance', approve], ['legal', sendBack('chief')]]), ['chief-2', approve])
  t.same(slotsOf(again), ['1 open', '2 open'], 'after a return everyone is asked anew')
  t.end()
})

t.test('a 会签 of everyone on a seat names them as they are when the case comes in', t => {
  t.same(slotsOf(after(toExperts)), ['1 open', '2 open', '3 open'])
  const all = routeWith({ experts: { signing: { how: 'all', each: 'officer' } } })
  const two = [...toExperts, ['expert-1', approve], ['expert-3', approve]] as const
  t.same(stagesOf(after(two, { live: all })), ['experts'])
  t.same(stagesOf(after([...two, ['expert-2', approve]], { live: all })), ['director'])
  const author = { ...staff, clerk: ['clerk', 'expert'] }
  t.same(slotsOf(after(toExperts, { people: author })), ['1 open', '2 open', '3 open'], 'an author is not asked')
  t.end()
})

t.test('straight to whoever returned it, or step by step', t => {
  const straight = after([...toDirector, ['director', sendBack('writing', 'straight')], ['clerk', { type: 'ask' }]])
  t.same(stagesOf(straight), ['director'])
  const byStep = after([...toDirector, ['director', sendBack('writing')], ['clerk', { type: 'ask' }]])
  t.same(stagesOf(byStep), ['chief'])
  t.end()
})

t.test('what one of them has signed is not rewritten before the others sign', t => {
  const acts = { write: { who: [{ role: 'finance', at: 'office' }], fields: ['days'] } }
  const live = routeWith({ countersigned: { acts } })
  const rows: readonly Row[] = [
    ['before the first signature', toCountersigned, 'finance', write('9.00'), 'leave-written'],
    ['after it', [...toCountersigned, ['legal', approve]], 'finance', write('9.00'), 'refused signed-content'],
    ['taken back', [...toCountersigned, ['legal', approve], ['legal', takeBack]], 'finance', write('9.00'), 'leave-written'],
  ]
  table(t, rows, { live })
  t.end()
})
