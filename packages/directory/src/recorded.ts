import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { type Directory, emptyDirectory, evolveDirectory } from './directory.ts'
import { type DirectoryEvent, directoryEvents } from './events.ts'

export const directoryStream = 'directory'

/** A stored fact of the directory that this program cannot read: newer than the program, or edited. */
export class UnreadableDirectoryFact extends Error {
  override readonly name = 'UnreadableDirectoryFact'
}

const known = new Map<string, (typeof directoryEvents)[number]>(directoryEvents.map(definition => [definition.type, definition]))

/** A recorded fact back in its own shape, checked after reading just as before writing. */
export const directoryEventOf = (fact: Envelope): DirectoryEvent => {
  const definition = known.get(fact.type)
  const place = `${fact.stream}@${fact.revision} ${fact.type} v${fact.schemaVersion}`
  if (!definition || fact.schemaVersion > definition.schemaVersion)
    throw new UnreadableDirectoryFact(`${place}: unknown here. Was it written by a newer version?`)
  const parsed = definition.data.safeParse(fact.data)
  if (!parsed.success) throw new UnreadableDirectoryFact(`${place}: ${parsed.error.message}`)
  return { type: fact.type, data: parsed.data } as DirectoryEvent
}

export const schemaVersionOfDirectoryFact = (type: DirectoryEvent['type']): number => known.get(type)?.schemaVersion ?? 1

/** Folds recorded facts of the stream `directory` onto a directory. */
export const foldDirectory = (facts: Iterable<Envelope>, from: Directory = emptyDirectory): Directory => {
  let directory = from
  for (const fact of facts) directory = evolveDirectory(directory, directoryEventOf(fact))
  return directory
}
