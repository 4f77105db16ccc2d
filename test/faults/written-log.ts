import { sm3 } from '../../packages/audit/src/node-digest.ts'
import type { EventStore } from '../../packages/event-store/src/port.ts'
import { LogFault } from '../../packages/event-store/src/port.ts'
import { openSqliteEventStore } from '../../packages/event-store-sqlite/src/sqlite-event-store.ts'
import { lastOf, recordFacts } from '../../packages/handler/src/record.ts'

const now = () => ({ today: '2026-03-02', recordedAt: '2026-03-02T01:02:03.004Z' })

/** One append at the end of a stream, linked as the product links it. Each fact says how many there were in its append. */
export const appendTo = async (store: EventStore, stream: string, size: number, letters = 10): Promise<void> => {
  const last = lastOf(await store.read(stream))
  const facts = Array.from({ length: size }, (_, index) => ({
    type: 'noted',
    schemaVersion: 1,
    data: { size, index, text: '绩'.repeat(letters) },
  }))
  const commandId = `${stream}/${(last?.revision ?? -1) + 1}`
  const account = { actor: 'system', onBehalfOf: null, commandId, commandDigest: sm3(commandId) }
  await recordFacts({ store, digest: sm3, now }, stream, last, facts, account)
}

const STREAMS = 20
/** A closed log of 20 streams, 3 appends each, 120 facts over some dozens of pages. */
export const writeLog = async (file: string): Promise<number> => {
  const store = openSqliteEventStore(file)
  for (let turn = 0; turn < 3; turn += 1)
    for (let stream = 0; stream < STREAMS; stream += 1) await appendTo(store, `s${stream}`, 1 + turn, 150)
  const { length } = await store.readAll(null, 10_000)
  await store.close()
  return length
}

/** A sentence for the operator: Chinese, what happened and what to do, and no stack. */
export const isSentence = (text: string): boolean => /[\u4e00-\u9fff].*(请|从备份恢复)/.test(text) && !/\n\s+at /.test(text)

/** The sentence of a fault; anything else that is thrown, or nothing at all, is told as such. */
export const sentenceOf = async (attempt: () => unknown): Promise<string> => {
  try {
    await attempt()
    return 'nothing was refused'
  } catch (thrown) {
    return thrown instanceof LogFault ? thrown.message : `no fault of the log: ${String(thrown)}`
  }
}
