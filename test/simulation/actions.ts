import type { CommandRequest } from '../../packages/handler/src/handle-command.ts'
import { changePeople } from './appointing.ts'
import { intakeRequest, retryIntake, sendIntake } from './receiving.ts'
import { anyServer, type Scene, SERVERS, start, stop } from './scene.ts'
import {
  answerOf,
  asNow,
  atOtherRevision,
  type Errand,
  lineOf,
  properRequest,
  sendAll,
  someDeclaration,
  verbRequest,
  wildRequest,
} from './sending.ts'
import type { Server } from './server.ts'
import { sweep } from './sweeping.ts'

/** Something that may happen in one step. `weight` is how often, beside the others; 0 where the swarm leaves it out. */
export type Action = Readonly<{
  name: string
  weight: (scene: Scene) => number
  /** Does it, and says what was done in one readable line. */
  run: (scene: Scene) => Promise<string>
}>

const when = (isOn: boolean, weight: number): number => (isOn ? weight : 0)

const sendOne = async (scene: Scene, request: CommandRequest | null): Promise<string> => {
  if (!request) return 'nobody can go on'
  const errand: Errand = { server: await anyServer(scene), request }
  const [answer = 'unknown'] = await sendAll(scene, [errand])
  return lineOf(scene, errand, answer)
}

const withDeclaration =
  (make: (scene: Scene, declaration: NonNullable<ReturnType<typeof someDeclaration>>) => CommandRequest | null) =>
  async (scene: Scene): Promise<string> => {
    const declaration = someDeclaration(scene)
    return declaration ? sendOne(scene, make(scene, declaration)) : 'there is nothing to send to'
  }

const sentBefore = (scene: Scene): CommandRequest | null => {
  const sent = scene.ledger.sent.slice(-12).flatMap(({ request }) => asNow(scene, request) ?? [])
  return sent.length === 0 ? null : scene.random.pick(sent)
}

const unanswered = (scene: Scene): CommandRequest | null => {
  const open = scene.ledger.sent.flatMap(({ told, request }) => (told === 'unknown' ? (asNow(scene, request) ?? []) : []))
  return open.length === 0 ? null : scene.random.pick(open)
}

/** Two or three at once: at the same revision of the same declaration, the same command twice, an intake, a restart. */
const atOnce = async (scene: Scene): Promise<string> => {
  const { random } = scene
  const first = await anyServer(scene)
  const declaration = someDeclaration(scene)
  const requests = declaration
    ? [properRequest(scene, declaration), properRequest(scene, declaration), random.chance(30) ? unanswered(scene) : null]
    : []
  const errands = requests
    .filter(request => request !== null)
    .concat(random.chance(25) ? (requests[0] ?? []) : [])
    .map(request => ({ server: scene.servers[random.below(SERVERS)] ?? first, request }))
  const intakes = random.chance(30) ? [sendIntake(scene, first, intakeRequest(scene))] : []
  if (random.chance(25)) intakes.push(sendIntake(scene, scene.servers[SERVERS - 1] ?? first, intakeRequest(scene)))
  const [answers, ...told] = await Promise.all([sendAll(scene, errands), ...intakes])
  return ['at once', ...errands.map((errand, place) => lineOf(scene, errand, answers[place] ?? 'unknown')), ...told].join(
    '\n      ',
  )
}

/** A server dies between two steps of what it does. */
const dieOver = async (scene: Scene): Promise<string> => {
  const { random } = scene
  const server = await anyServer(scene)
  server.mortal.dieAt(1 + random.below(7), random.pick(['before', 'after'] as const))
  const told = await workOn(scene, server)
  server.mortal.live()
  return `${server.mortal.dead() ? 'dies over' : 'lives through'}: ${told}`
}

const workOn = async (scene: Scene, server: Server): Promise<string> => {
  const { random } = scene
  const declaration = someDeclaration(scene)
  const request = declaration && random.chance(70) ? properRequest(scene, declaration) : null
  if (!request) return sendIntake(scene, server, intakeRequest(scene))
  const errand = { server, request }
  const [answer = 'unknown'] = await sendAll(scene, [errand])
  return lineOf(scene, errand, answer)
}

const restart = async (scene: Scene): Promise<string> => {
  const number = scene.random.below(SERVERS)
  await stop(scene, number)
  if (scene.random.chance(25)) return `server ${number} goes down`
  await start(scene, number)
  scene.rested = true
  return `server ${number} starts anew`
}

