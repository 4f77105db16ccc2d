import { leadsOn, type Move, type StageDefinition, stageNamed } from '../route.ts'
import { abandonedStage } from '../signing.ts'
import { type Checked, foundAnywhere, foundAt, type Path, type RouteFinding } from './finding.ts'
import { leadsTo, movesOf, pathsFrom, reaching, shortestPaths } from './paths.ts'

/**
 * Every stage can be reached, and from every stage an end: by any move at all, and by saying yes. A route that only a rejection
 * ends goes in circles for everybody who agrees. Each circle is told once, and what only leads into it not at all.
 */
export const everyStageLeadsToAnEnd = (checked: Checked): readonly RouteFinding[] => {
  const { route } = checked
  const reached = shortestPaths(route)
  const ends = route.stages.filter(({ ends }) => ends === true).map(({ name }) => name)
  const ending = reaching(route, ends, () => true)
  const completing = reaching(route, ends, leadsOn)
  const endless = route.stages.filter(({ name }) => !ending.has(name))
  const circling = route.stages.filter(({ name }) => ending.has(name) && !completing.has(name))
  return [
    ...route.stages
      .filter(({ name }) => !reached.has(name))
      .map(stage =>
        foundAt(checked, stage, 'unreachable', `环节「${stage.title}」无路可达：没有哪个动作通到它。请接上，或删去。`),
      ),
    ...deadEnds(checked, endless, () => true, '走不到任何终点：进去就出不来。请加上通往终点的动作，或标明它是终点（ends）。'),
    ...circles(checked, endless, () => true, '走不到任何终点，只会'),
    ...deadEnds(checked, circling, leadsOn, '没有往前走的动作，只能退回或不予通过。请加上同意的动作。'),
    ...circles(checked, circling, leadsOn, '一路同意也办不完，只会'),
    ...noAbandoning(checked),
  ]
}

const deadEnds = (
  checked: Checked,
  stages: readonly StageDefinition[],
  follows: (move: Move) => boolean,
  said: string,
): readonly RouteFinding[] =>
  stages
    .filter(stage => !movesOf(stage).some(([, move]) => follows(move)))
    .map(stage => foundAt(checked, stage, 'dead-end', `环节「${stage.title}」${said}`))

const circles = (
  checked: Checked,
  stages: readonly StageDefinition[],
  follows: (move: Move) => boolean,
  said: string,
): readonly RouteFinding[] => {
  const told = new Set<string>()
  return stages.flatMap(stage => {
    const circle = circleThrough(checked, stage, follows)
    const members = [...new Set(circle.map(step => step.stage))]
    const key = [...members].sort().join(' ')
    if (circle.length === 0 || told.has(key)) return []
    told.add(key)
    const titles = members.map(name => `「${stageNamed(checked.route, name).title}」`).join('')
    const message = `环节「${stage.title}」${said}在${titles}里打转。请加一条出路。`
    return [foundAt(checked, stage, 'endless-loop', message, circle)]
  })
}

/** The shortest way from the stage back to itself; empty where there is none. */
const circleThrough = ({ route }: Checked, { name }: StageDefinition, follows: (move: Move) => boolean): Path => {
  for (const [stage, path] of pathsFrom(route, name, follows))
    for (const [command, move] of movesOf(stageNamed(route, stage)))
      if (follows(move) && leadsTo(move).includes(name)) return [...path, { stage, command }]
  return []
}

const noAbandoning = ({ route }: Checked): readonly RouteFinding[] =>
  abandonedStage(route) === null
    ? [
        foundAnywhere(
          'no-abandoning',
          '起始环节没有作废（abandon）的动作：无法撤销，管理员也无法终止。请加上通往终点的作废动作。',
        ),
      ]
    : []
