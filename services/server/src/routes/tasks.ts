import { deadlineNote } from '@shenbao/declaration/deadline-words.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import { type Askers, countPressing, countTasks, listTasks, taskViews } from '@shenbao/read-models/queries/list-tasks.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { DaysLeft } from '../days-left.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { nameOfActor } from '../names.ts'
import { principalsFor } from '../principal.ts'
import { problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { Listed, listedOut } from './listed-shape.ts'
import { pagingOf, readingPage } from './paging.ts'
import { stateTitles } from './rectification-shape.ts'
import type { App, Before } from './route-plugin.ts'

const ROWS_USUAL = 200

const Task = Listed.extend({
  /** Since when it waits, or when the person last acted or wrote. */
  at: z.string(),
  /** The stage that waits for the person, `null` outside `todo`. */
  waitingStage: z.string().nullable(),
  commands: z.array(z.string()).readonly(),
  /** Whether the day on which what waits is due has passed. */
  overdue: z.boolean(),
  onBehalfOf: z.string().nullable().describe('代谁办理（人员编号）；自己的工作为 null'),
  onBehalfOfName: z.string().nullable(),
  unseen: z.boolean().describe('看过之后又有新的记录'),
  rectifications: z
    .array(z.strictObject({ number: z.int(), state: z.string(), stateTitle: z.string(), dueOn: z.string(), note: z.string() }))
    .describe('等本人答复或确认的整改，附期限'),
  copied: z
    .strictObject({ by: z.string(), byName: z.string(), note: z.string(), unread: z.boolean() })
    .nullable()
    .describe('抄送我的：谁抄送、附言、是否未读'),
}).meta({ id: 'Task' })
export type Task = z.output<typeof Task>

/** `overdue` and `dueToday` are of `todo`, `unread` of `cc`. */
export const Counts = z.strictObject({
  todo: z.int(),
  done: z.int(),
  mine: z.int(),
  cc: z.int(),
  overdue: z.int(),
  dueToday: z.int(),
  unread: z.int(),
})
export type Counts = z.output<typeof Counts>

export const countsOf = (models: Pick<ReadModels, 'db'>, who: Askers, today: Day): Counts => ({
  ...countTasks(models.db(), who),
  ...countPressing(models.db(), who, today),
})

type Needs = Readonly<{
  reads: Before
  signedIn: SignedIn
  models: ReadModels
  desk: DirectoryDesk
  clock: Clock
  daysLeft: DaysLeft
}>

export const taskRoutes = (app: App, { reads, signedIn, models, desk, clock, daysLeft }: Needs): void => {
  app.get(
    '/api/tasks',
    {
      onRequest: reads,
      schema: {
        summary: '我的工作：待办（含代理和点名的）、已办、我发起的、抄送我的',
        tags: ['申报'],
        querystring: z.strictObject({ view: z.enum(taskViews).optional(), ...pagingOf(ROWS_USUAL) }),
        response: {
          200: z.strictObject({ items: z.array(Task).readonly(), next: z.string().nullable(), counts: Counts }),
          ...problemReplies,
        },
      },
    },
    async request => {
      const directory = await desk.current()
      const today = clock.today()
      const who = principalsFor(directory, signedIn.officerOf(request), today)
      const count = await daysLeft()
      const { view = 'todo', ...paging } = request.query
      const { items, next } = readingPage(() => listTasks(models.db(), { ...paging, who, view }))
      return {
        items: items.map(task => ({
          ...listedOut(task, count),
          at: task.at,
          waitingStage: task.waitingStage,
          commands: task.commands,
          overdue: task.dueOn !== null && task.dueOn < today,
          onBehalfOf: task.onBehalfOf,
          onBehalfOfName: task.onBehalfOf === null ? null : nameOfActor(directory, task.onBehalfOf),
          unseen: task.seenRevision === null || task.seenRevision < task.revision,
          rectifications: task.rectifications.map(({ number, state, dueOn }) => ({
            number,
            state,
            stateTitle: stateTitles[state],
            dueOn,
            note: state === 'answered' ? '等你确认' : deadlineNote(count({ dueOn, lapsed: false }), today),
          })),
          copied: task.copied && { ...task.copied, byName: nameOfActor(directory, task.copied.by) },
        })),
        next,
        counts: countsOf(models, who, today),
      }
    },
  )
}
