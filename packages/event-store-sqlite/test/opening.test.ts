import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { factMaker } from '@shenbao/event-store/contract/sample-facts.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import t from 'tap'
import { openForWriting } from '../src/open-database.ts'
import { openSqliteEventStore } from '../src/sqlite-event-store.ts'
import { behindTheBack, temporaryLog, thrownBy, writtenLog } from './temporary-log.ts'

/** Root may write anywhere: under root the test lives for a moment as the user that owns nothing. */
const withoutRootsRights = (): Readonly<{ restore: () => void }> => {
  const { geteuid, seteuid } = process
  if (!geteuid || !seteuid || geteuid() !== 0) return { restore: () => undefined }
  seteuid(65_534)
  return { restore: () => seteuid(0) }
}

t.test('what is no log of ours is refused with a sentence, and left as it was', async t => {
  const text = (file: string) => writeFileSync(file, '不是数据库'.repeat(1_000))
  const foreign = (file: string) => behindTheBack(file, database => database.exec('create table notes (note text)'))
  const newer = async (file: string) => {
    await writtenLog(file)
    behindTheBack(file, database => database.exec('pragma user_version = 2'))
  }
  const cut = async (file: string) => {
    await writtenLog(file, 200)
    truncateSync(file, 4096 * 3)
  }
  const hollow = async (file: string) => {
    await writtenLog(file)
    behindTheBack(file, database => database.exec('drop table facts'))
  }
  for (const [name, make, sentence] of [
    ['a text file', text, /不是日志文件/],
    ['a directory', (file: string) => mkdirSync(file), /无法打开|读写出错/],
    ['another database', foreign, /不是本系统的日志文件/],
    ['a log of a newer program', newer, /更新版本.*升级/],
    ['a log without its table', hollow, /内部结构与程序不符/],
    ['a log cut short', cut, /已经损坏.*restore/],
  ] as const) {
    const file = temporaryLog(t)
    mkdirSync(dirname(file), { recursive: true })
    await make(file)
    const before = statSync(file).isFile() ? readFileSync(file) : null
    for (const readOnly of [false, true]) {
      const fault = thrownBy(() => openSqliteEventStore(file, { readOnly }))
      t.ok(fault instanceof LogFault && fault.settled && sentence.test(fault.message), `${name}: ${String(fault)}`)
    }
    if (before) t.ok(before.equals(readFileSync(file)), `${name} is left as it was`)
  }
  const nowhere = thrownBy(() => openSqliteEventStore(temporaryLog(t), { readOnly: true }))
  t.ok(nowhere instanceof LogFault && /找不到日志/.test(nowhere.message), 'a reader creates nothing')
})

t.test('an empty file is a log that has not begun', async t => {
  const file = temporaryLog(t)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  const store = openSqliteEventStore(file)
  t.equal(await store.head(), null)
  await store.close()
})

t.test('a page that was overwritten keeps a writer out, and is reported to a reader who comes to it', async t => {
  const file = temporaryLog(t)
  await writtenLog(file, 300)
  const descriptor = openSync(file, 'r+')
  for (let page = 8; page * 4096 < statSync(file).size - 4096; page += 1) writeSync(descriptor, '\0'.repeat(4096), page * 4096)
  closeSync(descriptor)
  const fault = thrownBy(() => openSqliteEventStore(file))
  t.ok(fault instanceof LogFault && fault.settled && /已经损坏.*restore/.test(fault.message), String(fault))
  const store = openSqliteEventStore(file, { readOnly: true })
  await t.rejects(store.readAll(null, 10_000), { name: 'LogFault', settled: true, message: /已经损坏/ })
  await store.close()
})

t.test('a writer is kept out where an index hides a fact, which a reader of its stream would not notice', async t => {
  const file = temporaryLog(t)
  await writtenLog(file, 100)
  behindTheBack(file, database => {
    const root = database.prepare("select rootpage from sqlite_schema where name = 'sqlite_autoindex_facts_2'").get()
    const bytes = readFileSync(file)
    // The number of entries of the index's first leaf stands in bytes 3 and 4 of its page; its root names the leaf.
    const start = (Number(root?.['rootpage']) - 1) * 4096
    const leaf = bytes.readUInt8(start) === 2 ? (bytes.readUInt32BE(start + bytes.readUInt16BE(start + 12)) - 1) * 4096 : start
    bytes.writeUInt16BE(bytes.readUInt16BE(leaf + 3) - 1, leaf + 3)
    writeFileSync(file, bytes)
  })
  const fault = thrownBy(() => openSqliteEventStore(file))
  t.ok(fault instanceof LogFault && /已经损坏.*restore/.test(fault.message), String(fault))
})

t.test('a single letter that changed on the disk is reported with its stream and revision', async t => {
  const file = temporaryLog(t)
  await writtenLog(file)
  const bytes = readFileSync(file)
  const id = '"id":"00000000-0000-4000-8000-000000000005"'
  // SQLite may have left an older copy of the row in a page; the living one is among them.
  for (let at = bytes.indexOf(id); at >= 0; at = bytes.indexOf(id, at + 1))
    bytes[bytes.lastIndexOf('"drafter"', at) + 1] = 'e'.charCodeAt(0)
  writeFileSync(file, bytes)
  const store = openSqliteEventStore(file)
  await t.rejects(store.read('s1'), { name: 'LogFault', at: { stream: 's1', revision: 1 }, message: /“s1”的第 1 号记录.*校验值/ })
  t.equal((await store.read('s0')).length, 3)
  t.equal((await store.readAll(null, 100)).length, 4, 'the feed up to the damage')
  await store.close()
})

