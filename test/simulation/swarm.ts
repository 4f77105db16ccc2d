import type { SeededRandom } from '../../packages/testkit/src/seeded-random.ts'

/** The classes of things that may happen. Each simulation has some of them only: what always happens together hides what it hides. */
export type Swarm = Readonly<{
  /** Routes other than the shipped one. */
  routes: boolean
  /** Senders who try what is not theirs or not open. */
  wrongCommands: boolean
  /** Senders who saw an earlier revision, or claim to have seen a later one. */
  staleRevisions: boolean
  /** Keys used again, for the same command and for others. */
  repeatedKeys: boolean
  /** Several commands, intakes and restarts at once. */
  concurrency: boolean
  /** Names are claimed and given up. */
  renaming: boolean
  /** People pass work on, add signers, ask and answer, urge; administrators jump and terminate. */
  verbs: boolean
  /** The log conflicts, fails before storing, after storing, or is written to twice. */
  logFaults: boolean
  /** Feeds that lag, repeat facts, break off. */
  feedFaults: boolean
  /** Servers that die, at rest and between two steps of one command. */
  crashes: boolean
  /** The log itself is cut off; what was acknowledged has to be there again. */
  powerCuts: boolean
  /** The clock goes far ahead, or back; and the servers' clocks differ. */
  jumpingClock: boolean
  /** People are appointed and dismissed; deputies act. */
  peopleChange: boolean
  /** Read models on disk, that go on after a restart where they were; else in memory. */
  modelsOnDisk: boolean
}>

export const randomSwarm = (random: SeededRandom): Swarm => ({
  routes: random.chance(60),
  wrongCommands: random.chance(70),
  staleRevisions: random.chance(60),
  repeatedKeys: random.chance(60),
  concurrency: random.chance(70),
  renaming: random.chance(60),
  verbs: random.chance(75),
  logFaults: random.chance(60),
  feedFaults: random.chance(50),
  crashes: random.chance(60),
  powerCuts: random.chance(35),
  jumpingClock: random.chance(60),
  peopleChange: random.chance(50),
  modelsOnDisk: random.chance(30),
})

export const namesOfSwarm = (swarm: Swarm): string =>
  Object.entries(swarm)
    .flatMap(([name, isOn]) => (isOn ? [name] : []))
    .join(' ')
