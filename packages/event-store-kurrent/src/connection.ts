import { type Credentials, EventStoreDBClient } from '@eventstore/db-client'
import { meaningOf, NoAnswer } from './client-error.ts'
import { credentialsOf, refused } from './connection-url.ts'

/** With every call: it is made by itself, and answered by the node that leads. */
export type CallOptions = Readonly<{ credentials: Credentials; requiresLeader: true }>

export type Connection = Readonly<{
  /**
   * Makes a call with the client of the moment. A call that was not answered in time costs the client its place: what hangs on a
   * connection that has gone deaf is not asked again there.
   */
  call: <Answer>(make: (client: EventStoreDBClient, options: CallOptions) => Promise<Answer>) => Promise<Answer>
  client: () => EventStoreDBClient
  options: CallOptions
  close: () => Promise<void>
}>

/** Opens nothing yet: the client connects with the first call. A connection string that cannot be used is a `LogFault`. */
export const connect = (url: string, closeMilliseconds: number): Connection => {
  const options = { credentials: credentialsOf(url), requiresLeader: true } as const
  let client = clientFor(url)
  return {
    call: async make => {
      const used = client
      try {
        return await make(used, options)
      } catch (error) {
        // The old one is left to itself: disposing of it would end the readings of others as if they were complete. Each call
        // ends by its own time limit, and gRPC lets go of a connection that is not used.
        if (meaningOf(error) === 'stuck' && client === used) client = clientFor(url)
        throw error
      }
    },
    client: () => client,
    options,
    close: async () => {
      await inTime(client.dispose(), closeMilliseconds).catch(() => {})
    },
  }
}

/** The answer, or `NoAnswer` after so many milliseconds. */
export const inTime = async <Answer>(answer: Promise<Answer>, milliseconds: number): Promise<Answer> => {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new NoAnswer(`no answer within ${milliseconds} ms`)), milliseconds)
  try {
    return await Promise.race([answer, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

const clientFor = (url: string): EventStoreDBClient => guarded(unguardedClient(url))

const unguardedClient = (url: string): EventStoreDBClient => {
  try {
    return EventStoreDBClient.connectionString(url)
  } catch {
    // What the client says about it repeats the string, password and all.
    throw refused('客户端无法解析，请检查主机、端口、参数的取值和证书文件')
  }
}

/**
 * After an error the client looks whether it has to connect anew, in a call of its own that nobody waits for. Where a search for
 * the leader of a cluster fails at that moment, that call fails too, and Node ends a process for a failure nobody waits for. The
 * failure itself is known already: every call that needed the search was told.
 */
const guarded = (client: EventStoreDBClient): EventStoreDBClient => {
  const handleError: unknown = Reflect.get(client, 'handleError')
  if (typeof handleError !== 'function')
    throw new TypeError('another version of the client: its errors are not handled where they were')
  Reflect.set(client, 'handleError', async (...failed: readonly unknown[]): Promise<void> => {
    try {
      await Reflect.apply(handleError, client, failed)
    } catch {
      // Told to those who waited for the search.
    }
  })
  return client
}
