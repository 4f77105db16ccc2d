import { setImmediate, setTimeout } from 'node:timers/promises'
import type { World } from '@shenbao/declaration/world.ts'
import { type EventStore, LogFault, type Position, type Recorded } from '@shenbao/event-store/port.ts'
import { applyBatch } from './apply-batch.ts'
import { batches } from './batches.ts'
import { isDiskTrouble } from './disk-trouble.ts'
import { streamFolder } from './fold-streams.ts'
import { type ModelFile, stoppedStreams } from './model-file.ts'
import type { Projection } from './projection.ts'

/** A batch is written without letting go of the thread; this many facts keep that within some 20 ms, so that requests go on. */
export const BATCH_FACTS = 200
/** A log that is away, a disk that is full, is tried again after this: soon enough for people, rare enough for a server that is coming up. */
const RETRY_MILLISECONDS = 1_000

export type RunnerOptions = Readonly<{
  store: EventStore
  world: World
  projections: readonly Projection[]
  /** Called after each batch is on disk. */
  committed: (position: Position, facts: number) => void
  /** The log was away or the disk of the tables full; the runner goes on by itself. */
  onFault: (fault: unknown) => void
  /** Waits before asking the log again. */
  pause?: ((signal: AbortSignal) => Promise<void>) | undefined
}>

export type Runner = Readonly<{
  /** Settles when everything that was in the log at that moment is in the tables; rejects when the runner ended before. */
  caughtUp: Promise<void>
  /** Settles when the runner was stopped; rejects with a defect of a projection, the one thing it does not go on after. */
  ended: Promise<void>
  stop: () => Promise<void>
}>

/** Keeps the tables of one file up with the log until stopped. What is already in them is not applied again. */
export const startRunner = (file: ModelFile, options: RunnerOptions): Runner => {
  const { store, world, projections, committed, onFault, pause = wait } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const foldAll = streamFolder(store, world)
  const caughtUp = Promise.withResolvers<void>()

  /** Whether there was anything new in what was delivered. */
  const take = async (delivered: readonly Recorded[]): Promise<boolean> => {
    while (!signal.aborted) {
      const after = file.position()
      const facts = notYetTaken(delivered, after)
      const last = facts.at(-1)
      if (!last) {
        // Another process was faster; those who wait here want to know all the same.
        if (after !== null && delivered.length > 0) committed(after, file.facts())
        return false
      }
      const stopped = new Set(stoppedStreams(file.db).map(({ stream }) => stream))
      const outcomes = await foldAll(facts, stream => stopped.has(stream))
      if (signal.aborted) return false
      if (applyBatch(file.db, projections, { after, facts, outcomes })) {
        committed(last.position, file.facts())
        return true
      }
    }
    return false
  }

  const catchUp = async (): Promise<void> => {
    while (!signal.aborted) {
      const page = await store.readAll(file.position(), BATCH_FACTS)
      if (!(await take(page))) return
      await setImmediate()
    }
  }

  const live = async (): Promise<void> => {
    for await (const batch of batches(store, file.position(), { limit: BATCH_FACTS, signal })) await take(batch)
  }

  const run = async (): Promise<void> => {
    while (!signal.aborted)
      try {
        await catchUp()
        if (!signal.aborted) caughtUp.resolve()
        await live()
      } catch (error) {
        if (signal.aborted) return
        onFault(error)
        if (!(error instanceof LogFault) && !isDiskTrouble(error)) throw error
        await pause(signal)
      }
  }

  const ended = run()
  ended.then(
    () => caughtUp.reject(new Error('the runner was stopped before it had caught up')),
    error => caughtUp.reject(error),
  )
  // Whoever cares awaits them; nobody has to.
  caughtUp.promise.catch(() => undefined)
  return {
    caughtUp: caughtUp.promise,
    ended,
    stop: async () => {
      stopping.abort()
      await ended.catch(() => undefined)
    },
  }
}

/** A feed that broke off and came back may repeat itself, also within one batch: a fact counts once. */
const notYetTaken = (delivered: readonly Recorded[], after: Position | null): readonly Recorded[] => {
  let last = after
  return delivered.filter(({ position }) => {
    if (last !== null && position <= last) return false
    last = position
    return true
  })
}

const wait = async (signal: AbortSignal): Promise<void> => {
  await setTimeout(RETRY_MILLISECONDS, undefined, { signal }).catch(() => undefined)
}
