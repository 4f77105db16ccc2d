// Shows that the rows of open work are exactly what the folded declarations wait for, whatever people did with their tasks.
import assert from 'node:assert/strict'
import { unconsentedAmendment } from '@shenbao/declaration/state.ts'
import { declarationWords } from '@shenbao/declaration/vocabulary.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import { commandsOf } from '@shenbao/workflow/may.ts'
import { openWork } from '@shenbao/workflow/open-work.ts'
import { stageNamed } from '@shenbao/workflow/route.ts'
import fc from 'fast-check'
import t from 'tap'
import type { Projection } from '../src/projection.ts'
import { tasks } from '../src/projections/tasks.ts'
import { allProjections } from '../src/projections.ts'
import { openReadModels } from '../src/read-models.ts'
import { type Day, day, happen, openThree } from './happenings.ts'
import { type Office, office, world } from './office.ts'

fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

/** Recomputed from the log: declaration, stage, seat or officer, and what may be sent. */
const waitedFor = async (at: Office, ids: readonly string[]): Promise<readonly string[]> => {
  const found: string[] = []
  for (const id of ids) {
    const declaration = await at.stateOf(id)
    const { route } = world.route(declaration.route)
    const places: Readonly<Record<string, string>> = { unit: declaration.unitId, department: declaration.departmentId, any: '*' }
    const open = declaration.work.standing.stages.map(name => stageNamed(route, name)).filter(({ ends }) => ends !== true)
    for (const stage of open) {
      const asked = commandsOf(stage).filter(command => command !== 'consent' || unconsentedAmendment(declaration) !== null)
      for (const { seat, commands } of openWork(stage, declaration.work, declarationWords.administrator, asked))
        found.push(
          JSON.stringify([
            id,
            stage.name,
            ...('officer' in seat ? ['', '', seat.officer] : [seat.role, places[seat.at] ?? '', '']),
            [...commands],
          ]),
        )
    }
  }
  return found.toSorted()
}

const tasksAreOpenWork = async (happenings: Day, projections: readonly Projection[]): Promise<void> => {
  const at = office()
  const models = await openReadModels({ store: at.store, world, directory: null, projections })
  try {
    const ids = await openThree(at)
    for (const happening of happenings) if (happening.kind !== 'restart') await happen(at, ids, happening)
    assert.ok(await models.reached((await at.store.head()) ?? '', 10_000))
    const rows = models.db().prepare('select * from tasks').all()
    const kept = rows.map(row =>
      JSON.stringify([
        row['declaration_id'],
        row['stage'],
        row['role'],
        row['organisation'],
        row['officer'],
        JSON.parse(String(row['commands'])),
      ]),
    )
    assert.deepEqual(kept.toSorted(), await waitedFor(at, ids))
  } finally {
    await models.stop()
  }
}

t.test('every row of open work is what a declaration waits for, and nothing waits without a row', async () => {
  await fc.assert(
    fc.asyncProperty(day, happenings => tasksAreOpenWork(happenings, allProjections)),
    { numRuns: runs(25) },
  )
})

t.test('canary: a projection that does not hear of a task passed on is found out', async t => {
  const deaf: Projection = {
    ...tasks,
    apply: (db, delivered) => {
      if (delivered.kind !== 'declaration' || delivered.event.type !== 'task-transferred') tasks.apply(db, delivered)
    },
  }
  const by = { which: 0, onBehalfOf: null }
  const happenings: Day = [
    { ...by, kind: 'send', command: { type: 'submit' }, actor: 'drafter' },
    { ...by, kind: 'verb', type: 'transfer', choice: 1, actor: 'section-chief' },
  ]
  const projections = allProjections.map(projection => (projection.name === 'tasks' ? deaf : projection))
  await t.rejects(tasksAreOpenWork(happenings, projections), assert.AssertionError)
  await tasksAreOpenWork(happenings, allProjections)
})
