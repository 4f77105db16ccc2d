import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { type Directory, servingOfficer } from '@shenbao/directory/directory.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { eyesOf, principalsFor } from '../principal.ts'
import { ownProblem, problemReplies } from '../problems.ts'
import type { Sessions } from '../sessions.ts'
import { sessionCookie } from '../signed-in.ts'
import { type Onlooker, streamEvents } from '../stream-events.ts'
import type { StreamHub } from '../stream-hub.ts'
import type { OpenStreams } from '../stream-seats.ts'
import type { App, Before } from './route-plugin.ts'

/** Well below the time after which proxies and this server itself hang up on a silent connection. */
const HEARTBEAT_MS = 20_000
/** The streams of a stopping server end by themselves; a reader who takes nothing any more is not waited for. */
const FAREWELL_MS = 1_000

type Needs = Readonly<{
  writes: Before
  sessions: Sessions
  desk: DirectoryDesk
  models: ReadModels
  clock: Clock
  hub: StreamHub
  streams: OpenStreams<ServerResponse>
}>

export const streamRoutes = (app: App, { writes, sessions, desk, models, clock, hub, streams }: Needs): void => {
  app.addHook('preClose', async () => {
    hub.stop()
    for (const left of await streams.emptied(FAREWELL_MS)) left.destroy()
  })

  // All who look on are woken at once, and one reading of the directory does for all of them.
  let reading: Promise<Directory> | null = null
  const directoryNow = (): Promise<Directory> => {
    reading ??= desk.current().finally(() => {
      reading = null
    })
    return reading
  }

  app.get(
    '/api/stream',
    {
      onRequest: writes,
      exposeHeadRoute: false,
      schema: {
        summary: '实时变化（text/event-stream）：declaration 申报有变化，tasks 我的工作数，resync 请重新读取',
        tags: ['申报'],
        headers: z.looseObject({
          'last-event-id': z.string().max(200).optional().describe('上次收到的 id：从那里接着发'),
        }),
        produces: ['text/event-stream'],
        response: { 200: z.unknown().describe('text/event-stream'), ...problemReplies },
      },
    },
    async (request, reply) => {
      const token = request.cookies[sessionCookie] ?? ''
      const living = sessions.living(token)
      if (!living) throw ownProblem('not-signed-in')
      const leave = new AbortController()
      if (!streams.enter(living.session, reply.raw)) throw ownProblem('too-many-streams')
      reply.raw.once('close', () => leave.abort())
      const onlooker = async (): Promise<Onlooker | null> => {
        const directory = await directoryNow()
        const officer = servingOfficer(directory, sessions.living(token)?.officerId ?? '')
        const today = clock.today()
        if (!officer) return null
        return { officer, eyes: eyesOf(directory, officer, today), principals: principalsFor(directory, officer, today), today }
      }
      const after = request.headers['last-event-id'] || null
      const events = streamEvents({ hub, models, onlooker, after, signal: leave.signal, heartbeatMs: HEARTBEAT_MS })
      reply.headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        // Proxies that gather answers before passing them on would turn now into later.
        'x-accel-buffering': 'no',
        connection: 'close',
      })
      return reply.send(Readable.from(events, { highWaterMark: 1 }))
    },
  )
}
