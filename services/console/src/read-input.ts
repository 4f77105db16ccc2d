import { readFile, stat } from 'node:fs/promises'
import { Misused } from './console.ts'

/** The bytes of a file named on the command line; a sentence instead of a system error when it cannot be read. */
export const readNamedFile = async (path: string | undefined): Promise<Uint8Array> => {
  if (path === undefined) throw new Misused('请写明要读的文件。')
  try {
    if ((await stat(path)).isDirectory()) throw new Misused(`“${path}”是一个文件夹，请写明其中的文件。`)
    return await readFile(path)
  } catch (error) {
    if (error instanceof Misused) throw error
    const code = error instanceof Error && 'code' in error ? error.code : ''
    throw new Misused(code === 'ENOENT' ? `找不到文件“${path}”。` : `读不了文件“${path}”（${String(code)}）。`)
  }
}

export const readAllText = async (input: NodeJS.ReadableStream): Promise<string> => {
  const decoder = new TextDecoder('utf-8')
  let text = ''
  for await (const chunk of input) text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}
