import type { DeclarationEvent } from '@shenbao/declaration/events.ts'
import { declarationIdOf, evolveRecorded } from '@shenbao/declaration/recorded.ts'
import type { Declaration, DeclarationState } from '@shenbao/declaration/state.ts'
import type { World } from '@shenbao/declaration/world.ts'
import { type EventStore, LogFault, type Recorded } from '@shenbao/event-store/port.ts'
import { digestOfFact, type Envelope } from '@shenbao/kernel/envelope.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import type { DeclarationFact, OtherFact } from './projection.ts'

/** The fact after which a stream is not followed any further, and why. */
export type Stopped = Readonly<{ kind: 'stopped'; recorded: Recorded; reason: string }>
export type Outcome = Omit<DeclarationFact, 'latest'> | OtherFact | Stopped

/**
 * Folded declarations kept at once. One with sixty indicators takes some 40 kB, so this is below 50 MB; those left out are
 * read again from the log when their next fact arrives.
 */
const DECLARATIONS_KEPT = 1_000

type Folded = Readonly<{ revision: number; digest: string; state: DeclarationState }>
const NOTHING: Folded = { revision: -1, digest: '', state: null }

/** Facts to what they did, in order. Facts of stopped streams are left out; whatever stops one stream stops no other. */
export const streamFolder = (store: Pick<EventStore, 'read'>, world: World, kept = DECLARATIONS_KEPT) => {
  const folds = new Map<string, Folded>()

  const keep = (stream: string, folded: Folded): void => {
    folds.delete(stream)
    folds.set(stream, folded)
    const oldest = folds.keys().next()
    if (folds.size > kept && !oldest.done) folds.delete(oldest.value)
  }

  /** The stream as it stood just before the fact: from memory, else from the log. */
  const foldBefore = async ({ stream, revision }: Envelope): Promise<Folded> => {
    const known = revision === 0 ? NOTHING : folds.get(stream)
    if (known?.revision === revision - 1) return known
    let folded = NOTHING
    for (const { fact } of await store.read(stream)) {
      if (fact.revision >= revision) break
      folded = fold(world, folded, fact).folded
    }
    return folded
  }

  const outcomeOf = async (recorded: Recorded): Promise<Outcome> => {
    const { fact } = recorded
    try {
      const before = await foldBefore(fact)
      const { event, folded, after } = fold(world, before, fact)
      keep(fact.stream, folded)
      const { route } = world.route(after.route)
      return { kind: 'declaration', recorded, event, before: before.state, after, route, pack: world.policy(after.policy) }
    } catch (error) {
      // A log that is away is everybody's trouble and passes; one damaged fact is this stream's.
      if (error instanceof LogFault && error.at === null) throw error
      return { kind: 'stopped', recorded, reason: reasonOf(error, fact) }
    }
  }

  return async (batch: readonly Recorded[], isStopped: (stream: string) => boolean): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = []
    const stoppedNow = new Set<string>()
    for (const recorded of batch) {
      const { stream } = recorded.fact
      if (declarationIdOf(stream) === null) outcomes.push({ kind: 'other', recorded })
      else if (!isStopped(stream) && !stoppedNow.has(stream)) {
        const outcome = await outcomeOf(recorded)
        if (outcome.kind === 'stopped') stoppedNow.add(stream)
        outcomes.push(outcome)
      }
    }
    return outcomes
  }
}

class BrokenChain extends Error {
  override readonly name = 'BrokenChain'
}

const fold = (
  world: World,
  before: Folded,
  fact: Envelope,
): Readonly<{ event: DeclarationEvent; folded: Folded; after: Declaration }> => {
  if (fact.revision !== before.revision + 1)
    throw new BrokenChain(`第 ${before.revision + 1} 号记录不见了，第 ${fact.revision} 号接不上`)
  if (fact.previous !== (before.revision < 0 ? null : before.digest))
    throw new BrokenChain(`第 ${fact.revision} 号记录所记的前一条摘要与前一条的内容不符`)
  const { event, after } = evolveRecorded(world, before.state, fact)
  return { event, after, folded: { revision: fact.revision, digest: digestOfFact(world.digest, fact), state: after } }
}

const reasonOf = (error: unknown, { revision, type }: Envelope): string => {
  const what = error instanceof Error ? error.message : String(error)
  if (error instanceof BrokenChain) return `${what}：记录可能在系统之外被改动。请停止办理，并用 verify 核查。`
  if (error instanceof LogFault) return what
  // Tables that a newer program finds may have stopped here for want of a route alone: it has to be told to read again.
  if (error instanceof UnreadableFact) return error.why === 'newer' ? `${what}升级后请用 rebuild 重建查询表。` : what
  return `第 ${revision} 号记录（${type}）与它所登记的流程或前面的记录不符。请停止办理，并用 verify 核查。（${what}）`
}
