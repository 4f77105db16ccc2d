import { z } from 'zod'
import { CommandHeaders } from '../command-headers.ts'
import type { Decided, Decisions } from '../decisions.ts'
import { ownProblem, Problem, problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App, Before } from './route-plugin.ts'

export const DECISIONS_MAX = 200
const LONGEST_LINE = 2_000

const Line = z.string().max(LONGEST_LINE, `最多 ${LONGEST_LINE} 个字`)
const item = {
  id: z.uuid('应为申报编号'),
  revision: z.int().min(0).describe('看到的版本'),
  onBehalfOf: z.string().min(1).max(64).optional().describe('代谁办理：待办里这一行的 onBehalfOf'),
}
const itemsOf = <Item extends z.ZodType<{ id: string }>>(Row: Item) =>
  z
    .array(Row)
    .min(1, '请至少选择一份申报')
    .max(DECISIONS_MAX, `一次最多 ${DECISIONS_MAX} 份，请分几次办理`)
    .refine(rows => new Set(rows.map(({ id }) => id)).size === rows.length, '同一份申报只能列一次')
const Body = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('approve'),
    opinion: Line.optional(),
    items: itemsOf(z.strictObject({ ...item, documentNumber: z.string().max(200).optional().describe('批复时每份一个文号') })),
  }),
  z.strictObject({
    command: z.literal('return'),
    reason: Line.refine(text => text.trim() !== '', '请写明理由'),
    to: z.string().min(1).max(64).optional(),
    then: z.enum(['step', 'straight']).optional(),
    items: itemsOf(z.strictObject(item)),
  }),
])

const Answer = z.strictObject({
  id: z.string(),
  outcome: z.enum(['recorded', 'refused', 'possible']).describe('possible：dry-run 时可以这样办理'),
  revision: z.int().optional(),
  facts: z.array(z.string()).readonly().optional(),
  code: z.string().optional(),
  detail: z.string().optional(),
  basis: Problem.shape.basis,
  places: Problem.shape.places,
})
export type DecisionAnswer = z.output<typeof Answer>

const keyRequired: Before[number] = async request => {
  if (request.headers['idempotency-key'] === undefined)
    throw ownProblem('headers-missing', { detail: '请补上标头 Idempotency-Key（每次批量办理一个新的 UUID）后重新发送。' })
}

type Needs = Readonly<{ writes: Before; signedIn: SignedIn; decisions: Decisions }>

export const decisionRoutes = (app: App, { writes, signedIn, decisions }: Needs): void => {
  app.post(
    '/api/decisions',
    {
      onRequest: [...writes, keyRequired],
      schema: {
        summary: '批量同意、批量退回：逐份判断，逐份回答，一份不成不影响其他',
        tags: ['申报'],
        headers: CommandHeaders.pick({ 'idempotency-key': true }),
        querystring: z.strictObject({
          'dry-run': z.enum(['', 'true', '1', 'false', '0']).optional().describe('只判断能否办理，什么也不记录'),
        }),
        body: Body,
        response: {
          200: z.strictObject({ items: z.array(Answer).readonly(), position: z.string().nullable(), dryRun: z.boolean() }),
          ...problemReplies,
        },
      },
    },
    async (request, reply) => {
      const dryRun = ['', 'true', '1'].includes(request.query['dry-run'] ?? 'no')
      const key = request.headers['idempotency-key']
      const answers = await decisions(signedIn.officerOf(request), { ...request.body, key, dryRun })
      const position = lastOf(answers)
      if (position !== null) reply.header('shenbao-position', position)
      return { items: answers.map(answerOut), position, dryRun }
    },
  )
}

const answerOut = (answer: Decided): z.output<typeof Answer> => {
  if (answer.outcome === 'refused') return answer
  const { id, outcome, revision, facts } = answer
  return { id, outcome, revision, facts }
}

/** Whoever reads on from here sees all that was recorded. */
const lastOf = (answers: readonly Decided[]): string | null =>
  answers
    .flatMap(answer => (answer.outcome === 'recorded' && answer.position !== null ? [answer.position] : []))
    .toSorted()
    .at(-1) ?? null
