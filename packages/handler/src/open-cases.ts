import { foldRecorded, streamOf } from '@shenbao/declaration/recorded.ts'
import type { DeclarationState } from '@shenbao/declaration/state.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { EventStore, Position } from '@shenbao/event-store/port.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'

/** What was recorded under one command: enough to answer it again. */
export type Answered = Readonly<{
  digest: string
  onBehalfOf: string | null
  revision: number
  position: Position
  types: readonly string[]
}>

/** One declaration as this program last saw it: folded, with its last fact and every command it ever accepted. */
export type OpenCase = Readonly<{
  revision: number
  state: DeclarationState
  last: Envelope | null
  position: Position | null
  answered: ReadonlyMap<string, Answered>
}>

const unopened: OpenCase = { revision: -1, state: null, last: null, position: null, answered: new Map() }

/** A folded declaration is some 100 kB at most; a desk works on a few dozen at a time. */
const MOST_OPEN = 256

/**
 * Folded declarations by id, most recently used last. May vanish at any time: `refresh` reads what is missing from the log, and
 * what is not there is read whole.
 */
export type OpenCases = Readonly<{
  /** As last seen, reading only when it was never seen. */
  seen: (declarationId: string) => Promise<OpenCase>
  /** With everything that the log holds now. */
  refresh: (declarationId: string) => Promise<OpenCase>
}>

export const openCases = (store: EventStore, world: World): OpenCases => {
  const cases = new Map<string, OpenCase>()
  const refresh = async (declarationId: string): Promise<OpenCase> => {
    const known = cases.get(declarationId) ?? unopened
    const news = await store.read(streamOf(declarationId), known.revision + 1)
    const facts = news.map(({ fact }) => fact)
    const answered = new Map(known.answered)
    for (const { fact, position } of news) {
      const types = [...(answered.get(fact.commandId)?.types ?? []), fact.type]
      const { commandDigest: digest, onBehalfOf, revision } = fact
      answered.set(fact.commandId, { digest, onBehalfOf, revision, position, types })
    }
    const newest = news.at(-1)
    const current: OpenCase = newest
      ? {
          revision: newest.fact.revision,
          state: foldRecorded(world, facts, known.state),
          last: newest.fact,
          position: newest.position,
          answered,
        }
      : known
    cases.delete(declarationId)
    if (current.state) cases.set(declarationId, current)
    for (const oldest of cases.keys()) {
      if (cases.size <= MOST_OPEN) break
      cases.delete(oldest)
    }
    return current
  }
  return { refresh, seen: async id => cases.get(id) ?? refresh(id) }
}
