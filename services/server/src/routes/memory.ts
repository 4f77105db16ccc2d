import { likelihoods } from '@shenbao/declaration/events.ts'
import { hintKinds } from '@shenbao/declaration/hints.ts'
import type { LivedRow } from '@shenbao/declaration/lived-year.ts'
import type { Memory } from '@shenbao/declaration/memory.ts'
import { z } from 'zod'
import { etagOf } from '../command-headers.ts'
import type { DeclarationDesk } from '../declaration-desk.ts'
import type { MemoryDesk } from '../memory-desk.ts'
import { ownProblem, problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App, Before } from './route-plugin.ts'

const Blank = z.string().nullable()
const Hint = z
  .strictObject({
    kind: z.enum(hintKinds),
    severity: z.enum(['warning', 'info']),
    message: z.string(),
    basis: z.strictObject({ kind: z.enum(['law', 'practice', 'product']), text: z.string() }),
  })
  .meta({ id: 'Hint', description: '上年结果给本年的提示' })
const Hints = z.array(Hint).readonly()
const LastYear = {
  name: z.string(),
  level1: Blank,
  level2: Blank,
  target: z.string().describe('上年指标值，调整之后的'),
  approvedTarget: Blank.describe('上年批复时的指标值'),
  actual: Blank,
  progress: z
    .strictObject({
      period: z.string(),
      actual: z.string(),
      forecast: Blank,
      likelihood: z.enum(likelihoods).nullable(),
      cause: Blank,
    })
    .nullable()
    .describe('上年最近一次监控'),
  score: Blank.describe('有核查得分的是核查得分，否则是自评得分'),
  selfScore: Blank,
  weight: Blank,
  reason: Blank.describe('偏差原因'),
  comment: Blank.describe('核查意见'),
  hints: Hints,
}
const MemoryOut = z
  .strictObject({
    before: z
      .strictObject({
        id: z.string(),
        name: Blank,
        year: z.int(),
        total: Blank,
        grade: Blank,
        confirmed: z.boolean().describe('等次是否已经确认；否则是单位自评的'),
        review: z.strictObject({ grade: z.string(), comment: z.string() }).nullable().describe('上年对目标的审核意见'),
        execution: z.strictObject({ requested: Blank, budget: Blank, executed: Blank, rate: Blank }),
      })
      .nullable(),
    rows: z
      .array(z.strictObject({ indicator: z.string(), certainty: z.enum(['same', 'alike']), ...LastYear }))
      .readonly()
      .describe('本年的行和上年对应的行；alike 是名称相近，请人核对'),
    gone: z.array(z.strictObject(LastYear)).readonly().describe('上年有、本年没有的行'),
    fresh: z.array(z.string()).readonly().describe('本年新设的行'),
    hints: Hints,
  })
  .meta({ id: 'Memory', description: '上年与本年对照' })

export type MemoryOut = z.output<typeof MemoryOut>

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; declarations: DeclarationDesk; memory: MemoryDesk }>

export const memoryRoutes = (app: App, { reads, signedIn, declarations, memory }: Needs): void => {
  app.get(
    '/api/declarations/:id/memory',
    {
      onRequest: reads,
      schema: {
        summary: '上年与本年对照：每行上年的指标值、完成值、得分、偏差原因，和由此而来的提示',
        tags: ['申报'],
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: MemoryOut, ...problemReplies },
      },
    },
    async (request, reply) => {
      const officer = signedIn.officerOf(request)
      const seen = await declarations.now(officer, request.params.id)
      if (!seen) throw ownProblem('not-found')
      reply.header('etag', etagOf(seen.revision)).header('shenbao-position', seen.position)
      return memoryOut(await memory.of(officer, seen.declaration))
    },
  )
}

const memoryOut = ({ before, rows, gone, fresh, hints }: Memory): z.output<typeof MemoryOut> => ({
  before: before && {
    id: before.id,
    name: before.name,
    year: before.year,
    total: before.total,
    grade: before.grade,
    confirmed: before.confirmed,
    review: before.review,
    execution: { requested: before.requested, budget: before.budget, executed: before.executed, rate: before.rate },
  },
  rows: rows.map(({ indicator, certainty, before: row, hints }) => ({ indicator, certainty, ...lived(row), hints })),
  gone: gone.map(({ before: row, hints }) => ({ ...lived(row), hints })),
  fresh,
  hints,
})

/** The row's id of last year says nothing to this year's reader. */
const lived = ({ id: _, ...row }: LivedRow) => row
