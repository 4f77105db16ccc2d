import { roleTitles } from '@shenbao/directory/role.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { type Entitlement, entitlement } from '@shenbao/workflow/may.ts'
import { mayVerb } from '@shenbao/workflow/may-verb.ts'
import { type Seat, stageNamed } from '@shenbao/workflow/route.ts'
import { isVerbName } from '@shenbao/workflow/verbs.ts'
import type { DeclarationCommand } from './commands.ts'
import { type CommandType, commandTitles } from './commands.ts'
import { evidenceEntitlement } from './evidence.ts'
import { isEvidenceCommandName } from './evidence-commands.ts'
import type { Principal } from './principal.ts'
import { isRectificationCommand } from './rectification-commands.ts'
import { mayRectify } from './rectification-offices.ts'
import { anActWritesItsOwnFields } from './rules/an-act-writes-its-own-fields.ts'
import type { Declaration } from './state.ts'
import type { World } from './world.ts'

/**
 * The one question of authority: may this person send this command to the declaration as they see it? `null` means yes. Used by
 * HTTP, console and bulk operations alike. A command that is theirs in another stage is not a question of authority: `decide`
 * refuses it as not possible now.
 */
export const may = (
  world: World,
  principal: Principal,
  command: DeclarationCommand,
  declaration: Declaration,
): Rejection | null => {
  const found = entitlementOf(world, principal, command.type, declaration)
  switch (found.kind) {
    case 'here':
      return fieldsOutOfReach(world, command, found.stage, declaration)
    case 'elsewhere':
      return null
    case 'somebody-else':
      return notYours(`这一步现在由「${[...new Set(found.seats.map(titleOf))].join('、')}」岗位处理，不由你处理。`)
    case 'never':
      return notYours(`你的岗位不能对这份申报「${commandTitles[command.type]}」。`)
  }
}

export const entitlementOf = (world: World, principal: Principal, type: CommandType, declaration: Declaration): Entitlement => {
  const { route, words } = world.route(declaration.route)
  const { work } = declaration
  const { officerId, onBehalfOf, chairs } = principal
  const person = { ids: onBehalfOf === null ? [officerId] : [officerId, onBehalfOf], chairs }
  const organisations = { unit: declaration.unitId, department: declaration.departmentId }
  if (isEvidenceCommandName(type)) return evidenceEntitlement({ route, work, person, organisations })
  if (isRectificationCommand(type)) return mayRectify({ route, work, person, organisations }, type)
  return isVerbName(type)
    ? mayVerb({ route, words, work, person, organisations }, type)
    : entitlement(route, work, type, person, organisations)
}

const titleOf = (seat: Seat): string => {
  if ('officer' in seat) return '指定人员'
  const { role } = seat
  return Object.hasOwn(roleTitles, role) ? roleTitles[role as keyof typeof roleTitles] : role
}

const notYours = (detail: string): Rejection => ({
  code: 'not-yours',
  detail: `${detail}请由相应岗位的人员办理。`,
  basis: { kind: 'product', text: '每个环节由谁处理由流程定义' },
})

/** Which fields may be written in a stage belongs to authority as well. */
const fieldsOutOfReach = (world: World, command: DeclarationCommand, stage: string, declaration: Declaration): Rejection | null =>
  anActWritesItsOwnFields(stageNamed(world.route(declaration.route).route, stage), command)
