import { setImmediate as nextTurn } from 'node:timers/promises'
import { beginLog } from '../../packages/audit/src/begin-log.ts'
import { type LogVerification, newLogVerification } from '../../packages/audit/src/log-verification.ts'
import { sm3 } from '../../packages/audit/src/node-digest.ts'
import { declarationWords } from '../../packages/declaration/src/vocabulary.ts'
import type { World } from '../../packages/declaration/src/world.ts'
import { servingOfficer } from '../../packages/directory/src/directory.ts'
import type { EventStore } from '../../packages/event-store/src/port.ts'
import type { Kept } from '../../packages/event-store/src/stored-text.ts'
import type { Intake, IntakeRequest } from '../../packages/handler/src/intake.ts'
import { canonicalJson } from '../../packages/kernel/src/canonical-json.ts'
import { derivedId } from '../../packages/kernel/src/digest.ts'
import { type SeededRandom, seededRandom } from '../../packages/testkit/src/seeded-random.ts'
import { skewedClock, type VirtualClock, virtualClock } from '../../packages/testkit/src/virtual-clock.ts'
import { world as shippedWorld } from '../../packages/testkit/src/world.ts'
import type { RoutePin } from '../../packages/workflow/src/route.ts'
import { type LiveRoute, liveRoute } from '../../packages/workflow/src/stage.ts'
import { newDirectoryDesk } from '../../services/server/src/directory-desk.ts'
import { type Chronicle, newChronicle } from './chronicle.ts'
import { type Ledger, newLedger } from './ledger.ts'
import type { Makings } from './makings.ts'
import { randomOrganisation } from './organisation.ts'
import { randomRoute, shippedRoute } from './random-route.ts'
import { type Server, startServer } from './server.ts'
import { randomSwarm, type Swarm } from './swarm.ts'

/** An intake as its sender remembers it. */
export type SentIntake = { readonly request: IntakeRequest; readonly route: RoutePin; told: Intake | 'unknown' }

/** Everything there is in one simulation, and nothing outside it has a part. */
export type Scene = {
  readonly seed: number
  readonly swarm: Swarm
  readonly random: SeededRandom
  readonly makings: Makings
  readonly clock: VirtualClock
  readonly world: World
  readonly routes: readonly LiveRoute[]
  /** What the disk of the log holds. */
  readonly kept: Kept[]
  log: EventStore
  /** `null`: down. */
  readonly servers: (Server | null)[]
  /** Where read models stand; `null` in memory. */
  readonly directory: string | null
  readonly chronicle: Chronicle
  /** Every chain, followed fact by fact. */
  readonly verification: LogVerification
  readonly ledger: Ledger
  readonly intakes: SentIntake[]
  /** Declarations that this step had to do with. */
  readonly touched: Set<string>
  /** What an answer already showed to be wrong. */
  readonly wrong: string[]
  /** The declaration that most work is about: few that are worked on a lot come farther than many. */
  focus: string | null
  /** A server was started anew in this step, and nobody sent anything since. */
  rested: boolean
  /** How often a server was started, a key made. */
  lives: number
  keys: number
}

export const SERVERS = 2
const FIRST_DAY = '2026-01-05T01:00:00.000Z'
const MINUTE = 60_000

export const setScene = async (seed: number, makings: Makings, folder: string): Promise<Scene> => {
  const random = seededRandom(seed)
  const swarm = randomSwarm(random)
  const shipped = shippedRoute()
  const variants = swarm.routes ? [0, 1].map(ordinal => randomRoute(random, `variant-${ordinal}`, shipped)) : []
  const routes = [shipped, ...variants].map(route => liveRoute(route, declarationWords, sm3(canonicalJson(route))))
  const world = worldOf(routes)
  const clock = virtualClock(FIRST_DAY)
  const kept: Kept[] = []
  const scene: Scene = {
    seed,
    swarm,
    random,
    makings,
    clock,
    world,
    routes,
    kept,
    log: makings.openLog(kept),
    servers: Array.from({ length: SERVERS }, () => null),
    directory: swarm.modelsOnDisk ? `${folder}/${seed}` : null,
    chronicle: newChronicle(world),
    verification: newLogVerification(sm3),
    ledger: newLedger(),
    intakes: [],
    touched: new Set(),
    wrong: [],
    focus: null,
    rested: false,
    lives: 0,
    keys: 0,
  }
  await beginLog({ store: scene.log, now: clock.now }, 'sm3')
  const begun = await deskOf(scene).record(randomOrganisation(random), null)
  if (!begun.accepted) throw new Error(begun.because.detail)
  for (let number = 0; number < SERVERS; number++) await start(scene, number)
  await readOn(scene)
  return scene
}

