import { readFile, stat } from 'node:fs/promises'
import { type Decoded, decodeText } from './decode-text.ts'

export type FileRead = Decoded | Readonly<{ ok: false; code: 'unreadable' | 'too-large'; detail: string }>

/** Far above any real collection of forms. */
const LARGEST_BYTES = 256 * 1024 * 1024

/** A file's text, decoded by content. A file that is missing, too large or no text is answered with a sentence, never thrown. */
export const readTextFile = async (path: string): Promise<FileRead> => {
  try {
    const { size } = await stat(path)
    if (size > LARGEST_BYTES) return { ok: false, code: 'too-large', detail: '文件超过 256 MB，请检查是否选错了文件' }
    return decodeText(await readFile(path))
  } catch (error) {
    return { ok: false, code: 'unreadable', detail: `无法打开文件，请检查路径和权限：${codeOf(error)}` }
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '未知原因')
