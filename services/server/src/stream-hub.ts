import { newBell } from '@shenbao/event-store/bell.ts'
import { LogDefect } from '@shenbao/event-store/defect.ts'
import type { EventStore, Position, Recorded } from '@shenbao/event-store/port.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'

/** What was recorded together: the facts of one command on one stream. `position` and `revision` are those of the last fact. */
export type Happening = Readonly<{
  position: Position
  stream: string
  commandId: string
  revision: number
  types: readonly string[]
}>

/** What happens, read once for everybody who looks on. Nobody hears of a fact before the lists have it. */
export type StreamHub = Readonly<{
  /** Up to where the lists have the log; the empty text before the first fact. */
  position: () => Position
  /** What happened behind the position; `null` where that is too far back, or no position of this log. Throws `LogFault`. */
  after: (position: Position) => Promise<readonly Happening[] | null>
  /** Counted rings: read it before looking, so that nothing between looking and waiting is missed. */
  rings: () => number
  /** Settles when something happened since then, when time is up, or when the signal is raised. */
  news: (since: number, signal: AbortSignal, ms: number) => Promise<void>
  /** Everybody looks again: a session has ended. */
  wake: () => void
  /** The server stops: nobody is told anything any more. */
  stop: () => void
  isStopped: () => boolean
}>

type Needs = Readonly<{ store: Pick<EventStore, 'readAll' | 'head'>; models: Pick<ReadModels, 'position' | 'onCommit'> }>

/**
 * `kept`: happenings in memory, some hundred bytes each; whoever was away for a moment is served from there. `catchUpFacts`: whoever was
 * away for longer than so many facts loads the lists anew; that is faster, too.
 */
export type Bounds = Readonly<{ kept: number; catchUpFacts: number }>
const usual: Bounds = { kept: 1_000, catchUpFacts: 2_000 }
const PAGE_FACTS = 200

export const newStreamHub = ({ store, models }: Needs, bounds: Bounds = usual): StreamHub => {
  const bell = newBell()
  let kept: readonly Happening[] = []
  /** What lies behind `from` up to `to` is kept. `null` until the first one looks on. */
  let span: Readonly<{ from: Position; to: Position }> | null = null
  let stopped = false
  let leave = (): void => undefined

  const position = (): Position => models.position() ?? ''

  const pagesUntil = async (after: Position, until: Position, most: number): Promise<readonly Recorded[] | null> => {
    const found: Recorded[] = []
    let last = after
    while (last < until) {
      const page = await store.readAll(last === '' ? null : last, PAGE_FACTS)
      const facts = page.filter(recorded => recorded.position <= until)
      found.push(...facts)
      if (found.length > most) return null
      last = facts.at(-1)?.position ?? until
    }
    return found
  }

  const readOn = async (): Promise<void> => {
    const until = position()
    span ??= { from: until, to: until }
    if (span.to >= until) return
    const { to } = span
    const facts = await pagesUntil(to, until, Number.MAX_SAFE_INTEGER)
    const all = [...kept, ...together(facts ?? [])]
    const dropped = all.at(-bounds.kept - 1)
    kept = all.slice(-bounds.kept)
    span = { from: dropped?.position ?? span.from, to: until }
  }

  // One after the other, so that nothing is kept twice. A log that is away is asked again by whoever looks next.
  let reading: Promise<void> = Promise.resolve()
  const advance = (): Promise<void> => {
    const next = reading.catch(() => undefined).then(readOn)
    reading = next
    return next
  }

  const begin = (): void => {
    if (span !== null || stopped) return
    span = { from: position(), to: position() }
    leave = models.onCommit(bell.ring)
  }

  const isOfThisLog = async (place: Position): Promise<boolean> => {
    if (place <= position()) return true
    // Another server may be farther than the lists of this one; what no server has recorded is nobody's place.
    const head = await store.head()
    return head !== null && place <= head
  }

  return {
    position,
    after: async place => {
      begin()
      await advance()
      if (span === null || place >= span.from) {
        const isKnown = span === null || place <= span.to || (await isOfThisLog(place))
        return isKnown ? kept.filter(happening => happening.position > place) : null
      }
      try {
        const facts = await pagesUntil(place, span.from, bounds.catchUpFacts)
        return facts && [...together(facts), ...kept]
      } catch (error) {
        if (error instanceof LogDefect) return null
        throw error
      }
    },
    rings: bell.rings,
    news: async (since, signal, ms) => {
      const waiting = new AbortController()
      const end = (): void => waiting.abort()
      const timer = setTimeout(end, ms)
      signal.addEventListener('abort', end)
      if (signal.aborted) end()
      await bell.heard(since, waiting.signal)
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
    },
    wake: bell.ring,
    stop: () => {
      stopped = true
      leave()
      bell.ring()
    },
    isStopped: () => stopped,
  }
}

/** Neighbouring facts of one command on one stream are one happening. */
const together = (facts: readonly Recorded[]): readonly Happening[] => {
  const happenings: Happening[] = []
  for (const { position, fact } of facts) {
    const { stream, commandId, revision } = fact
    const before = happenings.at(-1)
    const isSame = before?.stream === stream && before.commandId === commandId
    const types = isSame ? [...before.types, fact.type] : [fact.type]
    if (isSame) happenings.pop()
    happenings.push({ position, stream, commandId, revision, types })
  }
  return happenings
}
