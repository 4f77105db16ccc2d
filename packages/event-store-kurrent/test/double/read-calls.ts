import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { ServerWritableStream } from '@grpc/grpc-js'
import { callError, type Fault, notLeader } from './faults.ts'
import { caughtUpMessage, confirmationMessage, eventMessage, notFoundMessage, positionOf, streamNameOf } from './messages.ts'
import type { Stored, StoredLog } from './stored-log.ts'

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>

const BACKWARDS = 1
/** What a server that knows no position says: the greatest number there is. */
const NO_POSITION = 2n ** 64n - 1n

/** `Read` with a count: a page of a stream or of everything, then the end. */
export const readCall = (log: StoredLog, call: ReadCall, options: ReadReq.Options, fault: Fault | undefined): void => {
  if (fault?.what === 'not-leader') return void call.emit('error', notLeader(fault))
  if (fault?.what === 'refused') return void call.emit('error', callError(fault.code, fault.exception, { 'stream-name': 's' }))
  const stream = options.getStream()
  if (stream && log.ofStream(streamNameOf(stream.getStreamIdentifier())).length === 0) {
    call.write(notFoundMessage(streamNameOf(stream.getStreamIdentifier())))
    return void call.end()
  }
  const page = (stream ? ofStream(log, options) : ofAll(log, options)).slice(0, Number(options.getCount()))
  const stopsAfter = fault?.what === 'silent' || fault?.what === 'broken-after' ? (fault.events ?? 0) : page.length
  for (const event of page.slice(0, stopsAfter)) {
    const known = stream && fault?.what === 'no-positions' ? { ...event, commit: NO_POSITION, prepare: NO_POSITION } : event
    call.write(eventMessage(known))
    if (fault?.what === 'doubled') call.write(eventMessage(known))
  }
  if (fault?.what === 'broken-after') call.emit('error', callError(fault.code))
  else if (fault?.what !== 'silent') call.end()
}

const ofStream = (log: StoredLog, options: ReadReq.Options): readonly Stored[] => {
  const stream = options.getStream()
  const events = log.ofStream(streamNameOf(stream?.getStreamIdentifier()))
  const from = stream?.hasRevision() ? Number(stream.getRevision()) : 0
  if (options.getReadDirection() !== BACKWARDS) return events.filter(({ revision }) => revision >= from)
  return events.filter(({ revision }) => stream?.hasEnd() || revision <= from).toReversed()
}

const ofAll = (log: StoredLog, options: ReadReq.Options): readonly Stored[] => {
  const from = positionOf(options)
  if (options.getReadDirection() === BACKWARDS)
    return log
      .all()
      .filter(({ commit }) => from === 'end' || (from !== 'start' && commit < from))
      .toReversed()
  return log.all().filter(({ commit }) => from === 'start' || (from !== 'end' && commit >= from))
}

export type Subscriptions = Readonly<{
  open: (call: ReadCall, options: ReadReq.Options) => void
  count: () => number
  /** Ends every subscription: with an error, or as if there were nothing more to say. */
  drop: (how: 'error' | 'end') => void
  /** While `true`, subscriptions stay open and say nothing, the confirmation included. */
  mute: (muted: boolean) => void
}>

/** `Read` as a subscription to everything; system events are left out where a filter was sent. */
export const newSubscriptions = (log: StoredLog, dropError: () => Error): Subscriptions => {
  const calls = new Set<ReadCall>()
  let isMuted = false
  return {
    open: (call, options) => {
      calls.add(call)
      const passes = ({ type }: Stored): boolean => !options.hasFilter() || !type.startsWith('$')
      const send = (events: readonly Stored[]): void => {
        if (!isMuted) for (const event of events.filter(passes)) call.write(eventMessage(event))
      }
      const deaf = log.listen(send)
      call.on('cancelled', () => {
        deaf()
        calls.delete(call)
      })
      call.on('close', deaf)
      call.on('error', () => {})
      if (isMuted) return
      call.write(confirmationMessage())
      const from = positionOf(options)
      send(from === 'end' ? [] : log.all().filter(({ commit }) => from === 'start' || commit > from))
      call.write(caughtUpMessage())
    },
    count: () => calls.size,
    drop: how => {
      for (const call of calls) {
        if (how === 'error') call.emit('error', dropError())
        else call.end()
      }
      calls.clear()
    },
    mute: muted => {
      isMuted = muted
    },
  }
}
