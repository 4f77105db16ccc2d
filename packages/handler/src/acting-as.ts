import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { Asked } from '@shenbao/declaration/decide.ts'
import { entitlementOf, may } from '@shenbao/declaration/may.ts'
import type { Principal } from '@shenbao/declaration/principal.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { sitsOn } from '@shenbao/workflow/may.ts'

/** Who sends a command, and as whom they may act. */
export type Sender = Readonly<{
  /** The officer for themselves. */
  principal: Principal
  /** For whom else they may act today (代理), one for each. */
  standingIn?: readonly Principal[]
  /** For whom they say they act: officer id, their own for themselves. Absent: see `actingAs`. */
  onBehalfOf?: string | undefined
}>

/**
 * As whom the sender acts. Who is named is it, where they stand in for that person. Where nobody is named the command is the officer's
 * own; when it is not theirs now, it is that of the one person they stand in for whose it is. Two such persons are a question to the
 * sender (`principal-unclear`), never a guess.
 */
export const actingAs = (
  world: World,
  { principal, standingIn = [], onBehalfOf }: Sender,
  command: DeclarationCommand,
  declaration: Declaration,
): Readonly<{ principal: Principal }> | Readonly<{ because: Rejection }> => {
  if (onBehalfOf === principal.officerId) return { principal }
  if (onBehalfOf !== undefined) {
    const named = standingIn.find(other => other.onBehalfOf === onBehalfOf)
    return named ? { principal: named } : { because: noDeputy }
  }
  const isHere = (who: Principal): boolean =>
    entitlementOf(world, who, command.type, declaration).kind === 'here' && may(world, who, command, declaration) === null
  if (standingIn.length === 0 || isHere(principal)) return { principal }
  const [one, ...others] = standingIn.filter(isHere)
  return others.length > 0 ? { because: unclear } : { principal: one ?? principal }
}

/** What a deputy of some roles only may not reach: the work of the other roles, and what was given to the principal by name. */
export const withinWhatWasPassedOn = (people: Asked['people'], { onBehalfOf, chairs, partly }: Principal): Asked['people'] =>
  onBehalfOf === null || partly !== true
    ? people
    : organisations => ({
        ...people(organisations),
        within: seats => seats.some(seat => 'role' in seat && sitsOn({ ids: [], chairs }, seat, organisations)),
      })

const basis = { kind: 'product', text: '代理有期限和范围，每次办理按当天查验' } as const

const noDeputy: Rejection = {
  code: 'not-deputy',
  detail: '你今天不是这位人员的代理人：代理可能尚未开始、已经到期或已经终止。请由本人办理，或由本人、系统管理员先设立代理。',
  basis,
}
const unclear: Rejection = {
  code: 'principal-unclear',
  detail: '你代理的不止一人可以这样办理。请写明代谁办理（标头 Shenbao-On-Behalf-Of：被代理人编号）后重新发送。',
  basis,
}
