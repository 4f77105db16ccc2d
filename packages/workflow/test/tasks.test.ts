/** 转办, 委派, 认领, 放回, 代理: whose a task is, and that no way of passing it on leads around separation of duties. */
import t from 'tap'
import type { LeaveCommand } from './leave-case.ts'
import { deputy } from './leave-office.ts'
import { after, approve, ask, type Row, sendBack, staff, table, toChief, toCountersigned, toDirector, told } from './steps.ts'

const claim: LeaveCommand = { type: 'claim' }
const release: LeaveCommand = { type: 'release' }
const transfer = (officer: string, slot?: string): LeaveCommand => ({
  type: 'transfer',
  officer,
  reason: '本周不在',
  ...(slot === undefined ? {} : { slot }),
})
const delegate = (officer: string): LeaveCommand => ({ type: 'delegate', officer, reason: '请先看' })
const answer: LeaveCommand = { type: 'answer-delegation', opinion: '可以' }

t.test('认领: from then on it is one person’s, until they put it back', t => {
  const claimed = [...toChief, ['chief', claim]] as const
  const rows: readonly Row[] = [
    ['claimed', toChief, 'chief', claim, 'task-claimed'],
    ['twice by the same is once', claimed, 'chief', claim, ''],
    ['by the other one too late', claimed, 'chief-2', claim, 'refused not-your-task'],
    ['the other one does not decide', claimed, 'chief-2', approve, 'refused not-your-task'],
    ['nor send it back', claimed, 'chief-2', sendBack(), 'refused not-your-task'],
    ['put back', claimed, 'chief', release, 'task-released'],
    ['then it is anybody’s again', [...claimed, ['chief', release]], 'chief-2', claim, 'task-claimed'],
    ['what nobody has taken need not be put back', toChief, 'chief', release, ''],
    [
      'what was handed over is not put back',
      [...toChief, ['chief', transfer('chief-2')]],
      'chief-2',
      release,
      'refused not-claimed',
    ],
    [
      'what a deputy claims is the principal’s',
      [...toChief, [deputy('outsider', 'chief'), claim]],
      'chief',
      approve,
      'opinion-given + stage-passed + deadline-set',
    ],
    ['outside a review there is nothing to claim', [], 'clerk', claim, 'not-yours'],
    ['who passed the stage before claims nothing', toCountersigned, 'chief', claim, 'refused not-now'],
  ]
  const both = { ...staff, chief: ['chief', 'finance'] }
  table(t, rows.slice(0, -1))
  table(t, [['who passed the stage before', toCountersigned, 'chief', claim, 'refused two-stages-in-a-row']], { people: both })
  const author = { ...staff, clerk: ['clerk', 'chief'] }
  table(t, [['the author', toChief, 'clerk', claim, 'refused own-draft']], { people: author })
  t.end()
})

t.test('转办: to somebody who may decide, and from then on theirs', t => {
  const handed = [...toChief, ['chief', transfer('outsider')]] as const
  const rows: readonly Row[] = [
    ['handed on', toChief, 'chief', transfer('outsider'), 'task-transferred'],
    ['theirs to decide', handed, 'outsider', approve, 'opinion-given + stage-passed + deadline-set'],
    ['theirs to send back', handed, 'outsider', sendBack(), 'deadline-paused + returned'],
    ['theirs to fill in what the seat fills in', handed, 'outsider', { type: 'note', text: '已核' }, 'note-taken'],
    ['and to hand on', handed, 'outsider', transfer('outsider-2'), 'task-transferred'],
    ['no more the other’s', handed, 'chief', approve, 'refused not-your-task'],
    ['nor anybody’s who shares the seat', handed, 'chief-2', approve, 'refused not-your-task'],
    ['not to the author', toChief, 'chief', transfer('clerk'), 'refused own-draft'],
    ['not to who passed the stage before', toCountersigned, 'finance', transfer('chief'), 'refused two-stages-in-a-row'],
    ['to oneself: taken up', toCountersigned, 'finance', transfer('finance'), 'task-transferred'],
    ['not to somebody who has left', toChief, 'chief', transfer('gone'), 'refused not-serving'],
    ['the administrator hands over what they do not hold', toChief, 'keeper', transfer('outsider'), 'task-transferred'],
    ['of a slot that is there', toChief, 'keeper', transfer('outsider', '9'), 'refused no-such-slot'],
    ['not to a fellow signer', [...toCountersigned, ['finance', claim]], 'legal', transfer('finance'), 'refused signs-already'],
  ]
  table(t, rows)
  const both = { ...staff, chief: ['chief', 'finance'] }
  table(
    t,
    [
      [
        'who passed the stage before does not choose who passes the next',
        toCountersigned,
        'chief',
        transfer('outsider'),
        'refused two-stages-in-a-row',
      ],
    ],
    { people: both },
  )
  const author = { ...staff, clerk: ['clerk', 'chief'] }
  table(t, [['nor the author', toChief, 'clerk', transfer('outsider'), 'refused own-draft']], { people: author })
  t.end()
})

