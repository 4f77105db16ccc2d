import assert from 'node:assert/strict'
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import fc from 'fast-check'
import t from 'tap'
import type { Projection } from '../src/projection.ts'
import { audit } from '../src/projections/audit.ts'
import { allProjections } from '../src/projections.ts'
import { openReadModels } from '../src/read-models.ts'
import { live, office, Refused, toApproval, toArchive, world } from './office.ts'
import { tablesOf } from './tables.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

/**
 * Tables kept up fact by fact while people work, stopped and opened again at random, say the same as tables built from the
 * whole log at once. What people send is mostly refused; what is accepted makes the history.
 */
const people = [
  'drafter',
  'section-chief',
  'center-finance',
  'center-leader',
  'bureau-reviewer',
  'bureau-finance',
  'bureau-approver',
]
const reason = '理由'
const wishes: readonly DeclarationCommand[] = [
  ...toApproval.map(([command]) => command),
  ...toArchive.map(([command]) => command),
  { type: 'withdraw' },
  { type: 'discard', reason },
  { type: 'reopen', reason },
  { type: 'reject', reason },
  { type: 'return', to: 'drafting', reason, then: 'straight' },
  { type: 'return', to: 'evaluation-draft', reason },
  { type: 'return', to: 'executing', reason },
  { type: 'review', grade: '良', comment: reason },
  { type: 'amend', changes: [{ field: 'target', indicator: 'i1', to: '≥170(人次)' }], reason },
  { type: 'consent' },
  { type: 'revise', changes: [{ field: 'name', to: '改名' }] },
  { type: 'revise', changes: [{ field: 'target', indicator: 'i2', to: '≥97(%)' }], reason },
  { type: 'revise', changes: [{ field: 'indicator', indicator: 'i2', to: null }] },
  { type: 'request-adjustment', changes: [{ field: 'target', indicator: 'i1', to: '≥180(人次)' }], reason },
  { type: 'rescore', scores: [{ indicator: 'i1', score: '1.00', reason }] },
  { type: 'correct', reason, changes: [{ field: 'name', to: '应为' }] },
]

const sending = fc.record({
  kind: fc.constant('send' as const),
  which: fc.nat({ max: 2 }),
  command: fc.constantFrom(...wishes),
  actor: fc.constantFrom(...people),
  onBehalfOf: fc.option(fc.constantFrom(...people), { freq: 8 }),
})
/** Straight through a good part of the life, so that late stages are reached as well. */
const living = fc.record({
  kind: fc.constant('live' as const),
  which: fc.nat({ max: 2 }),
  steps: fc.nat({ max: toApproval.length + toArchive.length }),
})
const restarting = fc.record({ kind: fc.constant('restart' as const) })
const day = fc.array(
  fc.oneof({ weight: 6, arbitrary: sending }, { weight: 2, arbitrary: living }, { weight: 1, arbitrary: restarting }),
  {
    minLength: 1,
    maxLength: 25,
  },
)

const ifPossible = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
  })
}

type Happening = typeof day extends fc.Arbitrary<infer Day> ? Day : never

const incrementalEqualsRebuilt = async (
  happenings: Happening,
  projections: readonly Projection[],
  directory: string,
): Promise<void> => {
  const at = office()
  const open = () => openReadModels({ store: at.store, world, directory, projections })
  let models = await open()
  try {
    const ids = [await at.open('甲'), await at.open('乙', { unitId: 'other' }), await at.open('丙', { year: 2027 })]
    for (const happening of happenings) {
      if (happening.kind === 'restart') {
        await models.stop()
        models = await open()
        continue
      }
      const id = ids[happening.which] ?? ''
      if (happening.kind === 'live') await ifPossible(live(at, id, [...toApproval, ...toArchive].slice(0, happening.steps)))
      else {
        const { command, actor, onBehalfOf } = happening
        await ifPossible(at.send(id, command, { actor, ...(onBehalfOf === null ? {} : { onBehalfOf }) }))
      }
      assert.ok(await models.reached((await at.store.head()) ?? '', 10_000))
    }
    await models.caughtUp
    assert.deepEqual(tablesOf(models.db()), await builtAtOnce(at.store, projections))
  } finally {
    await models.stop()
  }
}

const builtAtOnce = async (store: EventStore, projections: readonly Projection[]) => {
  const models = await openReadModels({ store, world, directory: null, projections })
  try {
    await models.caughtUp
    return tablesOf(models.db())
  } finally {
    await models.stop()
  }
}

t.test('incremental equals rebuilt', async t => {
  const directory = t.testdir()
  let run = 0
  await fc.assert(
    fc.asyncProperty(day, async happenings => {
      run += 1
      await incrementalEqualsRebuilt(happenings, allProjections, `${directory}/${run}`)
    }),
    { numRuns: runs(25) },
  )
})

t.test('canary: a projection that goes by anything but the log is found out', async t => {
  const directory = t.testdir()
  let forgets = true
  // Forgets the first row it has to write since the program started, and so does not forget it in a rebuild.
  const forgetful: Projection = {
    ...audit,
    apply: (db, delivered) => {
      if (forgets && delivered.kind === 'declaration' && delivered.event.type === 'name-revised') forgets = false
      else audit.apply(db, delivered)
    },
  }
  const others = allProjections.filter(({ name }) => name !== audit.name)
  const command: DeclarationCommand = { type: 'revise', changes: [{ field: 'name', to: '改名' }] }
  const happenings: Happening = [{ kind: 'send', which: 0, command, actor: 'drafter', onBehalfOf: null }]
  await t.rejects(incrementalEqualsRebuilt(happenings, [...others, forgetful], directory), assert.AssertionError)
})

t.test('canary: a projection that writes where a batch ends is found out', async t => {
  const directory = t.testdir()
  const hasty: Projection = {
    name: 'hasty',
    version: 1,
    schema: 'create table hasty (position text not null) strict;',
    apply: (db, { recorded, ...delivered }) => {
      if (delivered.kind === 'declaration' && delivered.latest) db.prepare('insert into hasty values (?)').run(recorded.position)
    },
  }
  const by = { kind: 'send' as const, which: 0, actor: 'drafter', onBehalfOf: null }
  const happenings: Happening = [
    { ...by, command: { type: 'submit' } },
    { ...by, command: { type: 'withdraw' } },
  ]
  await t.rejects(incrementalEqualsRebuilt(happenings, [...allProjections, hasty], directory), assert.AssertionError)
})
