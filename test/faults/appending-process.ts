/**
 * A process that appends to the log named on the command line until it is killed: several writers at once, two of them on the same
 * stream, appends of one fact and of many, short and long. It goes on where the process before it ended. Every line it prints is one
 * thing that is certain: `opening`, `opened`, and `ack STREAM REVISION DIGEST…` for an append the log has acknowledged (the revision
 * of its first fact, the digest of each). Lines leave the process at once and past all buffers: whoever reads them must never know
 * less than was acknowledged.
 *
 * With `--careless` it does what must never be done: acknowledges without the log.
 */
import { writeSync } from 'node:fs'
import { beginLog } from '../../packages/audit/src/begin-log.ts'
import { sm3 } from '../../packages/audit/src/node-digest.ts'
import type { EventStore } from '../../packages/event-store/src/port.ts'
import { openSqliteEventStore } from '../../packages/event-store-sqlite/src/sqlite-event-store.ts'
import { lastOf, recordFacts } from '../../packages/handler/src/record.ts'
import { digestOfFact, type Envelope } from '../../packages/kernel/src/envelope.ts'
import { drawsFor } from './seeded.ts'

const WRITERS = 12
const FACTS_MAX = 6
/** One append in so many is of this size: larger than a page of SQLite, over many pages. */
const LARGE_EVERY = 25
const LARGE_FACTS = 40
const LETTERS_MAX = 2_000

const [file, round, manner] = process.argv.slice(2)
if (!file || !round) throw new TypeError('usage: appending-process.ts FILE ROUND [--careless]')

const say = (line: string): void => {
  writeSync(1, `${line}\n`)
}
const now = () => ({ today: '2026-03-02', recordedAt: '2026-03-02T01:02:03.004Z' })

say('opening')
const log = openSqliteEventStore(file)
say('opened')

/** The log, telling of each append when, and only when, it has been acknowledged. */
const store: EventStore = {
  ...log,
  append: async (stream, expected, facts) => {
    const appended =
      manner === '--careless' ? await new Promise<never>(() => tell(stream, facts)) : await log.append(stream, expected, facts)
    if (appended.outcome === 'appended') tell(stream, facts)
    return appended
  },
}
const tell = (stream: string, facts: readonly Envelope[]): void =>
  say(['ack', stream, facts[0]?.revision, ...facts.map(fact => digestOfFact(sm3, fact))].join(' '))

/** What an impatient sender does after a crash: sends the last append of the stream once more. */
const sendAgain = async (stream: string): Promise<void> => {
  const facts = (await store.read(stream)).map(({ fact }) => fact)
  const last = facts.findLast(fact => fact.commandId === facts.at(-1)?.commandId && fact.data['index'] === 0)
  if (!last) return
  const again = await store.append(stream, last.revision - 1, facts.slice(last.revision))
  if (again.outcome === 'conflict' || !again.repeated) throw new Error(`${stream}: what was sent again was not known`)
}

const writeOn = async (writer: number): Promise<never> => {
  const draw = drawsFor('writer', round, writer)
  const stream = writer < 2 ? 'shared' : `of-writer-${writer}`
  for (let turn = 0; ; turn += 1) {
    const last = lastOf(await store.read(stream, Math.max(0, ends.get(stream) ?? 0)))
    const size = draw(LARGE_EVERY) === 0 ? LARGE_FACTS : 1 + draw(FACTS_MAX)
    const facts = Array.from({ length: size }, (_, index) => ({
      type: 'noted',
      schemaVersion: 1,
      data: { size, index, text: '绩'.repeat(draw(LETTERS_MAX)) },
    }))
    const commandId = [round, writer, turn].join('/')
    const account = { actor: 'system', onBehalfOf: null, commandId, commandDigest: sm3(commandId) }
    const recording = await recordFacts({ store, digest: sm3, now }, stream, last, facts, account)
    // A conflict is the other writer of the same stream: it has moved the end, so look again.
    if (recording.outcome === 'recorded') ends.set(stream, recording.revision)
  }
}
/** The end of each stream as this process last heard of it; only saves reading streams from their beginning. */
const ends = new Map<string, number>()

const begun = manner === '--careless' ? null : await beginLog({ store, now }, 'sm3')
if (begun) for (let writer = 1; writer < WRITERS; writer += 1) await sendAgain(writer < 2 ? 'shared' : `of-writer-${writer}`)
await Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeOn(writer)))
