/** Publishing a route and saying who begins on it: what is refused, what is recorded, and which route a new declaration gets. */
import { sm3 } from '@shenbao/audit/node-digest.ts'
import type { Condition } from '@shenbao/workflow/route.ts'
import t from 'tap'
import { type AssignRoute, decideRoutes, type RoutesCommand } from '../src/decide-routes.ts'
import { assignedRoute, evolveRoutes, noPublishedRoutes, type PublishedRoutes, routesReader } from '../src/published-routes.ts'
import { shippedRoutes } from '../src/routes.ts'

const asked = { roles: ['admin'], units: ['unit-a', 'unit-b'], digest: sm3 }

/** A route of an organisation's own: the small project under another name. */
const own = (over: object = {}): object => {
  const small = shippedRoutes.find(({ id }) => id === 'small-project')
  return { ...structuredClone(small), id: 'our-own', title: '本局自定流程', ...over }
}

const after = (commands: readonly RoutesCommand[], from = noPublishedRoutes): PublishedRoutes => {
  let routes = from
  for (const command of commands) {
    const decision = decideRoutes(routes, command, asked)
    if (!decision.accepted) throw new Error(`${command.type}: ${decision.because.code}`)
    routes = decision.events.reduce(evolveRoutes, routes)
  }
  return routes
}
const codeOf = (routes: PublishedRoutes, command: RoutesCommand, by = asked): string => {
  const decision = decideRoutes(routes, command, by)
  return decision.accepted ? decision.events.map(({ type }) => type).join(' ') : decision.because.code
}
const publish = (definition: unknown): RoutesCommand => ({ type: 'publish-route', definition })
const assign = (over: Partial<AssignRoute> = {}): RoutesCommand => ({
  type: 'assign-route',
  unitId: null,
  when: [],
  route: { id: 'our-own', version: 1 },
  ...over,
})

t.test('publishing', t => {
  t.equal(codeOf(noPublishedRoutes, publish(own())), 'route-published')
  t.equal(codeOf(noPublishedRoutes, publish(own()), { ...asked, roles: ['drafter'] }), 'not-administrator')
  t.equal(codeOf(noPublishedRoutes, publish(own({ begins: 'darfting' }))), 'route-unsound')
  for (const nothing of [null, 'x', 7, [], {}]) t.equal(codeOf(noPublishedRoutes, publish(nothing)), 'route-unsound')
  t.equal(codeOf(noPublishedRoutes, publish(own({ id: 'center-bureau' }))), 'route-id-shipped')
  t.equal(codeOf(noPublishedRoutes, publish(own({ version: 2 }))), 'route-version-wrong', 'begins with 1')
  const one = after([publish(own())])
  t.equal(codeOf(one, publish(own({ title: '改过' }))), 'route-version-wrong', 'never edited')
  t.equal(codeOf(one, publish(own({ version: 3 }))), 'route-version-wrong', 'none left out')
  t.equal(codeOf(one, publish(own({ version: 2 }))), 'route-published')
  const decision = decideRoutes(noPublishedRoutes, publish(own({ begins: 'darfting' })), asked)
  t.match(decision, {
    because: { places: [{ field: 'begins', message: /起始环节「darfting」不存在。是不是想写「drafting」？（unknown-stage）/ }] },
  })
  t.end()
})

t.test('what is recorded is read back the same', t => {
  const decision = decideRoutes(noPublishedRoutes, publish(own()), asked)
  if (!decision.accepted) throw new Error('refused')
  const [event] = decision.events
  if (event?.type !== 'route-published') throw new Error('nothing recorded')
  t.same(JSON.parse(JSON.stringify(event.data.definition)), JSON.parse(JSON.stringify(own())))
  t.equal(routesReader.schemaVersionOf('route-published'), 1)
  t.end()
})

t.test('assigning', t => {
  const one = after([publish(own())])
  t.equal(codeOf(one, assign()), 'route-assigned')
  t.equal(codeOf(noPublishedRoutes, assign({ route: { id: 'key-project', version: 1 } })), 'route-assigned', 'a shipped one')
  t.equal(codeOf(noPublishedRoutes, assign()), 'route-unknown')
  t.equal(codeOf(one, assign({ route: { id: 'our-own', version: 2 } })), 'route-unknown')
  t.equal(codeOf(one, assign({ unitId: 'unit-c' })), 'organisation-unknown')
  t.equal(codeOf(one, assign(), { ...asked, roles: [] }), 'not-administrator')
  const wrong: readonly Condition[] = [
    { of: 'amount', atLeast: '1.00' },
    { of: 'adjusts', is: ['budget'] },
    { of: 'nature', below: '1.00' },
    { of: 'annualRequest', is: ['1.00'] },
    { of: 'annualRequest' },
  ]
  for (const condition of wrong) t.equal(codeOf(one, assign({ when: [condition] })), 'condition-wrong', JSON.stringify(condition))
  t.end()
})

t.test('which route a new declaration begins on', t => {
  const key = { id: 'key-project', version: 1 }
  const large: readonly Condition[] = [{ of: 'annualRequest', atLeast: '5000000.00' }]
  const routes = after([
    publish(own()),
    assign(),
    assign({ when: large, route: key }),
    assign({ unitId: 'unit-a', route: { id: 'center-bureau', version: 1 }, when: [{ of: 'nature', is: ['其他'] }] }),
  ])
  const begins = (unit: string, annualRequest: string | null, nature = '专项'): string | undefined =>
    assignedRoute(routes, unit, { annualRequest, nature })?.id
  t.equal(begins('unit-b', '4999999.99'), 'our-own')
  t.equal(begins('unit-b', '5000000.00'), 'key-project')
  t.equal(begins('unit-b', null), 'our-own', 'a blank amount meets no condition')
  t.equal(begins('unit-a', '5000000.00', '其他'), 'center-bureau', 'what is said of the unit goes first')
  t.equal(begins('unit-a', '5000000.00'), 'key-project')
  t.equal(assignedRoute(noPublishedRoutes, 'unit-a', {}), null, 'nothing assigned: the default')
  t.end()
})
