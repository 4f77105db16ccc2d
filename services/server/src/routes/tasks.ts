import { countTasks, listTasks, taskViews } from '@shenbao/read-models/queries/list-tasks.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import { principalOf } from '../principal.ts'
import { problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { Listed, listedOut } from './listed-shape.ts'
import { pagingOf, readingPage } from './paging.ts'
import type { App, Before } from './route-plugin.ts'

const ROWS_USUAL = 200

const Task = Listed.extend({
  /** Since when it waits, or when the person last acted or wrote. */
  at: z.string(),
  /** The stage that waits for the person, `null` outside `todo`. */
  waitingStage: z.string().nullable(),
  commands: z.array(z.string()).readonly(),
}).meta({ id: 'Task' })
const Counts = z.strictObject({ todo: z.int(), done: z.int(), mine: z.int(), cc: z.int() })

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; models: ReadModels }>

export const taskRoutes = (app: App, { reads, signedIn, models }: Needs): void => {
  app.get(
    '/api/tasks',
    {
      onRequest: reads,
      schema: {
        summary: '我的工作：待办、已办、我发起的、知会',
        tags: ['申报'],
        querystring: z.strictObject({ view: z.enum(taskViews).optional(), ...pagingOf(ROWS_USUAL) }),
        response: {
          200: z.strictObject({ items: z.array(Task).readonly(), next: z.string().nullable(), counts: Counts }),
          ...problemReplies,
        },
      },
    },
    async request => {
      const who = principalOf(signedIn.officerOf(request))
      const { view = 'todo', ...paging } = request.query
      const { items, next } = readingPage(() => listTasks(models.db(), { ...paging, who, view }))
      return {
        items: items.map(task => ({
          ...listedOut(task),
          at: task.at,
          waitingStage: task.waitingStage,
          commands: task.commands,
        })),
        next,
        counts: countTasks(models.db(), who),
      }
    },
  )
}
