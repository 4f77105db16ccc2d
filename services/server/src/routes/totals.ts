import { yuanOfFen } from '@shenbao/kernel/money.ts'
import { sumTotals, type Total, totalsBy } from '@shenbao/read-models/queries/sum-totals.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import { withinOf } from '../principal.ts'
import { problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { Year } from './paging.ts'
import type { App, Before } from './route-plugin.ts'

const Sums = z.strictObject({
  count: z.int(),
  annualRequest: z.string(),
  /** Declarations whose amount is blank on the form. */
  blank: z.int(),
  indicators: z.int(),
})
const Totals = z.strictObject({
  rows: z.array(Sums.extend({ key: z.string().nullable(), id: z.string().nullable() })),
  total: Sums,
  discarded: z.int(),
})

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; models: ReadModels }>

export const totalRoutes = (app: App, { reads, signedIn, models }: Needs): void => {
  app.get(
    '/api/totals',
    {
      onRequest: reads,
      schema: {
        summary: '汇总：项数、年度资金申请总额，按单位、性质、类别或阶段',
        tags: ['申报'],
        querystring: z.strictObject({ year: Year.optional(), by: z.enum(totalsBy).optional() }),
        response: { 200: Totals, ...problemReplies },
      },
    },
    async request => {
      const { year, by = 'unit' } = request.query
      const { rows, total, discarded } = sumTotals(models.db(), { year, by, within: withinOf(signedIn.officerOf(request)) })
      return { rows: rows.map(row => ({ ...sumsOut(row), key: row.key, id: row.id })), total: sumsOut(total), discarded }
    },
  )
}

const sumsOut = ({ count, annualRequest, blank, indicators }: Total): z.output<typeof Sums> => ({
  count,
  annualRequest: yuanOfFen(annualRequest),
  blank,
  indicators,
})
