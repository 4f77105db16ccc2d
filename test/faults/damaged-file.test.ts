/**
 * A file that was damaged on the disk: opening, reading or verifying says so in a sentence with what to do, and nothing that was
 * acknowledged is left out without a word. Damage of the write-ahead log: `packages/event-store-sqlite/test/wal-damage.test.ts`.
 */
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { sm3 } from '../../packages/audit/src/node-digest.ts'
import { verifyLog } from '../../packages/audit/src/verify-log.ts'
import { feedPages } from '../../packages/event-store/src/feed-pages.ts'
import { LogFault } from '../../packages/event-store/src/port.ts'
import { openSqliteEventStore } from '../../packages/event-store-sqlite/src/sqlite-event-store.ts'
import { runs } from '../../packages/testkit/src/runs.ts'
import { runConsole } from './console-process.ts'
import { keepFigures } from './figures.ts'
import { drawsFor, SEED } from './seeded.ts'
import { startServer } from './server-process.ts'
import { temporaryDirectory } from './temporary.ts'
import { appendTo, isSentence, writeLog } from './written-log.ts'

const folder = temporaryDirectory(t)
const sound = join(folder, 'sound.sqlite')
const FACTS = await writeLog(sound)
const bytes = readFileSync(sound)
const FLIPS = runs(150)
const PAGE_BYTES = 4096

const overwritten = (from: number, length: number, by: number): Buffer => {
  const damaged = Buffer.from(bytes)
  damaged.fill(by, from, from + length)
  return damaged
}

/** A letter of a fact, changed in every copy that SQLite may have kept of it. */
const anotherLetter = (): Buffer => Buffer.from(bytes.toString('latin1').replaceAll('"revision":3', '"revision":9'), 'latin1')

/** How the file was damaged, and whether a server may still start on it (what a fact says is judged when it is read). */
const damages: readonly (readonly [what: string, damaged: Buffer, starts: boolean])[] = [
  ['the header overwritten', overwritten(0, 100, 0xa5), false],
  ['no database at all', Buffer.from('这不是数据库。'.repeat(1_000)), false],
  ['cut off in the middle', bytes.subarray(0, Math.floor(bytes.length / 2 / PAGE_BYTES) * PAGE_BYTES), false],
  ['cut off within the first page', bytes.subarray(0, 1_000), false],
  ['a page in the middle overwritten', overwritten(Math.floor(bytes.length / 2 / PAGE_BYTES) * PAGE_BYTES, PAGE_BYTES, 0), false],
  ['a letter of some facts changed', anotherLetter(), true],
]

for (const [what, damaged, starts] of damages)
  t.test(what, async t => {
    const DATA_DIR = join(folder, String(damages.findIndex(([name]) => name === what)))
    mkdirSync(DATA_DIR)
    const file = join(DATA_DIR, 'log.sqlite')
    writeFileSync(file, damaged)
    const verified = await runConsole('verify', '--data', DATA_DIR)
    const said = verified.out + verified.note
    t.not(verified.code, 0, 'verify')
    t.ok(/损坏|不是日志文件|无法读取/.test(said) && isSentence(said), said)
    if (starts) return
    const { code, complaint } = await startServer(t, { DATA_DIR }).ended
    t.equal(code, 1, 'the server does not start')
    t.ok(/损坏|不是日志文件/.test(complaint) && isSentence(complaint), complaint)
    t.ok(damaged.equals(readFileSync(file)), 'and leaves the file as it was, for whoever has to save it')
  })

t.test('an empty file where a log was', async t => {
  const DATA_DIR = join(folder, 'empty')
  mkdirSync(DATA_DIR)
  copyFileSync(sound, join(DATA_DIR, 'log.sqlite'))
  truncateSync(join(DATA_DIR, 'log.sqlite'))
  const { code, note } = await runConsole('verify', '--data', DATA_DIR)
  t.not(code, 0)
  t.ok(/是空的.*restore/.test(note) && isSentence(note), note)
})

type Seen = 'refused' | 'found' | 'whole' | 'short'

/** What somebody who opens the log to write, and then reads everything, gets to know. */
const lookAt = async (file: string): Promise<Seen> => {
  try {
    const store = openSqliteEventStore(file)
    try {
      const { breaks, facts } = await verifyLog(feedPages(store), sm3)
      if (breaks.length > 0) return 'found'
      const streams = await Promise.all(Array.from({ length: 20 }, (_, stream) => store.read(`s${stream}`)))
      return facts === FACTS && streams.flat().length === FACTS ? 'whole' : 'short'
    } finally {
      await store.close()
    }
  } catch (fault) {
    if (fault instanceof LogFault && isSentence(fault.message)) return 'refused'
    throw fault
  }
}

t.test(`one bit flipped anywhere, ${FLIPS} times (seed ${SEED})`, async t => {
  const draw = drawsFor('flips')
  const seen: Record<Seen, number> = { refused: 0, found: 0, whole: 0, short: 0 }
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const at = draw(bytes.length)
    const file = join(temporaryDirectory(t), 'log.sqlite')
    const flipped = Buffer.from(bytes)
    flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << draw(8)), at)
    writeFileSync(file, flipped)
    const outcome = await lookAt(file)
    seen[outcome] += 1
    if (outcome === 'short') t.fail(`byte ${at} hides facts without a word`)
  }
  t.ok(seen.found > 0 && seen.refused > 0 && seen.whole > 0, 'in facts, in what holds them together, and where nothing is')
  keepFigures(t, 'damaged-file', {
    seed: SEED,
    bitsFlipped: FLIPS,
    refusedAtOpening: seen.refused,
    foundOnReading: seen.found,
    inUnusedSpace: seen.whole,
    short: seen.short,
  })
})

t.test('canary: a log that is short is called short', async t => {
  const file = join(temporaryDirectory(t), 'log.sqlite')
  const store = openSqliteEventStore(file)
  await appendTo(store, 's0', 3)
  await store.close()
  t.equal(await lookAt(file), 'short')
})
