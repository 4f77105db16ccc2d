import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import type { StreamHead } from './break-after.ts'

/** How much of a log somebody has seen, and one digest over the ends of all its streams at that moment. */
export type LogHead = Readonly<{ facts: number; digest: string }>

/** Ends of streams by stream name. */
export type StreamHeads = ReadonlyMap<string, StreamHead>

const HEAD_TEXT = /^(0|[1-9]\d{0,15}):([0-9a-f]{64})$/

/** The text under the digest of all stream ends: canonical JSON of `[stream, revision, digest]`, by stream in UTF-16 code units. */
export const textOfHeads = (heads: StreamHeads): string => {
  const rows = [...heads].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return canonicalJson(rows.map(([stream, head]) => [stream, head.revision, head.digest]))
}

export const digestOfHeads = (heads: StreamHeads, digest: Digest): string => digest(textOfHeads(heads))

/** The head of a log of `facts` facts. */
export const logHead = (facts: number, heads: StreamHeads, digest: Digest): LogHead => ({
  facts,
  digest: digestOfHeads(heads, digest),
})

/** As printed on paper and passed to `verify --trust`: `12345:66c7f0f4…`. */
export const headText = ({ facts, digest }: LogHead): string => `${facts}:${digest}`

/** `null` when the text is no head. Blanks around it and capital letters, as they come from paper, do not matter. */
export const parseHead = (text: string): LogHead | null => {
  const match = HEAD_TEXT.exec(text.trim().toLowerCase())
  const facts = Number(match?.[1])
  return match?.[2] && Number.isSafeInteger(facts) ? { facts, digest: match[2] } : null
}
