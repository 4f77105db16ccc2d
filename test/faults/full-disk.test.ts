/**
 * A full disk refuses what does not fit, whole, with a sentence; what was acknowledged stays readable, and once there is room the same
 * process goes on. On a real small file system where the test may mount one (root), and everywhere by a limit inside SQLite.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, copyFileSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { LogFault } from '../../packages/event-store/src/port.ts'
import { openSqliteEventStore } from '../../packages/event-store-sqlite/src/sqlite-event-store.ts'
import { judgeLog, SOUND } from './judge-log.ts'
import { signIn, startServer } from './server-process.ts'
import { temporaryDirectory } from './temporary.ts'
import { appendTo, isSentence, sentenceOf } from './written-log.ts'

const FULL = /磁盘已满.*请腾出空间/

/** A file system of so many megabytes at a directory, or why there is none. */
const mountSmall = (directory: string, megabytes: number): string | null => {
  mkdirSync(directory, { recursive: true })
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory]
  const { status, error, stderr } = spawnSync('mount', options, { encoding: 'utf8' })
  return status === 0 ? null : `no small disk can be mounted here: ${error?.message ?? stderr.trim()}`
}
const unmount = (directory: string): void => void spawnSync('umount', ['-l', directory])

/** Takes all room that is left. */
const fill = (directory: string): void => {
  const descriptor = openSync(join(directory, 'filler'), 'a')
  try {
    for (;;) writeSync(descriptor, Buffer.alloc(4096, 1))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(descriptor)
  }
}
const free = (directory: string): void => rmSync(join(directory, 'filler'))

/** Mounted for as long as the test lasts. */
const smallDisk = (t: Test, directory: string, megabytes: number): string => {
  const why = mountSmall(directory, megabytes)
  if (why) throw new Error(why)
  t.teardown(() => unmount(directory))
  return directory
}

const skip = ((): string | false => {
  const probe = temporaryDirectory(t)
  const why = mountSmall(probe, 1)
  if (why === null) unmount(probe)
  return why ?? false
})()

t.test('the log on a disk that is full', { skip }, async t => {
  const disk = smallDisk(t, join(temporaryDirectory(t), 'disk'), 1)
  const file = join(disk, 'log.sqlite')
  const store = openSqliteEventStore(file)
  await appendTo(store, 'kept', 3)
  fill(disk)
  const tooMuch = () => appendTo(store, 'large', 4, 8_000)
  const fault = await tooMuch().catch((thrown: unknown) => thrown)
  t.ok(fault instanceof LogFault && fault.settled && FULL.test(fault.message), String(fault))
  const elsewhere = join(temporaryDirectory(t), 'log.sqlite')
  for (const suffix of ['', '-wal']) copyFileSync(file + suffix, elsewhere + suffix)
  const asAfterACrash = openSqliteEventStore(elsewhere)
  t.equal((await asAfterACrash.readAll(null, 100)).length, 3, 'a crash at this moment would show nothing of what was refused')
  await asAfterACrash.close()
  t.equal((await store.readAll(null, 100)).length, 3, 'what was acknowledged is read all the while')
  t.match(await sentenceOf(() => openSqliteEventStore(join(disk, 'another', 'log.sqlite'))), FULL, 'nor is a new log begun')
  free(disk)
  await tooMuch()
  t.equal((await store.readAll(null, 100)).length, 7, 'the same process goes on once there is room')
  fill(disk)
  await store.close()
  const reader = openSqliteEventStore(file, { readOnly: true })
  t.equal((await reader.readAll(null, 100)).length, 7, 'a log on a full disk is opened and read')
  await reader.close()
  free(disk)
  const next = openSqliteEventStore(file)
  await appendTo(next, 'kept', 2)
  t.same(await judgeLog(new Map(), await next.readAll(null, 100)), SOUND)
  await next.close()
})

const TEXT_LETTERS = 3_000

t.test('a server on a disk that is full', { skip }, async t => {
  const DATA_DIR = smallDisk(t, join(temporaryDirectory(t), 'data'), 24)
  const server = startServer(t, { DATA_DIR })
  const drafter = await signIn(await server.address, 'drafter')
  const [first] = (await drafter.read('/api/declarations')).body['items'] as { id: string; revision: number }[]
  if (!first) throw new Error('nothing listed')
  fill(DATA_DIR)
  const key = '00000000-0000-4000-8000-000000000001'
  const changes = [{ field: 'overallGoal', to: '标'.repeat(TEXT_LETTERS) }]
  const command = { revision: first.revision, key, command: { type: 'revise', changes, reason: '调整' } }
  const refused = await drafter.send(first.id, command)
  t.equal(refused.status, 503)
  t.match(refused.body['detail'], FULL)
  t.equal(
    (await drafter.read(`/api/declarations/${first.id}`)).body['revision'],
    first.revision,
    'it is read, and nothing was recorded',
  )
  free(DATA_DIR)
  const accepted = await drafter.send(first.id, command)
  t.equal(accepted.status, 200, 'the same command, once there is room')
  const position = String(accepted.body['position'])
  t.equal((await drafter.read('/api/declarations', { 'shenbao-position': position })).status, 200, 'the lists follow')
  t.equal(await server.stop(), 0)
})

t.test('a server whose lists find no room goes on with them by itself', { skip }, async t => {
  const DATA_DIR = temporaryDirectory(t)
  const lists = smallDisk(t, join(DATA_DIR, 'read-models'), 12)
  const server = startServer(t, { DATA_DIR })
  const drafter = await signIn(await server.address, 'drafter')
  const [first] = (await drafter.read('/api/declarations')).body['items'] as { id: string; revision: number }[]
  if (!first) throw new Error('nothing listed')
  fill(lists)
  const changes = [{ field: 'overallGoal', to: '标'.repeat(TEXT_LETTERS) }]
  const command = { type: 'revise', changes, reason: '调整' }
  const recorded = await drafter.send(first.id, { revision: first.revision, key: crypto.randomUUID(), command })
  t.equal(recorded.status, 200, 'the log has room')
  const headers = { 'shenbao-position': String(recorded.body['position']) }
  const behind = await drafter.read('/api/declarations', headers)
  t.equal(behind.status, 503, 'who asks for what was just written is told to wait')
  free(lists)
  // Asked again until the lists have tried again; the runner's own limit ends a test in which they never do.
  while ((await drafter.read('/api/declarations', headers)).status !== 200);
  const { items } = (await drafter.read('/api/declarations', headers)).body as { items: { id: string; revision: number }[] }
  t.equal(items.find(({ id }) => id === first.id)?.revision, recorded.body['revision'])
  t.equal(await server.stop(), 0)
})

t.test('a limit to the size of the log refuses as a full disk does', async t => {
  const file = join(temporaryDirectory(t), 'log.sqlite')
  const store = openSqliteEventStore(file, { sizeMaxBytes: 96 * 1024 })
  await appendTo(store, 'kept', 3)
  const said = await sentenceOf(() => appendTo(store, 'large', 4, 15_000))
  t.match(said, FULL)
  t.ok(isSentence(said), said)
  await appendTo(store, 'kept', 1)
  t.same(await judgeLog(new Map(), await store.readAll(null, 100)), SOUND)
  t.equal((await store.readAll(null, 100)).length, 4)
  await store.close()
})
