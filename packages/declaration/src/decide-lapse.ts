import { decideLapse, type LapseDeadline } from '@shenbao/workflow/deadline.ts'
import type { Asked } from './decide.ts'
import { type Proposal, withMove } from './proposal.ts'
import type { Declaration } from './state.ts'
import type { World } from './world.ts'

/**
 * A deadline has run out. Asked by the clock and by nobody else: there is no command that a person could send. Refusal: `no-lapse`,
 * when the work was done meanwhile, the deadline was moved, its lapse is recorded already, or nobody works today.
 */
export const decideDeadlineLapse = (
  world: World,
  declaration: Declaration,
  lapse: LapseDeadline,
  days: Asked['days'],
): Proposal => withMove(decideLapse(world.route(declaration.route), declaration.work, lapse, days))
