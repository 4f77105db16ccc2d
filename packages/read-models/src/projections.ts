import type { Projection } from './projection.ts'
import { attachments } from './projections/attachments.ts'
import { audit } from './projections/audit.ts'
import { commands } from './projections/commands.ts'
import { deadlines } from './projections/deadlines.ts'
import { declarations } from './projections/declarations.ts'
import { evaluations } from './projections/evaluations.ts'
import { findings } from './projections/findings.ts'
import { hands } from './projections/hands.ts'
import { library } from './projections/library.ts'
import { monitoring } from './projections/monitoring.ts'
import { namedWork } from './projections/named-work.ts'
import { rectifications } from './projections/rectifications.ts'
import { tasks } from './projections/tasks.ts'

/** Everything this program keeps for reading. Totals have no tables of their own: they are sums over the list. */
export const allProjections: readonly Projection[] = [
  declarations,
  deadlines,
  findings,
  tasks,
  namedWork,
  hands,
  audit,
  monitoring,
  rectifications,
  evaluations,
  attachments,
  library,
  commands,
]
