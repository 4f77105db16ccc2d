import { commandTitles } from '@shenbao/declaration/commands.ts'
import { roleTitles } from '@shenbao/directory/role.ts'
import type { Condition, Move, Route, Seat, StageDefinition } from '@shenbao/workflow/route.ts'
import { passingMove } from '@shenbao/workflow/signing.ts'
import type { Path } from '@shenbao/workflow/verify/finding.ts'

/** A route as text: its stages in order, who acts there, how they sign, until when, and where each move leads. */
export const routePicture = (route: Route): string => {
  const title = titleOf(route)
  const stages = route.stages.map((stage, ordinal) => {
    const head = `${String(ordinal + 1).padStart(2)}. ${stage.title}（${stage.name}）${stageMarks(route, stage)}`
    const lines = [...signingLine(stage), ...deadlineLine(stage), ...actLines(stage), ...moveLines(stage, title)]
    return [head, ...lines.map(line => `      ${line}`)].join('\n')
  })
  return `${route.title}（${route.id}@${route.version}）\n\n${stages.join('\n')}\n`
}

/** The proof of a finding: which way a case takes, by titles. */
export const pathText = (route: Route | null, path: Path): string =>
  path.map(({ stage, command }) => `${route ? titleOf(route)(stage) : stage}·${commandTitle(command)}`).join(' → ')

type Title = (stage: string) => string

const titleOf =
  (route: Route): Title =>
  name =>
    route.stages.find(stage => stage.name === name)?.title ?? name

export const commandTitle = (command: string): string =>
  Object.hasOwn(commandTitles, command) ? commandTitles[command as keyof typeof commandTitles] : command

const places: Readonly<Record<string, string>> = { unit: '本单位', department: '主管部门', any: '不限单位' }

export const seatText = (seat: Seat): string => {
  if ('officer' in seat) return `指定人员 ${seat.officer}`
  const role = Object.hasOwn(roleTitles, seat.role) ? roleTitles[seat.role as keyof typeof roleTitles] : seat.role
  return `${role}@${places[seat.at] ?? seat.at}`
}

const seatsText = (seats: readonly Seat[]): string => seats.map(seatText).join('、')

const stageMarks = (route: Route, stage: StageDefinition): string =>
  [
    stage.name === route.begins ? ' [起始]' : '',
    stage.ends === true ? ' [终点]' : '',
    stage.beside === undefined ? '' : ` [与「${titleOf(route)(stage.beside)}」并行]`,
    stage.reviewSheet === true ? ' [审核表]' : '',
  ].join('')

const signingLine = (stage: StageDefinition): readonly string[] => {
  const passing = passingMove(stage)
  if (!passing) return []
  const { how = 'any', each, needed, weights = [] } = stage.signing ?? {}
  const of = each === 'officer' ? '每人一签' : '每个岗位一签'
  const weighed =
    weights.length === 0 ? '' : `（${weights.map(({ seat, weight }) => `${seatText(seat)} ${weight} 票`).join('、')}）`
  const words: Readonly<Record<string, string>> = {
    any: '或签：一人签署即可',
    all: `并行会签：${of}，全部同意`,
    'in-order': `顺序会签：${of}，依次同意`,
    votes: `票签：${of}，${needed ?? '？'} 票同意即通过${weighed}`,
  }
  return [`签署  ${words[how] ?? how}`]
}

const lapses: Readonly<Record<string, string>> = { remind: '超期提醒', escalate: '超期升级', mark: '超期标记' }

const deadlineLine = ({ deadline }: StageDefinition): readonly string[] =>
  deadline
    ? [
        `期限  ${deadline.workingDays} 个工作日，${lapses[deadline.lapse] ?? deadline.lapse}${deadline.to ? `给 ${seatText(deadline.to)}` : ''}`,
      ]
    : []

const actLines = ({ acts = {} }: StageDefinition): readonly string[] =>
  Object.entries(acts)
    .filter(([, { who }]) => who.length > 0)
    .map(([act, { who, fields }]) => `${commandTitle(act)}  ${seatsText(who)}${fields ? `（只限 ${fields.join('、')}）` : ''}`)

const moveLines = ({ moves = {} }: StageDefinition, title: Title): readonly string[] =>
  Object.entries(moves).map(([command, move]) => `${commandTitle(command)}  ${seatsText(move.who)} → ${targets(move, title)}`)

const targets = ({ kind, to, ways = [] }: Move, title: Title): string => {
  if (kind === 'return') return to.map(title).join(' / ')
  const special = ways.map(way => `${way.when.map(conditionText).join('且')}时 ${title(way.to)}`)
  return [...special, `${special.length > 0 ? '其余 ' : ''}${title(to[0] ?? '')}`].join('；')
}

const conditionText = (condition: Condition): string => {
  if ('is' in condition) return `${condition.of} 为 ${condition.is.join('、')}`
  const bounds = [
    condition.atLeast === undefined ? '' : `≥ ${condition.atLeast}`,
    condition.below === undefined ? '' : `< ${condition.below}`,
  ]
  return `${condition.of} ${bounds.filter(Boolean).join(' 且 ')}`
}
