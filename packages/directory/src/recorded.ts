import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { readerOf } from '@shenbao/kernel/reader.ts'
import { type Directory, emptyDirectory, evolveDirectory } from './directory.ts'
import { directoryEvents } from './events.ts'
import { directoryUpcasts } from './upcasts.ts'

export const directoryStream = 'directory'

/** How the facts of the stream `directory` come back from the log. */
export const directoryReader = readerOf(directoryEvents, directoryUpcasts)
export const { eventOf: directoryEventOf, schemaVersionOf: schemaVersionOfDirectoryFact } = directoryReader

/** Folds recorded facts of the stream `directory` onto a directory. Throws `UnreadableFact`: without the directory nobody is served. */
export const foldDirectory = (facts: Iterable<Envelope>, from: Directory = emptyDirectory): Directory => {
  let directory = from
  for (const fact of facts) directory = evolveDirectory(directory, directoryEventOf(fact))
  return directory
}
