import { rankEvaluations } from '@shenbao/read-models/queries/rank-evaluations.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import { withinOf } from '../principal.ts'
import { problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { Year } from './paging.ts'
import type { App, Before } from './route-plugin.ts'

const Text = z.string().nullable()
const Evaluation = z.strictObject({
  id: z.string(),
  name: Text,
  unitId: z.string(),
  unit: Text,
  phase: z.string(),
  selfTotal: Text,
  selfGrade: Text,
  finalTotal: Text,
  grade: Text,
  executionRate: Text,
  difference: Text,
  rank: z.int().nullable(),
})

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; models: ReadModels }>

export const evaluationRoutes = (app: App, { reads, signedIn, models }: Needs): void => {
  app.get(
    '/api/evaluations',
    {
      onRequest: reads,
      schema: {
        summary: '评价结果：得分、等次、名次',
        tags: ['自评'],
        querystring: z.strictObject({ year: Year.optional() }),
        response: { 200: z.strictObject({ items: z.array(Evaluation).readonly() }), ...problemReplies },
      },
    },
    async request => {
      const within = withinOf(signedIn.officerOf(request))
      return { items: rankEvaluations(models.db(), { ...request.query, within }) }
    },
  )
}
