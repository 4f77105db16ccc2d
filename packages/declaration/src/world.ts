import type { Digest } from '@shenbao/kernel/digest.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import type { RoutePin } from '@shenbao/workflow/route.ts'
import type { LiveRoute } from '@shenbao/workflow/stage.ts'
import type { PolicyPin } from './events.ts'

/**
 * A route or a policy pack that this program does not ship: the declaration began under a newer one. The message is a Chinese
 * clause.
 */
export class PinUnknown extends Error {
  override readonly name = 'PinUnknown'
}

/**
 * What deciding and folding look things up in: routes and policy packs by the pin that a declaration's first fact recorded.
 * Both throw on an unknown pin (`PinUnknown`) or another digest (`ReplayDivergence`): a declaration stays on the route and the pack it began with.
 */
export type World = Readonly<{
  route: (pin: RoutePin) => LiveRoute
  policy: (pin: PolicyPin) => PolicyPack
  digest: Digest
}>
