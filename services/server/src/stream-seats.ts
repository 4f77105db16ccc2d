/** The streams that are open now, so many for each session: a browser with many windows must not use up the server. */
export type OpenStreams<Connection> = Readonly<{
  /** Takes a place until the connection closes; `false` when the session has none left. */
  enter: (session: string, connection: Connection) => boolean
  count: () => number
  /** Waits at most so long until all have gone, and gives those that have not. */
  emptied: (ms: number) => Promise<readonly Connection[]>
}>

type Closing = Readonly<{ once: (event: 'close', listener: () => void) => unknown }>

export const STREAMS_OF_A_SESSION = 8

export const newOpenStreams = <Connection extends Closing>(most = STREAMS_OF_A_SESSION): OpenStreams<Connection> => {
  const open = new Map<Connection, string>()
  let whenEmpty = (): void => undefined
  return {
    enter: (session, connection) => {
      if ([...open.values()].filter(other => other === session).length >= most) return false
      open.set(connection, session)
      connection.once('close', () => {
        open.delete(connection)
        if (open.size === 0) whenEmpty()
      })
      return true
    },
    count: () => open.size,
    emptied: async ms => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, ms)
      whenEmpty = resolve
      if (open.size === 0) resolve()
      await promise
      clearTimeout(timer)
      return [...open.keys()]
    },
  }
}
