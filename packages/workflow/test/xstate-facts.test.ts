/**
 * What the engine relies on in XState, asked of the library itself: an upgrade that changes one of these must not pass unseen.
 */
import t from 'tap'
import { assign, initialTransition, setup, transition } from 'xstate'

const vocabulary = setup({
  types: { context: {} as Record<string, never>, events: {} as { type: string; to?: string } },
  guards: {
    leadsTo: ({ event }, { to }: { to: string }) => event.to === to,
    throws: () => {
      throw new Error('the guard was asked')
    },
  },
})

const machine = vocabulary.createMachine({
  id: 'probe',
  version: '7',
  context: {},
  initial: 'a',
  states: {
    a: {
      on: {
        stay: 'a',
        forbidden: {},
        go: [
          { guard: { type: 'leadsTo', params: { to: 'b' } }, target: 'b' },
          { guard: { type: 'leadsTo', params: { to: 'c' } }, target: 'c' },
        ],
        guarded: { guard: 'throws', target: 'b' },
      },
    },
    b: {},
    c: {},
  },
})

const [begun] = initialTransition(machine)

t.test('V2, V3: an unknown event, a false guard and a permitted self-transition all give back the same snapshot', t => {
  t.equal(transition(machine, begun, { type: 'nobody-knows' })[0], begun)
  t.equal(transition(machine, begun, { type: 'go', to: 'nowhere' })[0], begun)
  t.equal(transition(machine, begun, { type: 'stay' })[0], begun)
  t.end()
})

t.test('V3, V4: only `can` tells what is legal, and a transition without a target is not', t => {
  t.equal(begun.can({ type: 'stay' }), true)
  t.equal(begun.can({ type: 'nobody-knows' }), false)
  t.equal(begun.can({ type: 'go', to: 'nowhere' }), false)
  t.equal(begun.can({ type: 'go', to: 'c' }), true)
  t.equal(begun.can({ type: 'forbidden' }), false)
  t.end()
})

t.test('V5: a guard runs in `can` and again in `transition`, and throws through both', t => {
  t.throws(() => begun.can({ type: 'guarded' }), /Unable to evaluate guard|the guard was asked/)
  t.throws(() => transition(machine, begun, { type: 'guarded' }), /Unable to evaluate guard|the guard was asked/)
  t.end()
})

t.test('V1, V7: actions are not run but returned; `assign` alone is folded in without a word', t => {
  let ran = 0
  const acting = setup({
    actions: {
      ring: () => {
        ran += 1
      },
      count: assign({}),
    },
  }).createMachine({
    initial: 'a',
    states: { a: { on: { go: { target: 'b', actions: ['ring', 'count'] }, later: 'c' } }, b: {}, c: { after: { 10: 'a' } } },
  })
  const [first] = initialTransition(acting)
  const [, effects] = transition(acting, first, { type: 'go' })
  t.same(
    effects.map(({ type }) => type),
    ['ring'],
  )
  t.equal(ran, 0)
  t.ok(transition(acting, first, { type: 'later' })[1].length > 0, 'a delay is an effect')
  t.end()
})

t.test('V8: the version is not in the snapshot, so it is pinned in our own first fact', t => {
  t.notMatch(JSON.stringify(begun), /"version"/)
  t.end()
})

t.test('V11: constant context: opening needs no input and gives an active snapshot', t => {
  t.equal(begun.status, 'active')
  t.same(begun.context, {})
  t.end()
})

t.test('V12: a snapshot is rebuilt from its value, and an unknown value is refused', t => {
  const rebuilt = machine.resolveState({ value: 'b', context: {} })
  t.equal(rebuilt.value, 'b')
  t.throws(() => machine.resolveState({ value: 'nowhere', context: {} }))
  t.end()
})

t.test('V13: a target that does not exist fails at creation', t => {
  t.throws(() => vocabulary.createMachine({ context: {}, initial: 'a', states: { a: { on: { go: 'nowhere' } } } }))
  t.end()
})

t.test('V13: an endless cycle is cut off by maxIterations', t => {
  const endless = setup({}).createMachine({
    initial: 'a',
    states: { a: { on: { go: 'b' } }, b: { always: 'c' }, c: { always: 'b' } },
    options: { maxIterations: 10 },
  })
  const [first] = initialTransition(endless)
  t.throws(() => transition(endless, first, { type: 'go' }), /[Ii]nfinite loop/)
  t.end()
})

t.test('V14: an event without a guard moves every region that accepts it', t => {
  const regions = setup({}).createMachine({
    type: 'parallel',
    states: {
      one: { initial: 'a', states: { a: { on: { go: 'b' } }, b: {} } },
      two: { initial: 'a', states: { a: { on: { go: 'b' } }, b: {} } },
    },
  })
  const [first] = initialTransition(regions)
  t.same(transition(regions, first, { type: 'go' })[0].value, { one: 'b', two: 'b' })
  t.end()
})

t.test(
  'a dot in a stage name would be read as a path, a misspelt key as nothing at all: our own schema stands before both',
  t => {
    t.doesNotThrow(() => vocabulary.createMachine({ context: {}, initial: 'a', states: { a: { onn: { go: 'b' } } } } as never))
    t.end()
  },
)
