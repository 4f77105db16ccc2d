import { withdrawals } from './compile.ts'
import { leadsOn, type Move, type Route, type Seat, type StageDefinition, stageNamed, type Vocabulary } from './route.ts'

/**
 * What a route must satisfy before anything runs on it.
 * Checked: every name is known (stages, acts, commands, facts, roles, organisations) · every stage can be reached, and an end
 * from it · a stage that is not an end has somebody who may move it, and one with a review sheet somebody who may fill it ·
 * regions are entered and left at their own stage, and share no fact and no command (one would act in both) · no fact both
 * stays and leads on · nothing goes around separation of duties: what passes, returns or rejects says on whose draft it
 * decides, somebody drafts that, somebody else may decide, and a return leads only to a stage that comes earlier.
 * Not checked: whether deputies or persons with several roles could end up deciding on their own draft (refused in `decide`).
 */
export type RouteFinding = Readonly<{ stage: string | null; message: string }>

export const verifyRoute = (route: Route, words: Vocabulary): readonly RouteFinding[] => {
  const findings = [...names(route, words)]
  if (findings.length > 0) return findings
  return [
    ...regions(route),
    ...reachability(route),
    ...holders(route, words),
    ...doubleMeanings(route, words),
    ...sharedByRegions(route, words),
    ...separation(route),
    ...returnsAhead(route),
  ]
}

/** Throws on an unsound route: a route is verified when it is published, so this is a defect, not user input. */
export const refuseUnsoundRoute = (route: Route, words: Vocabulary): void => {
  const findings = verifyRoute(route, words)
  if (findings.length > 0) throw new TypeError(`${route.id}@${route.version}: ${findings.map(f => f.message).join(' ')}`)
}

const movesOf = (stage: StageDefinition): readonly (readonly [command: string, move: Move])[] => Object.entries(stage.moves ?? {})

const names = (route: Route, words: Vocabulary): readonly RouteFinding[] => {
  const known = new Set(route.stages.map(stage => stage.name))
  const findings: RouteFinding[] = []
  const need = (stage: string | null, isKnown: boolean, what: string): void => {
    if (!isKnown) findings.push({ stage, message: `${what}不存在。` })
  }
  if (known.size !== route.stages.length) findings.push({ stage: null, message: '有两个环节同名。' })
  need(null, known.has(route.begins), `起始环节「${route.begins}」`)
  for (const stage of route.stages) {
    const { name, title, beside } = stage
    const at = `环节「${title}」`
    if (beside !== undefined) need(name, known.has(beside), `${at}并行所依的环节「${beside}」`)
    for (const act of [...Object.keys(stage.acts ?? {}), ...movesOf(stage).flatMap(([, move]) => move.with ?? [])])
      need(name, Object.hasOwn(words.acts, act), `${at}的动作「${act}」`)
    for (const [command, move] of movesOf(stage)) {
      for (const to of move.to) need(name, known.has(to), `${at}的动作「${command}」所去的环节「${to}」`)
      findings.push(...moveWords(stage, command, move, words))
    }
    for (const { who } of [...Object.values(stage.acts ?? {}), ...Object.values(stage.moves ?? {})])
      for (const seat of who) {
        if ('officer' in seat) continue
        const { role, at: organisation } = seat
        need(name, words.roles.includes(role), `${at}的岗位「${role}」`)
        need(name, organisation === 'any' || words.organisations.includes(organisation), `${at}的单位「${organisation}」`)
      }
  }
  return findings
}

const moveWords = (stage: StageDefinition, command: string, move: Move, words: Vocabulary): readonly RouteFinding[] => {
  const at = `环节「${stage.title}」的动作「${command}」`
  const meant = Object.hasOwn(words.moves, command) ? words.moves[command] : undefined
  if (!meant) return [{ stage: stage.name, message: `${at}不存在。` }]
  const { fact, kind, withdrawnBy } = move
  return [
    ...(meant.kind === kind ? [] : [{ stage: stage.name, message: `${at}应为 ${meant.kind}，不是 ${kind}。` }]),
    ...(meant.facts.includes(fact) ? [] : [{ stage: stage.name, message: `${at}不能记「${fact}」。` }]),
    ...(withdrawnBy === undefined || words.takenBackBy.includes(withdrawnBy)
      ? []
      : [{ stage: stage.name, message: `${at}不能以「${withdrawnBy}」撤回。` }]),
  ]
}

/** What is open beside a stage is entered from there and left to there: no other way in or out of its region. */
const regions = (route: Route): readonly RouteFinding[] => {
  const findings: RouteFinding[] = []
  if (stageNamed(route, route.begins).beside !== undefined)
    findings.push({ stage: route.begins, message: '起始环节不能是并行环节。' })
  for (const stage of route.stages) {
    if (stage.beside !== undefined && stageNamed(route, stage.beside).beside !== undefined)
      findings.push({ stage: stage.name, message: `环节「${stage.title}」并行所依的环节自己也是并行环节。` })
    for (const [command, move] of movesOf(stage))
      for (const to of move.to.map(name => stageNamed(route, name)))
        if (stage.beside !== to.beside && stage.beside !== to.name && stage.name !== to.beside)
          findings.push({
            stage: stage.name,
            message: `环节「${stage.title}」的「${command}」越过了并行区域，不能直接到「${to.title}」。`,
          })
  }
  return findings
}

/** Taking back and going straight lead only to where a case has been already: they open no way of their own. */
const nextOf = (stage: StageDefinition): readonly string[] => movesOf(stage).flatMap(([, move]) => move.to)

