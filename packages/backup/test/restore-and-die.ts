/** Restores the backup named on the command line into the log named there, and dies of SIGKILL after so many appends. */
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import { checkBackup } from '../src/check-backup.ts'
import { restoreBackup } from '../src/restore-backup.ts'

const [backup, log, appends] = process.argv.slice(2)
if (!backup || !log || !appends) throw new TypeError('usage: restore-and-die.ts BACKUP LOG APPENDS')
const store = openSqliteEventStore(log)
let left = Number(appends)
const mortal: typeof store = {
  ...store,
  append: async (...asked) => {
    if (left === 0) process.kill(process.pid, 'SIGKILL')
    left -= 1
    return store.append(...asked)
  },
}
await restoreBackup(backup, await checkBackup(backup), { store: mortal, isBegun: false, begin: () => {} })
