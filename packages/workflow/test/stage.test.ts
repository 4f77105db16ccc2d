import assert from 'node:assert/strict'
import { runs } from '@shenbao/testkit/runs.ts'
import fc from 'fast-check'
import t from 'tap'
import { begin, compile, leaves, ReplayDivergence, type RoutedFact, step } from '../src/compile.ts'
import { Route } from '../src/route.ts'
import { leave, leaveRoute, leaveWords } from './leave-request.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const facts = [
  ...new Set([
    ...Object.values(leaveWords.acts).flat(),
    ...Object.values(leaveWords.moves).flatMap(({ facts }) => facts),
    ...leaveWords.takenBackBy,
    'opinion-given',
    'nobody-knows',
  ]),
]
const stages = leaveRoute().stages.map(({ name }) => name)
const someFact: fc.Arbitrary<RoutedFact> = fc.record({
  type: fc.constantFrom(...facts),
  data: fc.record({ to: fc.constantFrom(...stages, 'nowhere', 'a long text') }),
})

t.test('with the memo and without it a case stands in the same place', t => {
  const machine = compile(leaveRoute(), leaveWords)
  fc.assert(
    fc.property(fc.array(someFact, { maxLength: 40 }), sequence => {
      let standing = leave.begin
      let value = begin(machine)
      for (const fact of sequence) {
        const next = step(machine, value, fact)
        const known = leave.after(standing, fact)
        assert.deepEqual(known?.value ?? null, next)
        assert.deepEqual(leave.after(standing, fact), known, 'asked a second time')
        if (next === null || known === null) continue
        assert.deepEqual(known.stages, leaves(leaveRoute(), next))
        value = next
        standing = known
      }
    }),
    { numRuns: runs(60) },
  )
  t.end()
})

t.test('an illegal recorded fact is a divergence, readably', t => {
  t.throws(
    () => leave.advance(leave.begin, { type: 'stage-passed', data: { from: 'writing', to: 'chief' } }),
    new ReplayDivergence('leave@1: stage-passed is not legal in writing'),
  )
  t.end()
})

t.test('a stage with others beside it opens at rest; what opens one is legal only at rest', t => {
  const at = (...sequence: readonly RoutedFact[]) => sequence.reduce(leave.advance, leave.begin)
  const away = at(
    { type: 'submitted', data: { to: 'chief' } },
    { type: 'stage-passed', data: { to: 'director' } },
    { type: 'stage-passed', data: { to: 'away' } },
  )
  t.same(away.stages, ['away'])
  const asked = leave.advance(away, { type: 'cover-asked', data: { to: 'cover-colleague' } })
  t.same(asked.stages, ['away', 'cover-colleague'])
  t.equal(leave.after(asked, { type: 'cover-asked', data: { to: 'cover-colleague' } }), null)
  t.same(leave.advance(asked, { type: 'cover-named', data: {} }).stages, ['away', 'cover-colleague'], 'the stage itself goes on')
  t.same(leave.advance(asked, { type: 'leave-finished', data: { to: 'closed' } }).stages, ['closed'])
  t.end()
})

t.test('a route is strict: a misspelt member, a dot or a capital in a name, a move for nobody', t => {
  const [first, ...rest] = leaveRoute().stages
  const refused = (stage: object): boolean =>
    !Route.safeParse({ ...leaveRoute(), stages: [{ ...first, ...stage }, ...rest] }).success
  t.ok(refused({ onn: {} }))
  t.ok(refused({ name: 'writing.first' }))
  t.ok(refused({ name: 'Writing' }))
  t.ok(refused({ moves: { ask: { kind: 'step', who: [], fact: 'submitted', to: ['chief'] } } }))
  t.ok(refused({ moves: { ask: { kind: 'after', who: [{ role: 'clerk', at: 'office' }], fact: 'submitted', to: ['chief'] } } }))
  t.notOk(refused({}), 'and as it is, it passes')
  t.end()
})
