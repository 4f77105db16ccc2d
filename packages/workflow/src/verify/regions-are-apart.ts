import { withdrawals } from '../compile.ts'
import { type StageDefinition, stageNamed, type Vocabulary } from '../route.ts'
import { type Checked, foundAt, type RouteFinding } from './finding.ts'
import { movesOf } from './paths.ts'

/** What is open beside a stage is entered from there and left to there: no other way in or out of its region. */
export const regionsAreEnteredAtTheirStage = (checked: Checked): readonly RouteFinding[] => {
  const { route } = checked
  const begins = stageNamed(route, route.begins)
  return [
    ...(begins.beside === undefined ? [] : [foundAt(checked, begins, 'begins-beside', '起始环节不能是并行环节。')]),
    ...route.stages.flatMap(stage => [
      ...(stage.beside !== undefined && stageNamed(route, stage.beside).beside !== undefined
        ? [foundAt(checked, stage, 'beside-a-companion', `环节「${stage.title}」并行所依的环节自己也是并行环节。`)]
        : []),
      ...movesOf(stage).flatMap(([command, move]) =>
        move.to
          .map(name => stageNamed(route, name))
          .filter(to => stage.beside !== to.beside && stage.beside !== to.name && stage.name !== to.beside)
          .map(to =>
            foundAt(
              checked,
              stage,
              'crosses-regions',
              `环节「${stage.title}」的「${command}」越过了并行区域，不能直接到「${to.title}」。`,
              [{ stage: stage.name, command }],
            ),
          ),
      ),
    ]),
  ]
}

/** The facts a stage records without moving: its acts, what goes with its moves, and the opinion of a pass. */
const staying = (stage: StageDefinition, words: Vocabulary): readonly string[] => [
  ...[...Object.keys(stage.acts ?? {}), ...movesOf(stage).flatMap(([, move]) => move.with ?? [])].flatMap(
    act => words.acts[act] ?? [],
  ),
  ...(movesOf(stage).some(([, { kind }]) => kind === 'pass') ? ['opinion-given'] : []),
]

const leading = ({ route }: Checked, stage: StageDefinition): readonly string[] => [
  ...movesOf(stage).map(([, { fact }]) => fact),
  ...withdrawals(route, stage).map(({ fact }) => fact),
]

/** The machine moves on facts: one that also stays would move, or not, by chance. */
export const noFactBothStaysAndLeadsOn = (checked: Checked): readonly RouteFinding[] =>
  checked.route.stages.flatMap(stage => {
    const stays = new Set(staying(stage, checked.words))
    return [...new Set(leading(checked, stage))]
      .filter(fact => stays.has(fact))
      .map(fact => foundAt(checked, stage, 'two-meanings', `环节「${stage.title}」的「${fact}」既留在原处又离开。`))
  })

/** A fact or command of both regions would act in both. */
export const regionsShareNothing = (checked: Checked): readonly RouteFinding[] =>
  checked.route.stages.flatMap(companion => {
    const main = checked.route.stages.find(stage => stage.name === companion.beside)
    if (!main) return []
    const both = (of: (stage: StageDefinition) => readonly string[]): readonly string[] => {
      const own = new Set(of(companion))
      return of(main).filter(word => own.has(word))
    }
    const facts = both(stage => [...staying(stage, checked.words), ...leading(checked, stage)])
    const commands = both(stage => [...Object.keys(stage.acts ?? {}), ...Object.keys(stage.moves ?? {})])
    return [...new Set([...facts, ...commands])].map(shared =>
      foundAt(
        checked,
        companion,
        'shared-by-regions',
        `环节「${companion.title}」与「${main.title}」并行，却都用「${shared}」。`,
      ),
    )
  })
