// What a backup file is, and that nothing but a whole and unchanged one is taken for one.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { headText } from '@shenbao/audit/log-head.ts'
import { verifyLog } from '@shenbao/audit/verify-log.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { type EventStore, LogFault } from '@shenbao/event-store/port.ts'
import type { Kept } from '@shenbao/event-store/stored-text.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import fc from 'fast-check'
import t from 'tap'
import { attachmentsInBackup } from '../src/attachments-in-backup.ts'
import { BackupFault } from '../src/backup-fault.ts'
import { checkBackup, refuseUnsound } from '../src/check-backup.ts'
import { writeBackup } from '../src/write-backup.ts'
import { faultOf, folder, linesOf, MADE_AT, nextFacts, rewritten, sampleLog, textsOf, writeTurns } from './sample-log.ts'

const SEED = Number(process.env['SHENBAO_SEED'] ?? 2026)

const made = async (
  t: Parameters<typeof folder>[0],
  store?: EventStore,
  files: Parameters<typeof writeBackup>[1]['files'] = [],
) => {
  const log = store ?? (await sampleLog())
  const file = join(folder(t), 'log.backup')
  const { head } = await writeBackup(file, { store: log, files, madeAt: MADE_AT })
  return { file, head: headText(head), log }
}

t.test('a backup holds the facts as they stand, in their order, and the head of the log', async t => {
  for (const digestName of ['sm3', 'sha-256'] as const) {
    const log = await sampleLog(memoryEventStore(), { digestName })
    const { file, head } = await made(t, log)
    const [header, ...lines] = linesOf(file)
    t.match(JSON.parse(header ?? ''), {
      part: 'header',
      format: 'shenbao-backup',
      version: 2,
      digest: digestName,
      madeAt: MADE_AT,
    })
    t.strictSame(lines.slice(0, -1), await textsOf(log), 'to the last character')
    t.match(JSON.parse(lines.at(-1) ?? ''), { part: 'end', facts: lines.length - 1, head })
    const { digest } = await digestOfLog(log)
    t.equal(head, headText((await verifyLog(feedPages(log), digest)).head), 'the head that verify would print')
    const checked = await checkBackup(file)
    t.match(checked, { madeAt: MADE_AT, log: { breaks: [], complete: true, seals: { count: 1, sound: 1 } } })
    refuseUnsound(checked)
  }
})

t.test('an empty log has a backup too', async t => {
  const { file, head } = await made(t, memoryEventStore())
  t.match(head, /^0:[0-9a-f]{64}$/)
  t.equal((await checkBackup(file)).log.facts, 0)
})

t.test('files beside the log go along, also those longer than a line', async t => {
  const long = Buffer.alloc(2_000_000, 'abcdefg')
  const files = [
    { name: 'seal-key.pub', bytes: Buffer.from('ed25519:…\n') },
    { name: 'long.bin', bytes: long },
    { name: 'empty', bytes: Buffer.alloc(0) },
  ]
  const { file } = await made(t, undefined, files)
  const restored = (await checkBackup(file)).files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) }))
  t.strictSame(restored, files)
  t.ok(linesOf(file).every(line => line.length < 2 * 1024 * 1024))
  for (const name of ['../escape', 'a/b', '', '.hidden']) {
    const changed = rewritten(file, lines => lines.map(line => line.replace('"seal-key.pub"', JSON.stringify(name))), {
      forge: true,
    })
    t.match(await faultOf(checkBackup(changed)), { kind: 'refused', message: /不是程序认识的内容/ }, `the name “${name}”`)
  }
})

