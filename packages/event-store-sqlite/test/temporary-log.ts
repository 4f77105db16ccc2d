import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { factMaker } from '@shenbao/event-store/contract/sample-facts.ts'
import { openSqliteEventStore, type SqliteEventStore } from '../src/sqlite-event-store.ts'

/** A directory of its own for one test; gone when the test is over. */
export const temporaryLog = (t: Readonly<{ teardown: (after: () => void) => unknown }>): string => {
  const directory = mkdtempSync(join(tmpdir(), 'shenbao-log-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return join(directory, 'data', 'log.db')
}

/** A closed log of `streams` streams with three facts each. */
export const writtenLog = async (file: string, streams = 3): Promise<void> => {
  const store = openSqliteEventStore(file)
  const make = factMaker()
  for (let index = 0; index < streams; index += 1) await store.append(`s${index}`, -1, make.facts(`s${index}`, -1, 3))
  await store.close()
}

/** The database behind the store's back, as someone with the `sqlite3` program would open it. */
export const behindTheBack = (file: string, change: (database: DatabaseSync) => void): void => {
  const database = new DatabaseSync(file)
  try {
    change(database)
  } finally {
    database.close()
  }
}

export const thrownBy = (call: () => SqliteEventStore): unknown => {
  try {
    void call().close()
  } catch (thrown) {
    return thrown
  }
  return undefined
}
