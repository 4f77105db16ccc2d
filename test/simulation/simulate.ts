import { execFileSync } from 'node:child_process'
import { sm3 } from '../../packages/audit/src/node-digest.ts'
import { randomAction } from './actions.ts'
import { type Invariant, invariants } from './invariants.ts'
import { type Makings, soundMakings } from './makings.ts'
import { anyServer, buryTheDead, catchUp, readOn, type Scene, SERVERS, setScene, start, stop } from './scene.ts'
import { asNow, lineOf, sendAll } from './sending.ts'
import { namesOfSwarm } from './swarm.ts'
import { sweepAtTheEnd } from './sweeping.ts'

export type Asked = Readonly<{
  seed: number
  steps: number
  /** Where read models may stand. */
  folder: string
  makings?: Makings
}>

/** How a simulation ended that found nothing. `digest` is taken over the whole log. */
export type Simulated = Readonly<{
  steps: number
  facts: number
  digest: string
  /** Every stage in which a declaration stood, and how often each action came and each kind of answer was given. */
  stages: ReadonlySet<string>
  answers: Readonly<Record<string, number>>
  /** How often each kind of fact was recorded. */
  recorded: Readonly<Record<string, number>>
}>

/** Something that must be so was not. The message has what it takes to see it again. */
export class SimulationFailure extends Error {
  override readonly name = 'SimulationFailure'
  readonly invariant: string
  constructor(message: string, invariant: string, cause?: unknown) {
    super(message, { cause })
    this.invariant = invariant
  }
}

/** Expensive invariants are asked after so many steps. */
const OFTEN = 40
const LINES_SHOWN = 20

export const simulate = async ({ seed, steps, folder, makings = soundMakings }: Asked): Promise<Simulated> => {
  const trail: string[] = []
  let step = 0
  let asking = 'nothing breaks'
  const scene = await setScene(seed, makings, folder)
  const ask = async (...when: readonly Invariant['when'][]): Promise<void> => {
    for (const invariant of invariants.filter(candidate => when.includes(candidate.when))) {
      asking = invariant.name
      const wrong = await invariant.check(scene)
      if (wrong !== null) throw new Error(wrong)
    }
    asking = 'nothing breaks'
  }
  try {
    for (step = 1; step <= steps; step++) {
      const action = randomAction(scene)
      scene.touched.clear()
      scene.rested = false
      trail.push(`${step} ${action.name}`)
      trail.push(`${trail.pop()}: ${await action.run(scene)}`)
      await buryTheDead(scene)
      await readOn(scene)
      await goOn(scene)
      await ask(...(step % OFTEN === 0 ? (['step', 'often'] as const) : (['step'] as const)))
    }
    step = steps
    trail.push(`the end: ${await comeToRest(scene)}`)
    await ask('step', 'often', 'end')
    return simulated(scene, steps)
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    const place = `SHENBAO_SEED=${seed} simulation seed ${seed}, commit ${commit()}, step ${step}`
    const shown = trail.slice(-LINES_SHOWN).map(line => `  ${line}`)
    const head = `${place}\n${asking}: ${what}\n(${namesOfSwarm(scene.swarm)})`
    throw new SimulationFailure([head, ...shown].join('\n'), asking, error)
  } finally {
    for (let number = 0; number < SERVERS; number++) await stop(scene, number)
  }
}

/** Time passes, and read models go on, where their feed does not lag. */
const goOn = async (scene: Scene): Promise<void> => {
  scene.clock.move(1000)
  for (const server of scene.servers) {
    if (!server || (scene.swarm.feedFaults && scene.random.chance(40))) continue
    const late = await catchUp(scene, server)
    if (late !== null) throw new Error(late)
  }
}

/** Most tries of one sender until an answer comes; a log that fails one time in six does not fail so often in a row. */
const MOST_RETRIES = 60

/**
 * Whoever has no answer to a command sends it again until there is one; then all servers start anew. Nobody hands in a file again:
 * what was begun has to be finished by the start alone.
 */
const comeToRest = async (scene: Scene): Promise<string> => {
  const told: string[] = []
  for (const sent of scene.ledger.sent) {
    const request = asNow(scene, sent.request)
    for (let retry = 0; request && sent.told === 'unknown' && retry < MOST_RETRIES; retry++) {
      const errand = { server: await anyServer(scene), request }
      const [answer = 'unknown'] = await sendAll(scene, [errand])
      told.push(lineOf(scene, errand, answer))
    }
  }
  for (let number = 0; number < SERVERS; number++) {
    await stop(scene, number)
    await start(scene, number)
  }
  await readOn(scene)
  await sweepAtTheEnd(scene)
  scene.rested = true
  return told.join('\n      ')
}

const simulated = ({ chronicle, ledger }: Scene, steps: number): Simulated => {
  const answers: Record<string, number> = {}
  for (const { told } of ledger.sent) {
    const what = told === 'unknown' ? told : told.outcome === 'refused' ? told.why : told.outcome
    answers[what] = (answers[what] ?? 0) + 1
  }
  const stages = new Set<string>()
  for (const { facts } of chronicle.declarations.values())
    for (const { data } of facts) if (typeof data['to'] === 'string' && 'from' in data) stages.add(data['to'])
  const recorded: Record<string, number> = {}
  for (const { fact } of chronicle.seen) recorded[fact.type] = (recorded[fact.type] ?? 0) + 1
  const digest = sm3(JSON.stringify(chronicle.seen))
  return { steps, facts: chronicle.seen.length, digest, stages, answers, recorded }
}

let described: string | null = null

export const commit = (): string => {
  described ??= describe()
  return described
}

const describe = (): string => {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    // An unpacked archive has no history; the seed alone still says a lot.
    return 'unknown'
  }
}
