import { measureTitles, sourceTitles } from '@shenbao/declaration/rectification-commands.ts'
import { rectificationMeasures, rectificationSources } from '@shenbao/declaration/rectification-facts.ts'
import { listRectifications } from '@shenbao/read-models/queries/list-rectifications.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { DaysLeft } from '../days-left.ts'
import { withinOf } from '../principal.ts'
import { problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { Year } from './paging.ts'
import { stateTitles } from './rectification-shape.ts'
import type { App, Before } from './route-plugin.ts'

const Blank = z.string().nullable()
const Item = z.strictObject({
  declarationId: z.string(),
  name: Blank,
  unit: Blank,
  number: z.int(),
  state: z.enum(['open', 'answered', 'returned', 'closed']),
  stateTitle: z.string(),
  source: z.string(),
  sourceTitle: z.string(),
  measure: z.string(),
  measureTitle: z.string(),
  findings: z.string(),
  period: Blank,
  indicators: z.array(z.string()).readonly(),
  issuedAs: z.string(),
  issuedOn: z.string(),
  dueOn: z.string(),
  closedOn: Blank,
  workingDaysLeft: z.int().nullable(),
  overdue: z.boolean(),
})

export type ListedRectification = z.output<typeof Item>

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; models: ReadModels; clock: Clock; daysLeft: DaysLeft }>

export const rectificationRoutes = (app: App, { reads, signedIn, models, clock, daysLeft }: Needs): void => {
  app.get(
    '/api/rectifications',
    {
      onRequest: reads,
      schema: {
        summary: '整改台账：没有销号的按期限在前',
        tags: ['绩效监控'],
        querystring: z.strictObject({
          year: Year.optional(),
          state: z.enum(['open', 'answered', 'returned', 'closed']).optional(),
          overdue: z.literal('true').optional().describe('只列超过期限还没有答复的'),
        }),
        response: { 200: z.strictObject({ items: z.array(Item) }), ...problemReplies },
      },
    },
    async request => {
      const { year, state, overdue } = request.query
      const today = clock.today()
      const count = await daysLeft()
      const within = withinOf(signedIn.officerOf(request))
      const found = listRectifications(models.db(), { year, state, within, overdueOn: overdue && today })
      return {
        items: found.map(one => {
          const isDue = one.state === 'open' || one.state === 'returned'
          return {
            ...one,
            stateTitle: stateTitles[one.state],
            sourceTitle: titleIn(rectificationSources, sourceTitles, one.source),
            measureTitle: titleIn(rectificationMeasures, measureTitles, one.measure),
            workingDaysLeft: isDue ? count({ dueOn: one.dueOn, lapsed: false }).workingDaysLeft : null,
            overdue: isDue && one.dueOn < today,
          }
        }),
      }
    },
  )
}

const titleIn = <Name extends string>(names: readonly Name[], titles: Readonly<Record<Name, string>>, text: string): string => {
  const name = names.find(one => one === text)
  return name === undefined ? text : titles[name]
}
