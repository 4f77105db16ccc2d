import t from 'tap'
import { contractSuite } from '../src/contract-suite.ts'
import { memoryEventStore } from '../src/memory.ts'
import type { Kept } from '../src/stored-text.ts'

/** A log in memory whose rows can be reached, as those of a disk can. */
const openMemory = async () => {
  const kept: Kept[] = []
  const store = memoryEventStore(kept)
  return {
    store,
    reopen: async () => memoryEventStore(kept),
    tamper: async (stream: string, revision: number, change: (text: string) => string) => {
      const index = kept.findIndex(row => row.stream === stream && row.revision === revision)
      const row = kept[index]
      if (row) kept[index] = { ...row, text: change(row.text) }
    },
    close: store.close,
  }
}

t.test('the log in memory keeps the contract', async t => {
  await contractSuite(t, openMemory)
})
