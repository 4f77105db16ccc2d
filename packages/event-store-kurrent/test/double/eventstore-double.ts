/**
 * A server that speaks as much of the protocol of EventStoreDB as the adapter uses, over a real socket on 127.0.0.1, and fails on
 * request. It is a double of the protocol, not of the database: what it stores is gone with the process, and what a real server
 * makes of the same calls is shown by the lane with the real server.
 */

import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import gossip from '@eventstore/db-client/generated/gossip_pb.js'
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js'
import {
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { appendCall, batchAppendCall } from './append-calls.ts'
import { callError, faultQueue } from './faults.ts'
import { supportedMethods } from './messages.ts'
import { newSubscriptions, type ReadCall, readCall } from './read-calls.ts'
import { newStoredLog, type StoredLog } from './stored-log.ts'

type Method = 'append' | 'batchAppend' | 'read' | 'subscribe' | 'getSupportedMethods' | 'gossip'

export type EventStoreDouble = Awaited<ReturnType<typeof startEventStoreDouble>>

export type DoubleOptions = Readonly<{
  /** The log of another double: two nodes of one cluster, or the same node after a restart. */
  log?: StoredLog
  /** The port to listen on; any free one unless given. */
  port?: number
}>

export const startEventStoreDouble = async (options: DoubleOptions = {}) => {
  const state = newState(options.log ?? newStoredLog())
  const { log, faults, subscriptions, calls, openReads, leaderRequired } = state
  const server = new Server()
  server.addService(serviceOf(StreamsService), streamsService(state))
  server.addService(serviceOf(ServerFeaturesService), {
    getSupportedMethods: (_: unknown, answered: sendUnaryData<unknown>) => {
      state.counted('getSupportedMethods')
      answered(null, supportedMethods())
    },
  })
  let port = 0
  server.addService(serviceOf(GossipService), {
    read: (_: unknown, answered: sendUnaryData<unknown>) => {
      state.counted('gossip')
      const fault = faults.gossip.next()
      if (fault?.what === 'refused') answered(callError(fault.code))
      else answered(null, leaderAt(port))
    },
  })
  port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${options.port ?? 0}`, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    )
  })
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    port,
    log,
    faults,
    subscriptions,
    calls: (method: Method): number => calls.get(method) ?? 0,
    /** Whether each append said that only the leader may take it, in the order of the calls. */
    leaderRequired: (): readonly string[] => leaderRequired,
    /** Reads and subscriptions that the server still works for. */
    openReads: (): number => openReads.size,
    stop: async (): Promise<void> => {
      server.forceShutdown()
    },
  }
}

const newState = (log: StoredLog) => {
  const calls = new Map<Method, number>()
  const leaderRequired: string[] = []
  return {
    log,
    faults: {
      append: faultQueue(),
      batchAppend: faultQueue(),
      read: faultQueue(),
      subscribe: faultQueue(),
      gossip: faultQueue(),
    },
    subscriptions: newSubscriptions(log, () => callError(status.UNAVAILABLE)),
    openReads: new Set<ReadCall>(),
    leaderRequired,
    calls,
    counted: (method: Method): void => {
      calls.set(method, (calls.get(method) ?? 0) + 1)
    },
  }
}

type AppendHandler = ReturnType<typeof appendCall>
type BatchHandler = ReturnType<typeof batchAppendCall>

const streamsService = (state: ReturnType<typeof newState>): UntypedServiceImplementation => {
  const { log, faults, subscriptions, counted } = state
  return {
    append: (call: Parameters<AppendHandler>[0], answered: Parameters<AppendHandler>[1]) => {
      counted('append')
      state.leaderRequired.push(String(call.metadata.get('requires-leader')[0] ?? 'false'))
      appendCall(log, faults.append.next)(call, answered)
    },
    batchAppend: (call: Parameters<BatchHandler>[0]) => {
      counted('batchAppend')
      batchAppendCall(log, faults.batchAppend.next)(call)
    },
    read: (call: ReadCall) => {
      const asked = call.request.getOptions()
      if (!asked) return void call.emit('error', callError(status.INVALID_ARGUMENT))
      state.openReads.add(call)
      for (const end of ['cancelled', 'finish', 'close', 'error']) call.on(end, () => state.openReads.delete(call))
      counted(asked.hasSubscription() ? 'subscribe' : 'read')
      if (!asked.hasSubscription()) return readCall(log, call, asked, faults.read.next())
      const fault = faults.subscribe.next()
      if (fault?.what === 'refused') return void call.emit('error', callError(fault.code, fault.exception))
      subscriptions.open(call, asked)
    },
    delete: (_: unknown, answered: sendUnaryData<unknown>) => answered(callError(status.UNIMPLEMENTED)),
    tombstone: (_: unknown, answered: sendUnaryData<unknown>) => answered(callError(status.UNIMPLEMENTED)),
  }
}

/** The generated services carry the paths and the codecs; their declared type is narrower than what a server takes. */
const serviceOf = (service: object): ServiceDefinition => service as ServiceDefinition

const leaderAt = (port: number) => {
  const address = new gossip.EndPoint()
  address.setAddress('127.0.0.1')
  address.setPort(port)
  const member = new gossip.MemberInfo()
  member.setHttpEndPoint(address)
  member.setState(8)
  member.setIsAlive(true)
  const cluster = new gossip.ClusterInfo()
  cluster.addMembers(member)
  return cluster
}
