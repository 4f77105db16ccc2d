import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import { findPack, policyReference } from '@shenbao/policy/packs.ts'
import { ReplayDivergence } from '@shenbao/workflow/compile.ts'
import { Route } from '@shenbao/workflow/route.ts'
import { type LiveRoute, liveRoute } from '@shenbao/workflow/stage.ts'
import centerBureau1 from '../routes/center-bureau-1.json' with { type: 'json' }
import { declarationWords } from './vocabulary.ts'
import { PinUnknown, type World } from './world.ts'

export const DEFAULT_ROUTE = 'center-bureau'

/** The routes this product ships, each verified as it is loaded. A published route never changes: a change is a new version. */
const published: readonly Route[] = [Route.parse(centerBureau1)]

/** The world of this program: its routes and policy packs, found by pin. */
export const shippedWorld = (digest: Digest): World & Readonly<{ newestRoute: (id: string) => LiveRoute }> => {
  const live = published.map(route => liveRoute(route, declarationWords, digest(canonicalJson(route))))
  const packs = new Map<string, ReturnType<typeof findPack>>()
  return {
    digest,
    route: pin => {
      const found = live.find(({ pin: known }) => known.id === pin.id && known.version === pin.version)
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
      const newest = live.filter(({ route }) => route.id === id).sort((a, b) => b.pin.version - a.pin.version)[0]
      if (!newest) throw new TypeError(`no route ${id}`)
      return newest
    },
  }
}