t.test('the file is for its owner alone, never half there, and never replaces another', async t => {
  const { file, log } = await made(t)
  if (process.platform !== 'win32') t.equal(statSync(file).mode & 0o777, 0o600)
  const before = readFileSync(file)
  const again = await faultOf(writeBackup(file, { store: log, files: [], madeAt: MADE_AT }))
  t.match(again, { kind: 'refused', message: /不会覆盖/ })
  t.strictSame(readFileSync(file), before)
  t.match(await faultOf(writeBackup(join(file, 'x'), { store: log, files: [], madeAt: MADE_AT })), { message: /先建好目录/ })

  const directory = folder(t)
  const failing = { ...log, readAll: async () => Promise.reject(new LogFault('日志读不了了', { settled: true })) }
  await t.rejects(writeBackup(join(directory, 'b'), { store: failing, files: [], madeAt: MADE_AT }), /读不了了/)
  t.strictSame(readdirSync(directory), [], 'a backup that failed leaves nothing behind')
  let meanwhile: readonly string[] = []
  await writeBackup(join(directory, 'b'), {
    store: log,
    files: [],
    madeAt: MADE_AT,
    onFacts: () => {
      meanwhile = readdirSync(directory)
    },
  })
  t.equal(meanwhile.length, 1)
  t.not(meanwhile[0], 'b', 'while it is written it has another name')
  t.strictSame(readdirSync(directory), ['b'])
})

t.test('somebody who takes the name while the backup is written keeps it', async t => {
  const file = join(folder(t), 'log.backup')
  const onFacts = () => writeFileSync(file, 'another file')
  t.match(await faultOf(writeBackup(file, { store: await sampleLog(), files: [], madeAt: MADE_AT, onFacts })), {
    kind: 'refused',
  })
  t.equal(readFileSync(file, 'utf8'), 'another file')
})

t.test('what is written to the log meanwhile is not in the backup, everything before is', async t => {
  const log = await sampleLog(memoryEventStore(), { turns: 120 })
  const before = await textsOf(log)
  const { digest } = await digestOfLog(log)
  let reads = 0
  const busy = {
    head: log.head,
    readAll: async (...asked: Parameters<EventStore['readAll']>) => {
      await writeTurns(log, digest, { streams: 4, turns: 1 })
      reads += 1
      return log.readAll(...asked)
    },
  }
  const file = join(folder(t), 'log.backup')
  await writeBackup(file, { store: busy, files: [], madeAt: MADE_AT })
  t.ok(reads > 2, 'canary: others wrote between its pages')
  const backedUp = linesOf(file).slice(1, -1)
  t.ok((await textsOf(log)).length > backedUp.length, 'canary: more was recorded meanwhile')
  t.strictSame(backedUp.slice(0, before.length), before)
  refuseUnsound(await checkBackup(file))
})

t.test('a log that does not hold is not backed up, because it could not be restored', async t => {
  const kept: Kept[] = []
  await sampleLog(memoryEventStore(kept))
  const changed = kept.map(row =>
    row.stream === 'declaration-1' && row.revision === 1 ? { ...row, text: row.text.replace('150', '151') } : row,
  )
  const directory = folder(t)
  const back = (store: EventStore) => writeBackup(join(directory, 'b'), { store, files: [], madeAt: MADE_AT })
  t.match(await faultOf(back(memoryEventStore(changed))), { kind: 'refused', message: /“declaration-1”第 2 条/ })
  const log = memoryEventStore(kept)
  t.match(await faultOf(back({ ...log, head: async () => '9999999999999999' })), { message: /末尾的记录不见了/ })
  t.strictSame(readdirSync(directory), [])
  await back(log)
  t.ok(existsSync(join(directory, 'b')), 'canary: as it was, it is backed up')
})

