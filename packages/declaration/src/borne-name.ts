import { type Route, stageNamed } from '@shenbao/workflow/route.ts'
import { abandonedStage } from '@shenbao/workflow/signing.ts'
import type { Declaration } from './state.ts'
import type { World } from './world.ts'

/**
 * The 项目名称 a declaration bears: none while it has none, and none once it was given up, by its author (放弃、撤销) or by the
 * administrator (终止). A rejected one keeps its name.
 */
export const borneName = (world: World, { form, work, route: pin }: Declaration): string | null => {
  const { route } = world.route(pin)
  if (form.name === null || form.name.trim() === '') return null
  return work.standing.stages.some(stage => isGivenUp(route, stage)) ? null : form.name
}

const isGivenUp = (route: Route, stage: string): boolean =>
  stageNamed(route, stage).ends === true &&
  (stage === abandonedStage(route) ||
    route.stages.some(({ moves }) => Object.values(moves ?? {}).some(({ kind, to }) => kind === 'abandon' && to.includes(stage))))
