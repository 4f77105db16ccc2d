import t from 'tap'
import { factMaker } from '../src/contract/sample-facts.ts'
import { feedPages } from '../src/feed-pages.ts'
import { memoryEventStore } from '../src/memory.ts'
import type { Recorded } from '../src/port.ts'

const collected = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const collection: Item[] = []
  for await (const item of items) collection.push(item)
  return collection
}

t.test('the feed in pages is the whole feed, ends at its end, and leaves others their turn', async t => {
  const store = memoryEventStore()
  t.strictSame(await collected(feedPages(store)), [])
  await store.append('s', -1, factMaker().facts('s', -1, 600))
  const whole = await store.readAll(null, 1_000)

  let read = 0
  let readByNextTurn = -1
  setImmediate(() => {
    readByNextTurn = read
  })
  const pages: (readonly Recorded[])[] = []
  for await (const page of feedPages(store)) {
    pages.push(page)
    read += page.length
  }
  t.ok(pages.length > 2, 'several pages')
  t.strictSame(pages.flat(), whole)
  t.ok(readByNextTurn >= 0 && readByNextTurn < whole.length, 'somebody else had a turn before the end')

  const after = whole[299]?.position ?? null
  t.strictSame((await collected(feedPages(store, after))).flat(), whole.slice(300), 'from a position on')
})
