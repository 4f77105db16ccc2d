import type { AppendReq, AppendResp, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import { type ServerDuplexStream, type ServerReadableStream, type ServiceError, type sendUnaryData, status } from '@grpc/grpc-js'
import { callError, type Fault, notLeader } from './faults.ts'
import { appendAnswer, batchAnswer, expectedOfAppend, expectedOfBatch, proposedOf, streamNameOf } from './messages.ts'
import type { Answer, Proposed, StoredLog } from './stored-log.ts'

type AppendCall = ServerReadableStream<AppendReq, AppendResp>
type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>

const SIZE_MAX = 1024 * 1024

/** Bytes as a real server counts them: two for each character of the type. */
const sizeOf = (proposed: readonly Proposed[]): number =>
  proposed.reduce((size, { data, metadata, type }) => size + data.length + metadata.length + 2 * type.length, 0)

/** What the call is answered: a message, an error, or nothing at all. */
type Outcome = Readonly<{ answer: Answer }> | Readonly<{ error: ServiceError }> | null

const outcomeOf = (fault: Fault | undefined, store: () => Answer): Outcome => {
  switch (fault?.what) {
    case 'not-leader':
      return { error: notLeader(fault) }
    case 'refused':
      return { error: callError(fault.code, fault.exception, { 'stream-name': 's', 'maximum-append-size': String(SIZE_MAX) }) }
    case 'silent':
      return null
    case 'broken-after':
      store()
      return { error: callError(fault.code) }
    case 'silent-after':
      store()
      return null
    case 'forgetful': {
      const answer = store()
      return { answer: answer.outcome === 'repeated' ? { outcome: 'conflict', current: answer.last.revision } : answer }
    }
    default:
      return { answer: store() }
  }
}

/** `Append`: the options first, then one message for each event, then one answer. */
export const appendCall =
  (log: StoredLog, nextFault: () => Fault | undefined) =>
  (call: AppendCall, answered: sendUnaryData<AppendResp>): void => {
    let options: AppendReq.Options | undefined
    const proposed: Proposed[] = []
    call.on('data', (request: AppendReq) => {
      const event = request.getProposedMessage()
      if (event) proposed.push(proposedOf(event))
      else options = request.getOptions()
    })
    call.on('error', () => {})
    call.on('end', async () => {
      if (!options) return answered(callError(status.INVALID_ARGUMENT))
      const [stream, expected] = [streamNameOf(options.getStreamIdentifier()), expectedOfAppend(options)]
      const fault = nextFault()
      if (fault?.what === 'late') await fault.until
      const size = sizeOf(proposed)
      if (size > SIZE_MAX)
        return answered(
          callError(status.INVALID_ARGUMENT, 'maximum-append-size-exceeded', { 'maximum-append-size': String(SIZE_MAX) }),
        )
      const outcome = outcomeOf(fault, () => log.append(stream, expected, proposed))
      if (outcome && 'error' in outcome) answered(outcome.error)
      else if (outcome) answered(null, appendAnswer(outcome.answer))
    })
  }

/** `BatchAppend`: one stream for all appends of a connection; a failure that is no conflict ends it for all of them. */
export const batchAppendCall =
  (log: StoredLog, nextFault: () => Fault | undefined) =>
  (call: BatchCall): void => {
    const open = new Map<string, { options: BatchAppendReq.Options; proposed: Proposed[] }>()
    call.on('error', () => {})
    call.on('end', () => call.end())
    call.on('data', (request: BatchAppendReq) => {
      const id = request.getCorrelationId()?.getString() ?? ''
      const options = request.getOptions()
      if (options) open.set(id, { options, proposed: [] })
      const batch = open.get(id)
      if (!batch) return
      batch.proposed.push(...request.getProposedMessagesList().map(proposedOf))
      if (!request.getIsFinal()) return
      open.delete(id)
      const stream = streamNameOf(batch.options.getStreamIdentifier())
      const outcome = outcomeOf(nextFault(), () => log.append(stream, expectedOfBatch(batch.options), batch.proposed))
      if (outcome && 'error' in outcome) call.emit('error', outcome.error)
      else if (outcome) call.write(batchAnswer(id, stream, outcome.answer))
    })
  }
