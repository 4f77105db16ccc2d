import { decideRoutes, type RoutesCommand } from '@shenbao/declaration/decide-routes.ts'
import { featuresOfForm } from '@shenbao/declaration/features.ts'
import { assignedRoute, type PublishedRoutes, routesReader, routesStream } from '@shenbao/declaration/published-routes.ts'
import { DEFAULT_ROUTE } from '@shenbao/declaration/routes.ts'
import type { Officer } from '@shenbao/directory/directory.ts'
import { LogFault, type Position } from '@shenbao/event-store/port.ts'
import type { Form } from '@shenbao/form/form.ts'
import { MOST_TRIES, type Recorder, recordFacts } from '@shenbao/handler/record.ts'
import type { RouteBook } from '@shenbao/handler/route-book.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { RoutePin } from '@shenbao/workflow/route.ts'
import type { LiveRoute } from '@shenbao/workflow/stage.ts'
import type { DirectoryDesk } from './directory-desk.ts'

export type RoutesRecorded =
  | Readonly<{ accepted: true; pin: RoutePin; position: Position | null }>
  | Readonly<{ accepted: false; because: Rejection }>

/** The routes as the log has them now, the one way to change them, and which one a new declaration begins on. */
export type RouteDesk = Readonly<{
  current: () => Promise<Readonly<{ live: readonly LiveRoute[]; routes: PublishedRoutes }>>
  /** Decides and records; with `dryRun` decides alone. */
  record: (officer: Officer, command: RoutesCommand, dryRun?: boolean) => Promise<RoutesRecorded>
  /** The routes on which declarations of the unit with these forms begin, each once. */
  begins: (unitId: string, forms: readonly Form[]) => Promise<ReadonlySet<LiveRoute>>
  /** Every route on which some declaration of the unit may begin, the default last. */
  beginsAnywhere: (unitId: string) => Promise<readonly LiveRoute[]>
}>

type Needs = Readonly<{ recorder: Recorder; book: RouteBook; desk: DirectoryDesk; newId: () => string }>

export const newRouteDesk = ({ recorder, book, desk, newId }: Needs): RouteDesk => {
  const { world } = book
  const byDefault = (): LiveRoute => world.newestRoute(DEFAULT_ROUTE)

  const record = async (officer: Officer, command: RoutesCommand, dryRun: boolean, tries = 1): Promise<RoutesRecorded> => {
    const { routes, last } = await book.refresh()
    const units = Object.keys((await desk.current()).organisations)
    const decision = decideRoutes(routes, command, { roles: officer.roles, units, digest: recorder.digest })
    if (!decision.accepted) return decision
    const [pin = byDefault().pin] = decision.events.map(({ type, data }) =>
      type === 'route-published'
        ? { id: String(data.definition['id']), version: Number(data.definition['version']), digest: data.digest }
        : data.route,
    )
    if (dryRun) return { accepted: true, pin, position: null }
    const facts = decision.events.map(({ type, data }) => ({ type, schemaVersion: routesReader.schemaVersionOf(type), data }))
    const account = {
      actor: officer.officerId,
      onBehalfOf: null,
      commandId: newId(),
      commandDigest: recorder.digest(canonicalJson(plain(command))),
    }
    const recorded = await recordFacts(recorder, routesStream, last, facts, account)
    if (recorded.outcome === 'recorded') {
      await book.refresh()
      return { accepted: true, pin, position: recorded.position }
    }
    if (tries >= MOST_TRIES) throw new LogFault('流程同时被多人修改，请稍后再试。', { settled: true })
    return record(officer, command, dryRun, tries + 1)
  }

  return {
    current: async () => {
      const { routes } = await book.refresh()
      return { live: world.routes(), routes }
    },
    record: (officer, command, dryRun = false) => record(officer, command, dryRun),
    begins: async (unitId, forms) => {
      const { routes } = await book.refresh()
      const pins = forms.map(form => assignedRoute(routes, unitId, featuresOfForm(form)))
      return new Set(pins.map(pin => (pin ? world.route(pin) : byDefault())))
    },
    beginsAnywhere: async unitId => {
      const { routes } = await book.refresh()
      const assigned = routes.assignments.filter(assignment => assignment.unitId === null || assignment.unitId === unitId)
      return [...new Set([...assigned.map(({ route }) => world.route(route)), byDefault()])]
    },
  }
}

/** Absent members are left out, as in JSON. */
const plain = (command: RoutesCommand): unknown => JSON.parse(JSON.stringify(command))
