/** A log names its own digest; a log that names none is linked by SM3, as all were before. */
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import t from 'tap'
import { beginLog, digestOfLog, isUnused } from '../src/begin-log.ts'
import { digestNames, logStream } from '../src/log-begun.ts'
import { digestNamed, sha256, sm3 } from '../src/node-digest.ts'
import { verifyLog } from '../src/verify-log.ts'
import { interleaved, pagesOf, streamOf } from './sample-log.ts'

const now = () => ({ today: '2026-03-02', recordedAt: '2026-03-02T01:02:03.004Z' })

t.test('a new log is linked by the digest it was begun with, and says so to whoever opens it', async t => {
  for (const name of digestNames) {
    const store = memoryEventStore()
    t.ok(await isUnused(store))
    t.equal((await beginLog({ store, now }, name)).name, name)
    t.ok(await isUnused(store), 'an organisation can still be founded in it')
    const { digest } = await digestOfLog(store)
    const facts = streamOf('declaration-a', 4, '≥150(条/年)', digest)
    await store.append('declaration-a', -1, facts)
    t.notOk(await isUnused(store))
    const verified = await verifyLog(feedPages(store), digest)
    t.strictSame([verified.breaks, verified.facts], [[], 5], name)
  }
})

t.test('a log that has begun keeps its digest, whatever is wished for later', async t => {
  const store = memoryEventStore()
  await beginLog({ store, now }, 'sha-256')
  t.equal((await beginLog({ store, now }, 'sm3')).name, 'sha-256')
  t.equal((await store.readAll(null, 10)).length, 1)
  const [one, two] = [memoryEventStore(), 'declaration-a'] as const
  await one.append(two, -1, streamOf(two, 2))
  t.equal((await beginLog({ store: one, now }, 'sha-256')).name, 'sm3', 'a log written before logs named their digest')
  t.equal((await one.readAll(null, 10)).length, 2, 'and nothing is added to it')
})

t.test('two servers that begin the same empty log agree', async t => {
  const store = memoryEventStore()
  const begun = await Promise.all([beginLog({ store, now }, 'sha-256'), beginLog({ store, now }, 'sm3')])
  t.equal(new Set(begun.map(({ name }) => name)).size, 1)
  t.equal((await store.readAll(null, 10)).length, 1)
})

const beginning = (data: Record<string, string>, schemaVersion = 1) =>
  linkFacts(sm3, { stream: logStream, last: null }, [
    {
      id: '0198a3b1-7c00-8000-8000-000000000001',
      type: 'log-begun',
      schemaVersion,
      actor: 'system',
      onBehalfOf: null,
      commandId: 'begin-log',
      commandDigest: sm3(''),
      effectiveOn: '2026-03-02',
      recordedAt: '2026-03-02T01:02:03.004Z',
      data,
    },
  ])

t.test('a digest this program does not know is said, never guessed', async t => {
  for (const facts of [beginning({ digest: 'sha-512' }), beginning({ digest: 'sm3' }, 2), beginning({})]) {
    const store = memoryEventStore()
    await store.append(logStream, -1, facts)
    await t.rejects(digestOfLog(store), LogFault)
    t.match((await verifyLog(feedPages(store), sm3)).breaks, [{ stream: 'log', revision: 0, reason: /不认识/ }])
  }
})

t.test('a beginning that is edited, moved or put in later is found', async t => {
  const rest = interleaved(streamOf('declaration-a', 3), streamOf('declaration-b', 3))
  const sound = [...beginning({ digest: 'sm3' }), ...rest]
  t.strictSame((await verifyLog(pagesOf(sound), sm3)).breaks, [])
  const edited = [...beginning({ digest: 'sha-256' }), ...rest]
  t.match((await verifyLog(pagesOf(edited), digestNamed('sm3'))).breaks, [{ stream: 'log', reason: /另一种算法/ }])
  const believed = (await verifyLog(pagesOf(edited), sha256)).breaks
  t.strictSame(
    believed.map(({ stream }) => stream),
    ['declaration-a', 'declaration-b'],
    'whoever believes the edited name finds every chain broken',
  )
  const moved = [...rest, ...beginning({ digest: 'sm3' })]
  t.match((await verifyLog(pagesOf(moved), sm3)).breaks, [{ stream: 'log', revision: 0, reason: /第一条/ }])
})
