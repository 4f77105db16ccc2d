import type { Recorded } from '@shenbao/event-store/port.ts'
import { unreadable } from '@shenbao/event-store/stored-text.ts'
import type { Connection } from './connection.ts'
import { readPage } from './read-page.ts'
import { type RetryOptions, retrying } from './retry.ts'
import { recordedOf } from './stored-event.ts'

/** Events of one stream fetched at once. */
const PAGE_EVENTS = 256

/** The facts of a stream from a revision on, whole: one that is missing in between is a `LogFault` that names it. */
export const readStream = async (
  connection: Connection,
  {
    log,
    stream,
    from,
    silenceMilliseconds,
  }: Readonly<{ log: string; stream: string; from: number; silenceMilliseconds: number }>,
  retry: RetryOptions,
): Promise<readonly Recorded[]> => {
  const facts: Recorded[] = []
  for (;;) {
    const fromRevision = BigInt(from + facts.length)
    const page = await retrying(
      () =>
        connection.call((client, call) =>
          readPage(client.readStream(log + stream, { fromRevision, maxCount: PAGE_EVENTS, ...call }), silenceMilliseconds),
        ),
      retry,
      'none',
    )
    for (const event of page) {
      const wanted = from + facts.length
      // A stream with a hole would fold into a state that never was.
      if (Number(event.revision) !== wanted) throw unreadable(stream, wanted, '这条记录不见了')
      facts.push(recordedOf(log, event))
    }
    if (page.length < PAGE_EVENTS) return facts
  }
}
