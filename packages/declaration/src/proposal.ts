import type { Day } from '@shenbao/kernel/dates.ts'
import { accept, type Decision, reject } from '@shenbao/kernel/decider.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import type { RoutedFact } from '@shenbao/workflow/compile.ts'
import type { LiveRoute } from '@shenbao/workflow/stage.ts'
import type { Who } from '@shenbao/workflow/work.ts'
import { type DeclarationEvent, declarationEvents } from './events.ts'
import type { Declaration } from './state.ts'

/**
 * What every decision has at hand. `today` is the business day, ids follow from the command: nothing here is looked up
 * elsewhere.
 */
export type Situation = Readonly<{
  declaration: Declaration
  route: LiveRoute
  policy: PolicyPack
  by: Who
  today: Day
  newId: (ordinal: number) => string
}>

export type Proposal = Decision<DeclarationEvent>

const definitions = new Map<string, (typeof declarationEvents)[number]>(
  declarationEvents.map(definition => [definition.type, definition]),
)

/** A fact of the engine in its recorded shape. A wrong shape is a defect of the route or of the caller, and is thrown. */
export const recordable = ({ type, data }: RoutedFact): DeclarationEvent => {
  const definition = definitions.get(type)
  if (!definition) throw new TypeError(`the route records ${type}, which no definition knows`)
  return { type, data: definition.data.parse(data) } as DeclarationEvent
}

/** A move of the engine as recordable facts, with what else is recorded before the moving fact. */
export const withMove = (move: Decision<RoutedFact>, before: readonly DeclarationEvent[] = []): Proposal => {
  if (!move.accepted) return move
  const facts = move.events.map(recordable)
  return accept(...facts.slice(0, -1), ...before, ...facts.slice(-1))
}

export const refusal = (code: string, detail: string, kind: 'law' | 'practice' | 'product', text: string): Decision<never> =>
  reject({ code, detail, basis: { kind, text } })
