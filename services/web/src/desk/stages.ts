import type { Listed } from '../api/queries.ts'
import { type Sum, stagesOf, sumOf } from './work-rows.ts'

/** A route as the server lists it: its stages in their order, with the titles people read. */
export type RouteListed = Readonly<{ stages: readonly Readonly<{ name: string; title: string; phase: string }>[] }>

/** In lists over several routes a stage of the same name is called the same; the first route that has it says how. */
export type StageBook = Readonly<{ title: (stage: string) => string; order: readonly string[]; way: readonly string[] }>

const onTheWay: ReadonlySet<string> = new Set(['drafting', 'reviewing'])

/** `way`: what every declaration of the first route passes before it is approved, shown even where nothing stands. */
export const stageBook = (routes: readonly RouteListed[]): StageBook => {
  const all = routes.flatMap(({ stages }) => stages)
  const titles = new Map(all.toReversed().map(({ name, title }) => [name, title]))
  return {
    title: stage => titles.get(stage) ?? '其他环节',
    order: [...new Set(all.map(({ name }) => name))],
    way: (routes[0]?.stages ?? []).filter(({ phase }) => onTheWay.has(phase)).map(({ name }) => name),
  }
}

export const titlesOf = (listed: Pick<Listed, 'stage'>, book: StageBook): string => stagesOf(listed).map(book.title).join('、')

export type StageColumn = Readonly<{ stage: string; title: string; sum: Sum; mine: boolean }>

/**
 * The batch by stage, in the order of the way. What stands in two stages at once counts in its first, so that the columns add up
 * to the whole.
 */
export const stageColumns = (
  batch: readonly Pick<Listed, 'stage' | 'annualRequest'>[],
  book: StageBook,
  waitingStages: readonly (string | null)[],
): readonly StageColumn[] => {
  const byStage = Map.groupBy(batch, listed => stagesOf(listed)[0] ?? '')
  const unknown = [...byStage.keys()].filter(stage => !book.order.includes(stage))
  const shown = [...book.order.filter(stage => book.way.includes(stage) || byStage.has(stage)), ...unknown]
  return shown.map(stage => ({
    stage,
    title: book.title(stage),
    sum: sumOf(byStage.get(stage) ?? []),
    mine: waitingStages.includes(stage),
  }))
}
