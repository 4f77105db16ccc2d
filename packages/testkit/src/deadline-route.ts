import { sm3 } from '@shenbao/audit/node-digest.ts'
import { DEFAULT_ROUTE } from '@shenbao/declaration/routes.ts'
import { declarationWords } from '@shenbao/declaration/vocabulary.ts'
import type { World } from '@shenbao/declaration/world.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import { type DeadlineDefinition, Route, type RoutePin } from '@shenbao/workflow/route.ts'
import { liveRoute } from '@shenbao/workflow/stage.ts'
import { world } from './world.ts'

/** The shipped world with one more route in it: the default one, with a time limit in the stages named. */
export const withDeadlines = (
  limits: Readonly<Record<string, DeadlineDefinition>>,
): Readonly<{ world: World; route: RoutePin }> => {
  const { route: shipped } = world.newestRoute(DEFAULT_ROUTE)
  const stages = shipped.stages.map(stage => ({ ...stage, ...(limits[stage.name] && { deadline: limits[stage.name] }) }))
  const route = Route.parse({ ...shipped, id: 'with-deadlines', stages })
  const live = liveRoute(route, declarationWords, sm3(canonicalJson(route)))
  return {
    route: live.pin,
    world: { ...world, route: pin => (pin.id === route.id ? live : world.route(pin)) },
  }
}
