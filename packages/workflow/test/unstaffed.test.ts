/** 审批人为空: nobody, only authors, or only the last approver. The administrator is asked; nothing passes by itself. */
import t from 'tap'
import { openWork } from '../src/open-work.ts'
import { stageNamed } from '../src/route.ts'
import type { Desk } from './leave-office.ts'
import {
  after,
  approve,
  ask,
  go,
  routeWith,
  type Step,
  slotsOf,
  staff,
  stagesOf,
  toChief,
  toCountersigned,
  toDirector,
  toExperts,
  told,
} from './steps.ts'

const because = (desk: Desk): readonly string[] =>
  desk.recorded
    .map(text => JSON.parse(text))
    .flatMap(({ type, data }) => (type === 'stage-unstaffed' ? [`${data.stage} ${data.because}`] : []))

const waitedFor = ({ live, state }: Desk): readonly string[] =>
  state.work.standing.stages.flatMap(name =>
    openWork(stageNamed(live.route, name), state.work, live.words.administrator).flatMap(({ seat, commands }) =>
      commands.map(command => `${'officer' in seat ? seat.officer : seat.role} ${command}`),
    ),
  )

const assign: Step = ['keeper', { type: 'transfer', officer: 'outsider', reason: '指派' }]

t.test('who cannot be found is found by the administrator', t => {
  const rows: readonly (readonly [
    what: string,
    people: Readonly<Record<string, readonly string[]>>,
    steps: readonly Step[],
    because: string,
  ])[] = [
    ['nobody', { chief: [], 'chief-2': [] }, toChief, 'chief nobody-holds-the-seat'],
    ['only the author', { chief: [], 'chief-2': [], clerk: ['clerk', 'chief'] }, toChief, 'chief only-authors-hold-the-seat'],
    [
      'only the last approver',
      { chief: ['chief', 'finance'], finance: [] },
      toCountersigned,
      'countersigned only-the-last-approver-holds-the-seat',
    ],
    [
      'only who signs already',
      { finance: ['finance', 'legal'], legal: [] },
      [...toCountersigned, ['finance', approve]],
      'countersigned only-signers-hold-the-seat',
    ],
  ]
  for (const [what, people, steps, expected] of rows) {
    const desk = after(steps, { people: { ...staff, ...people } })
    t.same(because(desk), [expected], what)
    t.ok(waitedFor(desk).includes('keeper transfer'), `${what}: the administrator is waited for`)
    t.equal(told(ask(desk, 'chief', approve)) === 'opinion-given + stage-passed', false, `${what}: nothing passes`)
    const assigned = go(desk, assign)
    t.notOk(waitedFor(assigned).includes('keeper transfer'), `${what}: assigned`)
    t.match(told(ask(assigned, 'outsider', approve)), /^opinion-given/, `${what}: and decided by whoever was assigned`)
  }
  t.end()
})

t.test('with everyone in their seat nobody is asked for', t => {
  t.same(because(after(toDirector)), [])
  t.end()
})

t.test('a 会签 of everyone asks for a seat that nobody able holds, too', t => {
  const live = routeWith({ countersigned: { signing: { how: 'all', each: 'officer' } } })
  const desk = after(toCountersigned, { live, people: { ...staff, legal: [] } })
  t.same([slotsOf(desk), because(desk)], [['1 open', '2 open'], ['countersigned nobody-holds-the-seat']])
  t.same(stagesOf(go(desk, ['finance', approve])), ['countersigned'], 'finance alone is no 会签')
  t.end()
})

t.test('a named officer who does not serve any more, and one who does', t => {
  const who = (officer: string) => {
    const { moves } = stageNamed(routeWith({}).route, 'director')
    const seats = [{ officer }]
    const changed = Object.fromEntries(Object.entries(moves ?? {}).map(([name, move]) => [name, { ...move, who: seats }]))
    return routeWith({ director: { moves: changed } })
  }
  const named = after(toDirector, { live: who('outsider') })
  t.same(because(named), [])
  t.match(told(ask(named, 'outsider', approve)), 'opinion-given + stage-passed')
  t.equal(told(ask(named, 'director', approve)), 'not-yours')
  t.same(because(after(toDirector, { live: who('gone') })), ['director nobody-holds-the-seat'])
  t.end()
})

t.test('somebody who takes the seat later takes the task up, and the administrator is asked no more', t => {
  const desk = after(toChief, { people: { ...staff, chief: [], 'chief-2': [] } })
  const appointed = go({ ...desk, staff }, ['chief', { type: 'claim' }])
  t.notOk(waitedFor(appointed).includes('keeper transfer'))
  t.end()
})

t.test('experts: an empty panel is for the administrator as well', t => {
  const people = { ...staff, 'expert-1': [], 'expert-2': [], 'expert-3': [] }
  const desk = after(toExperts, { people })
  t.same(slotsOf(desk), ['1 open', '2 open'], 'as many as votes are needed')
  t.same(because(desk), ['experts nobody-holds-the-seat', 'experts nobody-holds-the-seat'])
  t.end()
})
