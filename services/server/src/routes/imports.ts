import { checkContract, toContract } from '@shenbao/form/contract.ts'
import type { Form } from '@shenbao/form/form.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Inspection } from '../inspect.ts'
import type { IntakeDesk, Sent } from '../intake-desk.ts'
import { Basis, ownProblem, Place, problemReplies, refused } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { readsFiles, uploadBytesMax, uploadedFile } from '../upload.ts'
import { FormOut } from './declaration-shape.ts'
import { FindingCountsOut, FindingOut, findingsOut } from './finding-shape.ts'
import type { App, Before } from './route-plugin.ts'

const Imported = z.strictObject({
  declarations: z.array(
    z.strictObject({ id: z.string(), name: z.string().nullable(), findings: z.array(FindingOut).readonly() }),
  ),
})
export type Imported = z.output<typeof Imported>
const Previewed = z.strictObject({
  forms: z.array(z.strictObject({ form: FormOut, findings: z.array(FindingOut).readonly(), counts: FindingCountsOut })),
  refusal: z
    .strictObject({
      code: z.string(),
      detail: z.string(),
      basis: Basis.optional(),
      places: z.array(Place).readonly().optional(),
    })
    .nullable()
    .describe('照这样导入会被拒绝的原因；null 表示可以导入'),
})
export type Previewed = z.output<typeof Previewed>
const SentBody = z.strictObject({ forms: z.array(z.unknown()).min(1), fileName: z.string().max(500).nullish() })
const DryRun = z.strictObject({ 'dry-run': z.string().optional() })

type Needs = Readonly<{
  writes: Before
  signedIn: SignedIn
  intake: IntakeDesk
  inspection: Inspection
  digestOfBytes: (bytes: Uint8Array) => string
}>

/** A scope of its own: only here are files and plain text read, and only here may a body be this large. */
export const importRoutes = (app: App, { writes, signedIn, intake, inspection, digestOfBytes }: Needs): void => {
  app.register(async scope => {
    await readsFiles(scope as App)
    scope.removeContentTypeParser(['text/plain', 'application/json'])
    for (const type of ['text/plain', 'application/json'])
      scope.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: uploadBytesMax }, (_request, body, done) =>
        done(null, body),
      )
    ;(scope as App).post(
      '/api/imports',
      {
        onRequest: writes,
        schema: {
          summary: '导入申报表：上传文件、text/plain，或核对过的 JSON（?dry-run 只预览）',
          description:
            '整份检查后才登记：要么全部登记，要么一份也不登记。multipart/form-data 上传一个文件，或用 text/plain 直接发送文字；最大 20 MB。' +
            '?dry-run 只读出每份申报表和体检意见，不登记；改正后以 application/json 发送 {"forms":[…],"fileName":"…"}，各份与预览所答的 form 同形。',
          tags: ['申报'],
          consumes: ['multipart/form-data', 'text/plain', 'application/json'],
          querystring: DryRun,
          response: { 200: Previewed, 201: Imported, ...problemReplies },
        },
      },
      async (request, reply) => {
        const officer = signedIn.officerOf(request)
        const received = intake.read(await sentIn(request, digestOfBytes))
        if ('code' in received) throw refused(received)
        if (request.query['dry-run'] !== undefined) {
          const refusal = await intake.wouldRefuse(officer, received)
          if (refusal?.code === 'not-yours') throw refused(refusal)
          return reply.code(200).send({ forms: previewed(inspection, received.forms), refusal })
        }
        const taken = await intake.importForms(officer, received)
        if (taken.outcome === 'refused') throw refused(taken.because)
        const findings = inspection.ofForms(taken.declarations.map(({ form }): Form => form))
        const declarations = taken.declarations.map(({ id, name }, at) => ({ id, name, findings: findings[at] ?? [] }))
        return reply.code(201).header('shenbao-position', taken.position).send({ declarations })
      },
    )
  })
}

const previewed = (inspection: Inspection, forms: readonly Form[]) => {
  const found = inspection.ofForms(forms)
  return forms.map((form, at) => {
    const { items, counts } = findingsOut(found[at] ?? [])
    return { form: toContract(form), findings: items, counts }
  })
}

const sentIn = async (request: FastifyRequest, digestOfBytes: (bytes: Uint8Array) => string): Promise<Sent> => {
  if (request.isMultipart()) return uploadedFile(request)
  const bytes = bytesOf(request.body)
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return { bytes, name: null }
  const { forms, fileName } = bodyOf(bytes)
  const checked = forms.map(checkContract)
  const places = checked.flatMap((one, at) =>
    one.ok
      ? []
      : one.problems.map(({ path, message }) => ({ field: ['forms', at, path].filter(part => part !== '').join('.'), message })),
  )
  if (places.length > 0) {
    const worded = places.slice(0, WORDED_MOST).map(({ field, message }) => `${field}：${message}`)
    throw ownProblem('malformed', { detail: `${worded.join('；')}。请改正后重新发送。`, places })
  }
  return {
    forms: checked.flatMap(one => (one.ok ? [one.declaration] : [])),
    digest: digestOfBytes(bytes),
    name: fileName ?? null,
  }
}

/** So many places are named in the sentence; all of them stand in `places`. */
const WORDED_MOST = 5

const bodyOf = (bytes: Uint8Array): z.output<typeof SentBody> => {
  const read = SentBody.safeParse(jsonOf(bytes))
  if (!read.success)
    throw ownProblem('malformed', { detail: '应为 {"forms":[…]}，各份与预览所答的 form 同形。请改正后重新发送。' })
  return read.data
}

const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError) throw ownProblem('malformed-json')
    throw error
  }
}

const bytesOf = (body: unknown): Uint8Array => {
  if (!(body instanceof Uint8Array) || body.length === 0)
    throw ownProblem('malformed', { detail: '没有收到内容。请上传文件，或用 text/plain 发送申报表的文字。' })
  return body
}
