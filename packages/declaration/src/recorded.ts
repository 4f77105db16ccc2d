import type { Envelope } from '@shenbao/kernel/envelope.ts'
import type { Told } from '@shenbao/workflow/work.ts'
import { type DeclarationEvent, declarationEvents } from './events.ts'
import { evolve } from './evolve.ts'
import type { DeclarationState } from './state.ts'
import type { World } from './world.ts'

/** The stream of one declaration and one fiscal year, over its whole life. */
export const streamOf = (declarationId: string): string => `declaration-${declarationId}`

export const declarationIdOf = (stream: string): string | null =>
  stream.startsWith('declaration-') ? stream.slice('declaration-'.length) : null

/** A stored fact that this program cannot read: newer than the program, or edited. Its stream stops; the others go on. */
export class UnreadableFact extends Error {
  override readonly name = 'UnreadableFact'
}

const known = new Map(declarationEvents.map(definition => [definition.type, definition]))

/** A recorded fact back in its own shape, checked after reading just as before writing. */
export const eventOf = (fact: Envelope): DeclarationEvent => {
  const definition = known.get(fact.type as DeclarationEvent['type'])
  const place = `${fact.stream}@${fact.revision} ${fact.type} v${fact.schemaVersion}`
  if (!definition) throw new UnreadableFact(`${place}: unknown fact. Was it written by a newer version?`)
  if (fact.schemaVersion > definition.schemaVersion)
    throw new UnreadableFact(`${place}: written by a newer version (known: v${definition.schemaVersion})`)
  const parsed = definition.data.safeParse(fact.data)
  if (!parsed.success)
    throw new UnreadableFact(
      `${place}: ${parsed.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
    )
  return { type: fact.type, data: parsed.data } as DeclarationEvent
}

export const schemaVersionOf = (type: DeclarationEvent['type']): number => known.get(type)?.schemaVersion ?? 1

export const toldBy = ({ actor, onBehalfOf, effectiveOn, recordedAt }: Envelope): Told => ({
  actor,
  onBehalfOf,
  effectiveOn,
  recordedAt,
})

/** Folds recorded facts of one stream onto a state. */
export const foldRecorded = (world: World, facts: Iterable<Envelope>, from: DeclarationState = null): DeclarationState => {
  let state = from
  for (const fact of facts) state = evolve(world, state, eventOf(fact), toldBy(fact))
  return state
}
