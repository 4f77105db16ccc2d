import { setImmediate as nextTurn } from 'node:timers/promises'
import { type EventData, NO_STREAM } from '@eventstore/db-client'
import type { Appended } from '@shenbao/event-store/port.ts'
import type { Kept } from '@shenbao/event-store/stored-text.ts'
import { currentRevisionOf, meaningOf } from './client-error.ts'
import { type Connection, inTime } from './connection.ts'
import { displaced } from './kurrent-fault.ts'
import { readPage } from './read-page.ts'
import { type RetryOptions, retrying } from './retry.ts'
import { callOf, positionTextOf } from './stored-event.ts'

export type Request = Readonly<{
  /** As the server knows it. */
  stream: string
  expected: number
  rows: readonly Kept[]
  events: readonly EventData[]
  /** Written beside the facts by every attempt of this call, and by no other call. */
  call: string
}>

/**
 * Appends and finds out what became of it. Every attempt is the same: same ids, same exact revision. So whatever an attempt that
 * was never answered has done, the next one finds it: the server compares the ids at the very place.
 *
 * What was stored is read back once, for what no answer tells for certain: that it stands where it says, whether this call stored
 * it or an earlier one, and its position (the answer to a repeated append may name another).
 */
export const settleAppend = async (
  connection: Connection,
  request: Request,
  callMilliseconds: number,
  retry: RetryOptions,
): Promise<Appended> => {
  const { stream, expected, rows, events } = request
  const revision = expected + rows.length
  const attempt = async (): Promise<number> => {
    // A turn of its own: where another call is just failing, the client is about to close the channel this one would be made on,
    // and would throw where nobody can catch it.
    await nextTurn()
    const answer = await connection.call((client, options) =>
      inTime(
        client.appendToStream(stream, [...events], {
          expectedRevision: expected < 0 ? NO_STREAM : BigInt(expected),
          deadline: callMilliseconds,
          ...options,
        }),
        callMilliseconds,
      ),
    )
    return Number(answer.nextExpectedRevision)
  }
  let stands: number
  try {
    stands = await retrying(attempt, retry, 'possible')
  } catch (error) {
    if (meaningOf(error) !== 'conflict') throw error
    const current = currentRevisionOf(error)
    // A server that has lost sight of the ids would call our own retry a conflict.
    const repeated = current >= revision ? await readBack(connection, request, expected + 1, callMilliseconds, retry) : null
    return repeated?.isWhole
      ? { outcome: 'appended', revision, position: repeated.position, repeated: !repeated.isOurCall }
      : { outcome: 'conflict', revision: current }
  }
  const stored = await readBack(connection, request, revision, callMilliseconds, retry)
  if (!stored?.isWhole) throw displaced(stream, revision, stands)
  return { outcome: 'appended', revision, position: stored.position, repeated: !stored.isOurCall }
}

/** What stands from `from` to the end of the append; `null` when nothing does. Not knowing it leaves the outcome unknown. */
const readBack = async (
  connection: Connection,
  { stream, expected, rows, call }: Request,
  from: number,
  callMilliseconds: number,
  retry: RetryOptions,
): Promise<Readonly<{ isWhole: boolean; isOurCall: boolean; position: string }> | null> => {
  const wanted = rows.slice(from - expected - 1)
  const read = (): ReturnType<typeof readPage> =>
    connection.call((client, options) =>
      readPage(client.readStream(stream, { fromRevision: BigInt(from), maxCount: wanted.length, ...options }), callMilliseconds),
    )
  const found = await retrying(read, retry, 'left')
  const last = found.at(-1)
  if (!last) return null
  return {
    isWhole:
      found.length === wanted.length &&
      found.every(({ id, revision }, index) => id === wanted[index]?.id && Number(revision) === from + index),
    isOurCall: callOf(last) === call,
    position: positionTextOf(last),
  }
}
