/** Verbs as they are sent: strict, with a title for people, and only where the route has them. */
import t from 'tap'
import { verbNames } from '../src/route.ts'
import { specimenOfVerb } from '../src/specimen-verb.ts'
import { isVerb, isVerbName, Verb, verbNeeds, verbTitles } from '../src/verbs.ts'
import { leave } from './leave-request.ts'
import { after, approve, routeWith, table, toChief, toExperts } from './steps.ts'

t.test('a verb is strict: a member too many, one too few, a blank where something has to be written', t => {
  const rows: readonly (readonly [verb: object, isOne: boolean])[] = [
    [{ type: 'transfer', officer: 'finance', reason: '出差' }, true],
    [{ type: 'transfer', officer: 'finance', reason: '出差', slot: '2' }, true],
    [{ type: 'transfer', officer: 'finance' }, false],
    [{ type: 'transfer', officer: 'finance', reason: '  ' }, false],
    [{ type: 'transfer', officer: '', reason: '出差' }, false],
    [{ type: 'transfer', officer: 'finance', reason: '出差', force: true }, false],
    [{ type: 'object', opinion: '' }, false],
    [{ type: 'add-signer', officer: 'finance', place: 'beside', reason: '会审' }, false],
    [{ type: 'copy', officers: [] }, false],
    [{ type: 'mark-read', upTo: -1 }, false],
    [{ type: 'urge', message: '请'.repeat(2_001) }, false],
    [{ type: 'backdate', to: '2025-01-01' }, false],
  ]
  for (const [verb, isOne] of rows) t.equal(Verb.safeParse(verb).success, isOne, JSON.stringify(verb).slice(0, 60))
  t.end()
})

t.test('each verb has a title of its own and says what it needs', t => {
  t.equal(new Set(Object.values(verbTitles)).size, verbNames.length)
  t.same(Object.keys(verbNeeds).sort(), [...verbNames].sort())
  t.ok(isVerb({ type: 'claim' }) && isVerbName('claim'))
  t.notOk(isVerb({ type: 'approve' }) || isVerbName('toString'))
  t.end()
})

t.test('the barest verb of each name is one that may be sent', t => {
  const { state } = after([
    ...toExperts,
    ['expert-1', { type: 'add-signer', officer: 'outsider', place: 'after', reason: '把关' }],
    ['expert-1', { type: 'comment', kind: 'must', text: '补充' }],
    ['expert-1', { type: 'consult', officers: ['outsider-2'], question: '如何' }],
    ['expert-1', { type: 'copy', officers: ['outsider-2'] }],
  ])
  const persons = ['expert-1', 'outsider-2']
  const { route } = after(toExperts).live
  for (const name of verbNames.filter(name => name !== 'confirm-comment')) {
    const bare = specimenOfVerb(name, route, state.work, persons)
    t.ok(bare && Verb.safeParse(bare).success, name)
  }
  t.equal(specimenOfVerb('confirm-comment', route, state.work, persons), null, 'nothing is answered yet')
  t.equal(specimenOfVerb('remove-signer', leave.route, after(toChief).state.work, persons), null, 'nobody was added')
  t.end()
})

t.test('a route may do without verbs in a stage', t => {
  const live = routeWith({ chief: { verbs: ['comment'] } })
  const rows = [
    ['not there', toChief, 'chief', { type: 'claim' }, 'refused not-now'],
    ['there', toChief, 'chief', { type: 'comment', kind: 'should', text: '好' }, 'comment-made'],
    ['deciding is no verb', toChief, 'chief', approve, 'opinion-given + stage-passed + deadline-set'],
    ['in the next stage all again', [...toChief, ['chief', approve]], 'finance', { type: 'claim' }, 'task-claimed'],
  ] as const
  table(t, rows, { live })
  t.end()
})

t.test('what is open beside a stage is not opened a second time, and ends with it', t => {
  const toAwayOnLeave = [
    ['clerk', { type: 'ask' }],
    ['chief', approve],
    ['director', approve],
    ['clerk', { type: 'ask-cover' }],
  ] as const
  table(
    t,
    [
      ['a second time', toAwayOnLeave, 'clerk', { type: 'ask-cover' }, 'refused not-now'],
      ['taken back', toAwayOnLeave, 'clerk', { type: 'withdraw' }, 'cover-withdrawn'],
      ['ended with its stage', toAwayOnLeave, 'clerk', { type: 'finish' }, 'leave-finished'],
    ],
    { live: leave },
  )
  t.end()
})
