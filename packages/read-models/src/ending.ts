import { type Route, stageNamed } from '@shenbao/workflow/route.ts'

/** How a declaration ended: carried through, refused, or taken back by its own author; `null` while it goes on. */
export const endings = ['completed', 'rejected', 'discarded'] as const
export type Ending = (typeof endings)[number]

/** Read off the route: an end to which a rejection leads is a rejection. No stage is named here, so any route will do. */
export const endingOf = (route: Route, stages: readonly string[]): Ending | null => {
  const [only] = stages
  if (only === undefined || stages.length > 1 || stageNamed(route, only).ends !== true) return null
  const kinds = route.stages
    .flatMap(stage => Object.values(stage.moves ?? {}))
    .flatMap(move => (move.to.includes(only) ? [move.kind] : []))
  if (kinds.includes('abandon')) return 'discarded'
  return kinds.includes('reject') ? 'rejected' : 'completed'
}

/** Whether the case stands elsewhere than before. */
export const hasMoved = (before: readonly string[], after: readonly string[]): boolean =>
  before.length !== after.length || before.some((stage, index) => stage !== after[index])