t.test('a fact removed behind our back leaves a hole that is reported', async t => {
  const file = temporaryLog(t)
  await writtenLog(file)
  behindTheBack(file, database =>
    database.exec("drop trigger facts_are_not_removed; delete from facts where stream = 's1' and revision = 1"),
  )
  const store = openSqliteEventStore(file)
  await t.rejects(store.read('s1'), { name: 'LogFault', at: { stream: 's1', revision: 1 }, message: /不见了/ })
  await store.close()
})

t.test('SQL can neither change nor remove nor replace a fact', async t => {
  const file = temporaryLog(t)
  await writtenLog(file)
  const replacing = (columns: string) => `insert or replace into facts select ${columns}, 'x', 'x' from facts where position = 1`
  for (const [statement, message] of [
    ["update facts set envelope = 'x' where position = 1", /never changed/],
    ['delete from facts where position = 1', /never removed/],
    [replacing("position, 'a', 0, 'a'"), /never replaced/],
    [replacing("null, stream, revision, 'a'"), /never replaced/],
    [replacing("null, 'a', 0, id"), /never replaced/],
  ] as const)
    behindTheBack(file, database => t.throws(() => database.exec(statement), { message }, statement))
})

t.test('a commit is through fsync: the connection that writes says so, of a new log and of one opened again', t => {
  const file = temporaryLog(t)
  for (const time of ['new', 'again']) {
    const { database, release } = openForWriting(file)
    t.equal(database.prepare('pragma synchronous').get()?.['synchronous'], 2, `${time}: full`)
    t.equal(database.prepare('pragma journal_mode').get()?.['journal_mode'], 'wal', time)
    database.exec('pragma synchronous = normal')
    t.equal(database.prepare('pragma synchronous').get()?.['synchronous'], 1, 'canary: another setting reads otherwise')
    release()
  }
  t.end()
})

t.test('one writer per log, under whatever name it is reached', async t => {
  const file = temporaryLog(t)
  const store = openSqliteEventStore(file)
  const other = join(dirname(file), 'other.db')
  symlinkSync(file, other)
  for (const name of [file, other]) {
    const fault = thrownBy(() => openSqliteEventStore(name))
    t.ok(fault instanceof LogFault && /正由另一个进程写入/.test(fault.message), String(fault))
  }
  await store.close()
  await openSqliteEventStore(file).close()
})

t.test('a failed opening holds nothing', async t => {
  const file = temporaryLog(t)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, 'not a database '.repeat(100))
  t.ok(thrownBy(() => openSqliteEventStore(file)) instanceof LogFault)
  const sound = temporaryLog(t)
  await writtenLog(sound)
  copyFileSync(sound, file)
  await openSqliteEventStore(file).close()
})

t.test('a reader beside the writer sees what is committed, follows it, and cannot write', async t => {
  const file = temporaryLog(t)
  const writer = openSqliteEventStore(file)
  const make = factMaker()
  await writer.append('s', -1, make.facts('s', -1, 3))
  const reader = openSqliteEventStore(file, { readOnly: true })
  t.strictSame(await reader.readAll(null, 10), await writer.readAll(null, 10))
  t.equal(await reader.head(), await writer.head())
  await t.rejects(reader.append('s', 2, make.facts('s', 2)), { name: 'LogFault', message: /只读/ })

  const stop = new AbortController()
  const feed = reader.follow(await reader.head(), stop.signal)[Symbol.asyncIterator]()
  for (let revision = 2; revision < 5; revision += 1) {
    const next = feed.next()
    await writer.append('s', revision, make.facts('s', revision))
    t.equal((await next).value?.fact.revision, revision + 1, 'a follower hears of commits that are not its own')
  }
  const last = feed.next()
  stop.abort()
  t.equal((await last).done, true)
  await writer.close()
  t.equal((await reader.read('s')).length, 6, 'and goes on when the writer has gone')
  await reader.close()
  const after = openSqliteEventStore(file, { readOnly: true })
  t.equal((await after.read('s')).length, 6, 'or was never there')
  await after.close()
})

t.test('a log that lies where nothing can be written is read all the same', async t => {
  const file = temporaryLog(t)
  await writtenLog(file)
  for (const directory of [dirname(dirname(file)), dirname(file)]) chmodSync(directory, 0o555)
  const { restore } = withoutRootsRights()
  try {
    const fault = thrownBy(() => openSqliteEventStore(file))
    t.ok(fault instanceof LogFault && /权限/.test(fault.message), `a writer is refused: ${String(fault)}`)
    const reader = openSqliteEventStore(file, { readOnly: true })
    t.equal((await reader.readAll(null, 100)).length, 9)
    await reader.close()
  } finally {
    restore()
    for (const directory of [dirname(dirname(file)), dirname(file)]) chmodSync(directory, 0o755)
  }
})
