import { isSameSeat, type Seat, type StageDefinition } from '../route.ts'
import { passingMove } from '../signing.ts'
import { type Checked, type FindingCode, foundAt, type Path, type RouteFinding } from './finding.ts'
import { movesOf } from './paths.ts'

/** What a stage asks of its signers can be met, and when it cannot be met any more the case has somewhere to go. */
export const signaturesCanSuffice = (checked: Checked): readonly RouteFinding[] =>
  checked.route.stages.flatMap(stage => {
    const passes = movesOf(stage).filter(([, { kind }]) => kind === 'pass')
    const tooMany = passes.length > 1 ? [foundAt(checked, stage, 'two-passing-moves', twoPasses(stage))] : []
    return [...tooMany, ...ofSigning(checked, stage)]
  })

const twoPasses = ({ title }: StageDefinition): string =>
  `环节「${title}」有两个通过的动作，签署只算第一个。请只留一个，去向用条件（ways）区分。`

const ofSigning = (checked: Checked, stage: StageDefinition): readonly RouteFinding[] => {
  const { signing, title } = stage
  const passing = passingMove(stage)
  const found = (code: FindingCode, message: string, then: Path = []): RouteFinding =>
    foundAt(checked, stage, code, `环节「${title}」${message}`, then)
  if (!passing)
    return [
      ...(signing ? [found('signing-without-pass', '规定了签署方式，却没有通过的动作。')] : []),
      ...(stage.confirmsChanges === true ? [found('signing-without-pass', '要求逐行确认变动，却没有通过的动作。')] : []),
    ]
  if (!signing) return []
  const { how, each, needed, weights = [] } = signing
  const who = passing.move.who
  const foreign = weights.filter(({ seat }) => !who.some(other => isSameSeat(other, seat)))
  const isTwice = weights.some(({ seat }, at) => weights.findIndex(other => isSameSeat(other.seat, seat)) !== at)
  return [
    ...(how === 'any' || each !== undefined ? [] : [found('each-missing', '的签署没有写明 each，按每个岗位一签（seat）办理。')]),
    ...(how === 'any' && each === 'officer'
      ? [found('any-is-one', '是或签，一人签署即可，不能要求每人都签（each: officer）。请去掉 each，或改为会签（all）。')]
      : []),
    ...(how !== 'votes' && (needed !== undefined || weights.length > 0)
      ? [found('only-for-votes', '不是票签（votes），needed 和 weights 不起作用。请去掉，或改为票签。')]
      : []),
    ...foreign.map(({ seat }) => found('weight-of-foreign-seat', `给不签署的「${nameOf(seat)}」写了票权。`)),
    ...(isTwice ? [found('weight-twice', '给同一岗位写了两次票权。')] : []),
    ...(how === 'votes' ? ofVotes(stage, who, found) : []),
  ]
}

type Found = (code: FindingCode, message: string, then?: Path) => RouteFinding

const ofVotes = (stage: StageDefinition, who: readonly Seat[], found: Found): readonly RouteFinding[] => {
  const { each, needed, weights = [] } = stage.signing ?? {}
  const weigh = (seat: Seat): number => weights.find(other => isSameSeat(other.seat, seat))?.weight ?? 1
  // A role with everyone who holds it has as many votes as people: that is known only when a case comes in.
  const isCounted = each !== 'officer' || who.every(seat => 'officer' in seat)
  const total = who.reduce((sum, seat) => sum + weigh(seat), 0)
  const passing = passingMove(stage)
  const hasWayBack = movesOf(stage).some(([, { kind }]) => kind === 'return' || kind === 'reject')
  return [
    ...(needed === undefined ? [found('needed-missing', '是票签，请写明需要多少票同意（needed）。')] : []),
    ...(needed !== undefined && isCounted && needed > total
      ? [found('needed-too-many', `需要 ${needed} 票同意，全部同意也只有 ${total} 票。`)]
      : []),
    ...(hasWayBack
      ? []
      : [
          found(
            'votes-without-way-back',
            '是票签，表决可能不通过，却没有退回或不予通过的动作。',
            passing ? [{ stage: stage.name, command: passing.command }] : [],
          ),
        ]),
  ]
}

const nameOf = (seat: Seat): string => ('officer' in seat ? seat.officer : `${seat.role}@${seat.at}`)