const reach = (
  route: Route,
  starts: readonly string[],
  next: (stage: StageDefinition) => readonly string[],
): ReadonlySet<string> => {
  const seen = new Set(starts)
  for (const name of seen) for (const to of next(stageNamed(route, name))) seen.add(to)
  return seen
}

const reachability = (route: Route): readonly RouteFinding[] => {
  const forward = reach(route, [route.begins], nextOf)
  const ends = route.stages.filter(stage => stage.ends === true).map(stage => stage.name)
  const backward = reach(route, ends, stage =>
    route.stages.filter(from => nextOf(from).includes(stage.name)).map(from => from.name),
  )
  return route.stages.flatMap(stage => [
    ...(forward.has(stage.name) ? [] : [{ stage: stage.name, message: `环节「${stage.title}」无路可达。` }]),
    ...(backward.has(stage.name) ? [] : [{ stage: stage.name, message: `环节「${stage.title}」走不到任何终点。` }]),
  ])
}

const holders = (route: Route, { fillsReviewSheet }: Vocabulary): readonly RouteFinding[] =>
  route.stages.flatMap(stage => [
    ...(stage.ends !== true && movesOf(stage).length === 0
      ? [{ stage: stage.name, message: `环节「${stage.title}」没有人能推进。` }]
      : []),
    ...(stage.reviewSheet === true && (stage.acts?.[fillsReviewSheet]?.who ?? []).length === 0
      ? [{ stage: stage.name, message: `环节「${stage.title}」要求审核表，却没有人能填写。` }]
      : []),
  ])

/** The facts a stage records without moving: its acts, what goes with its moves, and the opinion of a pass. */
const staying = (stage: StageDefinition, words: Vocabulary): readonly string[] => [
  ...[...Object.keys(stage.acts ?? {}), ...movesOf(stage).flatMap(([, move]) => move.with ?? [])].flatMap(
    act => words.acts[act] ?? [],
  ),
  ...(movesOf(stage).some(([, { kind }]) => kind === 'pass') ? ['opinion-given'] : []),
]

const leading = (route: Route, stage: StageDefinition): readonly string[] => [
  ...movesOf(stage).map(([, { fact }]) => fact),
  ...withdrawals(route, stage).map(({ fact }) => fact),
]

const doubleMeanings = (route: Route, words: Vocabulary): readonly RouteFinding[] =>
  route.stages.flatMap(stage => {
    const stays = new Set(staying(stage, words))
    return [...new Set(leading(route, stage))]
      .filter(fact => stays.has(fact))
      .map(fact => ({ stage: stage.name, message: `环节「${stage.title}」的「${fact}」既留在原处又离开。` }))
  })

const sharedByRegions = (route: Route, words: Vocabulary): readonly RouteFinding[] =>
  route.stages.flatMap(companion => {
    const main = route.stages.find(stage => stage.name === companion.beside)
    if (!main) return []
    const facts = new Set([...staying(companion, words), ...leading(route, companion)])
    const commands = new Set([...Object.keys(companion.acts ?? {}), ...Object.keys(companion.moves ?? {})])
    const sharedFacts = [...staying(main, words), ...leading(route, main)].filter(fact => facts.has(fact))
    const sharedCommands = [...Object.keys(main.acts ?? {}), ...Object.keys(main.moves ?? {})].filter(name => commands.has(name))
    return [...new Set([...sharedFacts, ...sharedCommands])].map(shared => ({
      stage: companion.name,
      message: `环节「${companion.title}」与「${main.title}」并行，却都用「${shared}」。`,
    }))
  })

const separation = (route: Route): readonly RouteFinding[] => {
  const named = (seat: Seat): string => ('officer' in seat ? `officer ${seat.officer}` : `${seat.role} ${seat.at}`)
  const authors = new Map<string, Set<string>>()
  for (const stage of route.stages)
    for (const { drafts, who } of [...Object.values(stage.acts ?? {}), ...Object.values(stage.moves ?? {})])
      if (drafts !== undefined) authors.set(drafts, new Set([...(authors.get(drafts) ?? []), ...who.map(named)]))
  return route.stages.flatMap(stage =>
    movesOf(stage).flatMap(([command, move]) => {
      const { kind, decides = [], who } = move
      const at = `环节「${stage.title}」的「${command}」`
      if (decides.length === 0)
        return ['pass', 'return', 'reject'].includes(kind)
          ? [{ stage: stage.name, message: `${at}没有写明审核谁起草的内容（decides），绕过了不相容岗位分离。` }]
          : []
      return decides.flatMap(subject => {
        const own = authors.get(subject)
        if (!own) return [{ stage: stage.name, message: `${at}所审核的「${subject}」没有人起草。` }]
        return who.every(seat => own.has(named(seat))) ? [{ stage: stage.name, message: `${at}只有起草人自己能做。` }] : []
      })
    }),
  )
}

/** A return that leads ahead would be an approval without its rules. */
const returnsAhead = (route: Route): readonly RouteFinding[] =>
  route.stages.flatMap(stage =>
    movesOf(stage)
      .filter(([, { kind }]) => kind === 'return')
      .flatMap(([command, move]) =>
        move.to
          .filter(
            to => !reach(route, [to], from => movesOf(from).flatMap(([, on]) => (leadsOn(on) ? on.to : []))).has(stage.name),
          )
          .map(to => ({
            stage: stage.name,
            message: `环节「${stage.title}」的「${command}」所去的「${stageNamed(route, to).title}」不在它之前。`,
          })),
      ),
  )
