import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type EventStore, LogFault, type Recorded } from '@shenbao/event-store/port.ts'
import t from 'tap'
import { openSqliteEventStore } from '../src/sqlite-event-store.ts'
import { temporaryLog, thrownBy } from './temporary-log.ts'

const WRITER = fileURLToPath(new URL('append-until-killed.ts', import.meta.url))
/** The seed of the moments at which the writer is killed. */
const SEED = 20260302
const ROUNDS = 5
const LINES_MAX = 400

/** Whole numbers below `below`, the same ones for the same seed (a linear congruence is random enough to vary a moment). */
const drawsFrom = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}

/** Lets a writer append until it has reported `lines` appends, kills it, and returns all it had reported by then. */
const writeAndKill = async (file: string, round: number, lines: number, meanwhile: () => void): Promise<readonly string[]> => {
  const child = spawn(process.execPath, [WRITER, file, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const reported: string[] = []
  const exited = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    reported.push(line)
    if (reported.length === 1) meanwhile()
    if (reported.length === lines) child.kill('SIGKILL')
  }
  const [, signal] = await exited
  if (signal !== 'SIGKILL') throw new Error(`the writer of round ${round} ended by itself`)
  return reported.flatMap(line => line.split(' '))
}

const everything = async (store: EventStore): Promise<readonly Recorded[]> => await store.readAll(null, 1_000_000)

const lostOf = (acknowledged: readonly string[], log: readonly Recorded[]): readonly string[] => {
  const stored = new Set(log.map(({ fact }) => fact.id))
  return acknowledged.filter(id => !stored.has(id))
}

/** Streams of which some facts are there and others are not; each was written by one append and says how many it had. */
const halfStored = (log: readonly Recorded[]): readonly string[] =>
  [...Map.groupBy(log, ({ fact }) => fact.stream)]
    .filter(([, facts]) => facts.length !== facts[0]?.fact.data['size'])
    .map(([stream]) => stream)

t.test(`a writer killed at any moment loses nothing it acknowledged (seed ${SEED})`, async t => {
  const file = temporaryLog(t)
  const draw = drawsFrom(SEED)
  const acknowledged: string[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const lines = 1 + draw(LINES_MAX)
    const ids = await writeAndKill(file, round, lines, () => {
      const fault = thrownBy(() => openSqliteEventStore(file))
      t.ok(fault instanceof LogFault && /正由另一个进程写入/.test(fault.message), 'no second writer while the first lives')
    })
    acknowledged.push(...ids)

    const reader = openSqliteEventStore(file, { readOnly: true })
    const seenByReader = await everything(reader)
    await reader.close()
    const store = openSqliteEventStore(file)
    const log = await everything(store)
    await store.close()

    t.strictSame(seenByReader, log, 'a reader that came before any repair saw the same')
    t.strictSame(
      lostOf(acknowledged, log),
      [],
      `round ${round}, killed after ${lines} appends: all ${acknowledged.length} facts are there`,
    )
    t.strictSame(halfStored(log), [], `round ${round}: no append is there in part`)
  }
})

t.test('what is lost or there in part would be noticed', async t => {
  const file = temporaryLog(t)
  const ids = await writeAndKill(file, 0, 20, () => undefined)
  const store = openSqliteEventStore(file)
  const log = await everything(store)
  await store.close()
  const several = log.find(({ fact }) => fact.revision === 1)
  const withoutOne = log.filter(recorded => recorded !== several)
  t.strictSame(halfStored(withoutOne), [several?.fact.stream])
  t.strictSame(lostOf([...ids, 'never stored'], log), ['never stored'])
})
