/** Random people, routes and faults over the product's own code: what must be so is so after every step. README.md says more. */
import t from 'tap'
import { runs } from '../../packages/testkit/src/runs.ts'
import { commit, simulate } from './simulate.ts'

/** The first simulation of SHENBAO_SEED=N is simulation seed N: a seed that failed is found again at once. */
const FIRST = Number(process.env['SHENBAO_SEED'] ?? 2026)
const SEEDS = runs(15)
const STEPS = 150

t.test('simulations', async t => {
  const folder = t.testdir({})
  t.comment(`SHENBAO_SEED=${FIRST}: simulation seeds ${FIRST} to ${FIRST + SEEDS - 1}, commit ${commit()}`)
  const stages = new Set<string>()
  const answers = new Set<string>()
  const recorded = new Set<string>()
  let steps = 0
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    const done = await simulate({ seed, steps: STEPS, folder })
    steps += done.steps
    for (const stage of done.stages) stages.add(stage)
    for (const answer of Object.keys(done.answers)) answers.add(answer)
    for (const fact of Object.keys(done.recorded)) recorded.add(fact)
  }
  t.comment(`steps: ${steps}`)
  // What never happens is never checked.
  for (const stage of ['executing', 'evaluation-draft', 'rejected', 'terminated'])
    t.ok(stages.has(stage), `somebody came to ${stage}`)
  for (const answer of ['recorded', 'not-yours', 'stale', 'rule', 'key-reused'])
    t.ok(answers.has(answer), `somebody was told ${answer}`)
  for (const fact of [
    'signers-named',
    'task-transferred',
    'signer-added',
    'stage-unstaffed',
    'deadline-lapsed',
    'stage-moved',
    'rectification-issued',
    'rectification-answered',
  ])
    t.ok(recorded.has(fact), `${fact} was recorded`)
})

t.test('the same seed is the same run', async t => {
  const [once, again, other] = [
    await simulate({ seed: FIRST, steps: 60, folder: t.testdir({}) }),
    await simulate({ seed: FIRST, steps: 60, folder: t.testdir({}) }),
    await simulate({ seed: FIRST + 1, steps: 60, folder: t.testdir({}) }),
  ]
  t.equal(once.digest, again.digest)
  t.not(once.digest, other.digest)
})
