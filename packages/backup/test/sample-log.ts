import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { beginLog } from '@shenbao/audit/begin-log.ts'
import type { DigestName } from '@shenbao/audit/log-begun.ts'
import { sealLog } from '@shenbao/audit/seal-log.ts'
import { newKeyPair, signingKey } from '@shenbao/audit/signature.ts'
import { difficultData } from '@shenbao/event-store/contract/sample-facts.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import { type Digest, derivedId } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import { BackupFault } from '../src/backup-fault.ts'

type Test = Readonly<{ teardown: (after: () => void) => unknown }>

export const MADE_AT = '2026-03-02T01:02:03.004Z'
const now = () => ({ today: '2026-03-02', recordedAt: MADE_AT })

/** A directory of its own for one test; gone when the test is over. */
export const folder = (t: Test): string => {
  const directory = mkdtempSync(join(tmpdir(), 'shenbao-backup-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** Goes on with a stream: `count` facts behind `last`. */
export const nextFacts = (
  digest: Digest,
  { stream, last }: Readonly<{ stream: string; last: Envelope | null }>,
  count: number,
  data: Envelope['data'] = { target: '≥150(条/年)' },
): readonly Envelope[] =>
  linkFacts(
    digest,
    { stream, last },
    Array.from({ length: count }, (_, index) => ({
      id: derivedId(digest, stream, (last?.revision ?? -1) + 1 + index, canonicalJson(data)),
      type: 'indicator-target-revised',
      schemaVersion: 1,
      actor: 'drafter',
      onBehalfOf: null,
      commandId: `command-${index}`,
      commandDigest: digest(`command-${index}`),
      effectiveOn: '2026-03-02',
      recordedAt: MADE_AT,
      data,
    })),
  )

/** Writes turns of several streams: in each turn every stream gets a fact or two, so that their facts stand between one another. */
export const writeTurns = async (
  store: EventStore,
  digest: Digest,
  { streams, turns, data }: Readonly<{ streams: number; turns: number; data?: Envelope['data'] }>,
): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1)
    for (let stream = 0; stream < streams; stream += 1) {
      const name = `declaration-${stream}`
      const last = (await store.read(name)).at(-1)?.fact ?? null
      await store.append(name, last?.revision ?? -1, nextFacts(digest, { stream: name, last }, 1 + ((turn + stream) % 2), data))
    }
}

/** A begun log with several streams in turns, difficult data and a seal in the middle. */
export const sampleLog = async (
  store: EventStore = memoryEventStore(),
  { digestName = 'sm3' as DigestName, turns = 4 } = {},
): Promise<EventStore> => {
  const log = await beginLog({ store, now }, digestName)
  await writeTurns(store, log.digest, { streams: 3, turns })
  await store.append('difficult', -1, nextFacts(log.digest, { stream: 'difficult', last: null }, 1, difficultData()))
  await sealLog({ store, log, key: signingKey('ed25519', newKeyPair('ed25519')), now })
  await writeTurns(store, log.digest, { streams: 3, turns: 2 })
  return store
}

/** Everything in a log, as texts in its order. */
export const textsOf = async (store: Pick<EventStore, 'readAll'>): Promise<readonly string[]> =>
  (await store.readAll(null, 1_000_000)).map(({ fact }) => canonicalJson(fact))

/** The fault of what has to fail as one; anything else fails the test where it stands. */
export const faultOf = async (work: Promise<unknown>): Promise<BackupFault> => {
  try {
    await work
  } catch (error) {
    if (error instanceof BackupFault) return error
    throw error
  }
  throw new Error('nothing was refused')
}

export const linesOf = (file: string): string[] => gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n')

const writeLines = (file: string, lines: readonly string[]): void =>
  writeFileSync(file, gzipSync(lines.map(line => `${line}\n`).join('')))

/** The backup with other lines; `forge`: as somebody who knows the format would, with the sum at the end made to fit. */
export const rewritten = (file: string, change: (lines: string[]) => readonly string[], { forge = false } = {}): string => {
  const lines = [...change(linesOf(file))]
  if (forge) {
    const end = JSON.parse(lines.pop() ?? '')
    const sum = createHash('sm3')
    for (const line of lines) sum.update(`${line}\n`)
    const facts = lines.filter(line => !line.includes('"part":')).length
    lines.push(canonicalJson({ ...end, facts, sum: sum.digest('hex') }))
  }
  const changed = `${file}.changed`
  writeLines(changed, lines)
  return changed
}
