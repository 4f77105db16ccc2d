import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import { findPack, policyReference } from '@shenbao/policy/packs.ts'
import { ReplayDivergence } from '@shenbao/workflow/compile.ts'
import { Route } from '@shenbao/workflow/route.ts'
import { type LiveRoute, liveRoute } from '@shenbao/workflow/stage.ts'
import centerBureau1 from '../routes/center-bureau-1.json' with { type: 'json' }
import centerBureauBudget1 from '../routes/center-bureau-budget-1.json' with { type: 'json' }
import keyProject1 from '../routes/key-project-1.json' with { type: 'json' }
import keyProject2 from '../routes/key-project-2.json' with { type: 'json' }
import frozen from '../routes/published.json' with { type: 'json' }
import smallProject1 from '../routes/small-project-1.json' with { type: 'json' }
import { declarationWords } from './vocabulary.ts'
import { PinUnknown, type World } from './world.ts'

export const DEFAULT_ROUTE = 'center-bureau'

/** The routes this product ships, each verified as it is loaded. A published route never changes: a change is a new version. */
export const shippedRoutes: readonly Route[] = [centerBureau1, centerBureauBudget1, keyProject1, keyProject2, smallProject1].map(
  route => Route.parse(route),
)

export const routeDigest = (digest: Digest, route: Route): string => digest(canonicalJson(route))

/** What `published.json` keeps of every route that was ever shipped; `infra/scripts/freeze-routes.ts` alone writes it. */
export type FrozenRoute = Readonly<{ id: string; version: number; digest: string }>
export const frozenRoutes: readonly FrozenRoute[] = frozen

/**
 * Shipped routes that are no longer what was published, or were never frozen, as `id@version`: declarations that began on them
 * could not be read any more. `digest` is SM3, whatever the log is linked with.
 */
export const editedRoutes = (
  sm3: Digest,
  routes: readonly Route[] = shippedRoutes,
  published: readonly FrozenRoute[] = frozenRoutes,
): readonly string[] => {
  const isSame = (route: FrozenRoute | Route, id: string, version: number): boolean =>
    route.id === id && route.version === version
  const edited = routes.filter(
    route => published.find(({ id, version }) => isSame(route, id, version))?.digest !== routeDigest(sm3, route),
  )
  const gone = published.filter(({ id, version }) => !routes.some(route => isSame(route, id, version)))
  return [...edited, ...gone].map(({ id, version }) => `${id}@${version}`)
}

export type ShippedWorld = World & Readonly<{ newestRoute: (id: string) => LiveRoute; routes: () => readonly LiveRoute[] }>

/** The world of this program alone: the routes and policy packs it ships, found by pin. */
export const shippedWorld = (digest: Digest): ShippedWorld => worldOf(digest, () => [])

/** The world of a log: what the program ships, and the routes that were published in the log as far as they have been read. */
export const worldOf = (digest: Digest, published: () => readonly LiveRoute[]): ShippedWorld => {
  const shipped = shippedRoutes.map(route => liveRoute(route, declarationWords, routeDigest(digest, route)))
  const routes = (): readonly LiveRoute[] => [...shipped, ...published()]
  const packs = new Map<string, ReturnType<typeof findPack>>()
  return {
    digest,
    routes,
    route: pin => {
      const found = routes().find(({ pin: known }) => known.id === pin.id && known.version === pin.version)
      if (!found) throw new PinUnknown(`本程序没有流程 ${pin.id}@${pin.version}`)
      if (found.pin.digest !== pin.digest)
        throw new ReplayDivergence(`route ${pin.id}@${pin.version} was edited after this declaration began on it`)
      return found
    },
    policy: pin => {
      const key = `${pin.id}@${pin.version}#${pin.digest}`
      const known = packs.get(key)
      if (known) return known
      const pack = findPack(pin.id, pin.version)
      if (!pack) throw new PinUnknown(`本程序没有政策包 ${pin.id}@${pin.version}`)
      if (policyReference(digest, pack).digest !== pin.digest)
        throw new ReplayDivergence(`policy pack ${pin.id}@${pin.version} was edited after this declaration began on it`)
      packs.set(key, pack)
      return pack
    },
    newestRoute: id => {
      const newest = routes()
        .filter(({ route }) => route.id === id)
        .sort((a, b) => b.pin.version - a.pin.version)[0]
      if (!newest) throw new TypeError(`no route ${id}`)
      return newest
    },
  }
}
