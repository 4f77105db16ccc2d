import { randomUUID } from 'node:crypto'
import { contractSuite } from '@shenbao/event-store/contract-suite.ts'
import t from 'tap'
import { openKurrentEventStore } from '../src/kurrent-event-store.ts'
import { realServer } from './real-server.ts'

const server = await realServer()
const skip = 'missing' in server ? server.missing : false

t.test('the log on a server keeps the contract, over a real server', { skip }, async t => {
  if ('missing' in server) return
  t.teardown(server.stop)
  await contractSuite(
    t,
    async () => {
      // The server holds the logs of all tests, and of all runs before.
      const log = `contract-${randomUUID()}/`
      const store = openKurrentEventStore(server.url, { log })
      return { store, reopen: async () => openKurrentEventStore(server.url, { log }), close: store.close }
    },
    { seesIdsElsewhere: false },
  )
})
