import type { Principal } from '@shenbao/declaration/principal.ts'
import { declarationIdOf } from '@shenbao/declaration/recorded.ts'
import type { Officer } from '@shenbao/directory/directory.ts'
import { maySee } from '@shenbao/directory/may-see.ts'
import type { Position } from '@shenbao/event-store/port.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import { listedDeclaration } from '@shenbao/read-models/queries/list-declarations.ts'
import { isAddressedTo } from '@shenbao/read-models/queries/list-tasks.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { stageOf } from './routes/listed-shape.ts'
import { countsOf } from './routes/tasks.ts'
import type { Happening, StreamHub } from './stream-hub.ts'

/** Whoever looks on, as they stand at this moment: offices, deputyships and the session may change while the stream is open. */
export type Onlooker = Readonly<{ officer: Officer; eyes: readonly Officer[]; principals: readonly Principal[]; today: Day }>

export type Looking = Readonly<{
  hub: StreamHub
  models: Pick<ReadModels, 'db'>
  /** `null`: the session has ended. */
  onlooker: () => Promise<Onlooker | null>
  /** `Last-Event-ID`; `null` for a stream that begins now. */
  after: Position | null
  /** Raised when the reader has gone. */
  signal: AbortSignal
  heartbeatMs: number
}>

/** A browser that lost the stream tries again after this. */
const RETRY_MS = 2_000

/**
 * The stream of one reader, as text/event-stream. `declaration`: something was recorded on a declaration they may see; `tasks`: their
 * own counters, at the beginning and whenever they are others; `resync`: what happened in between cannot be told any more, so the
 * screen has to be loaded anew. Every event carries the place up to which everything has been told, and so do the signs of life
 * between them. Text is made when the reader takes it: one who is slow costs no memory. Ends with the session, and with the server.
 */
export async function* streamEvents({
  hub,
  models,
  onlooker,
  after,
  signal,
  heartbeatMs,
}: Looking): AsyncGenerator<string, void> {
  let place = after ?? hub.position()
  let told = ''
  yield `retry: ${RETRY_MS}\n\n`
  while (!signal.aborted && !hub.isStopped()) {
    const rings = hub.rings()
    const who = await onlooker()
    if (!who) return
    const happenings = await hub.after(place)
    if (happenings === null) {
      place = hub.position()
      yield eventText('resync', place, {})
    }
    for (const happening of happenings ?? []) {
      const seen = declarationEvent(models, who, happening)
      place = happening.position
      if (seen) yield eventText('declaration', place, seen)
      if (signal.aborted || hub.isStopped()) return
    }
    const counts = countsOf(models, who.principals, who.today)
    if (JSON.stringify(counts) !== told) {
      told = JSON.stringify(counts)
      yield eventText('tasks', place, counts)
    }
    if (hub.rings() === rings) {
      await hub.news(rings, signal, heartbeatMs)
      // A place without an event: the reader resumes from here, although nothing of what happened was theirs to know.
      if (hub.rings() === rings && !signal.aborted) yield `:\n${place === '' ? '' : idLine(place)}\n`
    }
  }
}

/** Phase and stage are those of now: whoever was away hears how things stand, once for everything that was recorded together. */
const declarationEvent = (models: Looking['models'], who: Onlooker, { stream, revision, types }: Happening) => {
  const id = declarationIdOf(stream)
  const listed = id === null ? null : listedDeclaration(models.db(), id)
  if (id === null || !listed) return null
  const mayLook = who.eyes.some(eye => maySee(eye, listed)) || isAddressedTo(models.db(), id, who.officer.officerId)
  return mayLook ? { id, revision, types, phase: listed.phase, stage: stageOf(listed.stages) } : null
}

const idLine = (place: Position): string => `id: ${place}\n`

const eventText = (event: string, place: Position, data: object): string =>
  `event: ${event}\n${place === '' ? '' : idLine(place)}data: ${JSON.stringify(data)}\n\n`
