import t from 'tap'
import { contractSuite } from '../src/contract-suite.ts'
import { memoryEventStore } from '../src/memory.ts'
import { brokenStores } from './broken-stores.ts'
import { recorder } from './recorder.ts'

/** Short, because some of the broken stores never answer; it bounds how long a failure takes and decides nothing else. */
const PATIENCE_MILLISECONDS = 200

t.test('the suite passes a sound log when it is run by the recorder, too', async t => {
  const { t: recording, failed, comments } = recorder()
  await contractSuite(recording, async () => {
    const store = memoryEventStore()
    return { store, close: store.close }
  })
  t.strictSame([...failed()], [])
  t.equal(comments().filter(comment => comment.startsWith('skipped: ')).length, 2, 'and says what it could not show')
})

t.test('an adapter that declares that it cannot see ids elsewhere is told that this was skipped', async t => {
  const { t: recording, comments } = recorder()
  const store = async () => {
    const store = memoryEventStore()
    return { store, close: store.close }
  }
  await contractSuite(recording, store, { seesIdsElsewhere: false })
  t.ok(comments().some(comment => comment.includes('ids that stand elsewhere')))
})

for (const { fault, noticedBy, open } of brokenStores)
  t.test(`a log that ${fault} fails the suite`, async t => {
    const { t: recording, failed } = recorder()
    await contractSuite(recording, open, { patienceMilliseconds: PATIENCE_MILLISECONDS })
    t.ok(failed().has(noticedBy), `noticed by “${noticedBy}”, among ${failed().size}: ${[...failed()].join(' | ')}`)
  })
