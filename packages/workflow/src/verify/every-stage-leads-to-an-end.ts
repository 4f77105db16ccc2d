import { leadsOn, type StageDefinition, stageNamed } from '../route.ts'
import { abandonedStage } from '../signing.ts'
import { type Checked, foundAnywhere, foundAt, type Path, type RouteFinding } from './finding.ts'
import { leadsTo, movesOf, pathsFrom, reaching, shortestPaths } from './paths.ts'

/**
 * Every stage can be reached, and from every stage an end: by any move at all, and by saying yes. A route that only a rejection
 * ends goes in circles for everybody who agrees.
 */
export const everyStageLeadsToAnEnd = (checked: Checked): readonly RouteFinding[] => {
  const { route } = checked
  const reached = shortestPaths(route)
  const ends = route.stages.filter(({ ends }) => ends === true).map(({ name }) => name)
  const ending = reaching(route, ends, () => true)
  const completing = reaching(route, ends, leadsOn)
  return [
    ...route.stages.flatMap(stage => {
      const at = `环节「${stage.title}」`
      const unreached = reached.has(stage.name)
        ? []
        : [foundAt(checked, stage, 'unreachable', `${at}无路可达：没有哪个动作通到它。请接上，或删去。`)]
      if (!ending.has(stage.name)) return [...unreached, endless(checked, stage)]
      if (completing.has(stage.name) || movesOf(stage).every(([, move]) => !leadsOn(move))) return unreached
      return [...unreached, goesInCircles(checked, stage)]
    }),
    ...(abandonedStage(route) === null
      ? [
          foundAnywhere(
            'no-abandoning',
            '起始环节没有作废（abandon）的动作：申报无法撤销，管理员也无法终止。请加上通往终点的作废动作。',
          ),
        ]
      : []),
  ]
}

/** No end whatever is decided: either nothing leads away at all, or what does leads back. */
const endless = (checked: Checked, stage: StageDefinition): RouteFinding => {
  const circle = circleFrom(checked, stage, () => true)
  const at = `环节「${stage.title}」走不到任何终点`
  return circle.length === 0
    ? foundAt(checked, stage, 'dead-end', `${at}：进去就出不来。请加上通往终点的动作，或标明它是终点（ends）。`)
    : foundAt(checked, stage, 'endless-loop', `${at}，只会在${titles(checked, circle)}之间打转。请加一条出路。`, circle)
}

const goesInCircles = (checked: Checked, stage: StageDefinition): RouteFinding => {
  const circle = circleFrom(checked, stage, leadsOn)
  return foundAt(
    checked,
    stage,
    'endless-loop',
    `环节「${stage.title}」一路同意也办不完，只有退回、不予通过才能结束。请把同意接到终点。`,
    circle,
  )
}

/** The shortest way from the stage back to a stage on that way; the steps without it where it only runs dry. */
const circleFrom = ({ route }: Checked, { name }: StageDefinition, follows: Parameters<typeof pathsFrom>[2]): Path => {
  const paths = pathsFrom(route, name, follows)
  for (const [reachedStage, path] of paths)
    for (const [command, move] of movesOf(stageNamed(route, reachedStage)))
      if (follows(move) && leadsTo(move).some(to => to === name || path.some(({ stage }) => stage === to)))
        return [...path, { stage: reachedStage, command }]
  return []
}

const titles = ({ route }: Checked, circle: Path): string =>
  [...new Set(circle.map(({ stage }) => `「${stageNamed(route, stage).title}」`))].join('')
