import { sm3 } from '../../packages/audit/src/node-digest.ts'
import type { World } from '../../packages/declaration/src/world.ts'
import { memoryEventStore } from '../../packages/event-store/src/memory.ts'
import type { EventStore } from '../../packages/event-store/src/port.ts'
import type { Kept } from '../../packages/event-store/src/stored-text.ts'
import { handleCommand } from '../../packages/handler/src/handle-command.ts'
import { finishIntakes } from '../../packages/handler/src/intake.ts'
import { lapseDeadline } from '../../packages/handler/src/lapse.ts'
import { openCases } from '../../packages/handler/src/open-cases.ts'
import type { Digest } from '../../packages/kernel/src/digest.ts'
import type { Projection } from '../../packages/read-models/src/projection.ts'
import { allProjections } from '../../packages/read-models/src/projections.ts'

/** What a simulated installation is made of: the product's own functions. A planted bug is one of them replaced. */
export type Makings = Readonly<{
  /** Opens the log over what a disk would have kept of it. */
  openLog: (kept: Kept[]) => EventStore
  handle: typeof handleCommand
  finishIntakes: typeof finishIntakes
  openCases: typeof openCases
  /** The digest a server links by; servers are numbered from 0. */
  digestOf: (server: number) => Digest
  /** The world a server decides in, made of the one everything is judged by. */
  worldOf: (world: World) => World
  projections: readonly Projection[]
  lapse: typeof lapseDeadline
}>

export const soundMakings: Makings = {
  openLog: memoryEventStore,
  handle: handleCommand,
  finishIntakes,
  openCases,
  digestOf: () => sm3,
  worldOf: world => world,
  projections: allProjections,
  lapse: lapseDeadline,
}
