import { contractSuite } from '@shenbao/event-store/contract-suite.ts'
import t from 'tap'
import { openSqliteEventStore } from '../src/sqlite-event-store.ts'
import { behindTheBack, temporaryLog } from './temporary-log.ts'

t.test('the log in SQLite keeps the contract', async t => {
  await contractSuite(t, async () => {
    const file = temporaryLog(t)
    const store = openSqliteEventStore(file)
    return {
      store,
      reopen: async () => openSqliteEventStore(file),
      tamper: async (stream, revision, change) =>
        behindTheBack(file, database => {
          const where = 'where stream = ? and revision = ?'
          const text = database.prepare(`select envelope from facts ${where}`).get(stream, revision)?.['envelope']
          database.exec('drop trigger if exists facts_are_not_changed')
          database.prepare(`update facts set envelope = ? ${where}`).run(change(String(text)), stream, revision)
        }),
      close: store.close,
    }
  })
})
