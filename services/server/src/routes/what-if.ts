import { PolicyPin } from '@shenbao/declaration/events.ts'
import { whatIf } from '@shenbao/declaration/what-if.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { findPack, packIds, policyReference } from '@shenbao/policy/packs.ts'
import { rankEvaluations } from '@shenbao/read-models/queries/rank-evaluations.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import type { DeclarationDesk } from '../declaration-desk.ts'
import { withinOf } from '../principal.ts'
import { ownProblem, problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { Year } from './paging.ts'
import type { App, Before } from './route-plugin.ts'

const Text = z.string().nullable()
const Points = z.strictObject({ weight: z.string(), score: Text, formula: z.string() })
const Result = z.strictObject({ total: Text, grade: Text })
const Rescored = z
  .strictObject({
    declaration: z.string(),
    name: Text,
    unit: Text,
    policy: PolicyPin.describe('记录得分所依的政策包'),
    recorded: Result,
    other: Result,
    difference: Text,
    gradeChanges: z.boolean(),
    execution: z.strictObject({ recorded: Points.nullable(), other: Points.nullable() }).nullable(),
    rows: z.array(z.strictObject({ indicator: z.string(), name: z.string(), recorded: Points, other: Points })).readonly(),
    isReproduced: z.boolean().describe('按原政策包重算，与所记录的相同'),
  })
  .meta({ id: 'WhatIf' })

export type Rescored = z.output<typeof Rescored>

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; models: ReadModels; declarations: DeclarationDesk; world: World }>

export const whatIfRoutes = (app: App, { reads, signedIn, models, declarations, world }: Needs): void => {
  app.get(
    '/api/evaluations/what-if',
    {
      onRequest: reads,
      schema: {
        summary: '把一个年度的自评按另一个政策包重算，逐项列出差异；什么也不记录',
        tags: ['自评'],
        querystring: z.strictObject({
          year: Year,
          policy: z
            .string()
            .regex(/^[A-Z0-9-]{1,100}(@[1-9]\d{0,5})?$/, '应为政策包编号，例如 SH-2026 或 SH-2026@1')
            .describe('政策包编号，可加 @版本'),
          unit: z.string().min(1).max(200).optional().describe('单位编号，或表上写的实施单位'),
        }),
        response: {
          200: z.strictObject({
            policy: PolicyPin.extend({ title: z.string() }),
            items: z.array(Rescored).readonly(),
            gradesChanged: z.int(),
          }),
          ...problemReplies,
        },
      },
    },
    async request => {
      const { year, policy, unit } = request.query
      const officer = signedIn.officerOf(request)
      const other = packAsked(policy)
      const items: z.output<typeof Rescored>[] = []
      // One after the other: each is folded from the log, and everybody else has a turn in between.
      for (const { id, name, unit: of } of rankEvaluations(models.db(), { year, unit, within: withinOf(officer) })) {
        const seen = await declarations.now(officer, id)
        const answer = seen && whatIf(seen.declaration, world.policy(seen.declaration.policy), other)
        if (answer) items.push({ declaration: id, name, unit: of, policy: seen.declaration.policy, ...answer })
      }
      return {
        policy: { ...policyReference(world.digest, other), title: other.title },
        items,
        gradesChanged: items.filter(({ gradeChanges }) => gradeChanges).length,
      }
    },
  )
}

const packAsked = (asked: string): PolicyPack => {
  const [id = '', version] = asked.split('@')
  const pack = findPack(id, version === undefined ? undefined : Number(version))
  if (!pack) throw ownProblem('malformed', { detail: `没有政策包 ${asked}。现有：${packIds.join('、')}。` })
  return pack
}
