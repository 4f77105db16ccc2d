import type { Around } from '@shenbao/workflow/around.ts'
import { type NextStage, stagesAhead, stagesNow } from '@shenbao/workflow/next.ts'
import type { DeclarationCommand } from './commands.ts'
import { type Asked, decide } from './decide.ts'
import { evolve } from './evolve.ts'
import { featuresOf } from './features.ts'
import type { Declaration } from './state.ts'
import type { World } from './world.ts'

/**
 * 预计下一环节: where the declaration would stand after the command, and who would be waited for there; found by deciding it and
 * recording nothing. `null` where the command is refused.
 */
export const nextAfter = (
  world: World,
  declaration: Declaration,
  command: DeclarationCommand,
  asked: Asked,
): readonly NextStage[] | null => {
  const proposal = decide(world, declaration, command, asked)
  if (!proposal.accepted) return null
  const told = { ...asked.by, effectiveOn: asked.today, recordedAt: '' }
  const after = proposal.events.reduce((state, event) => evolve(world, state, event, told), declaration)
  return stagesNow(world.route(after.route), after.work, aroundIn(after, command, asked))
}

/** Where the declaration stands, and which way it will go from there when everybody agrees. */
export const roadOf = (
  world: World,
  declaration: Declaration,
  asked: Omit<Asked, 'by' | 'newId'>,
): Readonly<{ now: readonly NextStage[]; ahead: readonly NextStage[] }> => {
  const live = world.route(declaration.route)
  const around = aroundIn(declaration, { type: 'approve' }, asked)
  return { now: stagesNow(live, declaration.work, around), ahead: stagesAhead(live, declaration.work, around) }
}

const aroundIn = (
  declaration: Declaration,
  command: DeclarationCommand,
  { people, days, today }: Omit<Asked, 'by' | 'newId'>,
): Around => ({
  people: people({ unit: declaration.unitId, department: declaration.departmentId }),
  days,
  today,
  features: featuresOf(declaration, command),
})
