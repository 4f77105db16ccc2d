import { decodeText } from './decode-text.ts'
import { type ReadDeclaration, readFlattenedText } from './flattened-text/read-flattened-text.ts'

export type { ReadDeclaration }

export type DocumentRead =
  | Readonly<{ ok: true; declarations: readonly ReadDeclaration[] }>
  /** `detail` is a sentence for the person who chose the file. */
  | Readonly<{ ok: false; code: 'not-text' | 'no-indicator-row'; detail: string }>

/** The forms in a file, told by its content and never by its name. `newId` gets the form's and the row's number, from 0. */
export const readDocument = (bytes: Uint8Array, newId: (declaration: number, row: number) => string): DocumentRead => {
  const decoded = decodeText(bytes)
  return decoded.ok ? readFlattenedText(decoded.text, newId) : decoded
}
