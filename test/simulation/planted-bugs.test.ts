/** The simulation is worth what it finds: each planted bug has to be found, and by an invariant that is about it. */
import t from 'tap'
import { type PlantedBug, plantedBugs } from './planted-bugs.ts'
import { SimulationFailure, simulate } from './simulate.ts'

/** The same seeds always: whether a bug is found must not hang on the day. */
const FIRST = 2026
/** A planted bug has to be found within so many seeds of so many steps. */
const SEEDS = 20
const STEPS = 90

const firstFailure = async (makings: PlantedBug['makings'], folder: string): Promise<SimulationFailure | null> => {
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++)
    try {
      await simulate({ seed, steps: STEPS, folder, makings })
    } catch (failure) {
      if (failure instanceof SimulationFailure) return failure
      throw failure
    }
  return null
}

for (const { what, foundBy, makings } of plantedBugs)
  t.test(`canary: ${what}`, async t => {
    const found = await firstFailure(makings, t.testdir({}))
    t.ok(found, `found within ${SEEDS} seeds`)
    t.ok(foundBy.includes(found?.invariant ?? ''), `found by "${found?.invariant}"`)
    t.match(found?.message, /^SHENBAO_SEED=\d+ simulation seed \d+, commit \S+, step \d+\n/)
    t.match(found?.message, /\n {2}\d+ [a-z ]+: /, 'the last actions are told')
  })
