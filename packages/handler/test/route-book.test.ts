/** The book of published routes: brought up to date before anybody meets a route in it, and deaf to an edited one. */
import { RoutePublished, routesStream } from '@shenbao/declaration/published-routes.ts'
import { streamOf } from '@shenbao/declaration/recorded.ts'
import { routeDigest, shippedRoutes } from '@shenbao/declaration/routes.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { fixedClock } from '@shenbao/testkit/fixed-clock.ts'
import { memoryOffice } from '@shenbao/testkit/memory-office.ts'
import { world } from '@shenbao/testkit/world.ts'
import t from 'tap'
import { recordFacts } from '../src/record.ts'
import { newRouteBook, readingRoutesFirst } from '../src/route-book.ts'

const { digest: sm3 } = world
const own = { ...structuredClone(shippedRoutes[0]), id: 'our-own', version: 1 } as (typeof shippedRoutes)[number]
const pin = { id: 'our-own', version: 1, digest: routeDigest(sm3, own) }

/** A log in which the route was published, by a program that says its digest is so. */
const published = async (digest = pin.digest) => {
  const store = memoryEventStore()
  const fact = { ...RoutePublished.of({ definition: JSON.parse(JSON.stringify(own)), digest }), schemaVersion: 1 }
  const account = { actor: 'admin', onBehalfOf: null, commandId: 'publish', commandDigest: 'digest' }
  await recordFacts({ store, digest: sm3, now: fixedClock().now }, routesStream, null, [fact], account)
  return store
}

t.test('a book knows what was published once it has read it', async t => {
  const book = newRouteBook(await published(), sm3)
  t.throws(() => book.world.route(pin), { name: 'PinUnknown' })
  await book.refresh()
  t.same(book.world.route(pin).route, own)
  t.equal(book.world.newestRoute('our-own').pin.digest, pin.digest)
  t.throws(() => book.world.route({ ...pin, digest: 'another' }), { name: 'ReplayDivergence' })
  const before = book.world.route(pin)
  await Promise.all([book.refresh(), book.refresh()])
  t.equal(book.world.route(pin), before, 'what is known is not read again')
})

t.test('whoever reads a declaration on an unknown route learns the route first, whichever way they read', async t => {
  const log = await published()
  const writer = newRouteBook(log, sm3)
  await writer.refresh()
  const id = await memoryOffice(log, fixedClock(), { world: writer.world, route: pin }).open()
  const reads: readonly (readonly [string, (store: typeof log) => Promise<unknown>])[] = [
    ['read', store => store.read(streamOf(id))],
    ['readAll', store => store.readAll(null, 100)],
    [
      'follow',
      async store => {
        const stop = new AbortController()
        for await (const { fact } of store.follow(null, stop.signal)) if (fact.stream === streamOf(id)) stop.abort()
      },
    ],
  ]
  for (const [way, read] of reads) {
    const book = newRouteBook(log, sm3)
    await read(log)
    t.throws(() => book.world.route(pin), { name: 'PinUnknown' }, `${way}: the bare log teaches nothing`)
    await read(readingRoutesFirst(log, book))
    t.same(book.world.route(pin).route, own, way)
  }
})

t.test('a definition that is not what was published stops its readers', async t => {
  const book = newRouteBook(await published('0'.repeat(64)), sm3)
  await t.rejects(book.refresh(), { name: 'ReplayDivergence', message: /our-own@1 is not what was published/ })
})
