import { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { Officer } from '@shenbao/directory/directory.ts'
import type { Beside } from '@shenbao/inspection/finding.ts'
import { type Digest, derivedId } from '@shenbao/kernel/digest.ts'
import { z } from 'zod'
import { CommandHeaders, commandHeadersRequired, etagOf, revisionOf } from '../command-headers.ts'
import type { DeclarationDesk } from '../declaration-desk.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import type { Inspection } from '../inspect.ts'
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
  added: z.array(z.string()).readonly().optional().describe('新增指标的编号，按改动的次序'),
  next: z.array(NextStageOut).readonly().optional().describe('只在 dry-run 时：办理之后到哪个环节，由谁办'),
})

export type CommandAnswer = z.output<typeof Answer>

type Needs = Readonly<{
  writes: Before
  signedIn: SignedIn
  declarations: DeclarationDesk
  inspection: Inspection
  desk: DirectoryDesk
  digest: Digest
}>

export const commandRoutes = (app: App, { writes, signedIn, declarations, inspection, desk, digest }: Needs): void => {
  const besideOf = async (officer: Officer, id: string, command: DeclarationCommand): Promise<Beside | undefined> => {
    // Only an answer to a finding asks what the form was compared with.
    const seen = command.type === 'review' && command.answers ? await declarations.now(officer, id) : null
    return seen ? inspection.beside(officer, seen.declaration) : undefined
  }

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
        beside: await besideOf(officer, request.params.id, request.body),
      })
      if (!handled) throw ownProblem('not-found')
      if (handled.outcome === 'refused') throw refusedCommand(handled.why, handled.because, { etag: etagOf(handled.revision) })
      const { revision, facts, onBehalfOf } = handled
      const position = handled.outcome === 'recorded' ? handled.position : null
      reply.header('etag', etagOf(revision))
      if (position !== null) reply.header('shenbao-position', position)
      if (handled.outcome !== 'would-record') {
        const added = addedRows(request.body, ordinal =>
          derivedId(digest, request.params.id, request.headers['idempotency-key'], 'row', ordinal),
        )
        return { revision, position, facts, onBehalfOf, dryRun: false, ...(added.length > 0 && { added }) }
      }
      const next = await declarations.nextAfter(officer, { id: request.params.id, command: request.body, onBehalfOf })
      const out = nextStageOut(await desk.current())
      return { revision, position, facts, onBehalfOf, dryRun: true, ...(next && { next: next.map(out) }) }
    },
  )
}

/** The rows a command put on the form: their ids follow from its key, so a repeated answer names the same ones. */
const addedRows = (command: DeclarationCommand, idOf: (ordinal: number) => string): readonly string[] => {
  if (command.type !== 'revise' && command.type !== 'amend') return []
  return command.changes.flatMap((change, ordinal) => (change.field === 'indicator' && change.to !== null ? [idOf(ordinal)] : []))
}
