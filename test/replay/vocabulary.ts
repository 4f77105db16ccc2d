import { LogBegun } from '../../packages/audit/src/log-begun.ts'
import { SealSet } from '../../packages/audit/src/seal.ts'
import { declarationEvents } from '../../packages/declaration/src/events.ts'
import { intakeEvents, intakeReader } from '../../packages/declaration/src/intake.ts'
import { routesEvents, routesReader } from '../../packages/declaration/src/published-routes.ts'
import { declarationReader } from '../../packages/declaration/src/recorded.ts'
import { registerEvents, registerReader } from '../../packages/declaration/src/register.ts'
import { samplesEvents, samplesReader } from '../../packages/declaration/src/samples.ts'
import { directoryEvents } from '../../packages/directory/src/events.ts'
import { directoryReader } from '../../packages/directory/src/recorded.ts'
import type { Vocabulary } from '../../packages/kernel/src/frozen-shapes.ts'
import { readerOf } from '../../packages/kernel/src/reader.ts'

/** Every kind of fact that this program writes, and who reads it back. The facts of the engine are among the declaration's. */
export const vocabularies: readonly Vocabulary[] = [
  { definitions: declarationEvents, reads: declarationReader.reads },
  { definitions: registerEvents, reads: registerReader.reads },
  { definitions: intakeEvents, reads: intakeReader.reads },
  { definitions: routesEvents, reads: routesReader.reads },
  { definitions: samplesEvents, reads: samplesReader.reads },
  { definitions: directoryEvents, reads: directoryReader.reads },
  { definitions: [LogBegun, SealSet], reads: readerOf([LogBegun, SealSet], []).reads },
]
