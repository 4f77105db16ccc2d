import { judgements, PolicyPin } from '@shenbao/declaration/events.ts'
import type { World } from '@shenbao/declaration/world.ts'
import { planFields } from '@shenbao/form/form.ts'
import { rowFlags } from '@shenbao/policy/scored-row.ts'
import { type ScoringMethod, scoringMethods } from '@shenbao/policy/scoring-method.ts'
import { countedBy, type RowScoring, scoringOfForm } from '@shenbao/policy/scoring-of-form.ts'
import { z } from 'zod'
import type { DeclarationDesk } from '../declaration-desk.ts'
import { Basis, ownProblem, problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App, Before } from './route-plugin.ts'

const Blank = z.string().nullable()
const methods = Object.keys(scoringMethods) as [ScoringMethod, ...ScoringMethod[]]
const Row = z.strictObject({
  indicator: z.string(),
  level1: Blank,
  level2: Blank,
  name: z.string(),
  target: z.string(),
  weight: z.string(),
  isDefaultWeight: z.boolean().describe('分值未填，按政策包分配，之后可能变化'),
  plan: z.partialRecord(z.enum(planFields), z.string()),
  method: z.enum(methods),
  methodTitle: z.string(),
  scoredBy: z.enum(['machine', 'machine-when-met', 'person']).describe('machine-when-met：达到时自动得满分，未达到由人评判'),
  sentence: z.string().describe('年末怎样计分，含政策包的算式和数字'),
  examples: z
    .array(
      z.strictObject({
        title: z.string(),
        actual: z.string(),
        judgement: z.enum(judgements).nullable().describe('由人评判的例子里所选的达成情况'),
        score: Blank.describe('null 表示须由人评判'),
        formula: z.string(),
        flags: z.array(z.enum(rowFlags)).readonly(),
      }),
    )
    .readonly()
    .describe('试算，与年末计分用同一算法'),
  missing: z
    .array(
      z.strictObject({
        code: z.enum(['target', 'unit', 'figure', 'date', 'direction', 'grades', 'evidence']),
        fields: z.array(z.enum(['target', ...planFields])).readonly(),
        message: z.string(),
      }),
    )
    .readonly()
    .describe('还缺什么、怎样补；只提示，不妨碍送审'),
  suggested: z
    .strictObject({
      grades: z.strictObject({ gradeMet: z.string(), gradePartly: z.string(), gradeUnmet: z.string(), basis: Basis }).nullable(),
      evidence: z.strictObject({
        evidenceType: z.string(),
        evidenceSource: z.string(),
        evidenceMethod: z.string(),
        basis: Basis,
      }),
    })
    .describe('可以采用再改写的写法；不会自动填入'),
})
const Scoring = z
  .strictObject({
    revision: z.int(),
    policy: PolicyPin.extend({ title: z.string() }),
    counts: z.strictObject({ machine: z.int(), 'machine-when-met': z.int(), person: z.int() }),
    items: z.array(Row).readonly(),
  })
  .meta({ id: 'Scoring', description: '每行指标年末怎样计分' })

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; declarations: DeclarationDesk; world: World }>

export const scoringRoutes = (app: App, { reads, signedIn, declarations, world }: Needs): void => {
  app.get(
    '/api/declarations/:id/scoring',
    {
      onRequest: reads,
      schema: {
        summary: '每行指标年末怎样计分：一句话、试算、还缺什么、可以采用的写法',
        tags: ['申报'],
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: Scoring, ...problemReplies },
      },
    },
    async request => {
      const seen = await declarations.now(signedIn.officerOf(request), request.params.id)
      if (!seen) throw ownProblem('not-found')
      const { form, year, policy } = seen.declaration
      const pack = world.policy(policy)
      const rows = scoringOfForm(form.indicators, pack, year)
      return {
        revision: seen.revision,
        policy: { ...policy, title: pack.title },
        counts: countedBy(rows),
        items: rows.map(rowOut),
      }
    },
  )
}

const rowOut = ({ indicator: { id, level1, level2, name, target, plan }, ...scoring }: RowScoring): z.output<typeof Row> => ({
  indicator: id,
  level1,
  level2,
  name,
  target,
  plan: plan ?? {},
  ...scoring,
})
