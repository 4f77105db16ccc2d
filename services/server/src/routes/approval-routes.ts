import { shippedRoutes } from '@shenbao/declaration/routes.ts'
import { Condition, Route } from '@shenbao/workflow/route.ts'
import { routeSchema } from '@shenbao/workflow/route-schema.ts'
import type { LiveRoute } from '@shenbao/workflow/stage.ts'
import { z } from 'zod'
import { ownProblem, problemReplies, refused } from '../problems.ts'
import type { RouteDesk } from '../route-desk.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App } from './route-plugin.ts'

const Id = z.string().min(1).max(64)
const Version = z.coerce.number().int().positive()
const Stage = z.strictObject({ name: z.string(), title: z.string(), phase: z.string() })
const Listed = z.strictObject({
  id: Id,
  version: z.int(),
  title: z.string(),
  /** As linked in this log; a declaration keeps it with id and version. */
  digest: z.string(),
  shipped: z.boolean(),
  stages: z.array(Stage),
})
const Assignment = z.strictObject({
  /** `null`: all units. */
  unit: Id.nullable(),
  when: z.array(Condition).max(20),
  route: z.strictObject({ id: Id, version: z.int().positive() }),
})
const Routes = z.strictObject({ items: z.array(Listed), assignments: z.array(Assignment) })
const Published = z.strictObject({ id: Id, version: z.int(), digest: z.string() })
const DryRun = z.strictObject({ 'dry-run': z.string().optional() })

type Needs = Readonly<{ signedIn: SignedIn; routes: RouteDesk }>

const tags = ['流程']

/** The routes on which declarations run: what there is, publishing one of one's own, and who begins on which. */
export const approvalRouteRoutes = (app: App, needs: Needs): void => {
  reading(app, needs)
  publishing(app, needs)
}

const listed = ({ route, pin }: LiveRoute): z.output<typeof Listed> => ({
  ...pin,
  title: route.title,
  shipped: shippedRoutes.some(({ id }) => id === pin.id),
  stages: route.stages.map(({ name, title, phase }) => ({ name, title, phase })),
})

const reading = (app: App, { signedIn, routes }: Needs): void => {
  const onRequest = signedIn.required
  app.get(
    '/api/routes',
    { onRequest, schema: { summary: '流程列表和指定', tags, response: { 200: Routes, ...problemReplies } } },
    async () => {
      const now = await routes.current()
      return {
        items: now.live.map(listed),
        assignments: now.routes.assignments.map(({ unitId, when, route: { id, version } }) => ({
          unit: unitId,
          when: [...when],
          route: { id, version },
        })),
      }
    },
  )
  app.get(
    '/api/routes/schema',
    { onRequest, schema: { summary: '流程的 JSON Schema', tags, response: { 200: z.looseObject({}), ...problemReplies } } },
    async () => routeSchema(),
  )
  app.get(
    '/api/routes/:id/:version',
    {
      onRequest,
      schema: {
        summary: '一个流程的定义',
        tags,
        params: z.strictObject({ id: Id, version: Version }),
        response: { 200: z.strictObject({ digest: z.string(), definition: Route }), ...problemReplies },
      },
    },
    async request => {
      const { id, version } = request.params
      const found = (await routes.current()).live.find(({ pin }) => pin.id === id && pin.version === version)
      if (!found) throw ownProblem('not-found')
      return { digest: found.pin.digest, definition: found.route }
    },
  )
}

const publishing = (app: App, { signedIn, routes }: Needs): void => {
  const onRequest = signedIn.required
  app.post(
    '/api/routes',
    {
      onRequest,
      schema: {
        summary: '发布流程（?dry-run 只查验）',
        description:
          '内容是流程定义，按 /api/routes/schema。查验出的每处错误列在 places 里：所在环节或 JSON 路径，和走到那里的最短走法。',
        tags,
        querystring: DryRun,
        body: z.looseObject({}),
        response: { 200: Published, 201: Published, ...problemReplies },
      },
    },
    async (request, reply) => {
      const isDryRun = request.query['dry-run'] !== undefined
      const command = { type: 'publish-route', definition: request.body } as const
      const recorded = await routes.record(signedIn.officerOf(request), command, isDryRun)
      if (!recorded.accepted) throw refused(recorded.because)
      if (recorded.position === null) return reply.code(200).send(recorded.pin)
      return reply.code(201).header('shenbao-position', recorded.position).send(recorded.pin)
    },
  )
  app.post(
    '/api/route-assignments',
    {
      onRequest,
      schema: {
        summary: '指定新申报走哪个流程',
        description: '先看指定给本单位的，再看指定给所有单位（unit 为 null）的；后指定的先看；条件都满足的第一个算数。',
        tags,
        body: Assignment,
        response: { 201: Published, ...problemReplies },
      },
    },
    async (request, reply) => {
      const { unit, when, route } = request.body
      const command = { type: 'assign-route', unitId: unit, when, route } as const
      const recorded = await routes.record(signedIn.officerOf(request), command)
      if (!recorded.accepted) throw refused(recorded.because)
      return reply
        .code(201)
        .header('shenbao-position', recorded.position ?? '')
        .send(recorded.pin)
    },
  )
}
