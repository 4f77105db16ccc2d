/** Between what the double keeps and what travels: the generated messages are those of the very client under test. */
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js'
import features from '@eventstore/db-client/generated/serverfeatures_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import status from '@eventstore/db-client/generated/status_pb.js'
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js'
import type { Answer, Expected, Proposed, Stored } from './stored-log.ts'

type Identifier = Readonly<{ getStreamName_asU8: () => Uint8Array }>

export const streamNameOf = (identifier: Identifier | undefined): string =>
  new TextDecoder().decode(identifier?.getStreamName_asU8())

const identifierOf = (stream: string) => {
  const identifier = new shared.StreamIdentifier()
  identifier.setStreamName(new TextEncoder().encode(stream))
  return identifier
}

const uuidOf = (id: string) => {
  const uuid = new shared.UUID()
  // A real server hands ids back in small letters, however they came.
  uuid.setString(id.toLowerCase())
  return uuid
}

type ProposedMessage = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage

export const proposedOf = (message: ProposedMessage): Proposed => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
})

export const expectedOfAppend = (options: AppendReq.Options): Expected => {
  if (options.hasRevision()) return Number(options.getRevision())
  if (options.hasNoStream()) return -1
  return options.hasAny() ? 'any' : 'exists'
}

export const expectedOfBatch = (options: BatchAppendReq.Options): Expected => {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition())
  if (options.hasNoStream()) return -1
  return options.hasAny() ? 'any' : 'exists'
}

export const appendAnswer = (answer: Answer): AppendResp => {
  const message = new streams.AppendResp()
  if (answer.outcome === 'conflict') {
    const conflict = new streams.AppendResp.WrongExpectedVersion()
    if (answer.current < 0) conflict.setCurrentNoStream(new shared.Empty())
    else conflict.setCurrentRevision(String(answer.current))
    message.setWrongExpectedVersion(conflict)
    return message
  }
  const success = new streams.AppendResp.Success()
  success.setCurrentRevision(String(answer.last.revision))
  const position = new streams.AppendResp.Position()
  position.setCommitPosition(String(answer.last.commit))
  position.setPreparePosition(String(answer.last.prepare))
  success.setPosition(position)
  message.setSuccess(success)
  return message
}

export const batchAnswer = (correlationId: string, stream: string, answer: Answer): BatchAppendResp => {
  const message = new streams.BatchAppendResp()
  message.setCorrelationId(uuidOf(correlationId))
  message.setStreamIdentifier(identifierOf(stream))
  if (answer.outcome === 'conflict') {
    const conflict = new shared.WrongExpectedVersion()
    if (answer.current >= 0) conflict.setCurrentStreamRevision(String(answer.current))
    const details = new anyMessage.Any()
    details.pack(conflict.serializeBinary(), 'event_store.client.WrongExpectedVersion')
    const error = new status.Status()
    error.setDetails(details)
    message.setError(error)
    return message
  }
  const success = new streams.BatchAppendResp.Success()
  success.setCurrentRevision(String(answer.last.revision))
  const position = new shared.AllStreamPosition()
  position.setCommitPosition(String(answer.last.commit))
  position.setPreparePosition(String(answer.last.prepare))
  success.setPosition(position)
  message.setSuccess(success)
  return message
}

export const eventMessage = (event: Stored): ReadResp => {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
  recorded.setId(uuidOf(event.id))
  recorded.setStreamIdentifier(identifierOf(event.stream))
  recorded.setStreamRevision(String(event.revision))
  recorded.setCommitPosition(String(event.commit))
  recorded.setPreparePosition(String(event.prepare))
  recorded.getMetadataMap().set('type', event.type).set('content-type', event.contentType).set('created', '17000000000000000')
  recorded.setData(event.data)
  recorded.setCustomMetadata(event.metadata)
  const read = new streams.ReadResp.ReadEvent()
  read.setEvent(recorded)
  read.setCommitPosition(String(event.commit))
  const message = new streams.ReadResp()
  message.setEvent(read)
  return message
}

export const notFoundMessage = (stream: string): ReadResp => {
  const notFound = new streams.ReadResp.StreamNotFound()
  notFound.setStreamIdentifier(identifierOf(stream))
  const message = new streams.ReadResp()
  message.setStreamNotFound(notFound)
  return message
}

export const confirmationMessage = (): ReadResp => {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation()
  confirmation.setSubscriptionId('subscription')
  const message = new streams.ReadResp()
  message.setConfirmation(confirmation)
  return message
}

export const caughtUpMessage = (): ReadResp => {
  const message = new streams.ReadResp()
  message.setCaughtUp(new streams.ReadResp.CaughtUp())
  return message
}

/** What a request for `$all` begins at: forwards the event there is included, backwards and for a subscription it is not. */
export const positionOf = (options: ReadReq.Options): 'start' | 'end' | bigint => {
  const all = options.getAll()
  if (all?.hasStart()) return 'start'
  return all?.hasEnd() ? 'end' : BigInt(all?.getPosition()?.getCommitPosition() ?? 0)
}

export const supportedMethods = (): SupportedMethods => {
  const supported = new features.SupportedMethods()
  supported.setEventStoreServerVersion('24.10.0')
  const method = new features.SupportedMethod()
  method.setServiceName('event_store.client.streams.streams')
  method.setMethodName('batchappend')
  supported.addMethods(method)
  return supported
}