/** The shipped packs, and the routes of this simulation. */
const worldOf = (routes: readonly LiveRoute[]): World => ({
  digest: sm3,
  policy: shippedWorld.policy,
  route: pin => routes.find(({ pin: known }) => known.id === pin.id && known.digest === pin.digest) ?? shippedWorld.route(pin),
})

/** A key never used before. */
export const newKey = (scene: Scene): string => {
  scene.keys += 1
  return derivedId(sm3, 'key', scene.seed, scene.keys)
}

/** Whoever does not serve any more cannot sign in, and so cannot send again either. */
export const serves = ({ chronicle }: Scene, officerId: string): boolean =>
  servingOfficer(chronicle.directory(), officerId) !== null

/** The product's own desk for organisations and officers, over the log as it is now. */
export const deskOf = (scene: Scene) =>
  newDirectoryDesk({
    store: scene.log,
    digest: sm3,
    clock: { now: scene.clock.instant, today: scene.clock.today },
    newId: () => newKey(scene),
  })

export const start = async (scene: Scene, number: number): Promise<void> => {
  scene.lives += 1
  const { log, world, makings, swarm, directory } = scene
  scene.servers[number] = await startServer({
    number,
    log,
    world,
    makings,
    swarm,
    clock: swarm.jumpingClock ? skewedClock(scene.clock, number * 7 * MINUTE) : scene.clock,
    random: scene.random.fork(`life ${scene.lives}`),
    staff: scene.chronicle.directory,
    directory: directory === null ? null : `${directory}-${number}`,
  })
}

export const stop = async (scene: Scene, number: number): Promise<void> => {
  const server = scene.servers[number]
  scene.servers[number] = null
  await server?.models.stop()
}

/** Servers that died while they worked are gone from then on. */
export const buryTheDead = async (scene: Scene): Promise<void> => {
  for (const [number, server] of scene.servers.entries()) if (server?.mortal.dead()) await stop(scene, number)
}

/** A server that is up, started if none is. */
export const anyServer = async (scene: Scene): Promise<Server> => {
  const up = scene.servers.filter(server => server !== null)
  if (up.length > 0) return scene.random.pick(up)
  const number = scene.random.below(SERVERS)
  await start(scene, number)
  const server = scene.servers[number]
  if (!server) throw new TypeError(`server ${number} did not start`)
  return server
}

const PAGE = 500

/** Takes in what was recorded since the last time. */
export const readOn = async ({ log, chronicle, verification }: Scene): Promise<void> => {
  for (;;) {
    const page = await log.readAll(chronicle.seen.at(-1)?.position ?? null, PAGE)
    for (const recorded of page) {
      // Those who work at once may read at once.
      if (recorded.position <= (chronicle.seen.at(-1)?.position ?? '')) continue
      chronicle.take(recorded)
      verification.take(recorded.fact)
    }
    if (page.length < PAGE) return
  }
}

/** Turns a read model may take to come to the end of the log; thousands mean that it never will. */
const MOST_TURNS = 20_000

/** Lets the feed of a server go on to the end of the log and waits for its tables; a sentence when they do not come there. */
export const catchUp = async ({ log, chronicle }: Scene, server: Server): Promise<string | null> => {
  const head = await log.head()
  if (head === null) return null
  server.feed.openTo(head)
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    if (server.alarms.length > 0) return `the read models ended: ${String(server.alarms[0])}`
    const position = server.models.position()
    if (position !== null && position >= head) return null
    await nextTurn()
  }
  return `the read models stand at ${server.models.position()} of ${head}, after ${chronicle.seen.length} facts`
}
