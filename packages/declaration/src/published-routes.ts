import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { readerOf } from '@shenbao/kernel/reader.ts'
import { isMet } from '@shenbao/workflow/conditions.ts'
import { Condition, RoutePin } from '@shenbao/workflow/route.ts'
import { z } from 'zod'
import { routesUpcasts } from './upcasts.ts'

/**
 * The routes that organisations made for themselves (stream `routes`): each version whole, with its digest, and which declarations
 * begin on which route. They stand in the log like everything else, so every server knows them and a backup holds them.
 */
export const RoutePublished = defineEvent(
  'route-published',
  1,
  z.strictObject({
    /** The definition as published, a `Route`; kept as plain JSON, so that it is read as it was written. */
    definition: z.record(z.string(), z.json()),
    digest: z.string().min(1),
  }),
)
/** New declarations of the unit (`null`: of every unit) whose form meets the conditions begin on this route from now on. */
export const RouteAssigned = defineEvent(
  'route-assigned',
  1,
  z.strictObject({ unitId: z.string().min(1).nullable(), when: z.array(Condition), route: RoutePin }),
)
export const routesEvents = [RoutePublished, RouteAssigned] as const
export type RoutesEvent = EventOf<(typeof routesEvents)[number]>

export const routesStream = 'routes'
/** How the facts of the stream `routes` come back from the log. */
export const routesReader = readerOf(routesEvents, routesUpcasts)

export type PublishedRoute = EventOf<typeof RoutePublished>['data']
export type RouteAssignment = EventOf<typeof RouteAssigned>['data']

/** Folded from the stream: every version ever published, and the assignments, the newest first. */
export type PublishedRoutes = Readonly<{ published: readonly PublishedRoute[]; assignments: readonly RouteAssignment[] }>
export const noPublishedRoutes: PublishedRoutes = { published: [], assignments: [] }

export const evolveRoutes = ({ published, assignments }: PublishedRoutes, event: RoutesEvent): PublishedRoutes => {
  if (event.type === 'route-published') return { published: [...published, event.data], assignments }
  return { published, assignments: [event.data, ...assignments] }
}

/**
 * On which route a new declaration of the unit begins: what was assigned to the unit itself goes before what was assigned to all,
 * the newest before the older; the first whose conditions are all met. `null`: nothing was assigned, the default route.
 */
export const assignedRoute = (
  { assignments }: PublishedRoutes,
  unitId: string,
  features: Readonly<Record<string, string | null>>,
): RoutePin | null =>
  [unitId, null]
    .flatMap(unit => assignments.filter(assignment => assignment.unitId === unit))
    .find(({ when }) => when.every(condition => isMet(condition, features)))?.route ?? null
