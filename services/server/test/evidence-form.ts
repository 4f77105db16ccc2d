import { randomUUID } from 'node:crypto'
import type { App } from '../src/routes/route-plugin.ts'
import { revisionNow } from './desk.ts'
import type { Headers } from './harness.ts'

export const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}`)

type File = Readonly<{ name: string; bytes: Uint8Array }>
export const contract: File = { name: '合同（扫描件）.pdf', bytes: pdf('合同') }

/** What a browser sends: the fields before the file or after it. */
export const formOf = (file: File | null, fields: Readonly<Record<string, string>>, isFileFirst = false) => {
  const boundary = '----shenbao-test'
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  const sent = file && [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: application/x-anything\r\n\r\n`,
    ),
    file.bytes,
    Buffer.from('\r\n'),
  ]
  const body = isFileFirst ? [...(sent ?? []), ...parts] : [...parts, ...(sent ?? [])]
  return {
    payload: Buffer.concat([...body, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}

type Sending = Readonly<{
  file?: File | null
  fields?: Record<string, string>
  isFileFirst?: boolean
  key?: string
  ifMatch?: string
}>

export const attach = async (app: App, as: Headers, id: string, sending: Sending = {}) => {
  const { file = contract, fields = { effectiveOn: '2026-01-31' }, isFileFirst = false, key = randomUUID() } = sending
  const form = formOf(file, fields, isFileFirst)
  const ifMatch = sending.ifMatch ?? (await revisionNow(app, as, id))
  return app.inject({
    method: 'POST',
    url: `/api/declarations/${id}/attachments`,
    headers: { ...as, ...form.headers, 'if-match': ifMatch, 'idempotency-key': key },
    payload: form.payload,
  })
}
