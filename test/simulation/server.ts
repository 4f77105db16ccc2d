import { setImmediate as nextTurn } from 'node:timers/promises'
import type { World } from '../../packages/declaration/src/world.ts'
import type { Directory } from '../../packages/directory/src/directory.ts'
import { peopleOf } from '../../packages/directory/src/people.ts'
import { workingDays } from '../../packages/directory/src/working-days.ts'
import type { EventStore } from '../../packages/event-store/src/port.ts'
import type { HandlerParts } from '../../packages/handler/src/handle-command.ts'
import type { IntakeParts } from '../../packages/handler/src/intake.ts'
import { findCommand } from '../../packages/read-models/src/queries/find-command.ts'
import { openReadModels, type ReadModels } from '../../packages/read-models/src/read-models.ts'
import { type Fault, type FaultPlan, faultyStore } from '../../packages/testkit/src/faulty-store.ts'
import { type FeedFault, type GatedFeed, gatedFeed } from '../../packages/testkit/src/gated-feed.ts'
import type { SeededRandom } from '../../packages/testkit/src/seeded-random.ts'
import type { VirtualClock } from '../../packages/testkit/src/virtual-clock.ts'
import { policyPin, routePin } from '../../packages/testkit/src/world.ts'
import type { Organisations } from '../../packages/workflow/src/may.ts'
import type { Makings } from './makings.ts'
import { type MortalStore, mortalStore } from './mortal-store.ts'
import type { Swarm } from './swarm.ts'

/** One life of one server: its caches and read models, over the log that all of them share. */
export type Server = Readonly<{
  /** What commands are handled with. */
  parts: HandlerParts
  /** What declarations are taken in with: the same log, with other troubles. */
  receiving: IntakeParts
  mortal: MortalStore
  feed: GatedFeed
  models: ReadModels
  /** What the read models told the operator, apart from a feed that broke off. */
  alarms: readonly unknown[]
}>

export type ServerNeeds = Readonly<{
  number: number
  log: EventStore
  world: World
  clock: VirtualClock
  makings: Makings
  swarm: Swarm
  /** Chance for this life of this server. */
  random: SeededRandom
  /** Who serves where, now. */
  staff: () => Directory
  /** Where read models stand; `null` in memory. */
  directory: string | null
}>

/** Starts as the product does: unfinished intakes first, then read models, then it may be asked. */
export const startServer = async (needs: ServerNeeds): Promise<Server> => {
  const { number, log, clock, makings, swarm, random } = needs
  const world = makings.worldOf(needs.world)
  const mortal = mortalStore(log, turnsOf(swarm, random.fork('turns')))
  const commandStore = faultyStore(mortal.store, faultsOfLog(swarm, random.fork('log'), commandFaults))
  const intakeStore = faultyStore(mortal.store, faultsOfLog(swarm, random.fork('intakes'), intakeFaults))
  const feed = gatedFeed(log, faultsOfFeed(swarm, random.below(1000)))
  const recorder = { store: commandStore, digest: makings.digestOf(number), now: clock.now }
  const alarms: unknown[] = []
  await makings.finishIntakes({ ...recorder, store: log, world, route: routePin, policy: policyPin })
  const models = await openReadModels({
    store: feed.store,
    world: needs.world,
    directory: needs.directory,
    projections: makings.projections,
    onFault: fault => {
      if (!(fault instanceof Error && fault.name === 'LogFault')) alarms.push(fault)
    },
    pause: async () => nextTurn(),
  })
  const parts = {
    ...recorder,
    world,
    cases: makings.openCases(commandStore, needs.world),
    around: async () => ({
      people: (organisations: Organisations) => peopleOf(needs.staff(), organisations),
      days: workingDays(),
    }),
    usedElsewhere: (commandId: string) =>
      findCommand(models.db(), commandId).find(({ stream }) => !stream.startsWith('register-'))?.stream ?? null,
  }
  const receiving = { ...recorder, store: intakeStore, world, route: routePin, policy: policyPin }
  return { parts, receiving, mortal, feed, models, alarms }
}

/**
 * A conflict where nobody else wrote comes only to those who decide again after it. The ids in an intake follow from the intake:
 * no log can find somebody else's facts in their place.
 */
const commandFaults = ['conflict', 'before', 'after', 'twice'] as const
const intakeFaults = ['before', 'after', 'twice'] as const

const faultsOfLog = (swarm: Swarm, random: SeededRandom, faults: readonly Fault[]): FaultPlan =>
  swarm.logFaults ? () => (random.chance(18) ? random.pick(faults) : null) : () => null

const turnsOf = (swarm: Swarm, random: SeededRandom) => (): number => (swarm.concurrency ? random.below(6) : 0)

/** Which facts a feed stumbles over follows from their place: how far a feed has read ahead must change nothing. */
const faultsOfFeed =
  (swarm: Swarm, offset: number) =>
  (position: string): FeedFault | null => {
    if (!swarm.feedFaults) return null
    const place = (Number(position) * 31 + offset) % 23
    return place === 0 ? 'broken' : place < 4 ? 'twice' : null
  }
