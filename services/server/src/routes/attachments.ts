import { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { Held } from '@shenbao/attachments/attachment-store.ts'
import { mayBeShownInline } from '@shenbao/attachments/media-type.ts'
import { evidenceOfRows } from '@shenbao/declaration/evidence-rows.ts'
import { findSameFiles } from '@shenbao/read-models/queries/find-same-files.ts'
import { z } from 'zod'
import { attachmentNamed } from '../attachment.ts'
import { CommandHeaders, commandHeadersRequired, etagOf, revisionOf } from '../command-headers.ts'
import type { Deps, Desks } from '../connect.ts'
import type { SeenDeclaration } from '../declaration-desk.ts'
import { withinOf } from '../principal.ts'
import { ownProblem, problemReplies, refusedCommand } from '../problems.ts'
import { receivedEvidence } from '../received-evidence.ts'
import { AttachmentOut, attachmentOut } from './attachment-shape.ts'
import type { App, Before } from './route-plugin.ts'

const Row = z.strictObject({
  indicator: z.string(),
  name: z.string(),
  expected: z.string().nullable().describe('填报时约定的佐证材料'),
  source: z.string().nullable().describe('约定的数据来源'),
  present: z.int(),
  hint: z.string().nullable().describe('缺什么；提示，不妨碍提交'),
})
const List = z.strictObject({
  revision: z.int(),
  items: z.array(AttachmentOut).readonly().describe('按上传次序，撤下的也在内'),
  rows: z.array(Row).readonly().describe('逐行：约定的与已有的'),
})
export type AttachmentList = z.output<typeof List>
const Attached = z.strictObject({ revision: z.int(), position: z.string().nullable(), attachment: AttachmentOut })

type Needs = Readonly<{ reads: Before; writes: Before }> &
  Pick<Deps, 'attachments' | 'models'> &
  Pick<Desks, 'signedIn' | 'declarations' | 'desk'>

/** 佐证材料: bytes by their digest, facts about them, and where the same bytes stand elsewhere. */
export const attachmentRoutes = (app: App, needs: Needs): void => {
  const { reads, signedIn, declarations, desk, models, attachments } = needs
  const tags = ['佐证材料']

  const outOf = async (officer: Parameters<typeof withinOf>[0], { declaration }: SeenDeclaration) => {
    const directory = await desk.current()
    const digests = [...new Set(declaration.evidence.map(({ digest }) => digest))]
    const uses = digests.length === 0 ? [] : findSameFiles(models.db(), { digests, within: withinOf(officer) })
    return declaration.evidence.map(one => attachmentOut(one, { declaration, directory, uses }))
  }

  sendRoute(app, needs, outOf)

  app.get(
    '/api/declarations/:id/attachments',
    {
      onRequest: reads,
      schema: {
        summary: '佐证材料清单，同一文件用在别处的一并列出',
        tags,
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: List, ...problemReplies },
      },
    },
    async (request, reply) => {
      const officer = signedIn.officerOf(request)
      const seen = await declarations.now(officer, request.params.id)
      if (!seen) throw ownProblem('not-found')
      reply.header('etag', etagOf(seen.revision))
      return { revision: seen.revision, items: await outOf(officer, seen), rows: evidenceOfRows(seen.declaration) }
    },
  )

  app.get(
    '/api/declarations/:id/attachments/:attachment',
    {
      onRequest: reads,
      schema: {
        summary: '一份佐证材料的文件',
        description: '作为附件下载。加 ?inline 时，PDF、PNG、JPEG 在浏览器中直接显示。撤下的仍可查看。',
        tags,
        produces: ['application/octet-stream'],
        params: z.strictObject({ id: z.uuid(), attachment: z.string().min(1).max(100) }),
        querystring: z.strictObject({ inline: z.enum(['', 'true', '1', 'false', '0']).optional() }),
        response: { 200: z.unknown().describe('文件'), ...problemReplies },
      },
    },
    async (request, reply) => {
      const seen = await declarations.now(signedIn.officerOf(request), request.params.id)
      const one = seen?.declaration.evidence.find(({ attachmentId }) => attachmentId === request.params.attachment)
      if (!one) throw ownProblem('not-found')
      // Read twice: what is not what was brought is not given out as if it were.
      const held = await attachments.check(one.digest)
      const file = held === 'whole' ? await attachments.open(one.digest) : null
      if (!file) throw ownProblem('file-lost', { detail: `“${one.name}”的文件${lostAs[held]}${lost}` })
      const isInline = ['', 'true', '1'].includes(request.query.inline ?? 'no') && mayBeShownInline(one.mediaType)
      const disposition = attachmentNamed(one.name.replace(/\.[^.]*$/, ''), { plain: 'attachment', ending: endingOf(one.name) })
      return (
        reply
          .type(one.mediaType)
          .header('content-length', file.size)
          .header('content-disposition', isInline ? disposition.replace(/^attachment/, 'inline') : disposition)
          .header('x-content-type-options', 'nosniff')
          // Whatever the file holds, nothing in it runs here.
          .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox")
          .header('cache-control', 'private, no-store')
          .send(Readable.from(file.bytes))
      )
    },
  )
}

