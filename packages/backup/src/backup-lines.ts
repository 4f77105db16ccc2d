import { createHash } from 'node:crypto'
import { type DigestName, digestNames } from '@shenbao/audit/log-begun.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import { z } from 'zod'

/**
 * The lines of a backup, gzip'd JSON, one object a line: the header, the facts in the order of the log, files that lie beside the
 * log, the end. A fact stands there as its canonical text, the very text its digest is taken over; all other lines say which
 * `part` they are, which no fact does.
 */
export const FORMAT = 'shenbao-backup'
/** Goes up when an older program could no longer restore what a newer one wrote. 2: attachments. */
export const VERSION = 2

export const HeaderLine = z.strictObject({
  part: z.literal('header'),
  format: z.literal(FORMAT),
  version: z.int().min(1).max(VERSION),
  /** What links the log, and what the sum at the end is taken with. */
  digest: z.enum(digestNames),
  madeAt: z.iso.datetime(),
})
export type HeaderLine = Readonly<z.output<typeof HeaderLine>>

/** A file or a piece of one: lines of one name follow one another. The name is never a path out of the place restored to. */
export const FileLine = z.strictObject({
  part: z.literal('file'),
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,99}$/),
  content: z.base64(),
})

/** An attachment or a piece of one, by the digest of its bytes: pieces of one follow one another. */
export const AttachmentLine = z.strictObject({
  part: z.literal('attachment'),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  content: z.base64(),
})

/** Nothing follows it. `head` is the head of the log as `verify` prints it, `sum` the digest over all lines before this one. */
export const EndLine = z.strictObject({
  part: z.literal('end'),
  facts: z.int().min(0),
  head: z.string(),
  sum: z.string(),
})
export type EndLine = Readonly<z.output<typeof EndLine>>

/** A file that lies beside the log and is no part of it. */
export type BackupFile = Readonly<{ name: string; bytes: Uint8Array }>

/** Bytes of a file in one line: a line is held in memory, a file need not be. */
const PIECE_BYTES = 768 * 1024

export const fileLines = ({ name, bytes }: BackupFile): readonly string[] => {
  const whole = Buffer.from(bytes)
  const pieces = Math.max(1, Math.ceil(whole.length / PIECE_BYTES))
  return Array.from({ length: pieces }, (_, piece) => {
    const content = whole.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES).toString('base64')
    return canonicalJson({ part: 'file', name, content })
  })
}

const algorithms: Readonly<Record<DigestName, string>> = { sm3: 'sm3', 'sha-256': 'sha256' }

/** The lines of an attachment, however its bytes come. */
export async function* attachmentLines(digest: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const line = (content: Buffer): string => canonicalJson({ part: 'attachment', digest, content: content.toString('base64') })
  let waiting = Buffer.alloc(0)
  for await (const chunk of bytes) {
    waiting = Buffer.concat([waiting, chunk])
    for (; waiting.length > PIECE_BYTES; waiting = waiting.subarray(PIECE_BYTES)) yield line(waiting.subarray(0, PIECE_BYTES))
  }
  yield line(waiting)
}

/** The digest of bytes that come in pieces. */
export const byteSum = (name: DigestName) => {
  const sum = createHash(algorithms[name])
  return { add: (bytes: Uint8Array): void => void sum.update(bytes), hex: (): string => sum.digest('hex') }
}

/** The digest over lines as they come; each counts with its line break. */
export const lineSum = (name: DigestName) => {
  const sum = createHash(algorithms[name])
  return {
    add: (line: string): void => void sum.update(`${line}\n`, 'utf8'),
    hex: (): string => sum.copy().digest('hex'),
  }
}
