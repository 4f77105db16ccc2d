import type { Rejection } from '@shenbao/kernel/decider.ts'
import { itemsOf } from '@shenbao/policy/pack.ts'
import { findMove } from '@shenbao/workflow/decide.ts'
import { mainStage } from '@shenbao/workflow/decide-administration.ts'
import { commandsOf } from '@shenbao/workflow/may.ts'
import type { NextStage } from '@shenbao/workflow/next.ts'
import { stageNamed, verbNames } from '@shenbao/workflow/route.ts'
import { jumpTargets } from '@shenbao/workflow/rules/jumps-stay-within-the-review.ts'
import { specimenOfVerb } from '@shenbao/workflow/specimen-verb.ts'
import { isVerbName } from '@shenbao/workflow/verbs.ts'
import { cautionsOn } from './cautions.ts'
import { type CommandType, commandNeeds, commandTitles, type DeclarationCommand } from './commands.ts'
import { type Asked, decide } from './decide.ts'
import { deltaOf } from './delta-review.ts'
import { liveAttachments } from './evidence.ts'
import { evidenceCommandNames } from './evidence-commands.ts'
import { takesBackAPass } from './fact-title.ts'
import { entitlementOf } from './may.ts'
import { nextAfter } from './next.ts'
import type { Principal } from './principal.ts'
import { isRectificationCommand, type RectificationCommandType, rectificationCommands } from './rectification-commands.ts'
import { variantOf } from './review-sheet-of.ts'
import { specimenOfRectification } from './specimen-rectification.ts'
import type { Declaration } from './state.ts'
import type { World } from './world.ts'

/** `onBehalfOf`: the command is this principal's, and the person sends it as their deputy. Absent: it is their own. */
type Row = Readonly<{ type: CommandType; title: string; onBehalfOf?: string }>

/**
 * What a person may send now, with what has to be added and, for moves, where it would lead (a return: by `to`); and what is theirs but refused as things stand, with the rule that
 * refuses it.
 */
export type Allowed = Readonly<{
  allowed: readonly (Row &
    Readonly<{
      needs: readonly string[]
      to?: readonly string[]
      next?: readonly NextStage[]
      /** What to think of first; nothing of it refuses. */
      cautions?: readonly string[]
    }>)[]
  blocked: readonly (Row & Readonly<{ because: Rejection }>)[]
}>

/** Faults of the bare specimen itself, not of the declaration: they do not block the command. */
const faultsOfTheSpecimen = new Set(['nothing-changed', 'nothing-recorded', 'not-serving', 'row-unchanged', 'file-not-kept'])

/** Possible with a draft, and nothing that anybody should be offered: it is still its author's. */
const spreading: ReadonlySet<CommandType> = new Set(['copy', 'consult', 'comment'])

export const allowedCommands = (world: World, principal: Principal, declaration: Declaration, asked: Asked): Allowed => {
  const route = world.route(declaration.route).route
  const open = declaration.work.standing.stages.map(name => stageNamed(route, name))
  const isOnTheAuthorsDesk = declaration.work.standing.stages.includes(route.begins)
  const { officerId, onBehalfOf } = principal
  const persons = onBehalfOf === null ? [officerId] : [officerId, onBehalfOf]
  const here = [
    ...new Set([...open.flatMap(commandsOf), 'withdraw', ...evidenceCommandNames, ...rectificationCommands, ...verbNames]),
  ]
    .filter(isCommand)
    .filter(type => !(isOnTheAuthorsDesk && spreading.has(type)))
    .filter(type => entitlementOf(world, principal, type, declaration).kind === 'here')
  const verdicts = here.flatMap(type => {
    const bare = isRectificationCommand(type)
      ? specimenOfRectification(type, declaration, principal)
      : specimen(world, type, declaration, persons)
    return bare ? [{ type, bare, verdict: decide(world, declaration, bare, asked) }] : []
  })
  const titleOf = (type: CommandType): string => titleHere(world, type, declaration, persons)
  const passes = ({ type, verdict }: (typeof verdicts)[number]): boolean =>
    verdict.accepted ? verdict.events.length > 0 || !isVerbName(type) : faultsOfTheSpecimen.has(verdict.because.code)
  return {
    allowed: verdicts.filter(passes).map(({ type, bare }) => {
      const needed = needs(world, type, declaration)
      const cautions = cautionsOn(type, declaration, asked.today)
      return {
        type,
        title: titleOf(type),
        ...needed,
        ...nextOf(world, declaration, bare, needed.to, asked),
        ...(cautions.length > 0 && { cautions }),
      }
    }),
    // A verb that makes no sense now is simply not offered; only what belongs to the stage says what stands in its way.
    blocked: verdicts.flatMap(({ type, verdict }) =>
      verdict.accepted || isVerbName(type) || faultsOfTheSpecimen.has(verdict.because.code)
        ? []
        : [{ type, title: titleOf(type), because: verdict.because }],
    ),
  }
}

