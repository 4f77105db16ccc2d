import { headText } from '@shenbao/audit/log-head.ts'
import { z } from 'zod'
import type { LogCheck } from '../log-check.ts'
import { problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App, Before } from './route-plugin.ts'

const State = z.strictObject({
  verified: z.boolean(),
  facts: z.int(),
  streams: z.int(),
  /** Kept outside this machine, it lets anybody find a later cut or rebuild: `shenbao verify --trust HEAD`. */
  head: z.string(),
  breaks: z.array(z.strictObject({ stream: z.string(), revision: z.int(), reason: z.string() })).readonly(),
  unknown: z.string(),
})

const unknown =
  '没有可信摘要时，不能发现日志末尾被整段删去或整个日志被重建。请把 head 抄录到系统以外保存，日后用 shenbao verify --trust 核对。'

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; checkLog: LogCheck }>

export const verifyRoutes = (app: App, { reads, checkLog }: Needs): void => {
  app.get(
    '/api/verify',
    {
      onRequest: reads,
      schema: { summary: '核验全部记录的链条', tags: ['审计'], response: { 200: State, ...problemReplies } },
    },
    async () => {
      const { facts, streams, head, breaks } = await checkLog()
      return { verified: breaks.length === 0, facts, streams, head: headText(head), breaks, unknown }
    },
  )
}
