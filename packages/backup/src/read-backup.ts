import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import { Envelope } from '@shenbao/kernel/envelope.ts'
import { BackupFault, systemCode } from './backup-fault.ts'
import { AttachmentLine, EndLine, FileLine, FORMAT, HeaderLine, lineSum, VERSION } from './backup-lines.ts'

export type BackupPart =
  | Readonly<{ part: 'header'; header: HeaderLine }>
  /** `text` is the fact as its digest is taken over it. */
  | Readonly<{ part: 'fact'; fact: Envelope; text: string; line: number }>
  | Readonly<{ part: 'file'; name: string; bytes: Uint8Array }>
  /** A piece of it. */
  | Readonly<{ part: 'attachment'; digest: string; bytes: Uint8Array }>
  /** Comes last, and only when nothing is missing before it and nothing stands after it. */
  | Readonly<{ part: 'end'; end: EndLine }>

/** No log takes a fact larger than 1 MiB; what lies beside it stands in pieces of that size. */
const LINE_CHARACTERS_MAX = 2 * 1024 * 1024
const FACT_BYTES_MAX = 1024 * 1024

/**
 * The parts of a backup in their order, a line at a time. What is no backup, cut off, damaged or put together otherwise is a
 * `BackupFault` that names the line; until `end` was delivered, nothing of what came before may be believed.
 */
export async function* readBackup(path: string): AsyncGenerator<BackupPart, void> {
  let line = 0
  let header: HeaderLine | null = null
  let sum = lineSum('sm3')
  let facts = 0
  let isAmongFiles = false
  let end: EndLine | null = null
  for await (const text of linesOf(path)) {
    line += 1
    if (end) throw at(line, '写在结尾之后')
    if (!header) {
      header = headerOf(path, text)
      sum = lineSum(header.digest)
      sum.add(text)
      yield { part: 'header', header }
      continue
    }
    const part = partOf(text, line)
    if (part.part === 'end') {
      end = part.end
      if (end.facts !== facts) throw at(line, `写明共 ${end.facts} 条记录，文件里却有 ${facts} 条`)
      if (end.sum !== sum.hex()) throw at(line, '所记的摘要与前面的内容不符')
      continue
    }
    sum.add(text)
    if (part.part === 'fact' && isAmongFiles) throw at(line, '是一条记录，却写在附带文件之后')
    if (part.part === 'fact') facts += 1
    else isAmongFiles = true
    yield part
  }
  if (!header) throw noBackup(path)
  if (!end) throw new BackupFault('refused', `备份文件不完整：读到第 ${line} 行就没有了，缺少结尾。请换一份完整的备份。`)
  yield { part: 'end', end }
}

const headerOf = (path: string, text: string): HeaderLine => {
  const value = jsonOf(text)
  const header = HeaderLine.safeParse(value)
  if (header.success) return header.data
  const isOurs = isObject(value) && value['format'] === FORMAT
  const version = isOurs ? value['version'] : null
  if (typeof version === 'number' && version > VERSION)
    throw new BackupFault('unreadable', `备份“${path}”由更新版本的程序写成（格式 ${version}）。请升级程序后再恢复。`)
  throw isOurs ? at(1, '开头已经损坏') : noBackup(path)
}

const partOf = (text: string, line: number): Exclude<BackupPart, { part: 'header' }> => {
  const value = jsonOf(text)
  if (!isObject(value)) throw at(line, '已经损坏')
  if (value['part'] === undefined) return { part: 'fact', fact: factOf(value, text, line), text, line }
  const end = EndLine.safeParse(value)
  if (end.success) return { part: 'end', end: end.data }
  const file = FileLine.safeParse(value)
  if (file.success) return { part: 'file', name: file.data.name, bytes: Buffer.from(file.data.content, 'base64') }
  const attachment = AttachmentLine.safeParse(value)
  if (attachment.success) {
    const { digest, content } = attachment.data
    return { part: 'attachment', digest, bytes: Buffer.from(content, 'base64') }
  }
  throw at(line, '不是程序认识的内容：可能由更新的版本写成，或被改动过')
}

/** The parsed value itself, not the schema's copy: what was stored is what is restored, to the last member. */
const factOf = (value: unknown, text: string, line: number): Envelope => {
  if (!isEnvelope(value)) throw at(line, '不是完整的记录')
  if (Buffer.byteLength(text) > FACT_BYTES_MAX) throw at(line, '超过一条记录的上限')
  if (!isExact(value, text)) throw at(line, '不是记录的原文')
  return value
}

const isEnvelope = (value: unknown): value is Envelope => Envelope.safeParse(value).success

const isExact = (value: Envelope, text: string): boolean => {
  try {
    return canonicalJson(value) === text
  } catch {
    return false
  }
}

async function* linesOf(path: string): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  // What goes wrong with the file arrives where the unpacked text is read.
  const unpacked = pipeline(createReadStream(path), createGunzip(), () => {})
  let lines = 0
  let rest = ''
  try {
    for await (const chunk of unpacked) {
      const texts = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n')
      rest = texts.pop() ?? ''
      if (rest.length > LINE_CHARACTERS_MAX) throw lines === 0 ? noBackup(path) : at(lines + 1, '太长')
      for (const text of texts) {
        lines += 1
        yield text
      }
    }
    rest += decoder.decode()
  } catch (error) {
    throw faultOf(path, lines, error)
  }
  if (rest !== '') throw lines === 0 ? noBackup(path) : at(lines + 1, '没有写完')
}

const faultOf = (path: string, lines: number, error: unknown): unknown => {
  const code = systemCode(error)
  const cause = { cause: error }
  if (code === 'ENOENT') return new BackupFault('unreadable', `找不到备份文件“${path}”。`, cause)
  if (code === 'EISDIR') return new BackupFault('unreadable', `“${path}”是一个文件夹，请写明其中的备份文件。`, cause)
  if (code === 'Z_BUF_ERROR' && lines > 0)
    return new BackupFault('refused', `备份文件被截断了：第 ${lines} 行之后没有了。请换一份完整的备份。`, cause)
  if (lines === 0 && (code.startsWith('Z_') || code.startsWith('ERR_ENCODING'))) return noBackup(path, error)
  if (code.startsWith('Z_') || code.startsWith('ERR_ENCODING'))
    return new BackupFault('refused', `备份文件在第 ${lines} 行之后已经损坏。请换一份完好的备份。`, cause)
  return code.startsWith('E') && !code.startsWith('ERR_')
    ? new BackupFault('unreadable', `读不了备份文件“${path}”（${code}）。`, cause)
    : error
}

const at = (line: number, what: string): BackupFault =>
  new BackupFault('refused', `备份文件第 ${line} 行${what}。文件可能被改动过，请换一份完好的备份。`)

const noBackup = (path: string, cause?: unknown): BackupFault =>
  new BackupFault('unreadable', `“${path}”不是 shenbao backup 写成的备份文件，或开头已经损坏。`, { cause })

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
