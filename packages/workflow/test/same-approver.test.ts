/** 同一审批人: refused by itself; carried where the route says so, with the rule on record, and only plain approvals. */
import t from 'tap'
import { stageNamed } from '../src/route.ts'
import { deputy } from './leave-office.ts'
import { after, approve, ask, go, routeWith, staff, stagesOf, toChief, told } from './steps.ts'

const carry = { sameApprover: 'carry' }
const plain = { countersigned: { signing: { how: 'all' } } }
/** The chief sits on both seats of the 会签 as well, nobody else does. */
const oneForAll = { ...staff, 'chief-2': [], chief: ['chief', 'finance'], finance: [], legal: [] }
/** One seat in the second stage. */
const single = (stage: object = {}) => {
  const { moves } = stageNamed(routeWith({}).route, 'countersigned')
  const seats = [{ role: 'finance', at: 'office' }]
  const changed = Object.fromEntries(Object.entries(moves ?? {}).map(([name, move]) => [name, { ...move, who: seats }]))
  return { countersigned: { moves: changed, signing: { how: 'any' }, ...stage } }
}

t.test('by itself the next stage waits for somebody else', t => {
  const answer = ask(after(toChief, { live: routeWith(single()), people: oneForAll }), 'chief', approve)
  t.equal(told(answer), 'opinion-given + stage-passed + stage-unstaffed + deadline-set')
  t.end()
})

t.test('carried: the opinion counts once more, and the record says by which rule and where it was given', t => {
  const live = routeWith(single(), carry)
  const desk = after(toChief, { live, people: oneForAll })
  const answer = ask(desk, 'chief', approve)
  t.equal(told(answer), 'opinion-given + stage-passed + opinion-carried + stage-passed + signers-named + deadline-set')
  const passed = go(desk, ['chief', approve])
  t.same(stagesOf(passed), ['experts'])
  t.match(
    passed.recorded.find(text => text.includes('opinion-carried')),
    /"officer":"chief","givenIn":"chief","rule":"same-approver-carries"/,
  )
  t.same(passed.state.work.passed['leave'], ['chief'])
  t.end()
})

t.test('taken back, both stages are taken back: no stage is left in which nobody may decide', t => {
  const live = routeWith(single(), carry)
  const passed = after([...toChief, ['chief', approve]], { live, people: oneForAll })
  const answer = ask(passed, 'chief', { type: 'withdraw' })
  t.equal(told(answer), 'withdrawn + withdrawn')
  const back = go(passed, ['chief', { type: 'withdraw' }])
  t.same(stagesOf(back), ['chief'])
  t.match(told(ask(back, 'chief', approve)), /opinion-carried/, 'and it can be passed again')
  t.equal(told(ask(go(passed, ['expert-1', approve]), 'chief', { type: 'withdraw' })), 'refused nothing-to-withdraw')
  t.end()
})

t.test('not carried: another holder, a review sheet, votes, a seat they do not hold, a signature for somebody else', t => {
  const rows: readonly (readonly [what: string, live: ReturnType<typeof routeWith>, people: typeof staff])[] = [
    ['another holder of the seat', routeWith(single(), carry), { ...oneForAll, finance: ['finance'] }],
    ['votes', routeWith(single({ signing: { how: 'votes', needed: 1 } }), carry), oneForAll],
    ['a seat they do not hold', routeWith(plain, carry), oneForAll],
    [
      'a review sheet',
      routeWith(single({ reviewSheet: true, acts: { note: { who: [{ role: 'finance', at: 'office' }] } } }), carry),
      oneForAll,
    ],
  ]
  for (const [what, live, people] of rows)
    t.notMatch(told(ask(after(toChief, { live, people }), 'chief', approve)), /opinion-carried/, what)
  const standsIn = { ...oneForAll, outsider: ['finance'], chief: ['chief'] }
  const live = routeWith(single(), carry)
  t.notMatch(told(ask(after(toChief, { live, people: standsIn }), deputy('outsider', 'chief'), approve)), /opinion-carried/)
  t.end()
})

t.test('a chain of carried stages goes on as long as it is the same one, and ends with the first who is not', t => {
  const { moves } = stageNamed(routeWith({}).route, 'experts')
  const seats = [{ role: 'expert', at: 'office' }]
  const experts = {
    signing: { how: 'any' },
    moves: Object.fromEntries(Object.entries(moves ?? {}).map(([name, move]) => [name, { ...move, who: seats }])),
  }
  const live = routeWith({ ...single(), experts }, carry)
  const people = { ...oneForAll, chief: ['chief', 'finance', 'expert'], 'expert-1': [], 'expert-2': [], 'expert-3': [] }
  const passed = after([...toChief, ['chief', approve]], { live, people })
  t.same(stagesOf(passed), ['director'])
  t.equal(passed.recorded.filter(text => text.includes('"givenIn":"chief"')).length, 2, 'given once, carried twice')
  t.same(stagesOf(go(passed, ['chief', { type: 'withdraw' }])), ['chief'])
  t.end()
})
