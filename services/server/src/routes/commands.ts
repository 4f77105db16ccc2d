import { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { z } from 'zod'
import { CommandHeaders, commandHeadersRequired, etagOf, revisionOf } from '../command-headers.ts'
import type { DeclarationDesk } from '../declaration-desk.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { ownProblem, problemReplies, refusedCommand } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { NextStageOut, nextStageOut } from './next-shape.ts'
import type { App, Before } from './route-plugin.ts'

const Answer = z.strictObject({
  revision: z.int(),
  /** `null` when nothing was recorded. */
  position: z.string().nullable(),
  facts: z.array(z.string()).readonly(),
  /** For whom it was done, where a deputy acted. */
  onBehalfOf: z.string().nullable(),
  dryRun: z.boolean(),
  next: z.array(NextStageOut).readonly().optional().describe('只在 dry-run 时：办理之后到哪个环节，由谁办'),
})

export type CommandAnswer = z.output<typeof Answer>

type Needs = Readonly<{ writes: Before; signedIn: SignedIn; declarations: DeclarationDesk; desk: DirectoryDesk }>

export const commandRoutes = (app: App, { writes, signedIn, declarations, desk }: Needs): void => {
  app.post(
    '/api/declarations/:id/commands',
    {
      onRequest: [...writes, commandHeadersRequired],
      schema: {
        summary: '办理：送审、同意、退回、修改……',
        tags: ['申报'],
        params: z.strictObject({ id: z.uuid() }),
        headers: CommandHeaders,
        querystring: z.strictObject({
          'dry-run': z.enum(['', 'true', '1', 'false', '0']).optional().describe('只判断能否办理，什么也不记录'),
        }),
        body: DeclarationCommand,
        response: { 200: Answer, ...problemReplies },
      },
    },
    async (request, reply) => {
      const dryRun = ['', 'true', '1'].includes(request.query['dry-run'] ?? 'no')
      const officer = signedIn.officerOf(request)
      const handled = await declarations.handle(officer, {
        declarationId: request.params.id,
        command: request.body,
        commandId: request.headers['idempotency-key'],
        expected: revisionOf(request.headers['if-match']),
        dryRun,
        onBehalfOf: request.headers['shenbao-on-behalf-of'],
      })
      if (!handled) throw ownProblem('not-found')
      if (handled.outcome === 'refused') throw refusedCommand(handled.why, handled.because, { etag: etagOf(handled.revision) })
      const { revision, facts, onBehalfOf } = handled
      const position = handled.outcome === 'recorded' ? handled.position : null
      reply.header('etag', etagOf(revision))
      if (position !== null) reply.header('shenbao-position', position)
      if (handled.outcome !== 'would-record') return { revision, position, facts, onBehalfOf, dryRun: false }
      const next = await declarations.nextAfter(officer, { id: request.params.id, command: request.body, onBehalfOf })
      const out = nextStageOut(await desk.current())
      return { revision, position, facts, onBehalfOf, dryRun: true, ...(next && { next: next.map(out) }) }
    },
  )
}
