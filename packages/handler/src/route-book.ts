import {
  evolveRoutes,
  noPublishedRoutes,
  type PublishedRoute,
  type PublishedRoutes,
  routesReader,
  routesStream,
} from '@shenbao/declaration/published-routes.ts'
import { routeDigest, type ShippedWorld, worldOf } from '@shenbao/declaration/routes.ts'
import { declarationWords } from '@shenbao/declaration/vocabulary.ts'
import type { EventStore, Recorded } from '@shenbao/event-store/port.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { ReplayDivergence } from '@shenbao/workflow/compile.ts'
import { Route } from '@shenbao/workflow/route.ts'
import { type LiveRoute, routeInUse } from '@shenbao/workflow/stage.ts'

/** The routes published in a log, as far as this program has read them. */
export type RouteBook = Readonly<{
  world: ShippedWorld
  /** With everything that the log holds now. Throws `UnreadableFact`, and `ReplayDivergence` for a definition that was edited. */
  refresh: () => Promise<Readonly<{ routes: PublishedRoutes; last: Envelope | null }>>
}>

export const newRouteBook = (store: Pick<EventStore, 'read'>, digest: Digest): RouteBook => {
  let seen: Readonly<{ routes: PublishedRoutes; last: Envelope | null; live: readonly LiveRoute[] }> = {
    routes: noPublishedRoutes,
    last: null,
    live: [],
  }
  return {
    world: worldOf(digest, () => seen.live),
    refresh: async () => {
      const { routes, last, live } = seen
      const news = (await store.read(routesStream, (last?.revision ?? -1) + 1)).map(({ fact }) => fact)
      const events = news.map(routesReader.eventOf)
      const added = events.flatMap(event => (event.type === 'route-published' ? [liveOf(event.data, digest)] : []))
      const next = { routes: events.reduce(evolveRoutes, routes), last: news.at(-1) ?? last, live: [...live, ...added] }
      // Two questions at once may answer in any order: keep the further one.
      if ((next.last?.revision ?? -1) > (seen.last?.revision ?? -1)) seen = next
      return next
    },
  }
}

const liveOf = ({ definition, digest: recorded }: PublishedRoute, digest: Digest): LiveRoute => {
  const route = Route.parse(definition)
  if (routeDigest(digest, route) !== recorded)
    throw new ReplayDivergence(`route ${route.id}@${route.version} is not what was published`)
  return routeInUse(route, declarationWords, recorded)
}

/**
 * The log, read so that nobody meets a route they do not know: a declaration begins only on a route that was published before it,
 * perhaps on another server a moment ago. Before facts are handed out that begin on an unknown route, the book is brought up to
 * date. Whoever folds them needs no second thought.
 */
export const readingRoutesFirst = (store: EventStore, book: RouteBook): EventStore => {
  const prepared = async <Facts extends readonly Recorded[]>(facts: Facts): Promise<Facts> => {
    if (facts.some(({ fact }) => beginsOnUnknown(book.world, fact))) await book.refresh()
    return facts
  }
  return {
    ...store,
    read: async (stream, from) => prepared(await store.read(stream, from)),
    readAll: async (after, limit) => prepared(await store.readAll(after, limit)),
    follow: (after, signal) => followed(store.follow(after, signal), prepared),
  }
}

async function* followed(facts: AsyncIterable<Recorded>, prepared: (facts: readonly Recorded[]) => Promise<unknown>) {
  for await (const recorded of facts) {
    await prepared([recorded])
    yield recorded
  }
}

/** Whatever pins a route in its data: a declaration that was opened, an intake. */
const beginsOnUnknown = (world: ShippedWorld, { revision, data }: Envelope): boolean => {
  if (revision !== 0 || typeof data !== 'object' || data === null || !('route' in data)) return false
  const pin: unknown = data['route']
  if (typeof pin !== 'object' || pin === null || !('id' in pin) || !('version' in pin)) return false
  return !world.routes().some(({ pin: known }) => known.id === pin.id && known.version === pin.version)
}