t.test('each damage is found, and its place is told', async t => {
  const { file } = await made(t)
  const lines = linesOf(file)
  const swap = (a: number, b: number) => (all: string[]) => all.map((line, at) => all[at === a ? b : at === b ? a : at] ?? line)
  const damages: readonly (readonly [string, (lines: string[]) => readonly string[], RegExp])[] = [
    [
      'a word changed',
      all => all.map((line, at) => (at === 4 ? line.replace('150', '151') : line)),
      /所记的摘要与前面的内容不符.*第一处不符的记录：“declaration-/s,
    ],
    ['not as it was written', all => all.map((line, at) => (at === 4 ? line.replace('{', '{ ') : line)), /第 5 行不是记录的原文/],
    ['no JSON', all => all.map((line, at) => (at === 4 ? line.slice(1) : line)), /第 5 行已经损坏/],
    ['no fact', all => all.map((line, at) => (at === 4 ? '{"a":1}' : line)), /第 5 行不是完整的记录/],
    ['a lone surrogate', all => all.map((line, at) => (at === 4 ? line.replace('≥', '\\ud800') : line)), /第 5 行不是记录的原文/],
    ['lines swapped', swap(3, 4), /所记的摘要与前面的内容不符/],
    ['a line gone', all => all.filter((_, at) => at !== 4), /写明共 \d+ 条记录，文件里却有 \d+ 条/],
    ['a line twice', all => all.flatMap((line, at) => (at === 4 ? [line, line] : [line])), /已经用过/],
    ['the end gone', all => all.slice(0, -1), /缺少结尾/],
    ['a line behind the end', all => [...all, all[1] ?? ''], /写在结尾之后/],
    ['the end twice', all => [...all, all.at(-1) ?? ''], /写在结尾之后/],
    ['a part nobody knows', all => [...all.slice(0, -1), '{"part":"novelty"}', all.at(-1) ?? ''], /不是程序认识的内容/],
    [
      'facts behind files',
      all => [...all.slice(0, -2), '{"content":"","name":"a","part":"file"}', ...all.slice(-2)],
      /写在附带文件之后/,
    ],
    ['the header twice', all => [all[0] ?? '', ...all], /不是程序认识的内容/],
    ['nothing but the header', all => all.slice(0, 1), /缺少结尾/],
  ]
  for (const [what, change, said] of damages)
    t.match(await faultOf(checkBackup(rewritten(file, change))), { kind: 'refused', message: said }, what)
  t.equal(lines.length, linesOf(rewritten(file, all => all)).length)
  await checkBackup(rewritten(file, all => all))
  t.pass('canary: the same lines, packed anew, are a backup')
})

t.test('who knows the format and makes the sum fit is found by chain, head and seal', async t => {
  const { file } = await made(t)
  const word = (all: string[]) => all.map((line, at) => (at === 4 ? line.replace('150', '151') : line))
  const changed = await checkBackup(rewritten(file, word, { forge: true }))
  t.equal((await faultOf(Promise.resolve().then(() => refuseUnsound(changed)))).kind, 'refused', 'the next link')
  const lastOne = (all: string[]) => all.map((line, at) => (at === all.length - 2 ? line.replace('150', '151') : line))
  t.match(await faultOf(checkBackup(rewritten(file, lastOne, { forge: true }))), { message: /摘要头与其中的记录不符/ })
  const moved = (all: string[]) => {
    const seal = all.findIndex(line => line.includes('"stream":"seals"'))
    return [...all.slice(0, seal - 1), all[seal] ?? '', all[seal - 1] ?? '', ...all.slice(seal + 1)]
  }
  const unsealed = await checkBackup(rewritten(file, moved, { forge: true }))
  t.match(unsealed.log.breaks, [{ stream: 'seals' }], 'the seal')
  const head = { facts: 3, digest: '0'.repeat(64) }
  const untrusted = await checkBackup(file, { head })
  t.match(await faultOf(Promise.resolve().then(() => refuseUnsound(untrusted))), { message: /与所信任的摘要不符/ })
})

t.test('what is no backup is said to be none', async t => {
  const directory = folder(t)
  const file = join(directory, 'file')
  t.match(await faultOf(checkBackup(file)), { kind: 'unreadable', message: /找不到/ })
  t.match(await faultOf(checkBackup(directory)), { kind: 'unreadable', message: /文件夹/ })
  for (const content of [
    '',
    'PK',
    'text',
    gzipSync(''),
    gzipSync('{}\n'),
    gzipSync('no line'),
    gzipSync(Buffer.from([0xff, 0xfe])),
    gzipSync('x'.repeat(3_000_000)),
  ]) {
    writeFileSync(file, content)
    t.match(await faultOf(checkBackup(file)), { kind: 'unreadable', message: /不是 shenbao backup 写成的/ })
  }
  writeFileSync(file, gzipSync('{"part":"header","format":"shenbao-backup","version":3}\n'))
  t.match(await faultOf(checkBackup(file)), { kind: 'unreadable', message: /更新版本的程序/ })
  if (process.platform !== 'win32' && process.getuid?.() !== 0) {
    chmodSync(file, 0)
    t.match(await faultOf(checkBackup(file)), { kind: 'unreadable', message: /EACCES/ })
  }
  mkdirSync(join(directory, 'd'))
})

