import type { DatabaseSync } from 'node:sqlite'
import type { World } from '@shenbao/declaration/world.ts'
import type { EventStore, Position } from '@shenbao/event-store/port.ts'
import {
  createModelFile,
  digestOfProjections,
  type ModelFile,
  markComplete,
  openModelFile,
  type Place,
  removeModelFile,
  removeOtherFiles,
} from './model-file.ts'
import type { Projection } from './projection.ts'
import { allProjections } from './projections.ts'
import { type Runner, startRunner } from './runner.ts'
import { waitingRoom } from './waiting-room.ts'

export type ReadModelOptions = Readonly<{
  store: EventStore
  world: World
  /** Where the files stand; `null` keeps the tables in memory. */
  directory: string | null
  projections?: readonly Projection[]
  /** The log was away or a projection failed; for the operator. */
  onFault?: (fault: unknown) => void
  /** The live tables have come as far as this: whoever shows them may ask again. */
  onCommitted?: (position: Position) => void
  pause?: (signal: AbortSignal) => Promise<void>
}>

/** `facts` of about `of` facts are in the new tables; `of` is what the live ones have seen. */
export type Progress = Readonly<{ facts: number; of: number }>

export type ReadModels = Readonly<{
  /** The live tables, for the queries. Ask for each query anew: a rebuild puts another file in their place. */
  db: () => DatabaseSync
  /** Up to where the log is in the live tables. */
  position: () => Position | null
  /** How many facts of the log are in the live tables. */
  facts: () => number
  /** Whether the tables have seen the position, waiting for it at most so long. A position that will never come is waited for. */
  reached: (position: Position, timeoutMs: number) => Promise<boolean>
  /** Calls the listener whenever the live tables have come farther, until the answer is called. It must not throw. */
  onCommit: (listener: () => void) => () => void
  /** Settles when the log as it stood at the start is in the tables: before that, lists are incomplete. */
  caughtUp: Promise<void>
  /**
   * Builds all tables anew beside the live ones, which answer until the new ones have caught up and take their place. A second
   * call joins the one under way. Rejects, and leaves the live tables as they are, when it cannot be finished.
   */
  rebuild: (progress?: (progress: Progress) => void) => Promise<void>
  stop: () => Promise<void>
}>

type Side = Readonly<{ file: ModelFile; runner: Runner }>

/** Opens the newest finished tables of this program, or begins new ones, and keeps them up with the log until stopped. */
export const openReadModels = async (options: ReadModelOptions): Promise<ReadModels> => {
  const {
    store,
    world,
    directory,
    projections = allProjections,
    onFault = () => undefined,
    onCommitted = () => undefined,
    pause,
  } = options
  const place: Place = { directory, digest: digestOfProjections(world.digest, projections) }
  const readers = waitingRoom()
  const listeners = new Set<() => void>()
  const tell = (position: Position): void => {
    readers.arrived(position)
    onCommitted(position)
    for (const listener of listeners) listener()
  }
  const ready = Promise.withResolvers<void>()
  // Whoever cares awaits it; nobody has to.
  ready.promise.catch(() => undefined)

  const begin = (file: ModelFile, progress: (facts: number) => void): Side => {
    const committed = (position: Position, facts: number): void => {
      progress(facts)
      if (live.file === file) tell(position)
    }
    return { file, runner: startRunner(file, { store, world, projections, committed, onFault, pause }) }
  }

  let live: Side
  let beside: Side | null = null
  let rebuilding: Promise<void> | null = null

  const finish = (side: Side): void => {
    markComplete(side.file)
    removeOtherFiles(place, [side.file, beside?.file])
    ready.resolve()
  }

  const buildBeside = async (progress: (progress: Progress) => void): Promise<void> => {
    const of = live.file.facts()
    const next = begin(createModelFile(place, projections), facts => progress({ facts, of: Math.max(of, facts) }))
    beside = next
    try {
      await next.runner.caughtUp
    } catch (error) {
      await leave(next)
      if (next.file.path !== null) removeModelFile(next.file.path)
      throw error
    } finally {
      beside = null
    }
    const before = live
    live = next
    ready.resolve()
    const position = next.file.position()
    if (position !== null) tell(position)
    await leave(before)
    finish(next)
  }

  const first = await openModelFile(place, projections, store)
  live = begin(first, () => undefined)
  live.runner.caughtUp.then(() => finish(live), ready.reject)
  return {
    db: () => live.file.db,
    position: () => live.file.position(),
    facts: () => live.file.facts(),
    reached: async (position, timeoutMs) => {
      const seen = live.file.position()
      return (seen !== null && seen >= position) || (await readers.wait(position, timeoutMs))
    },
    onCommit: listener => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    caughtUp: ready.promise,
    rebuild: (progress = () => undefined) => {
      rebuilding ??= buildBeside(progress).finally(() => {
        rebuilding = null
      })
      return rebuilding
    },
    stop: async () => {
      readers.close()
      await beside?.runner.stop()
      await rebuilding?.catch(() => undefined)
      await leave(live)
    },
  }
}

const leave = async ({ file, runner }: Side): Promise<void> => {
  await runner.stop()
  file.close()
}
