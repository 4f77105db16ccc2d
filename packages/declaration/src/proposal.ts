import type { Beside } from '@shenbao/inspection/finding.ts'
import { accept, type Decision, reject } from '@shenbao/kernel/decider.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import type { Around } from '@shenbao/workflow/around.ts'
import type { RoutedFact } from '@shenbao/workflow/compile.ts'
import type { LiveRoute } from '@shenbao/workflow/stage.ts'
import type { Who } from '@shenbao/workflow/work.ts'
import { type DeclarationEvent, declarationEvents } from './events.ts'
import type { Declaration } from './state.ts'
import { declarationWords } from './vocabulary.ts'

/**
 * What every decision has at hand. The business day and the people of the day come in with the command, ids follow from it:
 * nothing here is looked up elsewhere.
 */
export type Situation = Readonly<{
  declaration: Declaration
  route: LiveRoute
  policy: PolicyPack
  by: Who
  around: Around
  /** What the form is compared with when it is inspected. */
  beside: Beside
  newId: (ordinal: number) => string
  digest: Digest
}>

/** Files by the digest of their bytes: `size` in bytes, `mediaType` what the content is. `null`: no such file came along. */
export type KeptFiles = (digest: string) => Readonly<{ size: number; mediaType: string }> | null

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

const movingTypes = new Set(Object.values(declarationWords.moves).flatMap(({ facts }) => facts))

/**
 * A move of the engine as recordable facts, with what else is recorded before the moving fact. While other signatures are missing
 * nothing moves, and nothing else is recorded.
 */
export const withMove = (move: Decision<RoutedFact>, before: readonly DeclarationEvent[] = []): Proposal => {
  if (!move.accepted) return move
  const facts = move.events.map(recordable)
  const moving = facts.findIndex(({ type }) => movingTypes.has(type))
  return moving === -1 ? accept(...facts) : accept(...facts.slice(0, moving), ...before, ...facts.slice(moving))
}

export const refusal = (code: string, detail: string, kind: 'law' | 'practice' | 'product', text: string): Decision<never> =>
  reject({ code, detail, basis: { kind, text } })
