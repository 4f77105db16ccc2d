import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { ownProblem } from './problems.ts'
import type { App } from './routes/route-plugin.ts'

/** Forms of a whole city stay far below; what is larger is the wrong file. */
export const uploadBytesMax = 20 * 1024 * 1024

/** Lets a scope read files: one a request, and little beside it. */
export const readsFiles = async (scope: App): Promise<void> => {
  await scope.register(multipart, { limits: { fileSize: uploadBytesMax, files: 1, fields: 10, parts: 11 } })
}

/** The one file of a request, whole. Too large and missing ones are answered as problems. */
export const uploadedFile = async (request: FastifyRequest): Promise<Readonly<{ bytes: Uint8Array; name: string | null }>> => {
  const part = await request.file()
  const bytes = await part?.toBuffer()
  if (!part || !bytes || (bytes.length === 0 && part.filename === ''))
    throw ownProblem('malformed', { detail: '没有收到文件。请选择要导入的文件后再上传。' })
  return { bytes, name: part.filename || null }
}
