import { Buffer } from 'node:buffer'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { LogDefect } from './defect.ts'
import { type Kept, textOfFact } from './stored-text.ts'

/** Bytes of all facts of one append: the least that any log server takes at once. A declaration's facts need a tenth of it. */
const APPEND_BYTES_MAX = 1024 * 1024

/**
 * The rows to keep for an append that is sound in itself, whatever the log holds; what is wrong with the call is thrown as
 * `LogDefect`. Every adapter asks this first.
 */
export const rowsOfAppend = (stream: string, expected: number, facts: readonly Envelope[]): readonly Kept[] => {
  if (!Number.isSafeInteger(expected) || expected < -1) throw new LogDefect(`no revision to expect: ${expected}`)
  if (facts.length === 0) throw new LogDefect(`nothing to append to ${stream}`)
  const rows = facts.map(fact => ({ stream, revision: fact.revision, id: fact.id, text: textOfFact(fact) }))
  for (const [index, fact] of facts.entries()) {
    const revision = expected + 1 + index
    if (fact.stream !== stream) throw new LogDefect(`a fact of ${fact.stream} was appended to ${stream}`)
    if (fact.revision !== revision) throw new LogDefect(`${stream}: revision ${fact.revision} stands in the place of ${revision}`)
  }
  if (new Set(facts.map(({ id }) => id)).size < facts.length) throw new LogDefect(`${stream}: one id twice in an append`)
  const bytes = rows.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  if (bytes > APPEND_BYTES_MAX) throw new LogDefect(`${stream}: ${bytes} bytes in one append, at most ${APPEND_BYTES_MAX}`)
  return rows
}
