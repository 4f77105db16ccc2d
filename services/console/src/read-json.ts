import { Misused } from './console.ts'
import { readNamedFile } from './read-input.ts'

/** A JSON file named on the command line; a sentence instead of a syntax error when it is none. */
export const readJsonFile = async (path: string | undefined): Promise<unknown> => {
  const bytes = await readNamedFile(path)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Misused(`“${path}”不是合法的 JSON 文件（UTF-8）。请检查括号、引号和逗号。`)
  }
}
