import { noSuchDeclaration } from '@shenbao/declaration/decide.ts'
import { decideDeadlineLapse } from '@shenbao/declaration/decide-lapse.ts'
import { schemaVersionOf, streamOf } from '@shenbao/declaration/recorded.ts'
import type { Position } from '@shenbao/event-store/port.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'
import type { HandlerParts } from './handle-command.ts'
import { MOST_TRIES, recordFacts } from './record.ts'

/** What the product itself records bears this name. No officer has it as an id. */
export const SYSTEM = 'system'

/** A deadline that seems to have run out, as a list showed it; `today` is the business day. */
export type Lapse = Readonly<{ declarationId: string; stage: string; dueOn: Day; today: Day }>

export type Lapsed =
  /** `repeated`: another server had stored exactly this. */
  | Readonly<{ outcome: 'recorded'; revision: number; position: Position; repeated: boolean }>
  /** Done meanwhile, moved, recorded already, or no day to remind on. */
  | Readonly<{ outcome: 'no-lapse'; because: Rejection }>

/**
 * Records that a deadline has run out, once for each deadline, however often, late and on however many servers it is asked: the
 * command id follows from the deadline, the decision is made on the newest facts, and it is recorded against exactly the revision it
 * was made on. Somebody who decides at the same moment is either before the lapse, and then there is none, or behind it.
 * Throws `UnreadableFact` for a declaration that holds a fact this program cannot read, and `LogFault`.
 */
export const lapseDeadline = async (parts: HandlerParts, lapse: Lapse): Promise<Lapsed> => {
  const { declarationId, stage, dueOn, today } = lapse
  const { days } = await parts.around()
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const open = await parts.cases.refresh(declarationId)
    if (!open.state) return { outcome: 'no-lapse', because: noSuchDeclaration }
    const decision = decideDeadlineLapse(parts.world, open.state, { stage, dueOn, today }, days)
    if (!decision.accepted) return { outcome: 'no-lapse', because: decision.because }
    const { round } = open.state.work
    const account = {
      actor: SYSTEM,
      onBehalfOf: null,
      commandId: derivedId(parts.digest, 'lapse-deadline', streamOf(declarationId), stage, round, dueOn),
      commandDigest: parts.digest(canonicalJson({ declarationId, type: 'lapse-deadline', stage, round, dueOn })),
    }
    const facts = decision.events.map(({ type, data }) => ({ type, schemaVersion: schemaVersionOf(type), data }))
    const recorded = await recordFacts(parts, streamOf(declarationId), open.last, facts, account)
    if (recorded.outcome === 'recorded') return recorded
  }
  throw new Error(`deadline of ${stage} in ${declarationId}: somebody else wrote first ${MOST_TRIES} times in a row`)
}
