/** Where nothing can be written the log is read all the same, and who wants to write is told what to check. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openSqliteEventStore } from '../../packages/event-store-sqlite/src/sqlite-event-store.ts'
import { runConsole } from './console-process.ts'
import { startServer } from './server-process.ts'
import { temporaryDirectory } from './temporary.ts'
import { appendTo, isSentence, sentenceOf, writeLog } from './written-log.ts'

/** Makes a directory unwritable for whoever runs the test: by its mode, or for root by a disk mounted to be read. */
const sealable = (directory: string): Readonly<{ seal: () => string | null; open: () => void }> => {
  mkdirSync(directory)
  if (process.getuid?.() !== 0)
    return {
      seal: () => {
        chmodSync(directory, 0o555)
        return null
      },
      open: () => chmodSync(directory, 0o755),
    }
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', directory], { encoding: 'utf8' })
  const mount = (...options: string[]): string | null => {
    if (mounted.status !== 0)
      return `root may write anywhere, and no disk can be mounted here: ${mounted.error?.message ?? mounted.stderr.trim()}`
    const { status, stderr } = spawnSync('mount', ['-o', options.join(','), directory], { encoding: 'utf8' })
    return status === 0 ? null : stderr.trim()
  }
  return { seal: () => mount('remount', 'ro'), open: () => void spawnSync('umount', ['-l', directory]) }
}

const parent = temporaryDirectory(t)
const DATA_DIR = join(parent, 'data')
const { seal, open } = sealable(DATA_DIR)
t.teardown(open)
const file = join(DATA_DIR, 'log.sqlite')
const facts = await writeLog(file)
const skip = seal() ?? false

t.test('a log that cannot be written is read', { skip }, async t => {
  const reader = openSqliteEventStore(file, { readOnly: true })
  t.equal((await reader.readAll(null, 10_000)).length, facts)
  const said = await sentenceOf(() => appendTo(reader, 's0', 1))
  t.match(said, /只读方式打开/)
  await reader.close()
})

t.test('who wants to write is told what to check', { skip }, async t => {
  for (const path of [file, join(DATA_DIR, 'new', 'log.sqlite')]) {
    const said = await sentenceOf(() => openSqliteEventStore(path))
    t.match(said, /请检查.*权限/)
    t.ok(isSentence(said), said)
  }
})

t.test('a server does not start there, and says why', { skip }, async t => {
  const { code, complaint } = await startServer(t, { DATA_DIR }).ended
  t.equal(code, 1)
  t.match(complaint, /请检查.*权限/)
  t.ok(isSentence(complaint), complaint)
})

t.test('verify works there', { skip }, async t => {
  const { code, out, note } = await runConsole('verify', '--data', DATA_DIR)
  t.equal(code, 0, note)
  t.match(out, new RegExp(`共 ${facts} 条记录`))
})