const lostAs: Readonly<Record<Held, string>> = {
  whole: '不见了',
  missing: '不见了',
  altered: '被改动过',
  unreadable: '读不出来',
}
const lost = '：它在登记之后从存放处丢失或损坏。请系统管理员用 shenbao verify 核查，并从备份恢复。'

const endingOf = (name: string): string => /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? 'bin'

type OutOf = (officer: Parameters<typeof withinOf>[0], seen: SeenDeclaration) => Promise<readonly AttachmentOut[]>

/** A scope of its own: only here are files of this size read. */
const sendRoute = (app: App, { writes, signedIn, declarations, attachments }: Needs, outOf: OutOf): void => {
  app.register(async scope => {
    // One byte more: what is too large is said by whoever keeps files.
    const limits = { fileSize: attachments.bytesMax + 1, files: 1, fields: 10, parts: 12 }
    await scope.register(multipart, { limits, throwFileSizeLimit: false })
    scope.removeContentTypeParser(['text/plain', 'application/json'])
    ;(scope as App).post(
      '/api/declarations/:id/attachments',
      {
        onRequest: [...writes, commandHeadersRequired],
        schema: {
          summary: '上传佐证材料',
          description: `multipart/form-data：file（一个文件，最大 ${Math.floor(attachments.bytesMax / 1024 / 1024)} MB），effectiveOn（材料所证明的日期），indicator（指标编号；不写：整份申报的材料），kind（佐证类型，可不写），name（名称，可不写）。`,
          tags: ['佐证材料'],
          consumes: ['multipart/form-data'],
          params: z.strictObject({ id: z.uuid() }),
          headers: CommandHeaders,
          response: { 201: Attached, ...problemReplies },
        },
      },
      async (request, reply) => {
        if (!request.isMultipart()) throw ownProblem('media-type-unknown')
        const officer = signedIn.officerOf(request)
        const { file, command } = await receivedEvidence(request, attachments)
        const { digest } = file
        const send = async (dryRun: boolean) => {
          const handled = await declarations.handle(officer, {
            declarationId: request.params.id,
            command,
            commandId: request.headers['idempotency-key'],
            expected: revisionOf(request.headers['if-match']),
            dryRun,
            onBehalfOf: request.headers['shenbao-on-behalf-of'],
            files: asked => (asked === digest ? file : null),
          })
          if (!handled) throw ownProblem('not-found')
          if (handled.outcome === 'refused')
            throw refusedCommand(handled.why, handled.because, { etag: etagOf(handled.revision) })
          return handled
        }
        try {
          // Refused before the file takes up room; the file on disk before the fact that speaks of it.
          await send(true)
          await file.keep()
        } finally {
          await file.discard()
        }
        const handled = await send(false)
        const seen = await declarations.now(officer, request.params.id)
        const brought = seen?.declaration.evidence.findLast(
          one => one.digest === digest && one.indicatorId === (command.indicator ?? null),
        )
        if (!seen || !brought) throw ownProblem('not-found')
        const attachment = (await outOf(officer, seen)).find(({ id }) => id === brought.attachmentId)
        if (!attachment) throw ownProblem('not-found')
        const position = handled.outcome === 'recorded' ? handled.position : null
        reply.code(201).header('etag', etagOf(handled.revision))
        if (position !== null) reply.header('shenbao-position', position)
        return { revision: handled.revision, position, attachment }
      },
    )
  })
}
