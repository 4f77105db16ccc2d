import type { Envelope } from './envelope.ts'
import type { EventDefinition } from './event.ts'

/**
 * How a fact recorded in an earlier shape is read in the next one. One step at a time: `data` of (`type`, `from`) becomes data of
 * (`as`, `from` + 1); without `as` the type keeps its name. What is stored is never changed: digests and links are over that.
 *
 * A step that was released is never edited, just as the facts that it reads are not.
 */
export type Upcast = Readonly<{
  type: string
  from: number
  /** The name from this step on, where the fact was renamed. No fact may have had that name before. */
  as?: string
  /** Pure and total over what was ever recorded in that shape. The outcome of the last step is checked by the current schema. */
  up: (data: Envelope['data']) => Envelope['data']
}>

/** A fact in the shape of today, not yet checked. `null` from `bringUp`: no step and no definition knows such a fact. */
type Brought = Readonly<{ type: string; schemaVersion: number; data: Envelope['data'] }>
export type BringUp = (stored: Brought) => Brought | null

const key = (type: string, version: number): string => `${type} ${version}`

/**
 * The steps, checked as a whole when the program is loaded: `TypeError` for two steps from one place, a step beyond the current
 * version, a step that leads nowhere, an earlier version without a step, and two facts that would become one.
 */
export const upcasting = (definitions: readonly EventDefinition[], upcasts: readonly Upcast[]): BringUp => {
  const faults = faultsOf(definitions, upcasts)
  if (faults.length > 0) throw new TypeError(`upcasts: ${faults.join('; ')}`)
  const steps = new Map(upcasts.map(step => [key(step.type, step.from), step]))
  const current = new Set(definitions.map(({ type, schemaVersion }) => key(type, schemaVersion)))
  return stored => {
    let { type, schemaVersion, data } = stored
    let step = steps.get(key(type, schemaVersion))
    // The stored data are lent to nobody: a step that writes into them would change a fact that other readers hold.
    if (step) data = structuredClone(data)
    while (step) {
      data = step.up(data)
      type = step.as ?? type
      schemaVersion += 1
      step = steps.get(key(type, schemaVersion))
    }
    return current.has(key(type, schemaVersion)) ? { type, schemaVersion, data } : null
  }
}

const faultsOf = (definitions: readonly EventDefinition[], upcasts: readonly Upcast[]): readonly string[] => {
  const current = new Map(definitions.map(({ type, schemaVersion }) => [type, schemaVersion]))
  const places = new Set(upcasts.map(({ type, from }) => key(type, from)))
  const renames = upcasts.filter(({ type, as }) => as !== undefined && as !== type)
  const doubled = repeated([
    ...definitions.map(({ type }) => type),
    ...upcasts.map(({ type, from }) => key(type, from)),
    ...renames.map(({ as }) => `→ ${as}`),
  ]).map(place => `${place} stands twice`)
  const wrong = upcasts.flatMap(({ type, from, as }) => {
    const place = key(type, from)
    if (!Number.isInteger(from) || from < 1) return [`${place} is no version`]
    if (from >= (current.get(type) ?? Number.POSITIVE_INFINITY)) return [`${place} leads beyond the current version`]
    const next = key(as ?? type, from + 1)
    return places.has(next) || current.get(as ?? type) === from + 1 ? [] : [`${place} leads to ${next}, which nothing reads`]
  })
  const taken = renames
    .filter(({ as, from }) => upcasts.some(other => other.type === as && other.from <= from))
    .map(({ type, from, as }) => `${key(type, from)} takes the name ${as}, which already has facts`)
  // A name begins at 1, or where a fact took it; from there on every version but the current one needs its step.
  const gaps = [...new Set([...current.keys(), ...upcasts.map(({ type }) => type)])].flatMap(type => {
    const begins = 1 + (renames.find(({ as }) => as === type)?.from ?? 0)
    const ends = current.get(type) ?? Math.max(...upcasts.filter(step => step.type === type).map(({ from }) => from + 1))
    return versions(begins, ends)
      .filter(version => !places.has(key(type, version)))
      .map(version => `${key(type, version)} has no step`)
  })
  return [...doubled, ...wrong, ...taken, ...gaps]
}

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, place) => names.indexOf(name) !== place)),
]

/** From `first` to just before `end`. */
const versions = (first: number, end: number): readonly number[] =>
  Number.isInteger(end) && end > first ? Array.from({ length: end - first }, (_, place) => first + place) : []
