import { decodeText } from '@shenbao/documents/decode-text.ts'
import { readFlattenedText } from '@shenbao/documents/flattened-text/read-flattened-text.ts'
import type { Form } from '@shenbao/form/form.ts'

/** Reads an uploaded file by its content, whatever its name says. Ids of rows are the caller's to give. */
export type ReadForms = (
  bytes: Uint8Array,
) => Readonly<{ ok: true; forms: readonly Form[] }> | Readonly<{ ok: false; detail: string }>

export const readForms: ReadForms = bytes => {
  const decoded = decodeText(bytes)
  if (!decoded.ok) return { ok: false, detail: `${decoded.detail}。` }
  const read = readFlattenedText(decoded.text, (declaration, row) => `${declaration}-${row}`)
  return read.ok ? { ok: true, forms: read.declarations.map(({ form }) => form) } : { ok: false, detail: `${read.detail}。` }
}