/** Where a move would lead. A return leads to any of its stages, each with those who would have it then. */
const nextOf = (
  world: World,
  declaration: Declaration,
  bare: DeclarationCommand,
  to: readonly string[] | undefined,
  asked: Asked,
): Readonly<{ next?: readonly NextStage[] }> => {
  const isMove = bare.type === 'withdraw' || findMove(world.route(declaration.route).route, declaration.work, bare.type) !== null
  if (!isMove) return {}
  const each = bare.type === 'return' && to ? to.map(stage => ({ ...bare, to: stage })) : [bare]
  const next = each.flatMap(command => nextAfter(world, declaration, command, asked) ?? [])
  return next.length === 0 ? {} : { next: next.filter((one, at) => next.findIndex(({ stage }) => stage === one.stage) === at) }
}

const isCommand = (name: string): name is CommandType => Object.hasOwn(commandNeeds, name)

const isFinalApproval = (world: World, declaration: Declaration): boolean =>
  findMove(world.route(declaration.route).route, declaration.work, 'approve')?.move.fact === 'declaration-approved'

/** 撤回 is the author's word, 拿回 that of a reviewer who passed it on; the last 同意 is the 批复. */
const titleHere = (world: World, type: CommandType, declaration: Declaration, persons: readonly string[]): string => {
  if (type === 'approve' && isFinalApproval(world, declaration)) return '批复'
  if (type !== 'withdraw') return commandTitles[type]
  const recall = declaration.work.recalls.find(({ by }) => persons.some(person => by.includes(person)))
  const isPass = recall !== undefined && takesBackAPass(world.route(declaration.route).route, recall)
  return isPass ? commandTitles['take-back'] : commandTitles.withdraw
}

/** Rows and fields that must be confirmed with the approval, in the stage that would be passed. */
const unconfirmed = (world: World, declaration: Declaration): readonly string[] => {
  const { route } = world.route(declaration.route)
  const stage = findMove(route, declaration.work, 'approve')?.stage
  if (stage?.confirmsChanges !== true) return []
  return deltaOf(declaration, { route, stage: stage.name })?.changed.map(({ anchor }) => anchor) ?? []
}

const needs = (
  world: World,
  type: CommandType,
  declaration: Declaration,
): { needs: readonly string[]; to?: readonly string[] } => {
  if (type === 'approve') {
    const number = isFinalApproval(world, declaration) ? ['documentNumber'] : []
    return { needs: unconfirmed(world, declaration).length > 0 ? [...number, 'confirmed'] : number }
  }
  if (type === 'jump') {
    const { route } = world.route(declaration.route)
    return { needs: commandNeeds.jump, to: jumpTargets(route, mainStage(route, declaration.work)) }
  }
  if (type === 'review' && variantOf(world.route(declaration.route).route) === 'key') return { needs: ['items'] }
  if (type !== 'return') return { needs: commandNeeds[type] }
  return {
    needs: commandNeeds.return,
    to: findMove(world.route(declaration.route).route, declaration.work, 'return')?.move.to ?? [],
  }
}

const fullPoints = (world: World, { policy }: Declaration) =>
  itemsOf(world.policy(policy).review.sections).map(({ name: item, points }) => ({ item, points }))

/** The barest command of its type: asks whether the declaration, not the wording, stands in the way. */
const specimen = (
  world: World,
  type: Exclude<CommandType, RectificationCommandType>,
  declaration: Declaration,
  persons: readonly string[],
): DeclarationCommand | null => {
  const reason = '—'
  if (isVerbName(type)) return specimenOfVerb(type, world.route(declaration.route).route, declaration.work, persons)
  switch (type) {
    case 'revise':
      return { type, changes: [] }
    case 'amend':
    case 'request-adjustment':
      return { type, changes: [], reason }
    case 'approve': {
      const confirmed = [...unconfirmed(world, declaration)]
      return isFinalApproval(world, declaration) ? { type, confirmed, documentNumber: reason } : { type, confirmed }
    }
    case 'return':
    case 'reject':
    case 'correct':
    case 'reopen':
      return { type, reason }
    case 'review':
      return variantOf(world.route(declaration.route).route) === 'key'
        ? { type, items: fullPoints(world, declaration) }
        : { type, grade: '优' }
    case 'record-progress':
      return { type, period: `${declaration.year}-07` }
    case 'record-result':
      return { type }
    case 'rescore':
      return { type, scores: [] }
    case 'attach-evidence':
      return { type, digest: reason, name: reason, effectiveOn: `${declaration.year}-01-01` }
    case 'detach-evidence': {
      const [one] = liveAttachments(declaration)
      return one ? { type, attachment: one.attachmentId, reason } : null
    }
    default:
      return { type }
  }
}
