import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import { isMet } from '../conditions.ts'
import type { Condition, Move, StageDefinition, Way } from '../route.ts'
import { type Checked, foundAt, type RouteFinding } from './finding.ts'
import { leadsTo, movesOf } from './paths.ts'

/** Every way leads to a listed target and is taken in some case; every listed target is led to by something. */
export const everyWayIsTaken = (checked: Checked): readonly RouteFinding[] =>
  checked.route.stages.flatMap(stage => movesOf(stage).flatMap(([command, move]) => ofMove(checked, stage, command, move)))

const ofMove = (checked: Checked, stage: StageDefinition, command: string, move: Move): readonly RouteFinding[] => {
  const { ways = [], to } = move
  const at = `环节「${stage.title}」的「${command}」`
  const then = [{ stage: stage.name, command }]
  const isBoundless = (condition: Condition): boolean =>
    !('is' in condition) && condition.atLeast === undefined && condition.below === undefined
  const idle = to.filter(target => !leadsTo(move).includes(target))
  return [
    ...ways.flatMap((way, ordinal) => {
      const said = `${at}的第 ${ordinal + 1} 条去向（到「${way.to}」）`
      return [
        ...(to.includes(way.to) ? [] : [foundAt(checked, stage, 'way-to-unlisted-target', `${said}不在 to 里。`, then)]),
        ...(way.when.some(isBoundless)
          ? [foundAt(checked, stage, 'condition-empty', `${said}的金额条件没有写 atLeast 或 below。`, then)]
          : []),
        ...neverTaken(checked, stage, { ways, ordinal, said, then }),
      ]
    }),
    ...(idle.length > 0
      ? [foundAt(checked, stage, 'target-never-taken', `${at}列了「${idle.join('」「')}」，却没有条件通到那里。`, then)]
      : []),
  ]
}

type WayAt = Readonly<{ ways: readonly Way[]; ordinal: number; said: string; then: RouteFinding['path'] }>

const neverTaken = (checked: Checked, stage: StageDefinition, { ways, ordinal, said, then }: WayAt): readonly RouteFinding[] => {
  const way = ways[ordinal]
  if (!way) return []
  const isTakenAlone = someCase(ways, way, features => way.when.every(condition => isMet(condition, features)))
  if (!isTakenAlone) return [foundAt(checked, stage, 'way-contradicts-itself', `${said}的条件互相矛盾，永远不会满足。`, then)]
  const earlier = ways.slice(0, ordinal)
  const isTaken = someCase(
    ways,
    way,
    features =>
      way.when.every(condition => isMet(condition, features)) &&
      !earlier.some(({ when }) => when.every(condition => isMet(condition, features))),
  )
  return isTaken
    ? []
    : [foundAt(checked, stage, 'way-never-taken', `${said}永远走不到：满足它的情形都已被前面的去向取走。`, then)]
}

type Features = Readonly<Record<string, string | null>>

/** More kinds of cases than this are not tried: such a way counts as taken. No route people write comes near. */
const MOST_CASES = 50_000

/**
 * Whether one of the kinds of cases that the ways tell apart is as asked. Between two bounds all amounts are alike, and so are all
 * texts that are not named: one of each is tried, and the blank one. Decided by the very function that decides on real cases.
 */
const someCase = (ways: readonly Way[], way: Way, isSo: (features: Features) => boolean): boolean => {
  const conditions = ways.flatMap(({ when }) => when)
  const own = new Set(way.when.map(({ of }) => of))
  const kinds = [...new Set(conditions.map(({ of }) => of))].map(of => ({ of, values: valuesOf(conditions, of, own.has(of)) }))
  let tried = 0
  const search = (ordinal: number, features: Features): boolean => {
    const kind = kinds[ordinal]
    if (!kind) {
      tried++
      return tried > MOST_CASES || isSo(features)
    }
    return kind.values.some(value => search(ordinal + 1, { ...features, [kind.of]: value }))
  }
  return search(0, {})
}

const valuesOf = (conditions: readonly Condition[], of: string, isOwn: boolean): readonly (string | null)[] => {
  const about = conditions.filter(condition => condition.of === of)
  const texts = about.flatMap(condition => ('is' in condition ? condition.is : []))
  const bounds = about.flatMap(condition => ('is' in condition ? [] : [condition.atLeast, condition.below]))
  const amounts = ['0.00', ...bounds.filter(bound => bound !== undefined)]
  const sorted = [...new Set(amounts)].sort((a, b) => compare(decimal(a), decimal(b)))
  // Blank first: where a way does not ask the feature, that is how the others are left behind.
  const blank = isOwn ? [] : [null]
  return texts.length > 0 ? [...blank, ...new Set(texts)] : [...blank, ...sorted]
}
