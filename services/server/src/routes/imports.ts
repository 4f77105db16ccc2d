import type { Form } from '@shenbao/form/form.ts'
import { z } from 'zod'
import type { Inspect } from '../inspect.ts'
import type { IntakeDesk } from '../intake-desk.ts'
import { ownProblem, problemReplies, refused } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { readsFiles, uploadBytesMax, uploadedFile } from '../upload.ts'
import type { App, Before } from './route-plugin.ts'

const Finding = z.strictObject({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  indicator: z.string().optional(),
  field: z.string().optional(),
  basis: z.string().optional(),
})
const Imported = z.strictObject({
  declarations: z.array(z.strictObject({ id: z.string(), name: z.string().nullable(), findings: z.array(Finding).readonly() })),
})

type Needs = Readonly<{ writes: Before; signedIn: SignedIn; intake: IntakeDesk; inspect: Inspect }>

/** A scope of its own: only here are files and plain text read, and only here may a body be this large. */
export const importRoutes = (app: App, { writes, signedIn, intake, inspect }: Needs): void => {
  app.register(async scope => {
    await readsFiles(scope as App)
    scope.removeContentTypeParser(['text/plain', 'application/json'])
    scope.addContentTypeParser('text/plain', { parseAs: 'buffer', bodyLimit: uploadBytesMax }, (_request, body, done) =>
      done(null, body),
    )
    ;(scope as App).post(
      '/api/imports',
      {
        onRequest: writes,
        schema: {
          summary: '导入申报表：上传文件，或 text/plain',
          description:
            '整份检查后才登记：要么全部登记，要么一份也不登记。multipart/form-data 上传一个文件，或用 text/plain 直接发送文字；最大 20 MB。',
          tags: ['申报'],
          consumes: ['multipart/form-data', 'text/plain'],
          response: { 201: Imported, ...problemReplies },
        },
      },
      async (request, reply) => {
        const file = request.isMultipart() ? await uploadedFile(request) : { bytes: bytesOf(request.body), name: null }
        const taken = await intake.importFile(signedIn.officerOf(request), file)
        if (taken.outcome === 'refused') throw refused(taken.because)
        const findings = inspect(taken.declarations.map(({ form }): Form => form))
        const declarations = taken.declarations.map(({ id, name }, at) => ({ id, name, findings: findings[at] ?? [] }))
        return reply.code(201).header('shenbao-position', taken.position).send({ declarations })
      },
    )
  })
}

const bytesOf = (body: unknown): Uint8Array => {
  if (!(body instanceof Uint8Array) || body.length === 0)
    throw ownProblem('malformed', { detail: '没有收到内容。请上传文件，或用 text/plain 发送申报表的文字。' })
  return body
}
