import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { factMaker } from '@shenbao/event-store/contract/sample-facts.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import t from 'tap'
import { openSqliteEventStore } from '../src/sqlite-event-store.ts'
import { walDamage } from '../src/wal-damage.ts'
import { temporaryLog, thrownBy } from './temporary-log.ts'

const APPENDS = 12
const PAGE_BYTES = 4096
const FRAME_BYTES = 24 + PAGE_BYTES

/** The files of a log as a crash leaves them: everything is still in the write-ahead log. */
const crashedLog = async (t: Parameters<typeof temporaryLog>[0], to: string): Promise<number> => {
  const living = temporaryLog(t)
  const store = openSqliteEventStore(living)
  const make = factMaker()
  for (let index = 0; index < APPENDS; index += 1) await store.append(`s${index}`, -1, make.facts(`s${index}`, -1, 2))
  mkdirSync(dirname(to), { recursive: true })
  for (const suffix of ['', '-wal']) copyFileSync(living + suffix, to + suffix)
  await store.close()
  return statSync(`${to}-wal`).size
}

const change = (file: string, at: number): void => {
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  writeFileSync(file, bytes)
}

const factsIn = async (file: string): Promise<number> => {
  const store = openSqliteEventStore(file)
  const { length } = await store.readAll(null, 1_000)
  await store.close()
  return length
}

t.test('a write-ahead log as a crash leaves it is sound, wherever it was cut off', async t => {
  const file = temporaryLog(t)
  const size = await crashedLog(t, file)
  t.equal(walDamage(file), null)
  const whole = readFileSync(`${file}-wal`)
  for (let cut = size; cut > 0; cut -= Math.ceil(size / 40)) {
    writeFileSync(`${file}-wal`, whole.subarray(0, cut))
    t.equal(walDamage(file), null, `cut off at ${cut}`)
  }
  // Pages of the last transaction may reach the disk in any order, and none of it was acknowledged.
  writeFileSync(`${file}-wal`, whole)
  change(`${file}-wal`, size - 100)
  t.equal(walDamage(file), null, 'a torn end')
})

t.test('it holds what was acknowledged', async t => {
  const file = temporaryLog(t)
  await crashedLog(t, file)
  t.equal(await factsIn(file), APPENDS * 2)
})

t.test('damage to what was acknowledged keeps writers and readers out, and is left as it was', async t => {
  const frames = Math.floor(((await crashedLog(t, temporaryLog(t))) - 32) / FRAME_BYTES)
  for (const [name, at] of [
    ['the salt in the header', 17],
    ['the magic number', 0],
    ['a page in the middle', 32 + Math.floor(frames / 2) * FRAME_BYTES + 500],
    ['the checksum of a frame', 32 + Math.floor(frames / 3) * FRAME_BYTES + 18],
    ['the salt of a frame', 32 + Math.floor(frames / 3) * FRAME_BYTES + 9],
    ['the first page', 32 + 24 + 100],
  ] as const) {
    const file = temporaryLog(t)
    await crashedLog(t, file)
    change(`${file}-wal`, at)
    const before = readFileSync(`${file}-wal`)
    for (const readOnly of [false, true]) {
      const fault = thrownBy(() => openSqliteEventStore(file, { readOnly }))
      t.ok(
        fault instanceof LogFault && fault.settled && /已经损坏.*副本.*restore/.test(fault.message),
        `${name}: ${String(fault)}`,
      )
    }
    t.ok(before.equals(readFileSync(`${file}-wal`)), `${name}: left as it was`)
  }
})

t.test('a database that is empty or gone, beside a write-ahead log that is not, is no log that has not begun', async t => {
  for (const lose of [(file: string) => truncateSync(file, 0), (file: string) => rmSync(file)]) {
    const file = temporaryLog(t)
    const size = await crashedLog(t, file)
    lose(file)
    const fault = thrownBy(() => openSqliteEventStore(file))
    t.ok(fault instanceof LogFault && /已经损坏/.test(fault.message), String(fault))
    t.equal(statSync(`${file}-wal`).size, size, 'what was written last is still there')
  }
})
