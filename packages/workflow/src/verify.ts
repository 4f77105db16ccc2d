import { withdrawals } from './compile.ts'
import { type Route, type StageDefinition, targetsOf, type Vocabulary } from './route.ts'

/**
 * What a route must satisfy before anything runs on it.
 * Checked: unique stage names · every named stage, region and act exists · every stage can be reached · from every stage an end
 * can be reached · a stage that is not an end has somebody who may move it · no fact is shared by two regions that are open at
 * once (it would move both) · a move that decides on a subject is not open to the seat that alone writes on it.
 * Not checked yet: whether deputies or persons with several roles could end up deciding on their own draft (refused in `decide`).
 */
export type RouteFinding = Readonly<{ stage: string | null; message: string }>

export const verifyRoute = (route: Route, words: Vocabulary): readonly RouteFinding[] => {
  const findings = [...names(route, words)]
  if (findings.length > 0) return findings
  return [...reachability(route), ...holders(route), ...sharedFacts(route, words), ...ownDrafts(route)]
}

/** Throws on an unsound route: a route is verified when it is published, so this is a defect, not user input. */
export const refuseUnsoundRoute = (route: Route, words: Vocabulary): void => {
  const findings = verifyRoute(route, words)
  if (findings.length > 0) throw new TypeError(`${route.id}@${route.version}: ${findings.map(f => f.message).join(' ')}`)
}

const names = (route: Route, words: Vocabulary): readonly RouteFinding[] => {
  const known = new Set(route.stages.map(stage => stage.name))
  const findings: RouteFinding[] = []
  const need = (stage: string | null, name: string, what: string): void => {
    if (!known.has(name)) findings.push({ stage, message: `${what}「${name}」不存在。` })
  }
  if (known.size !== route.stages.length) findings.push({ stage: null, message: '有两个环节同名。' })
  need(null, route.begins, '起始环节')
  for (const stage of route.stages) {
    if (stage.beside !== undefined) need(stage.name, stage.beside, `环节「${stage.title}」并行所依的环节`)
    for (const act of [...Object.keys(stage.acts ?? {}), ...Object.values(stage.moves ?? {}).flatMap(move => move.with ?? [])])
      if (!Object.hasOwn(words, act))
        findings.push({ stage: stage.name, message: `环节「${stage.title}」的动作「${act}」不存在。` })
    for (const [command, move] of Object.entries(stage.moves ?? {}))
      for (const to of move.to) need(stage.name, to, `环节「${stage.title}」的动作「${command}」所去的环节`)
  }
  return findings
}

const nextOf = (route: Route, stage: StageDefinition): readonly string[] => [
  ...Object.values(stage.moves ?? {}).flatMap(move => targetsOf(route, stage, move)),
  ...withdrawals(route, stage).map(({ from }) => from),
]

const reach = (
  route: Route,
  starts: readonly string[],
  next: (stage: StageDefinition) => readonly string[],
): ReadonlySet<string> => {
  const seen = new Set(starts)
  for (const name of seen) {
    const stage = route.stages.find(candidate => candidate.name === name)
    if (stage) for (const to of next(stage)) seen.add(to)
  }
  return seen
}

const reachability = (route: Route): readonly RouteFinding[] => {
  const forward = reach(route, [route.begins], stage => nextOf(route, stage))
  const ends = route.stages.filter(stage => stage.ends === true).map(stage => stage.name)
  const backward = reach(route, ends, stage =>
    route.stages.filter(from => nextOf(route, from).includes(stage.name)).map(from => from.name),
  )
  return route.stages.flatMap(stage => [
    ...(forward.has(stage.name) ? [] : [{ stage: stage.name, message: `环节「${stage.title}」无路可达。` }]),
    ...(backward.has(stage.name) ? [] : [{ stage: stage.name, message: `环节「${stage.title}」走不到任何终点。` }]),
  ])
}

const holders = (route: Route): readonly RouteFinding[] =>
  route.stages
    .filter(stage => stage.ends !== true && Object.keys(stage.moves ?? {}).length === 0)
    .map(stage => ({ stage: stage.name, message: `环节「${stage.title}」没有人能推进。` }))

const factsIn = (stage: StageDefinition, words: Vocabulary): ReadonlySet<string> =>
  new Set([
    ...Object.keys(stage.acts ?? {}).flatMap(act => words[act] ?? []),
    ...Object.values(stage.moves ?? {}).map(move => move.fact),
  ])

const sharedFacts = (route: Route, words: Vocabulary): readonly RouteFinding[] =>
  route.stages.flatMap(companion => {
    const main = route.stages.find(stage => stage.name === companion.beside)
    if (!main) return []
    const mine = factsIn(companion, words)
    const both = [...factsIn(main, words)].filter(fact => mine.has(fact))
    return both.map(fact => ({
      stage: companion.name,
      message: `环节「${companion.title}」与「${main.title}」并行，却都记「${fact}」。`,
    }))
  })

const ownDrafts = (route: Route): readonly RouteFinding[] => {
  const seat = (role: string, at: string): string => `${role} ${at}`
  const authors = new Map<string, Set<string>>()
  for (const stage of route.stages)
    for (const { drafts, who } of [...Object.values(stage.acts ?? {}), ...Object.values(stage.moves ?? {})])
      if (drafts !== undefined)
        for (const { role, at } of who) authors.set(drafts, (authors.get(drafts) ?? new Set()).add(seat(role, at)))
  return route.stages.flatMap(stage =>
    Object.entries(stage.moves ?? {}).flatMap(([command, move]) => {
      const own = authors.get(move.decides ?? '')
      return own && move.who.every(({ role, at }) => own.has(seat(role, at)))
        ? [{ stage: stage.name, message: `环节「${stage.title}」的「${command}」只有起草人自己能做。` }]
        : []
    }),
  )
}
