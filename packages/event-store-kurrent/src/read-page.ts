import type { RecordedEvent, ResolvedEvent, StreamingRead } from '@eventstore/db-client'
import { isMissingStream, NoAnswer } from './client-error.ts'

/**
 * All events of one bounded read, each once. Gives up with `NoAnswer` after so many milliseconds without a sign from the server; the client
 * itself would wait for ever. The call is ended in every case: leaving it would keep it open on the server.
 */
export const readPage = async (
  page: StreamingRead<ResolvedEvent>,
  silenceMilliseconds: number,
): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = []
  const read = Promise.withResolvers<void>()
  const timer = setTimeout(
    () => read.reject(new NoAnswer(`silent for ${silenceMilliseconds} ms while reading`)),
    silenceMilliseconds,
  )
  page.on('data', ({ event }: ResolvedEvent) => {
    timer.refresh()
    const last = events.at(-1)
    const isRepeated = last?.streamId === event?.streamId && last?.revision === event?.revision
    // A link whose target is gone has no event.
    if (event && !isRepeated) events.push(event)
  })
  page.on('error', error => read.reject(error))
  page.on('end', () => read.resolve())
  page.on('close', () => read.reject(new NoAnswer('closed while reading')))
  try {
    await read.promise
  } catch (error) {
    if (isMissingStream(error)) return []
    throw error
  } finally {
    clearTimeout(timer)
    // Not awaited: it waits for a call that may never have been made.
    void page.cancel().catch(() => {})
  }
  return events
}
