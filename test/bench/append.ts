/**
 * How fast facts get onto the disk through the embedded log, against what the disk allows: the plainest loop over node:sqlite,
 * one insert and one fsync a turn. Run: `node test/bench/append.ts`. The last results stand beside this file; ratios travel
 * between machines, rates do not.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteEventStore } from '../../packages/event-store-sqlite/src/sqlite-event-store.ts'
import { canonicalJson } from '../../packages/kernel/src/canonical-json.ts'
import { derivedId } from '../../packages/kernel/src/digest.ts'
import type { Envelope } from '../../packages/kernel/src/envelope.ts'
import { linkFacts } from '../../packages/kernel/src/link.ts'

const ROUNDS = 2
const SECONDS_EACH = 1
const IN_FLIGHT = [1, 16, 64] as const
const STREAMS_MAX = 1_000
const FACTS_PER_STREAM = 60
const RESULTS = new URL('append.results.json', import.meta.url)

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** A fact of ordinary size: a changed cell, some 600 bytes. */
const draftOf = (stream: string, ordinal: number) => ({
  id: derivedId(sha256, stream, ordinal),
  type: 'indicator-target-revised',
  schemaVersion: 1,
  actor: 'drafter',
  onBehalfOf: null,
  commandId: `${stream}/${ordinal}`,
  commandDigest: sha256(stream),
  effectiveOn: '2026-03-02',
  recordedAt: '2026-03-02T01:02:03.004Z',
  data: { indicator: '微信推文发布数', field: 'target', from: '≥150(条/年)', to: '≥151(条/年)', reason: '按上年完成情况调整' },
})

/** Facts prepared before the clock starts: what is measured is the log, not the making of facts. */
const streamsOf = (name: string): readonly (readonly Envelope[])[] =>
  Array.from({ length: STREAMS_MAX }, (_, index) => {
    const stream = `${name}-${index}`
    const drafts = Array.from({ length: FACTS_PER_STREAM }, (_, ordinal) => draftOf(stream, ordinal))
    return linkFacts(sha256, { stream, last: null }, drafts)
  })

const until = (): (() => boolean) => {
  const end = performance.now() + SECONDS_EACH * 1_000
  return () => performance.now() >= end
}

const perSecond = (count: number, since: number): number => Math.round((count / (performance.now() - since)) * 1_000)

const rawLoop = (directory: string, round: number): number => {
  const database = new DatabaseSync(join(directory, `raw-${round}.db`))
  database.exec('pragma journal_mode = wal; pragma synchronous = full')
  database.exec('create table facts (position integer primary key, stream text, revision integer, envelope text) strict')
  const insert = database.prepare('insert into facts (stream, revision, envelope) values (?, ?, ?)')
  const facts = streamsOf('raw').flat()
  const over = until()
  const since = performance.now()
  let count = 0
  for (const fact of facts) {
    if (over()) break
    insert.run(fact.stream, fact.revision, canonicalJson(fact))
    count += 1
  }
  const rate = perSecond(count, since)
  database.close()
  return rate
}

const throughLog = async (
  directory: string,
  inFlight: number,
  round: number,
): Promise<Readonly<{ rate: number; group: number }>> => {
  const store = openSqliteEventStore(join(directory, `log-${inFlight}-${round}.db`))
  const streams = streamsOf(`at-${inFlight}`)
  const over = until()
  const since = performance.now()
  let count = 0
  let taken = 0
  const writer = async (): Promise<void> => {
    for (let facts = streams[taken++]; facts && !over(); facts = streams[taken++])
      for (const fact of facts) {
        if (over()) return
        await store.append(fact.stream, fact.revision - 1, [fact])
        count += 1
      }
  }
  await Promise.all(Array.from({ length: inFlight }, writer))
  const rate = perSecond(count, since)
  const group = Math.round((count / store.commits()) * 10) / 10
  await store.close()
  return { rate, group }
}

/** Each lane runs in turn, and its best round counts: a neighbour on the disk can only make a round slower. */
const bestOf = (rates: readonly number[]): number => Math.max(...rates)

const directory = mkdtempSync(join(tmpdir(), 'shenbao-bench-'))
try {
  const raws: number[] = []
  const lanes = IN_FLIGHT.map(inFlight => ({ inFlight, rates: [] as number[], appendsPerCommit: 0 }))
  for (let round = 0; round < ROUNDS; round += 1) {
    raws.push(rawLoop(directory, round))
    for (const lane of lanes) {
      const { rate, group } = await throughLog(directory, lane.inFlight, round)
      lane.rates.push(rate)
      lane.appendsPerCommit = group
    }
  }
  const raw = bestOf(raws)
  console.log(`raw insert with fsync: ${raw}/s`)
  const rows = lanes.map(({ inFlight, rates, appendsPerCommit }) => {
    const appendsPerSecond = bestOf(rates)
    const ratioToRaw = Math.round((appendsPerSecond / raw) * 100) / 100
    console.log(`${inFlight} in flight: ${appendsPerSecond}/s = ${ratioToRaw} × raw, ${appendsPerCommit} appends a commit`)
    return { inFlight, appendsPerSecond, ratioToRaw, appendsPerCommit }
  })
  const results = { node: process.version, rounds: ROUNDS, secondsEach: SECONDS_EACH, rawInsertsPerSecond: raw, log: rows }
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`)
} finally {
  rmSync(directory, { recursive: true, force: true })
}
