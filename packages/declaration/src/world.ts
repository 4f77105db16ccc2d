import type { Digest } from '@shenbao/kernel/digest.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import type { RoutePin } from '@shenbao/workflow/route.ts'
import type { LiveRoute } from '@shenbao/workflow/stage.ts'
import type { PolicyPin } from './events.ts'

/**
 * What deciding and folding look things up in: routes and policy packs by the pin that a declaration's first fact recorded.
 * Both throw on an unknown pin or another digest: a declaration stays on the route and the pack it began with.
 */
export type World = Readonly<{
  route: (pin: RoutePin) => LiveRoute
  policy: (pin: PolicyPin) => PolicyPack
  digest: Digest
}>
