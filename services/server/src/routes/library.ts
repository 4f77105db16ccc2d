import { planFields } from '@shenbao/form/form.ts'
import { searchLibrary } from '@shenbao/read-models/queries/search-library.ts'
import { similarIndicators } from '@shenbao/read-models/queries/similar-indicators.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import { withinOf } from '../principal.ts'
import { problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { pagingOf, readingPage } from './paging.ts'
import type { App, Before } from './route-plugin.ts'

const Blank = z.string().nullable()
const Entry = z
  .strictObject({
    key: z.string(),
    name: z.string().describe('最常用的写法'),
    level1: Blank,
    level2: Blank,
    unit: Blank.describe('计量单位'),
    op: Blank.describe('指标值的方向：= > >= < <= text'),
    usual: z
      .strictObject({ target: z.string(), value: Blank, by: z.enum(['most-common', 'median', 'only']) })
      .describe('常用值；target 是最近一次这样写的指标值，可以直接用'),
    range: z.strictObject({ low: z.string(), high: z.string() }).nullable(),
    times: z.int(),
    declarations: z.int(),
    years: z.array(z.int()).readonly(),
    units: z
      .array(z.strictObject({ id: z.string(), name: Blank }))
      .readonly()
      .describe('用过的单位'),
    earned: z
      .strictObject({ share: z.string(), times: z.int() })
      .nullable()
      .describe('评价时得到的分占满分的份额，和评价过的次数'),
    lastUsed: z.int(),
    plan: z.partialRecord(z.enum(planFields), z.string()).describe('最近一次写的佐证、分档标准等'),
  })
  .meta({ id: 'LibraryEntry', description: '指标库的一项：由批复过的指标归纳' })
const Similar = Entry.extend({ likeness: z.int().describe('所输名称有百分之多少也在这一项里') })

const ENTRIES_USUAL = 50
const SIMILAR_USUAL = 8
const SIMILAR_MAX = 50

const Word = z.string().max(200)
const Search = z.strictObject({
  q: Word.optional().describe('在指标名称和二级指标中查找，两个字也可以，多个词用空格隔开'),
  level1: Word.optional(),
  level2: Word.optional(),
  ...pagingOf(ENTRIES_USUAL),
})
const Typed = z.strictObject({
  name: Word,
  level2: Word.optional(),
  limit: z
    .string()
    .regex(/^[1-9]\d?$/, `应为 1 至 ${SIMILAR_MAX} 的整数`)
    .refine(text => Number(text) <= SIMILAR_MAX, `应为 1 至 ${SIMILAR_MAX} 的整数`)
    .optional()
    .transform(text => Number(text ?? SIMILAR_USUAL)),
})

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; models: ReadModels }>

export type LibraryEntry = z.output<typeof Entry>
export type SimilarEntry = z.output<typeof Similar>

export const libraryRoutes = (app: App, { reads, signedIn, models }: Needs): void => {
  const tags = ['指标库']

  app.get(
    '/api/library',
    {
      onRequest: reads,
      schema: {
        summary: '指标库：批复过的指标，常用的在前',
        tags,
        querystring: Search,
        response: { 200: z.strictObject({ items: z.array(Entry).readonly(), next: Blank }), ...problemReplies },
      },
    },
    async request => {
      const within = withinOf(signedIn.officerOf(request))
      return readingPage(() => searchLibrary(models.db(), { ...request.query, within }))
    },
  )

  app.get(
    '/api/library/similar',
    {
      onRequest: reads,
      schema: {
        summary: '输入指标名称时的建议，最相近的在前',
        tags,
        querystring: Typed,
        response: { 200: z.strictObject({ items: z.array(Similar).readonly() }), ...problemReplies },
      },
    },
    async request => {
      const within = withinOf(signedIn.officerOf(request))
      return { items: similarIndicators(models.db(), { ...request.query, within }) }
    },
  )
}