const cutPower = async (scene: Scene): Promise<string> => {
  for (let number = 0; number < SERVERS; number++) await stop(scene, number)
  await scene.log.close()
  scene.log = scene.makings.openLog(scene.kept)
  const known = scene.chronicle.seen.length
  if (scene.kept.length < known) scene.wrong.push(`the log had ${known} facts and came back with ${scene.kept.length}`)
  for (let number = 0; number < SERVERS; number++) await start(scene, number)
  scene.rested = true
  return `the power is cut; the log comes back with ${scene.kept.length} facts`
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const moveClock = async ({ random, clock, swarm }: Scene): Promise<string> => {
  const by = swarm.jumpingClock
    ? random.pick([MINUTE, DAY, 40 * DAY, 120 * DAY, -5 * MINUTE, -3 * DAY])
    : random.pick([MINUTE, 90 * MINUTE, DAY, 9 * DAY])
  clock.move(by)
  return `the clock moves to ${clock.now().recordedAt}`
}

const rebuild = async (scene: Scene): Promise<string> => {
  const server = await anyServer(scene)
  // One that died or whose feed broke has to end as well; what is wrong with the tables is found by the invariants.
  const outcome = await answerOf(server, server.models.rebuild())
  return `server ${scene.servers.indexOf(server)} rebuilds its read models${outcome === 'unknown' ? ', in vain' : ''}`
}

export const actions: readonly Action[] = [
  { name: 'proper command', weight: () => 60, run: withDeclaration(properRequest) },
  {
    name: 'intake',
    weight: ({ chronicle }) => (chronicle.declarations.size < 3 ? 40 : 4),
    run: async scene => sendIntake(scene, await anyServer(scene), intakeRequest(scene)),
  },
  { name: 'wrong command', weight: ({ swarm }) => when(swarm.wrongCommands, 12), run: withDeclaration(wildRequest) },
  {
    name: 'stale revision',
    weight: ({ swarm }) => when(swarm.staleRevisions, 8),
    run: withDeclaration((scene, declaration) => {
      const request = properRequest(scene, declaration)
      return request && atOtherRevision(scene, request)
    }),
  },
  {
    name: 'trial',
    weight: () => 3,
    run: withDeclaration((scene, declaration) => {
      const request = properRequest(scene, declaration)
      return request && { ...request, dryRun: true }
    }),
  },
  {
    name: 'the same again',
    weight: ({ swarm }) => when(swarm.repeatedKeys, 6),
    run: async scene => sendOne(scene, sentBefore(scene)),
  },
  {
    name: 'a used key',
    weight: ({ swarm }) => when(swarm.repeatedKeys, 4),
    run: withDeclaration((scene, declaration) => {
      const [request, before] = [properRequest(scene, declaration), sentBefore(scene)]
      return request && before && { ...request, commandId: before.commandId }
    }),
  },
  { name: 'a retry', weight: () => 10, run: async scene => sendOne(scene, unanswered(scene)) },
  { name: 'a retried intake', weight: () => 4, run: async scene => retryIntake(scene, await anyServer(scene)) },
  { name: 'at once', weight: ({ swarm }) => when(swarm.concurrency, 25), run: atOnce },
  { name: 'death', weight: ({ swarm }) => when(swarm.crashes, 6), run: dieOver },
  { name: 'restart', weight: ({ swarm }) => when(swarm.crashes, 4), run: restart },
  { name: 'power cut', weight: ({ swarm }) => when(swarm.powerCuts, 2), run: cutPower },
  { name: 'verb', weight: ({ swarm }) => when(swarm.verbs, 30), run: withDeclaration(verbRequest) },
  { name: 'sweep', weight: () => 8, run: sweep },
  { name: 'clock', weight: () => 6, run: moveClock },
  { name: 'people', weight: ({ swarm }) => when(swarm.peopleChange, 4), run: changePeople },
  { name: 'rebuild', weight: () => 1, run: rebuild },
]

export const randomAction = (scene: Scene): Action => {
  const weighed = actions.map(action => [action, action.weight(scene)] as const)
  let left = scene.random.below(weighed.reduce((sum, [, weight]) => sum + weight, 0))
  for (const [action, weight] of weighed) {
    if (left < weight) return action
    left -= weight
  }
  throw new RangeError('no action was drawn')
}
