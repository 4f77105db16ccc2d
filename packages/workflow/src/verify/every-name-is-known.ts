import type { Condition, Move, Seat, StageDefinition } from '../route.ts'
import { type Checked, foundAnywhere, foundAt, type RouteFinding } from './finding.ts'
import { didYouMean } from './near-miss.ts'
import { movesOf } from './paths.ts'

/** Stages, acts, commands, facts, roles, organisations, features and fields: each is there, under this very name. */
export const everyNameIsKnown = (checked: Checked): readonly RouteFinding[] => {
  const { route } = checked
  const names = route.stages.map(({ name }) => name)
  const twice = names.filter((name, ordinal) => names.indexOf(name) !== ordinal)
  return [
    ...[...new Set(twice)].map(name => foundAnywhere('stage-twice', `有两个环节同名：「${name}」。请改名。`)),
    ...(names.includes(route.begins)
      ? []
      : [foundAnywhere('unknown-stage', `起始环节「${route.begins}」不存在。${didYouMean(route.begins, names)}`, 'begins')]),
    ...route.stages.flatMap(stage => [
      ...reserved(checked, stage),
      ...stageNames(checked, stage, names),
      ...actNames(checked, stage),
      ...movesOf(stage).flatMap(([command, move]) => moveWords(checked, stage, command, move)),
      ...seats(checked, stage),
      ...conditions(checked, stage),
      ...fields(checked, stage),
    ]),
  ]
}

/** What every JavaScript object carries would be found wherever the name is looked up. */
const reserved = (checked: Checked, stage: StageDefinition): readonly RouteFinding[] =>
  stage.name in {} ? [foundAt(checked, stage, 'name-reserved', `「${stage.name}」不能用作环节名，请改名。`)] : []

const stageNames = (checked: Checked, stage: StageDefinition, names: readonly string[]): readonly RouteFinding[] => {
  const unknown = (what: string, name: string): readonly RouteFinding[] =>
    names.includes(name)
      ? []
      : [
          foundAt(
            checked,
            stage,
            'unknown-stage',
            `环节「${stage.title}」${what}环节「${name}」不存在。${didYouMean(name, names)}`,
          ),
        ]
  return [
    ...(stage.beside === undefined ? [] : unknown('并行所依的', stage.beside)),
    ...movesOf(stage).flatMap(([command, { to, ways = [] }]) =>
      [...new Set([...to, ...ways.map(way => way.to)])].flatMap(name => unknown(`的动作「${command}」所去的`, name)),
    ),
  ]
}

const actNames = (checked: Checked, stage: StageDefinition): readonly RouteFinding[] => {
  const known = Object.keys(checked.words.acts)
  const used = [...Object.keys(stage.acts ?? {}), ...movesOf(stage).flatMap(([, move]) => move.with ?? [])]
  return [...new Set(used)]
    .filter(act => !known.includes(act))
    .map(act => foundAt(checked, stage, 'unknown-act', `环节「${stage.title}」的动作「${act}」不存在。${didYouMean(act, known)}`))
}

const moveWords = (checked: Checked, stage: StageDefinition, command: string, move: Move): readonly RouteFinding[] => {
  const { words } = checked
  const at = `环节「${stage.title}」的动作「${command}」`
  const meant = Object.hasOwn(words.moves, command) ? words.moves[command] : undefined
  if (!meant) return [foundAt(checked, stage, 'unknown-command', `${at}不存在。${didYouMean(command, Object.keys(words.moves))}`)]
  const { fact, kind, withdrawnBy } = move
  return [
    ...(meant.kind === kind ? [] : [foundAt(checked, stage, 'wrong-kind', `${at}应为 ${meant.kind}，不是 ${kind}。`)]),
    ...(meant.facts.includes(fact)
      ? []
      : [foundAt(checked, stage, 'unknown-fact', `${at}不能记「${fact}」。可以记：${meant.facts.join('、')}。`)]),
    ...(withdrawnBy === undefined || words.takenBackBy.includes(withdrawnBy)
      ? []
      : [
          foundAt(
            checked,
            stage,
            'unknown-withdrawal',
            `${at}不能以「${withdrawnBy}」撤回。${didYouMean(withdrawnBy, words.takenBackBy)}`,
          ),
        ]),
  ]
}

const seats = (checked: Checked, stage: StageDefinition): readonly RouteFinding[] => {
  const { roles, organisations } = checked.words
  const at = `环节「${stage.title}」的`
  const used: readonly Seat[] = [
    ...[...Object.values(stage.acts ?? {}), ...Object.values(stage.moves ?? {})].flatMap(({ who }) => who),
    ...(stage.deadline?.to ? [stage.deadline.to] : []),
    ...(stage.signing?.weights ?? []).map(({ seat }) => seat),
  ]
  const places = used.flatMap(seat => ('officer' in seat ? [] : [seat]))
  const strangeRoles = new Set(places.map(({ role }) => role).filter(role => !roles.includes(role)))
  const strangePlaces = new Set(places.map(seat => seat.at).filter(word => word !== 'any' && !organisations.includes(word)))
  return [
    ...[...strangeRoles].map(role =>
      foundAt(checked, stage, 'unknown-role', `${at}岗位「${role}」不存在。${didYouMean(role, roles)}`),
    ),
    ...[...strangePlaces].map(word =>
      foundAt(
        checked,
        stage,
        'unknown-organisation',
        `${at}单位「${word}」不存在。${didYouMean(word, [...organisations, 'any'])}`,
      ),
    ),
  ]
}

const conditions = (checked: Checked, stage: StageDefinition): readonly RouteFinding[] => {
  const { features } = checked.words
  const known = Object.keys(features)
  return movesOf(stage).flatMap(([command, { ways = [] }]) =>
    ways.flatMap(({ when }) =>
      when.flatMap((condition: Condition) => {
        const at = `环节「${stage.title}」的动作「${command}」`
        const kind = Object.hasOwn(features, condition.of) ? features[condition.of] : undefined
        if (!kind)
          return [
            foundAt(
              checked,
              stage,
              'unknown-feature',
              `${at}的条件所问的「${condition.of}」不存在。${didYouMean(condition.of, known)}`,
            ),
          ]
        const asksText = 'is' in condition
        if (asksText === (kind === 'text')) return []
        const right = kind === 'text' ? '文字，请用 is' : '金额，请用 atLeast、below'
        return [foundAt(checked, stage, 'condition-mismatch', `${at}的条件：「${condition.of}」是${right}。`)]
      }),
    ),
  )
}

const fields = (checked: Checked, stage: StageDefinition): readonly RouteFinding[] => {
  const known = checked.words.fields
  if (!known) return []
  return [...Object.entries(stage.acts ?? {}), ...movesOf(stage)].flatMap(([act, { fields: written = [] }]) =>
    written
      .filter(field => !known.includes(field))
      .map(field =>
        foundAt(
          checked,
          stage,
          'unknown-field',
          `环节「${stage.title}」的动作「${act}」所列的栏目「${field}」不存在。${didYouMean(field, known)}`,
        ),
      ),
  )
}
