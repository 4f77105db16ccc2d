import { type EvaluationSheet, evaluationSheetOf } from '@shenbao/declaration/evaluation-sheet.ts'
import { judgements, PolicyPin } from '@shenbao/declaration/events.ts'
import type { World } from '@shenbao/declaration/world.ts'
import { z } from 'zod'
import type { DeclarationDesk, SeenDeclaration } from '../declaration-desk.ts'
import { Basis, ownProblem, Place, problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App, Before } from './route-plugin.ts'
import { By, byOf } from './work-shape.ts'

const Text = z.string().nullable()
const Flags = z.array(z.string()).readonly()
const Judgement = z.enum(judgements).nullable()
const Budget = z.strictObject({
  initial: Text,
  annual: Text,
  executed: Text,
  reason: z.string(),
  proposed: z
    .strictObject({ annual: Text, executed: Text, period: Text })
    .describe('可以采用的数：调整后的资金，最近一次监控的执行数'),
  receipt: z
    .strictObject({ rate: Text, score: Text, weight: z.string(), formula: z.string(), flags: Flags })
    .nullable()
    .describe('全年预算数为零而政策不计分时为 null'),
  basis: Basis,
})
const Row = z.strictObject({
  indicator: z.string(),
  level1: Text,
  level2: Text,
  name: z.string(),
  target: z.string(),
  approvedTarget: Text.describe('年初指标值，批复时的；调整新增的行为 null'),
  weight: z.string(),
  monitored: z
    .strictObject({ period: z.string(), actual: z.string(), forecast: Text, likelihood: Text })
    .nullable()
    .describe('最近一次监控；其完成值是建议，不算填报'),
  entered: z.strictObject({ actual: z.string(), judgement: Judgement, score: Text, reason: z.string() }).nullable(),
  receipt: z.strictObject({
    formula: z.string(),
    inputs: z.strictObject({ target: z.string(), actual: Text, weight: z.string(), judgement: Text, given: Text }),
    score: Text,
    flags: Flags,
    rule: z.enum(['quantitative', 'qualitative']),
    basis: Basis,
  }),
  bands: z
    .array(
      z.strictObject({
        judgement: z.enum(judgements),
        title: z.string(),
        from: z.string(),
        to: z.string(),
        includesTo: z.boolean(),
        described: Text.describe('申报时写明的等级描述；没写为 null'),
      }),
    )
    .readonly()
    .nullable()
    .describe('定性指标每种达成情况可给的分；定量指标为 null'),
  evidence: z
    .strictObject({ expected: Text, source: Text, present: z.int(), hint: Text })
    .describe('约定的佐证和现有的份数；hint 是还缺什么'),
  handedIn: z.strictObject({ score: Text, formula: z.string(), flags: Flags }).nullable(),
  rescore: z.strictObject({ from: Text, to: z.string(), reason: z.string(), ...By }).nullable(),
})
const Concern = z.strictObject({
  kind: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  sentence: z.string(),
  basis: Basis,
  isUnexplained: z.boolean(),
})
const Sheet = z
  .strictObject({
    declaration: z.string(),
    revision: z.int(),
    name: Text,
    year: z.int(),
    policy: PolicyPin.extend({ title: z.string() }),
    rounding: z.strictObject({ places: z.int(), mode: z.string(), basis: Basis }),
    budget: Budget,
    rows: z.array(Row).readonly(),
    removed: z
      .array(
        z.strictObject({
          indicator: z.string(),
          name: z.string(),
          target: z.string(),
          adjustment: z.int().nullable(),
          reason: z.string(),
        }),
      )
      .readonly()
      .describe('经批准的调整删去的行：列出，不计分'),
    total: Text,
    grade: Text,
    flags: Flags,
    misses: z.array(Place).readonly().describe('提交自评前还缺的'),
    concerns: z.array(Concern).readonly().describe('提请注意的，不妨碍提交'),
    handedIn: z.strictObject({ total: Text, grade: Text, policy: PolicyPin }).nullable(),
    final: z.strictObject({ total: z.string(), grade: z.string(), policy: PolicyPin, ...By }).nullable(),
  })
  .meta({ id: 'EvaluationSheet', description: '自评表：从记录预填，逐行给出算式' })

export type EvaluationAnswer = z.output<typeof Sheet>

const LONGEST = 2_000
const Line = z.string().max(LONGEST, `最多 ${LONGEST} 个字`)
/** As `record-result`, but half typed figures are no mistake: they count as not entered. */
const Draft = z.strictObject({
  budget: z
    .strictObject({ initial: Line.nullable().optional(), annual: Line, executed: Line, reason: Line.optional() })
    .optional(),
  results: z
    .array(
      z.strictObject({
        indicator: z.string().min(1).max(100),
        actual: Line,
        judgement: Judgement.optional(),
        score: Line.nullable().optional(),
        reason: Line.optional(),
      }),
    )
    .max(500)
    .optional(),
})

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; declarations: DeclarationDesk; world: World }>

export const evaluationSheetRoutes = (app: App, { reads, signedIn, declarations, world }: Needs): void => {
  const address = '/api/declarations/:id/evaluation'
  const params = z.strictObject({ id: z.uuid() })
  const shared = { tags: ['自评'], params, response: { 200: Sheet, ...problemReplies } }

  app.get(
    address,
    { onRequest: reads, schema: { summary: '自评表：从记录预填，逐行给出算式和依据，以及还缺什么', ...shared } },
    async request => {
      const seen = await declarations.now(signedIn.officerOf(request), request.params.id)
      if (!seen) throw ownProblem('not-found')
      return sheetOut(seen, evaluationSheetOf(seen.declaration, world.policy(seen.declaration.policy)))
    },
  )

  app.post(
    address,
    {
      onRequest: reads,
      schema: {
        summary: '同一张自评表，算上还没有保存的填报；什么也不记录',
        description: '内容同 record-result，去掉 type。没写完的数按未填处理。',
        body: Draft,
        ...shared,
      },
    },
    async request => {
      const seen = await declarations.now(signedIn.officerOf(request), request.params.id)
      if (!seen) throw ownProblem('not-found')
      return sheetOut(seen, evaluationSheetOf(seen.declaration, world.policy(seen.declaration.policy), request.body))
    },
  )
}

const sheetOut = ({ declaration, revision }: SeenDeclaration, sheet: EvaluationSheet): z.output<typeof Sheet> => ({
  ...sheet,
  declaration: declaration.id,
  revision,
  name: declaration.form.name,
  year: declaration.year,
  rows: sheet.rows.map(({ rescore, ...row }) => ({
    ...row,
    rescore: rescore && { from: rescore.from, to: rescore.to, reason: rescore.reason, ...byOf(rescore.told) },
  })),
  handedIn: sheet.handedIn && { total: sheet.handedIn.total, grade: sheet.handedIn.grade, policy: sheet.handedIn.policy },
  final: sheet.final && {
    total: sheet.final.total,
    grade: sheet.final.grade,
    policy: sheet.final.policy,
    ...byOf(sheet.final.told),
  },
})
