import { parseArgs } from 'node:util'
import { readDocument } from '@shenbao/documents/read-document.ts'
import type { Form } from '@shenbao/form/form.ts'
import { readNamedFile } from './read-input.ts'

/** The forms of the file named on the command line, and whether JSON is asked for; `null` when no form is in it, which is then said. */
export const readForms = async (
  args: readonly string[],
  note: (text: string) => void,
): Promise<Readonly<{ forms: readonly Form[]; asJson: boolean }> | null> => {
  const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
  const read = readDocument(await readNamedFile(positionals[0]), (declaration, row) => `${declaration + 1}-${row + 1}`)
  if (!read.ok) {
    note(`${read.detail}\n`)
    return null
  }
  return { forms: read.declarations.map(({ form }) => form), asJson: values.json === true }
}
