import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import { Envelope } from '@shenbao/kernel/envelope.ts'
import { LogDefect } from './defect.ts'
import { LogFault } from './port.ts'

/**
 * A fact as an adapter keeps it: its canonical JSON, the very text its digest is taken over, so that an outsider can check
 * the disk without this program. The schema is asked on the way in and again on the way out.
 */
export const textOfFact = (fact: Envelope): string => {
  const checked = Envelope.safeParse(fact)
  if (!checked.success) throw new LogDefect(`not an envelope: ${whereWrong(checked.error.issues)}`)
  try {
    return canonicalJson(fact)
  } catch (cause) {
    throw new LogDefect(`no exact text for ${fact.type} of ${fact.stream}: ${String(cause)}`, { cause })
  }
}

/** Where the adapter found a text: the key under which it was kept, which the text itself must agree with. */
export type Kept = Readonly<{ stream: string; revision: number; id: string; text: string }>

/**
 * The fact in a kept text. A text that is no fact any more, or not the fact it is filed as, was changed outside this program:
 * a `LogFault` that names stream and revision.
 */
export const factOfText = ({ stream, revision, id, text }: Kept): Envelope => {
  const value = parsed(text)
  if (!isEnvelope(value)) throw unreadable(stream, revision, '内容已不是完整的记录')
  if (value.stream !== stream || value.revision !== revision || value.id !== id)
    throw unreadable(stream, revision, '内容与登记的位置不一致')
  return value
}

/** The fault of one fact that cannot be trusted as it stands on disk. `what` is a Chinese clause. */
export const unreadable = (stream: string, revision: number, what: string): LogFault =>
  new LogFault(
    `日志中“${stream}”的第 ${revision} 号记录无法读取：${what}，可能在系统之外被改动。请停止写入，用 verify 核查，并从备份恢复。`,
    { settled: true, at: { stream, revision } },
  )

/** The parsed value itself is handed on, not the schema's copy: what was stored is what is read, to the last member. */
const isEnvelope = (value: unknown): value is Envelope => Envelope.safeParse(value).success

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const whereWrong = (issues: readonly Readonly<{ path: readonly PropertyKey[]; message: string }>[]): string =>
  issues.map(({ path, message }) => `${path.map(String).join('.') || '(whole)'}: ${message}`).join('; ')