t.test(`cut anywhere it is refused, and a flipped bit changes nothing or is refused (seed ${SEED})`, async t => {
  const { file } = await made(t)
  const bytes = readFileSync(file)
  const { sum } = await checkBackup(file)
  const broken = join(folder(t), 'broken')
  const place = fc.nat(bytes.length - 1)
  await fc.assert(
    fc.asyncProperty(place, async length => {
      writeFileSync(broken, bytes.subarray(0, length))
      await assert.rejects(checkBackup(broken), BackupFault)
    }),
    { seed: SEED, numRuns: runs(40) },
  )
  let refused = 0
  await fc.assert(
    fc.asyncProperty(place, fc.nat(7), async (at, bit) => {
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
      writeFileSync(broken, flipped)
      const checked = await checkBackup(broken).catch((error: unknown) => {
        assert.ok(error instanceof BackupFault, String(error))
        return null
      })
      if (checked) assert.equal(checked.sum, sum)
      else refused += 1
    }),
    { seed: SEED, numRuns: runs(60) },
  )
  t.ok(refused > 0, 'canary: most bits matter')
})

t.test('the same facts under another order are another backup', async t => {
  const { digest } = await digestOfLog(memoryEventStore())
  const [a, b] = ['a', 'b'].map(stream => nextFacts(digest, { stream, last: null }, 1))
  const orders = []
  for (const streams of [
    [a, b],
    [b, a],
  ]) {
    const store = memoryEventStore()
    for (const facts of streams) await store.append(facts?.[0]?.stream ?? '', -1, facts ?? [])
    orders.push(await checkBackup((await made(t, store)).file))
  }
  t.equal(orders[0]?.log.head.digest, orders[1]?.log.head.digest, 'the head does not know the order')
  t.not(orders[0]?.order, orders[1]?.order)
})

t.test('a backup from before there were attachments is read as before', async t => {
  const { file, head } = await made(t, await sampleLog())
  const older = (lines: string[]) => lines.map((line, at) => (at === 0 ? line.replace('"version":2', '"version":1') : line))
  const checked = await checkBackup(rewritten(file, older, { forge: true }))
  t.equal(headText(checked.log.head), head)
  t.equal(checked.attachments.size, 0)
})

t.test('attachments: those the facts name, each once, in pieces; a lost one is told', async t => {
  const file = join(folder(t), 'log.backup')
  const large = Buffer.alloc(2_000_000, 'x')
  const digest = createHash('sm3').update(large).digest('hex')
  const open = async (wanted: string) => (wanted === digest ? Readable.from([large.subarray(0, 5), large.subarray(5)]) : null)
  const lost = '0'.repeat(64)
  const fileIn = ({ revision }: Readonly<{ revision: number }>) => (revision === 0 ? digest : lost)
  const source = { store: await sampleLog(), files: [], madeAt: MADE_AT }
  t.match(await writeBackup(file, { ...source, attachments: { fileIn, open } }), { attachments: 1, lost: [lost] })
  t.same([...(await checkBackup(file)).attachments], [digest])
  const found: Buffer[] = []
  for await (const one of attachmentsInBackup(file)) {
    t.equal(one.digest, digest)
    for await (const piece of one.bytes) found.push(Buffer.from(piece))
  }
  t.ok(found.length > 1)
  t.ok(Buffer.concat(found).equals(large))

  const isPiece = (line: string): boolean => line.includes('"part":"attachment"')
  for (const [what, change] of [
    ['a piece is missing', (lines: string[]) => lines.toSpliced(lines.findIndex(isPiece), 1)],
    ['another name', (lines: string[]) => lines.map(line => (isPiece(line) ? line.replace(digest, lost) : line))],
    [
      'twice',
      (lines: string[]) =>
        lines.toSpliced(-1, 0, ...lines.filter(isPiece).map(line => line.replace(digest, lost)), ...lines.filter(isPiece)),
    ],
  ] as const)
    t.match(await faultOf(checkBackup(rewritten(file, change, { forge: true }))), { kind: 'refused', message: /附件/ }, what)
})
