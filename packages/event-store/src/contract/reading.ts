import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import type { Recorded } from '../port.ts'
import type { Lane } from './contract-test.ts'
import { difficultData, factMaker } from './sample-facts.ts'

export const reading = async ({ onFreshLog, inTime }: Lane): Promise<void> => {
  await onFreshLog('what is read is exactly what was stored', async (t, { store }) => {
    const make = factMaker()
    const streams = ['declaration-0198', '登记册/310000', "o'clock; --", 'a b\tc', '😀', 'S', 's', 'ｓ']
    const given = new Map(streams.map(stream => [stream, make.facts(stream, -1, 1, difficultData())]))
    for (const [stream, facts] of given) await inTime(store.append(stream, -1, facts))
    for (const [stream, facts] of given) {
      const found = (await inTime(store.read(stream))).map(({ fact }) => fact)
      t.equal(canonicalJson(found), canonicalJson(facts), `the stream ${stream}`)
    }
    const feed = (await inTime(store.readAll(null, 100))).map(({ fact }) => fact)
    t.equal(canonicalJson(feed), canonicalJson([...given.values()].flat()), 'the feed')
  })

  await onFreshLog('what was handed over or read can be changed without changing the log', async (t, { store }) => {
    const data = { target: '≥150(条/年)' }
    const facts = factMaker().facts('s', -1, 1, data)
    const before = canonicalJson(facts)
    const answer = store.append('s', -1, facts)
    data.target = 'changed while it was being stored'
    await inTime(answer)
    const [first] = await store.read('s')
    if (first) Object.assign(first.fact.data, { target: 'changed after reading' })
    t.equal(canonicalJson((await store.read('s')).map(({ fact }) => fact)), before, 'the log did not notice')
  })

  await onFreshLog('a stream is read from a revision on', async (t, { store }) => {
    const make = factMaker()
    t.strictSame(await inTime(store.read('s')), [], 'a stream that does not exist is empty')
    await store.append('s', -1, make.facts('s', -1, 5))
    await store.append('st', -1, make.facts('st', -1, 1))
    for (const [from, wanted] of [
      [0, [0, 1, 2, 3, 4]],
      [3, [3, 4]],
      [4, [4]],
      [5, []],
      [99, []],
    ] as const)
      t.strictSame(revisionsOf(await inTime(store.read('s', from))), wanted, `from ${from}`)
    t.strictSame(
      (await store.read('s')).map(({ position }) => position),
      (await store.readAll(null, 5)).map(({ position }) => position),
      'at the positions of the feed',
    )
  })

  await onFreshLog('the feed is one order of all facts, and its positions sort as text', async (t, { store }) => {
    const make = factMaker()
    t.equal(await inTime(store.head()), null, 'an empty log has no head')
    t.strictSame(await inTime(store.readAll(null, 10)), [], 'and no facts')
    const given: Envelope[] = []
    for (let round = 0; round < 40; round += 1)
      for (const stream of ['b', 'a', 'c']) {
        const facts = make.facts(stream, round - 1)
        await inTime(store.append(stream, round - 1, facts))
        given.push(...facts)
      }
    const feed = await inTime(store.readAll(null, 1_000))
    t.strictSame(
      idsOf(feed),
      given.map(({ id }) => id),
      'in the order in which they were acknowledged',
    )
    const positions = feed.map(({ position }) => position)
    t.strictSame([...positions].sort(), positions, 'positions sort as text')
    t.equal(new Set(positions).size, positions.length, 'no position twice')
    t.equal(await inTime(store.head()), positions.at(-1), 'the head is the last of them')
  })

  await onFreshLog('the feed is resumed strictly after a position, in pages of any size', async (t, { store }) => {
    const make = factMaker()
    for (let revision = -1; revision < 11; revision += 1) await store.append('s', revision, make.facts('s', revision))
    await store.append('t', -1, make.facts('t', -1, 7))
    const whole = await inTime(store.readAll(null, 1_000))
    t.equal(whole.length, 19, 'the whole feed')
    for (const size of [1, 2, 7, 19, 20]) {
      const pages: Recorded[] = []
      let page = await inTime(store.readAll(null, size))
      while (page.length > 0 && pages.length < 100) {
        t.ok(page.length <= size, `a page has at most ${size}`)
        pages.push(...page)
        page = await inTime(store.readAll(page.at(-1)?.position ?? null, size))
      }
      t.strictSame(pages, whole, `the whole feed in pages of ${size}`)
    }
    for (const [index, { position }] of whole.entries())
      t.strictSame(idsOf(await store.readAll(position, 1_000)), idsOf(whole.slice(index + 1)), `after ${position}`)
  })
}

const idsOf = (recorded: readonly Recorded[]): readonly string[] => recorded.map(({ fact }) => fact.id)
const revisionsOf = (recorded: readonly Recorded[]): readonly number[] => recorded.map(({ fact }) => fact.revision)