t.test('委派: comes back with an opinion; the decision stays', t => {
  const delegated = [...toChief, ['chief', delegate('outsider')]] as const
  const rows: readonly Row[] = [
    ['asked', toChief, 'chief', delegate('outsider'), 'task-delegated'],
    ['answered', delegated, 'outsider', answer, 'delegation-answered'],
    ['not answered twice', [...delegated, ['outsider', answer]], 'outsider', answer, 'not-yours'],
    ['who is not asked', delegated, 'outsider-2', answer, 'not-yours'],
    ['the delegate does not decide', delegated, 'outsider', approve, 'not-yours'],
    [
      'the decision is the one’s who asked',
      [...delegated, ['outsider', answer]],
      'chief',
      approve,
      'opinion-given + stage-passed + deadline-set',
    ],
    ['also without waiting', delegated, 'chief', approve, 'opinion-given + stage-passed + deadline-set'],
    ['and nobody else’s', delegated, 'chief-2', approve, 'refused not-your-task'],
    ['not the author', toChief, 'chief', delegate('clerk'), 'refused own-draft'],
  ]
  table(t, rows)
  const named = { type: 'answer-delegation', opinion: '可以', slot: '9' } as const
  t.equal(told(ask(after(delegated), 'outsider', named)), 'refused not-delegated')
  t.end()
})

t.test('代理: both names are recorded, and separation of duties looks at both', t => {
  const rows: readonly Row[] = [
    ['the deputy signs', toChief, deputy('outsider', 'chief'), approve, 'opinion-given + stage-passed + deadline-set'],
    ['the deputy is the author', toChief, deputy('clerk', 'chief'), approve, 'refused own-draft'],
    ['the deputy is the author: sending back', toChief, deputy('clerk', 'chief'), sendBack(), 'refused own-draft'],
    ['the deputy passed the stage before', toCountersigned, deputy('chief', 'finance'), approve, 'refused two-stages-in-a-row'],
    [
      'the deputy wrote it for another',
      [
        [deputy('outsider', 'clerk'), { type: 'write', kind: '事假', days: '9.00' }],
        ['clerk', { type: 'ask' }],
      ],
      deputy('outsider', 'chief'),
      approve,
      'refused own-draft',
    ],
    [
      'handed on, and the deputy of the new one is the author',
      [...toChief, ['chief', { type: 'transfer', officer: 'outsider', reason: '出差' }]],
      deputy('clerk', 'outsider'),
      approve,
      'refused own-draft',
    ],
  ]
  table(t, rows)
  const people = { ...staff, clerk: ['clerk', 'chief'] }
  table(t, [['the principal is the author', toChief, deputy('outsider', 'clerk'), approve, 'refused own-draft']], { people })
  const signed = after([...toChief, [deputy('outsider', 'chief'), approve]])
  const [opinion] = signed.state.work.opinions
  t.match(opinion, { told: { actor: 'outsider', onBehalfOf: 'chief' } })
  t.equal(told(ask(signed, 'chief', { type: 'withdraw' })), 'withdrawn', 'the principal takes back what was done for them')
  const next = { ...staff, outsider: ['finance'] }
  table(
    t,
    [
      [
        'who signed as a deputy passes no second stage',
        [...toChief, [deputy('outsider', 'chief'), approve]],
        'outsider',
        approve,
        'refused two-stages-in-a-row',
      ],
    ],
    { people: next },
  )
  t.end()
})

t.test('撤回 is open until the next person acts; taking a task up is an act, looking and talking are none', t => {
  const withdraw: LeaveCommand = { type: 'withdraw' }
  const rows: readonly Row[] = [
    ['at once', toChief, 'clerk', withdraw, 'withdrawn'],
    ['not once it is claimed', [...toChief, ['chief', claim]], 'clerk', withdraw, 'refused nothing-to-withdraw'],
    ['still after 已阅', [...toChief, ['chief', { type: 'mark-read', upTo: 2 }]], 'clerk', withdraw, 'withdrawn'],
    [
      'still after a comment',
      [...toChief, ['chief', { type: 'comment', kind: 'should', text: '再看看' }]],
      'clerk',
      withdraw,
      'withdrawn',
    ],
    ['only by whoever did it', toChief, 'clerk-2', withdraw, 'refused nothing-to-withdraw'],
    ['the one who passed it on', toDirector, 'expert-2', withdraw, 'withdrawn'],
  ]
  table(t, rows)
  t.end()
})
