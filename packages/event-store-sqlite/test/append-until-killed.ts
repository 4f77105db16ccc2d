/**
 * Appends to the log named on the command line until it is killed, sixteen at a time, and writes a line for each append that
 * was acknowledged: its ids. The round keeps streams and ids of one run apart from those of another.
 */
import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import { derivedId } from '@shenbao/kernel/digest.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import { openSqliteEventStore } from '../src/sqlite-event-store.ts'

const IN_FLIGHT = 16
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

const [file, round] = process.argv.slice(2)
if (!file || !round) throw new TypeError('usage: append-until-killed.ts FILE ROUND')
const store = openSqliteEventStore(file)

const writeOn = async (writer: number): Promise<never> => {
  for (let turn = 0; ; turn += 1) {
    const stream = `round-${round}-writer-${writer}-turn-${turn}`
    const size = 1 + (turn % 4)
    const drafts = Array.from({ length: size }, (_, index) => ({
      id: derivedId(sha256, stream, index),
      type: 'noted',
      schemaVersion: 1,
      actor: 'system',
      onBehalfOf: null,
      commandId: stream,
      commandDigest: 'none',
      effectiveOn: '2026-03-02',
      recordedAt: '2026-03-02T01:02:03.004Z',
      data: { size, text: '绩效'.repeat(200) },
    }))
    const facts = linkFacts(sha256, { stream, last: null }, drafts)
    const answer = await store.append(stream, -1, facts)
    if (answer.outcome === 'conflict') throw new Error(`${stream} exists already`)
    // At once and past all buffers: the parent must never know less than was acknowledged.
    writeSync(1, `${facts.map(({ id }) => id).join(' ')}\n`)
  }
}

await Promise.all(Array.from({ length: IN_FLIGHT }, (_, writer) => writeOn(writer)))
