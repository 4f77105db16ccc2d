import { streamOf } from '../../packages/declaration/src/recorded.ts'
import type { CommandRequest, Handled } from '../../packages/handler/src/handle-command.ts'
import { canonicalJson } from '../../packages/kernel/src/canonical-json.ts'
import type { Envelope } from '../../packages/kernel/src/envelope.ts'
import { talkEvents } from '../../packages/workflow/src/talk-facts.ts'

const harmless: ReadonlySet<string> = new Set([...talkEvents.map(({ type }) => type), 'deadline-lapsed'])

/** One command as its sender remembers it, however often it was sent. */
export type Sent = {
  readonly request: CommandRequest
  /** Every revision it was sent on. */
  readonly on: Set<number>
  /** What was told last; `unknown`: no answer came. */
  told: Handled | 'unknown'
}

/** What the senders know. They remember everything, so that nothing acknowledged can be lost unseen. */
export type Ledger = Readonly<{
  sent: readonly Sent[]
  /** Notes an answer; a sentence when it cannot be true. `facts` are those of the declaration as the log holds them now. */
  note: (request: CommandRequest, answer: Handled | 'unknown', facts: readonly Envelope[]) => string | null
  /** Everything acknowledged stands in the log once, as acknowledged. */
  check: (factsOf: (declarationId: string) => readonly Envelope[]) => string | null
}>

const bodyOf = ({ declarationId, command, principal }: CommandRequest): string =>
  canonicalJson({ declarationId, command, officer: principal.officerId, onBehalfOf: principal.onBehalfOf })

export const newLedger = (): Ledger => {
  const sent = new Map<string, Sent>()
  const byKey = new Map<string, Set<string>>()

  const note: Ledger['note'] = (request, answer, facts) => {
    const body = bodyOf(request)
    const name = `${request.commandId} ${body}`
    const bodies = byKey.get(request.commandId) ?? new Set()
    byKey.set(request.commandId, bodies.add(body))
    const known = sent.get(name)
    const one = known ?? { request, on: new Set(), told: answer }
    sent.set(name, one)
    one.told = answer
    one.on.add(request.expected)
    if (answer === 'unknown') return null
    if (request.dryRun) return recordedNothing(request, facts)
    return answer.outcome === 'refused' ? falselyRefused(request, answer, facts, bodies.size) : behind(one, answer, facts)
  }

  return {
    get sent() {
      return [...sent.values()]
    },
    note,
    check: factsOf => {
      for (const { request, told } of sent.values()) {
        const wrong = notAsTold(request, told, factsOf(request.declarationId))
        if (wrong !== null) return wrong
      }
      return null
    },
  }
}

const recordedNothing = ({ commandId }: CommandRequest, facts: readonly Envelope[]): string | null =>
  facts.some(fact => fact.commandId === commandId && fact.commandId !== facts[0]?.commandId)
    ? `the dry run ${commandId} recorded something`
    : null

/** A refusal says that nothing was recorded, and a reused key that there was another use. */
const falselyRefused = (
  { commandId, command }: CommandRequest,
  answer: Extract<Handled, { outcome: 'refused' }>,
  facts: readonly Envelope[],
  bodies: number,
): string | null => {
  if (bodies > 1) return null
  if (answer.why === 'key-reused') return `${command.type} ${commandId} was told that its key was reused, and it was not`
  return facts.some(fact => fact.commandId === commandId)
    ? `${command.type} ${commandId} was refused as ${answer.why} ${answer.because.code}, but stands in the log`
    : null
}

/** What is recorded follows on what its sender saw; in between people may have talked, or time have run out. */
const behind = ({ request, on }: Sent, answer: Handled, facts: readonly Envelope[]): string | null => {
  const { command, commandId } = request
  if (answer.outcome !== 'recorded' || answer.facts.length === 0) return null
  const first = facts.find(fact => fact.commandId === commandId)
  const isHarmless = ({ type }: Envelope): boolean => harmless.has(type)
  const sawEnough = (seen: number): boolean =>
    first !== undefined && seen < first.revision && facts.slice(seen + 1, first.revision).every(isHarmless)
  return first && ![...on].some(sawEnough)
    ? `${command.type} ${commandId} was sent on revision ${[...on].join(', ')} and recorded as ${first.revision}`
    : null
}

const notAsTold = (
  { commandId, command, declarationId, principal }: CommandRequest,
  told: Sent['told'],
  facts: readonly Envelope[],
): string | null => {
  const stored = facts.filter(fact => fact.commandId === commandId)
  const [first, last] = [stored[0], stored.at(-1)]
  const what = `${command.type} ${commandId} on ${streamOf(declarationId)}`
  if (first && last && last.revision - first.revision !== stored.length - 1) return `${what} is stored in several pieces`
  if (new Set(stored.map(({ commandDigest }) => commandDigest)).size > 1) return `${what}: one key, two commands`
  if (told === 'unknown' || told.outcome !== 'recorded' || told.facts.length === 0) return null
  if (!last) return `${what} was acknowledged and is not in the log`
  if (last.revision !== told.revision) return `${what} was acknowledged as revision ${told.revision} and is ${last.revision}`
  if (stored.map(({ type }) => type).join() !== told.facts.join())
    return `${what} recorded ${stored.map(({ type }) => type).join()}`
  return last.actor === principal.officerId ? null : `${what} was acknowledged to ${principal.officerId} and is by ${last.actor}`
}
