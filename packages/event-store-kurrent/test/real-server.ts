import { connect } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** A server to run against, or why there is none. */
export type RealServer = Readonly<{ url: string; stop: () => Promise<void> }> | Readonly<{ missing: string }>

const KNOCK_MILLISECONDS = 1_000
const START_MILLISECONDS = 120_000
/** Any version from 22.6 on; `EVENTSTORE_` settings are read by all of them. */
const IMAGE = process.env['KURRENTDB_IMAGE'] ?? 'docker.kurrent.io/kurrent-lts/kurrentdb:26.0.3'

/** The server named by `EVENTSTOREDB_URL`, else one in a container, else neither. Never waits for an engine that is not there. */
export const realServer = async (): Promise<RealServer> => {
  const url = process.env['EVENTSTOREDB_URL']
  if (url) return { url, stop: async () => {} }
  const doors = enginesDoors()
  const answers = await Promise.all(doors.map(knock))
  if (!answers.includes(true))
    return { missing: `EVENTSTOREDB_URL is not set and no Docker engine answers at ${doors.map(nameOf).join(', ')}` }
  try {
    return await startContainer()
  } catch (error) {
    return { missing: `EVENTSTOREDB_URL is not set and ${IMAGE} could not be started: ${String(error)}` }
  }
}

type Door = Readonly<{ path: string }> | Readonly<{ host: string; port: number }>

const nameOf = (door: Door): string => ('path' in door ? door.path : `${door.host}:${door.port}`)

const enginesDoors = (): readonly Door[] => {
  const named = process.env['DOCKER_HOST']
  const socket = /^unix:\/\/(.+)$/.exec(named ?? '')?.[1]
  if (socket) return [{ path: socket }]
  const [, host, port] = /^tcp:\/\/([^:/]+):(\d+)/.exec(named ?? '') ?? []
  if (host && port) return [{ host, port: Number(port) }]
  return [{ path: '/var/run/docker.sock' }, { path: join(homedir(), '.docker/run/docker.sock') }]
}

/** Whether somebody opens. */
const knock = (door: Door): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect({ ...door, timeout: KNOCK_MILLISECONDS })
    const answered = (answer: boolean) => (): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', answered(true))
    socket.once('error', answered(false))
    socket.once('timeout', answered(false))
  })

const startContainer = async (): Promise<RealServer> => {
  const { GenericContainer, Wait } = await import('testcontainers')
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`not ready within ${START_MILLISECONDS} ms`)), START_MILLISECONDS)
  const starting = new GenericContainer(IMAGE)
    .withEnvironment({ EVENTSTORE_CLUSTER_SIZE: '1', EVENTSTORE_INSECURE: 'true', EVENTSTORE_MEM_DB: 'true' })
    .withExposedPorts(2113)
    .withWaitStrategy(Wait.forHttp('/health/live?liveCode=200', 2113).forStatusCodeMatching(code => code < 300))
    .withStartupTimeout(START_MILLISECONDS)
    .start()
  try {
    const container = await Promise.race([starting, late.promise])
    const url = `esdb://${container.getHost()}:${container.getMappedPort(2113)}?tls=false`
    return { url, stop: async () => void (await container.stop()) }
  } finally {
    clearTimeout(timer)
  }
}
