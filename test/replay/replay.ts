import { digestOfLog } from '../../packages/audit/src/begin-log.ts'
import { verifyStream } from '../../packages/audit/src/chain.ts'
import { logStream } from '../../packages/audit/src/log-begun.ts'
import { sm3 } from '../../packages/audit/src/node-digest.ts'
import { sealStream } from '../../packages/audit/src/seal.ts'
import { verifyLog } from '../../packages/audit/src/verify-log.ts'
import { intakeReader } from '../../packages/declaration/src/intake.ts'
import { foldRecorded } from '../../packages/declaration/src/recorded.ts'
import { evolveRegister, type Register, registerReader } from '../../packages/declaration/src/register.ts'
import { shippedWorld } from '../../packages/declaration/src/routes.ts'
import type { Declaration } from '../../packages/declaration/src/state.ts'
import { feedPages } from '../../packages/event-store/src/feed-pages.ts'
import { memoryEventStore } from '../../packages/event-store/src/memory.ts'
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
  /** By register: which declaration claimed which name last. */
  names: Readonly<Record<string, Names>>
  /** The digest that links the log, and the seals on it that fit; absent where a log says nothing of either. */
  log?: Log
}>

type Names = Readonly<Record<string, string>>
type Log = Readonly<{ digest: string; head: string; seals: number; unsealed: number }>

const world = shippedWorld(sm3)

const claimants = (register: Register): Names =>
  Object.fromEntries(Object.entries(register).map(([name, { declarationId }]) => [name, declarationId]))

const streamsOf = (facts: readonly Envelope[]): ReadonlyMap<string, readonly Envelope[]> =>
  Map.groupBy(facts, ({ stream }) => stream)

/**
 * Checks every fact and every chain, folds every stream, and tells where each of them stands. Throws on the first thing wrong.
 */
export const replay = async (recorded: readonly unknown[]): Promise<End> => {
  const all = recorded.map(fact => Envelope.parse(fact))
  const streams = streamsOf(all)
  const declarations: Record<string, Readonly<Record<string, unknown>>> = {}
  const names: Record<string, Names> = {}
  for (const [stream, facts] of streams) {
    const verified = verifyStream(facts, sm3)
    if (!verified.ok) throw new Error(`${verified.break.stream}@${verified.break.revision}: ${verified.break.reason}`)
    if (stream.startsWith('register-')) names[stream] = claimants(facts.map(registerReader.eventOf).reduce(evolveRegister, {}))
    if (stream.startsWith('intake-')) for (const fact of facts) intakeReader.eventOf(fact)
    if (!stream.startsWith('declaration-')) continue
    const declaration = foldRecorded(world, facts)
    if (declaration) declarations[stream] = endOf(declaration)
  }
  return streams.has(logStream) || streams.has(sealStream)
    ? { declarations, names, log: await logOf(all) }
    : { declarations, names }
}

/** What the log says of itself, checked as a whole: its digest from the first fact on, and every seal. */
const logOf = async (facts: readonly Envelope[]): Promise<Log> => {
  const store = memoryEventStore()
  for (const fact of facts) await store.append(fact.stream, fact.revision - 1, [fact])
  const { name, digest } = await digestOfLog(store)
  const { breaks, head, seals } = await verifyLog(feedPages(store), digest)
  const [found] = breaks
  if (found) throw new Error(`${found.stream}@${found.revision}: ${found.reason}`)
  return { digest: name, head: head.digest, seals: seals.sound, unsealed: seals.unsealed }
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
