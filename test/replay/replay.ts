import { verifyStream } from '../../packages/audit/src/chain.ts'
import { sm3 } from '../../packages/audit/src/node-digest.ts'
import { foldRecorded } from '../../packages/declaration/src/recorded.ts'
import { evolveRegister, type Register, registerEvents } from '../../packages/declaration/src/register.ts'
import { shippedWorld } from '../../packages/declaration/src/routes.ts'
import type { Declaration } from '../../packages/declaration/src/state.ts'
import { Envelope } from '../../packages/kernel/src/envelope.ts'
import { yuanOfFen } from '../../packages/kernel/src/money.ts'

/**
 * A history as one release of the product recorded it, with what it came to. Written once by `infra/scripts/write-history.ts`
 * and never edited: later releases must read it to the same end. One that carries `mustFail` must be refused, for that reason.
 */
export type History = Readonly<{
  title: string
  facts: readonly unknown[]
  end?: End
  mustFail?: string
}>

export type End = Readonly<{
  declarations: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  names: Readonly<Record<string, Register>>
}>

const world = shippedWorld(sm3)

const streamsOf = (facts: readonly Envelope[]): ReadonlyMap<string, readonly Envelope[]> =>
  Map.groupBy(facts, ({ stream }) => stream)

/**
 * Checks every fact and every chain, folds every stream, and tells where each of them stands. Throws on the first thing wrong.
 */
export const replay = (recorded: readonly unknown[]): End => {
  const streams = streamsOf(recorded.map(fact => Envelope.parse(fact)))
  const declarations: Record<string, Readonly<Record<string, unknown>>> = {}
  const names: Record<string, Register> = {}
  for (const [stream, facts] of streams) {
    const verified = verifyStream(facts, sm3)
    if (!verified.ok) throw new Error(`${verified.break.stream}@${verified.break.revision}: ${verified.break.reason}`)
    if (stream.startsWith('register-')) names[stream] = facts.reduce(named, {})
    if (!stream.startsWith('declaration-')) continue
    const declaration = foldRecorded(world, facts)
    if (declaration) declarations[stream] = endOf(declaration)
  }
  return { declarations, names }
}

const named = (register: Register, { type, data }: Envelope): Register => {
  const definition = registerEvents.find(candidate => candidate.type === type)
  if (!definition) throw new Error(`${type} is no fact of a register`)
  return evolveRegister(register, { type, data: definition.data.parse(data) } as Parameters<typeof evolveRegister>[1])
}

/** What matters in the end, in words that outlive the shape of the state. */
const endOf = ({
  form,
  work,
  approval,
  amendments,
  adjustments,
  progress,
  results,
  selfScore,
  rescores,
  final,
  corrections,
}: Declaration) => ({
  stages: work.standing.stages,
  round: work.round,
  name: form.name,
  annualRequest: form.funds.annualRequest === null ? null : yuanOfFen(form.funds.annualRequest),
  targets: form.indicators.map(({ name, target, weight }) => [name, target, weight]),
  opinions: work.opinions.map(({ stage, command, opinion, told }) => [stage, command, opinion, told.actor, told.effectiveOn]),
  approval: approval && [
    approval.documentNumber,
    approval.told.effectiveOn,
    approval.form.indicators.map(({ target }) => target),
  ],
  amendments: amendments.map(({ number, consented }) => [number, consented]),
  adjustments: adjustments.map(({ number, outcome, reason }) => [number, outcome, reason]),
  monitored: Object.keys(progress),
  results: Object.values(results.indicators).map(({ actual }) => actual),
  selfScore: selfScore && [selfScore.total, selfScore.grade],
  rescores: Object.values(rescores).map(({ from, to }) => [from, to]),
  final: final && [final.total, final.grade],
  corrections: corrections.map(({ reason }) => reason),
})
