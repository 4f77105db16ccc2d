import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { readerOf } from '@shenbao/kernel/reader.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import type { Told } from '@shenbao/workflow/work.ts'
import { type DeclarationEvent, declarationEvents } from './events.ts'
import { evolve } from './evolve.ts'
import type { Declaration, DeclarationState } from './state.ts'
import { declarationUpcasts } from './upcasts.ts'
import { PinUnknown, type World } from './world.ts'

/** The stream of one declaration and one fiscal year, over its whole life. */
export const streamOf = (declarationId: string): string => `declaration-${declarationId}`

export const declarationIdOf = (stream: string): string | null =>
  stream.startsWith('declaration-') ? stream.slice('declaration-'.length) : null

/** How the facts of a declaration come back from the log. */
export const declarationReader = readerOf(declarationEvents, declarationUpcasts)
export const { eventOf, schemaVersionOf } = declarationReader

export const toldBy = ({ actor, onBehalfOf, effectiveOn, recordedAt }: Envelope): Told => ({
  actor,
  onBehalfOf,
  effectiveOn,
  recordedAt,
})

/** What one recorded fact does, and the declaration after it. Throws `UnreadableFact`, and `ReplayDivergence` for an impossible one. */
export const evolveRecorded = (
  world: World,
  before: DeclarationState,
  fact: Envelope,
): Readonly<{ event: DeclarationEvent; after: Declaration }> => {
  const event = eventOf(fact)
  try {
    return { event, after: evolve(world, before, event, toldBy(fact)) }
  } catch (error) {
    if (error instanceof PinUnknown) throw new UnreadableFact(fact, 'newer', error.message)
    throw error
  }
}

/** Folds recorded facts of one stream onto a state. */
export const foldRecorded = (world: World, facts: Iterable<Envelope>, from: DeclarationState = null): DeclarationState => {
  let state = from
  for (const fact of facts) state = evolveRecorded(world, state, fact).after
  return state
}
