import { contractSuite } from '@shenbao/event-store/contract-suite.ts'
import t from 'tap'
import { openKurrentEventStore } from '../src/kurrent-event-store.ts'
import { startEventStoreDouble } from './double/eventstore-double.ts'

t.test('the log on a server keeps the contract, over the double of its protocol', async t => {
  await contractSuite(
    t,
    async () => {
      const double = await startEventStoreDouble()
      const store = openKurrentEventStore(double.url)
      return {
        store,
        reopen: async () => openKurrentEventStore(double.url),
        tamper: async (stream, revision, change) => double.log.tamper(stream, revision, change),
        close: async () => {
          await store.close()
          await double.stop()
        },
      }
    },
    { seesIdsElsewhere: false },
  )
})
