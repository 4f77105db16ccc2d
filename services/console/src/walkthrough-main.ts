import { randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { readDocument } from '@shenbao/documents/read-document.ts'
import { seedFile } from '@shenbao/documents/samples.ts'
import { type EventStore, LogFault } from '@shenbao/event-store/port.ts'
import { openKurrentEventStore } from '@shenbao/event-store-kurrent/kurrent-event-store.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import { Misused } from './console.ts'
import { readNamedFile } from './read-input.ts'
import { report } from './walkthrough/report.ts'
import { PlayRefused } from './walkthrough/stage-hands.ts'
import { type Progress, walk } from './walkthrough/walkthrough.ts'

const usage = `把一份申报表文件里的每个项目走完一年：送审、退回、批复、监控、调整、自评、公开、归档。

用法：npx -y pnpm@12 walkthrough [文件] [--json]
不写文件时用自带的九份 2026 年申报表。每次都用新的临时日志；设了 EVENTSTOREDB_URL 时记在那里，名称每次不同。
`

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const path = positionals[0]
  const bytes = path === undefined ? await readFile(seedFile) : await readNamedFile(path)
  const read = readDocument(bytes, (declaration, row) => `${declaration + 1}-${row + 1}`)
  if (!read.ok) {
    process.stderr.write(`${read.detail}\n`)
    return 2
  }
  const directory = mkdtempSync(join(tmpdir(), 'shenbao-walkthrough-'))
  const store = freshLog(directory)
  try {
    const file = { name: path === undefined ? 'sample' : basename(path), digest: sm3(Buffer.from(bytes).toString('base64')) }
    const walked = await walk(store, read.declarations, file, { intakeId: randomUUIDv7() }, progressLine())
    process.stderr.write(process.stderr.isTTY ? '\r\x1b[K' : '')
    process.stdout.write(values.json ? `${JSON.stringify(walked, null, 2)}\n` : report(walked))
    return walked.verified && walked.declarations.every(({ refused }) => refused === null) ? 0 : 1
  } finally {
    await store.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** A log of its own each time: a temporary file, or where a cluster is named, streams under a name never used before. */
const freshLog = (directory: string): EventStore => {
  const url = process.env['EVENTSTOREDB_URL']
  return url
    ? openKurrentEventStore(url, { log: `walkthrough-${randomUUIDv7()}-` })
    : openSqliteEventStore(join(directory, 'log.sqlite'))
}

/** One line rewritten in a terminal, one line a declaration where the output is kept. */
const progressLine = (): ((progress: Progress) => void) => {
  let last = -1
  return ({ done, of, name, stage }) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K[${done + 1}/${of}] ${name ?? '（无名称）'} ${stage}`)
    else if (done !== last) process.stderr.write(`[${done + 1}/${of}] ${name ?? '（无名称）'}\n`)
    last = done
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  const isSaid =
    error instanceof Misused ||
    error instanceof PlayRefused ||
    error instanceof LogFault ||
    (error instanceof TypeError && 'code' in error)
  if (!isSaid) throw error
  process.stderr.write(`${error.message}\n\n${usage}`)
  process.exitCode = 2
}
