/** 条件分支: which way a case goes by amount and category, from what the form says when the stage is passed. */
import t from 'tap'
import { decideMove } from '../src/decide.ts'
import { stageNamed } from '../src/route.ts'
import { aroundAt, self } from './leave-office.ts'
import { after, approve, go, routeWith, type Step, stagesOf, write } from './steps.ts'

const handedIn = (days: string, kind?: string): readonly Step[] => [
  ['clerk', write(days, kind)],
  ['clerk', { type: 'ask' }],
]

t.test('by amount: below the bound one way, at it the other', t => {
  for (const [days, to] of [
    ['4.99', 'director'],
    ['5.00', 'countersigned'],
    ['120.00', 'countersigned'],
  ] as const)
    t.same(stagesOf(after([...handedIn(days), ['chief', approve]])), [to], days)
  t.same(
    stagesOf(
      after([
        ['clerk', { type: 'ask' }],
        ['chief', approve],
      ]),
    ),
    ['countersigned'],
    'left blank: no condition is met',
  )
  t.end()
})

t.test('by category, both conditions at once, the first way that fits', t => {
  const { moves } = stageNamed(routeWith({}).route, 'chief')
  const ways = [
    {
      to: 'experts',
      when: [
        { of: 'kind', is: ['病假', '产假'] },
        { of: 'days', atLeast: '30.00' },
      ],
    },
    { to: 'director', when: [{ of: 'kind', is: ['病假'] }] },
  ]
  const to = ['countersigned', 'director', 'experts']
  const live = routeWith({ chief: { moves: { ...moves, approve: { ...moves?.['approve'], to, ways } } } })
  const leads = (days: string, kind: string) => stagesOf(after([...handedIn(days, kind), ['chief', approve]], { live }))
  t.same(leads('45.00', '病假'), ['experts'])
  t.same(leads('3.00', '病假'), ['director'])
  t.same(leads('45.00', '产假'), ['experts'])
  t.same(leads('3.00', '事假'), ['countersigned'])
  t.end()
})

t.test('the way that was taken is recorded: a case replays the same when the form says something else by now', t => {
  const short = after([...handedIn('3.00'), ['chief', approve]])
  t.match(short.recorded.at(-1), /"to":"director"/)
  t.same(stagesOf(go(short, ['director', { type: 'return', to: 'countersigned', reason: '会签后再报' }])), ['countersigned'])
  t.end()
})

t.test('nobody names another way than the conditions of the route', t => {
  const { moves } = stageNamed(routeWith({}).route, 'writing')
  const ways = [{ to: 'countersigned', when: [{ of: 'days', atLeast: '5.00' }] }]
  const live = routeWith({ writing: { moves: { ...moves, ask: { ...moves?.['ask'], to: ['chief', 'countersigned'], ways } } } })
  const desk = after([['clerk', write('12.00')]], { live })
  const asked = { command: 'ask', by: self('clerk'), around: aroundAt(desk), to: 'chief' }
  const decision = decideMove(live, desk.state.work, asked)
  t.match(decision.accepted && decision.events[0]?.data, { to: 'countersigned' })
  t.end()
})
