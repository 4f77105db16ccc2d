import type { Move, Route, StageDefinition } from '../route.ts'
import type { Path } from './finding.ts'

export type NamedMove = readonly [command: string, move: Move]

export const movesOf = (stage: StageDefinition): readonly NamedMove[] => Object.entries(stage.moves ?? {})

/**
 * Where a move can really lead: a return wherever its command says, every other move to its first target and to those its ways
 * name. Taking back and going straight lead only to where a case has been already: they open no way of their own.
 */
export const leadsTo = (move: Move): readonly string[] =>
  move.kind === 'return' ? move.to : [...new Set([...move.to.slice(0, 1), ...(move.ways ?? []).map(({ to }) => to)])]

/** The shortest way from the beginning to every stage that can be reached; breadth first, in the order of the route. */
export const shortestPaths = (route: Route): ReadonlyMap<string, Path> => pathsFrom(route, route.begins, () => true)

/** As `shortestPaths`, from any stage, over those moves alone that `follows` lets pass. */
export const pathsFrom = (route: Route, start: string, follows: (move: Move) => boolean): ReadonlyMap<string, Path> => {
  const stages = new Map(route.stages.map(stage => [stage.name, stage]))
  const paths = new Map<string, Path>(stages.has(start) ? [[start, []]] : [])
  for (const [name, path] of paths) {
    const stage = stages.get(name)
    for (const [command, move] of stage ? movesOf(stage) : [])
      if (follows(move))
        for (const to of leadsTo(move)) if (stages.has(to) && !paths.has(to)) paths.set(to, [...path, { stage: name, command }])
  }
  return paths
}

/** The stages from which one of `goals` can be reached over moves that `follows` lets pass; the goals among them. */
export const reaching = (route: Route, goals: readonly string[], follows: (move: Move) => boolean): ReadonlySet<string> => {
  const before = new Map<string, string[]>()
  for (const stage of route.stages)
    for (const [, move] of movesOf(stage))
      if (follows(move)) for (const to of leadsTo(move)) before.set(to, [...(before.get(to) ?? []), stage.name])
  const seen = new Set(goals)
  for (const name of seen) for (const from of before.get(name) ?? []) seen.add(from)
  return seen
}
