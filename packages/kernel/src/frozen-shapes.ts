import { z } from 'zod'
import type { EventDefinition } from './event.ts'

/** Facts that are written, and which types and versions are read back. */
export type Vocabulary = Readonly<{
  definitions: readonly EventDefinition[]
  reads: (type: string, schemaVersion: number) => boolean
}>

/** JSON schemas by type and version (`submitted 1`), as they were when a release first recorded such facts. */
export type Frozen = Readonly<Record<string, unknown>>

const nameOf = ({ type, schemaVersion }: EventDefinition): string => `${type} ${schemaVersion}`

/** What JSON schema has no word for (a check in code) does not enter: a version is for what is stored, not for who wrote it. */
const shapeOf = ({ data }: EventDefinition): unknown =>
  JSON.parse(JSON.stringify(z.toJSONSchema(data, { unrepresentable: 'any' })))

/** The frozen shapes with those added that have none yet. What is there stays as it is. */
export const withNewShapes = (all: readonly Vocabulary[], frozen: Frozen): Frozen =>
  Object.fromEntries(
    Object.entries({
      ...Object.fromEntries(
        all.flatMap(({ definitions }) => definitions.map(definition => [nameOf(definition), shapeOf(definition)])),
      ),
      ...frozen,
    }).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )

const text = (value: unknown): string => JSON.stringify(value)

/** What is wrong, as sentences that say what to do; empty when every recorded shape is still written and read as it was. */
export const findingsOf = (all: readonly Vocabulary[], frozen: Frozen): readonly string[] => {
  const definitions = all.flatMap(vocabulary => vocabulary.definitions)
  const shapes = new Map(definitions.map(definition => [nameOf(definition), text(shapeOf(definition))]))
  const changed = [...shapes].flatMap(([name, shape]) => {
    if (!Object.hasOwn(frozen, name))
      return [`${name} is not frozen yet. Run \`node infra/scripts/freeze-facts.ts\`: it adds the shape.`]
    return shape === text(frozen[name])
      ? []
      : [
          `${name} was frozen in another shape: facts of that shape stand in logs. Any change of a schema, an optional member or one ` +
            'more word in a list included, is a new version: raise it in `defineEvent`, add the step to upcasts.ts, freeze the new ' +
            'version. A changed meaning is a new fact. Only a version that no release has recorded may be taken out of the file.',
        ]
  })
  const unread = Object.keys(frozen).flatMap(name => {
    const [type = '', version] = name.split(' ')
    return all.some(({ reads }) => reads(type, Number(version)))
      ? []
      : [`${name} is read by nobody any more, and stands in logs. Bring its definition back, or add the step to upcasts.ts.`]
  })
  const twice = definitions
    .filter(({ type }, place) => definitions.findIndex(other => other.type === type) !== place)
    .map(({ type }) => `${type} is the name of two facts. Rename the newer one.`)
  return [...changed, ...unread, ...twice]
}
