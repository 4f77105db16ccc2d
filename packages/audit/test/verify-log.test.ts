import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { LogFault, type Recorded } from '@shenbao/event-store/port.ts'
import type { Kept } from '@shenbao/event-store/stored-text.ts'
import t from 'tap'
import { headOf } from '../src/chain.ts'
import { digestOfHeads, headText, logHead, parseHead } from '../src/log-head.ts'
import { sm3 } from '../src/node-digest.ts'
import { verifyLog } from '../src/verify-log.ts'
import { anotherFact, interleaved, pagesOf, streamOf } from './sample-log.ts'

const a = streamOf('declaration-a', 5)
const b = streamOf('declaration-b', 3)
const c = streamOf('register-310000-2026', 7)
const log = interleaved(a, b, c)
const whole = await verifyLog(pagesOf(log), sm3)

t.test('an untouched log holds, in whatever pages it comes', async t => {
  t.strictSame([whole.facts, whole.streams, whole.breaks, whole.trust], [15, 3, [], null])
  t.equal(whole.heads.get('declaration-a')?.revision, 4)
  t.strictSame(whole.head, logHead(15, whole.heads, sm3))
  const onePage = (async function* () {
    yield* pagesOf(log, 100)
  })()
  t.strictSame((await verifyLog(onePage, sm3)).head, whole.head)
})

t.test('a head once printed is recognised for ever after', async t => {
  for (const facts of [0, 1, 7, 15]) {
    const printed = headText((await verifyLog(pagesOf(log.slice(0, facts)), sm3)).head)
    const trusted = parseHead(` ${printed.toUpperCase()}\n`)
    if (!trusted) throw new Error('what we print can be read')
    t.strictSame((await verifyLog(pagesOf(log), sm3, { head: trusted })).trust, { kept: true }, `after ${facts} facts`)
  }
  for (const wrong of ['', '15', `15:${'0'.repeat(63)}`, `-1:${'0'.repeat(64)}`, `015:${'0'.repeat(64)}`, `15:${'g'.repeat(64)}`])
    t.equal(parseHead(wrong), null, wrong)
})

t.test('the order in which heads were met does not matter, what they say does', async t => {
  const backwards = new Map([...whole.heads].reverse())
  t.equal(digestOfHeads(backwards, sm3), digestOfHeads(whole.heads, sm3))
  const moved = new Map([...whole.heads].map(([stream, head]) => [stream.replace('-a', '-z'), head] as const))
  t.not(digestOfHeads(moved, sm3), digestOfHeads(whole.heads, sm3))
})

t.test('a break is named for each stream that has one, and the others are vouched for', async t => {
  const falsified = log
    .filter(fact => fact !== a[2])
    .map(fact => (fact === c[0] || fact === c[4] ? { ...fact, actor: 'somebody-else' } : fact))
  const { breaks, facts } = await verifyLog(pagesOf(falsified), sm3)
  t.equal(facts, 14)
  t.strictSame(
    breaks.map(({ stream, revision }) => [stream, revision]),
    [
      ['register-310000-2026', 1],
      ['declaration-a', 3],
    ],
  )
})

t.test('a fact inserted into the feed is found', async t => {
  const inserted = [...log.slice(0, 6), anotherFact(a[0]), ...log.slice(6)]
  t.strictSame(
    (await verifyLog(pagesOf(inserted), sm3)).breaks.map(({ stream }) => stream),
    ['declaration-a'],
  )
})

t.test('what only a trusted head finds', async t => {
  const cut = log.slice(0, -2)
  const lastChanged = log.map((fact, index) => (index === 14 ? { ...fact, actor: 'somebody-else' } : fact))
  const rebuilt = interleaved(a, streamOf('declaration-b', 3, '≥1(条/年)'), c)
  const streamGone = log.filter(({ stream }) => stream !== 'declaration-b')
  const regrown = [...cut, anotherFact(c[4]), anotherFact(anotherFact(c[4]))]
  for (const [name, falsified, reason] of [
    ['a cut end', cut, /涵盖 15 条记录，日志中只读到 13 条/],
    ['a changed last fact', lastChanged, /不符/],
    ['a chain built anew', rebuilt, /不符/],
    ['a whole stream removed', streamGone, /只读到 12 条/],
    ['an end cut off and others put in its place', regrown, /不符/],
  ] as const) {
    t.strictSame((await verifyLog(pagesOf(falsified), sm3)).breaks, [], `${name}: the chains alone hold`)
    const { trust } = await verifyLog(pagesOf(falsified), sm3, { head: whole.head })
    t.match(trust, { kept: false, reason }, name)
  }
})

t.test('the head of one declaration, as on its 批复, is recognised in the whole log', async t => {
  const printed = a
    .slice(0, 3)
    .map(fact => headOf(fact, sm3))
    .at(-1)
  const head = { facts: 3, digest: printed?.digest ?? '' }
  t.strictSame((await verifyLog(pagesOf(log), sm3, { head })).trust, { kept: true, stream: 'declaration-a' })
  const elsewhere = { facts: 2, digest: head.digest }
  t.match((await verifyLog(pagesOf(log), sm3, { head: elsewhere })).trust, { kept: false }, 'the number belongs to it')
  const cut = log.filter(({ stream, revision }) => stream !== 'declaration-a' || revision < 2)
  t.match((await verifyLog(pagesOf(cut), sm3, { head })).trust, { kept: false }, 'cut off before it')
})

t.test('facts recorded after the trusted head do not disturb it', async t => {
  const grown = [...log, anotherFact(a[4]), ...streamOf('declaration-d', 2)]
  t.strictSame((await verifyLog(pagesOf(grown), sm3, { head: whole.head })).trust, { kept: true })
})

t.test('a fact that cannot be read is a break; any other fault of the log is not hidden', async t => {
  const feed = (fault: LogFault) =>
    async function* (): AsyncGenerator<readonly Recorded[]> {
      yield* pagesOf(log.slice(0, 8))
      throw fault
    }
  const at = { stream: 'declaration-b', revision: 2 }
  const damaged = await verifyLog(feed(new LogFault('第 2 号记录无法读取', { settled: true, at }))(), sm3, { head: whole.head })
  t.strictSame(damaged.breaks, [{ ...at, reason: '第 2 号记录无法读取' }])
  t.strictSame([damaged.complete, whole.complete], [false, true])
  t.match(damaged.trust, { kept: false })
  await t.rejects(verifyLog(feed(new LogFault('磁盘读写出错', { settled: true }))(), sm3), { message: '磁盘读写出错' })
})

t.test('a log is verified out of its store, and a text changed under it is named', async t => {
  const kept: Kept[] = []
  const store = memoryEventStore(kept)
  for (const fact of log) await store.append(fact.stream, fact.revision - 1, [fact])
  t.strictSame((await verifyLog(feedPages(store), sm3)).head, whole.head)

  const index = kept.findIndex(({ stream, revision }) => stream === 'declaration-a' && revision === 2)
  const row = kept[index]
  if (!row) throw new Error('the fact was stored')
  kept[index] = { ...row, text: row.text.replace('≥150', '≥149') }
  const places = (breaks: readonly { stream: string; revision: number }[]) => breaks.map(at => [at.stream, at.revision])
  t.strictSame(places((await verifyLog(feedPages(store), sm3)).breaks), [['declaration-a', 3]], 'a value')
  kept[index] = { ...row, text: row.text.replace('"actor"', '"author"') }
  t.strictSame(places((await verifyLog(feedPages(store), sm3)).breaks), [['declaration-a', 2]], 'a member')
})
