import { brokenSentence } from '@shenbao/attachments/check-files.ts'
import { digestNames } from '@shenbao/audit/log-begun.ts'
import { headText } from '@shenbao/audit/log-head.ts'
import type { SealsVerified } from '@shenbao/audit/log-verification.ts'
import { z } from 'zod'
import type { Deps } from '../connect.ts'
import type { LogCheck } from '../log-check.ts'
import { problemReplies } from '../problems.ts'
import type { Sealing } from '../sealing.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App, Before } from './route-plugin.ts'

const Seals = z.strictObject({
  count: z.int(),
  valid: z.boolean().describe('每一枚都与记录相符'),
  last: z
    .strictObject({
      facts: z.int().describe('涵盖整个日志的前多少条'),
      at: z.string(),
      keyId: z.string().describe('密钥编号'),
      publicKey: z.string(),
    })
    .nullable()
    .describe('最后一枚相符的封印'),
  unsealed: z.int().describe('最后一枚相符的封印之后，尚未加封的条数'),
  setBy: z.string().nullable().describe('这台服务器加封所用密钥的编号；null：没有密钥，不加封'),
})

const BrokenFile = z.strictObject({
  declaration: z.string(),
  declarationName: z.string().nullable(),
  attachment: z.string(),
  name: z.string(),
  indicator: z.string().nullable().describe('三级指标名称；null：整份申报的材料'),
  problem: z.enum(['missing', 'altered', 'unreadable']),
  message: z.string(),
})

const State = z.strictObject({
  verified: z.boolean(),
  digest: z.enum(digestNames),
  facts: z.int(),
  streams: z.int(),
  /** Kept outside this machine, it lets anybody find a later cut or rebuild: `shenbao verify --trust HEAD`. */
  head: z.string(),
  breaks: z.array(z.strictObject({ stream: z.string(), revision: z.int(), reason: z.string() })).readonly(),
  complete: z.boolean().describe('日志能否一直读到末尾'),
  seals: Seals,
  attachments: z
    .strictObject({ count: z.int(), broken: z.array(BrokenFile).readonly() })
    .describe('佐证材料：记录里有多少份，哪些文件缺失或被改动'),
  wholeReadAt: z.string().describe('最近一次从头读起的时刻；其后只读新增的记录'),
  unknown: z.string(),
})
export type LogState = z.output<typeof State>

type Needs = Readonly<{
  reads: Before
  signedIn: SignedIn
  checkLog: LogCheck
  sealing: Sealing
}> &
  Pick<Deps, 'digestName'>

export const verifyRoutes = (app: App, { reads, checkLog, sealing, digestName }: Needs): void => {
  app.get(
    '/api/verify',
    {
      onRequest: reads,
      schema: {
        summary: '核验全部记录的链条、封印和佐证材料的文件',
        tags: ['审计'],
        response: { 200: State, ...problemReplies },
      },
    },
    async () => {
      const { verified, files, wholeReadAt } = await checkLog()
      const { facts, streams, head, breaks, complete, seals } = verified
      return {
        verified: breaks.length === 0 && files.broken.length === 0,
        digest: digestName,
        facts,
        streams,
        head: headText(head),
        breaks,
        complete,
        seals: sealsOut(seals, sealing.state().keyId),
        attachments: {
          count: files.count,
          broken: files.broken.map(file => {
            const { declaration, declarationName, attachment, name, indicator, held: problem } = file
            return { declaration, declarationName, attachment, name, indicator, problem, message: brokenSentence(file) }
          }),
        },
        wholeReadAt: wholeReadAt.toISOString(),
        unknown: unknownOf(seals),
      }
    },
  )
}

const sealsOut = ({ count, sound, last, unsealed }: SealsVerified, setBy: string | null): z.output<typeof Seals> => ({
  count,
  valid: sound === count,
  last: last && {
    facts: last.statement.facts,
    at: last.statement.sealedAt,
    keyId: last.statement.keyId,
    publicKey: `${last.statement.algorithm}:${last.statement.publicKey}`,
  },
  unsealed,
  setBy,
})

const keepIt = '请把 head 抄录到系统以外保存，日后用 shenbao verify --trust 核对。'

/** What this answer cannot know, by what there is. */
const unknownOf = ({ sound }: SealsVerified): string =>
  sound === 0
    ? `没有系统以外保存的可信摘要，也没有封印，就不能发现日志末尾被整段删去或整个日志被重建。${keepIt}`
    : `没有系统以外保存的可信摘要，就不能发现日志末尾连同其后的封印被整段删去，或持有加封密钥的人重建了整个日志；封印是否出自本单位的密钥，要与抄存的公钥核对。${keepIt}`
