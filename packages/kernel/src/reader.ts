import type { Envelope } from './envelope.ts'
import type { EventDefinition, EventOf, Fact } from './event.ts'
import { UnreadableFact } from './unreadable-fact.ts'
import { type Upcast, upcasting } from './upcast.ts'

/** How the facts of one vocabulary come back from the log. */
export type Reader<Event extends Readonly<{ type: string }>> = Readonly<{
  /** The steps that are consulted for facts of earlier shapes. */
  upcasts: readonly Upcast[]
  /**
   * A recorded fact in the shape of today: brought up step by step, then checked by the current schema, just as before writing.
   * Throws `UnreadableFact`.
   */
  eventOf: (fact: Envelope) => Event
  /** Whether a fact of this type and version is read: the current ones, and every earlier one with a step. */
  reads: (type: string, schemaVersion: number) => boolean
  /** The version that is written today. */
  schemaVersionOf: (type: Event['type']) => number
}>

/** Throws `TypeError` when the steps do not fit the definitions: a gap is found when the program starts, not when a fact is met. */
export const readerOf = <Definition extends EventDefinition & { of: (...input: never[]) => Readonly<{ type: string }> }>(
  definitions: readonly Definition[],
  upcasts: readonly Upcast[],
): Reader<EventOf<Definition>> => {
  const known = new Map<string, EventDefinition>(definitions.map(definition => [definition.type, definition]))
  const bringUp = upcasting(definitions, upcasts)
  const highest = new Map<string, number>()
  for (const { type, from } of upcasts) highest.set(type, Math.max(from, highest.get(type) ?? 0))
  for (const { type, schemaVersion } of definitions) highest.set(type, schemaVersion)

  const eventOf = (fact: Envelope): EventOf<Definition> => {
    // A name not known here, or a version above all known ones: nobody but a later version of the program writes that.
    if (fact.schemaVersion > (highest.get(fact.type) ?? 0))
      throw new UnreadableFact(fact, 'newer', newerThan(highest.get(fact.type)))
    const brought = broughtUp(bringUp, fact)
    const definition = brought && known.get(brought.type)
    if (!brought || !definition) throw new UnreadableFact(fact, 'damaged', '没有哪个版本的程序写过这样的记录')
    const parsed = definition.data.safeParse(brought.data)
    if (!parsed.success) {
      const places = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim())
      throw new UnreadableFact(fact, 'damaged', `内容不符合规定（${places.join('；')}）`)
    }
    // The definition found by this type is the one whose schema has just accepted these data.
    const event: Fact = { type: brought.type, data: parsed.data }
    return event as EventOf<Definition>
  }

  return {
    upcasts,
    eventOf,
    reads: (type, version) =>
      known.get(type)?.schemaVersion === version || upcasts.some(step => step.type === type && step.from === version),
    schemaVersionOf: type => {
      const definition = known.get(type)
      if (!definition) throw new TypeError(`${type} is not of this vocabulary`)
      return definition.schemaVersion
    },
  }
}

const newerThan = (version: number | undefined): string =>
  version === undefined ? '本程序不认识这种记录' : `本程序只读到第 ${version} 版`

/** A step that fails over what is stored says that it was not stored so: the steps are total over what was ever recorded. */
const broughtUp = (bringUp: ReturnType<typeof upcasting>, fact: Envelope): ReturnType<ReturnType<typeof upcasting>> => {
  try {
    return bringUp(fact)
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    throw new UnreadableFact(fact, 'damaged', `内容不符合当时的规定（${what}）`)
  }
}
