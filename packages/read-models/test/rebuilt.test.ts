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
import { type Day, day, happen, openThree } from './happenings.ts'
import { office, world } from './office.ts'
import { tablesOf } from './tables.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

/**
 * Tables kept up fact by fact while people work, stopped and opened again at random, say the same as tables built from the
 * whole log at once.
 */
const incrementalEqualsRebuilt = async (
  happenings: Day,
  projections: readonly Projection[],
  directory: string,
): Promise<void> => {
  const at = office()
  const open = () => openReadModels({ store: at.store, world, directory, projections })
  let models = await open()
  try {
    const ids = await openThree(at)
    for (const happening of happenings) {
      if (happening.kind === 'restart') {
        await models.stop()
        models = await open()
        continue
      }
      await happen(at, ids, happening)
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
  const happenings: Day = [{ kind: 'send', which: 0, command, actor: 'drafter', onBehalfOf: null }]
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
  const happenings: Day = [
    { ...by, command: { type: 'submit' } },
    { ...by, command: { type: 'withdraw' } },
  ]
  await t.rejects(incrementalEqualsRebuilt(happenings, [...allProjections, hasty], directory), assert.AssertionError)
})
