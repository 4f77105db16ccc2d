import { brokenRules } from '@shenbao/declaration/rules/what-blocks-submission.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { Officer } from '@shenbao/directory/directory.ts'
import type { Position } from '@shenbao/event-store/port.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { type Digest, derivedId } from '@shenbao/kernel/digest.ts'
import { problemOf } from './answer-problem.ts'
import type { DeclarationDesk } from './declaration-desk.ts'

type Item = Readonly<{
  id: string
  /** As the sender saw it. */
  revision: number
  /** For 批复 only, and never made up here. */
  documentNumber?: string | undefined
  onBehalfOf?: string | undefined
}>

/** 批量同意, 批量退回: one decision on many declarations, sent under one key. */
export type BulkDecision = Readonly<
  { key: string; items: readonly Item[]; dryRun: boolean } & (
    | { command: 'approve'; opinion?: string | undefined }
    | { command: 'return'; reason: string; to?: string | undefined; then?: 'step' | 'straight' | undefined }
  )
>

/** `possible` is the answer of a dry run. */
export type Decided = Readonly<{ id: string }> &
  (
    | Readonly<{ outcome: 'recorded' | 'possible'; revision: number; position: Position | null; facts: readonly string[] }>
    | (Readonly<{ outcome: 'refused'; revision?: number }> & Rejection)
  )

export type Decisions = (officer: Officer, decision: BulkDecision) => Promise<readonly Decided[]>

type Needs = Readonly<{ declarations: Pick<DeclarationDesk, 'now' | 'handle'>; world: World; digest: Digest }>

/**
 * Each item is decided by itself, as if it had been sent alone: one that fails stops no other. The key of an item follows from the key
 * of the whole, so that a whole that is sent again is recorded once, and goes on where it broke off.
 */
export const newDecisions =
  (needs: Needs): Decisions =>
  async (officer, decision) => {
    const answers: Decided[] = []
    for (const item of decision.items)
      answers.push(await decideOne(needs, officer, decision, item).catch(error => failed(item.id, error)))
    return answers
  }

const decideOne = async (
  { declarations, world, digest }: Needs,
  officer: Officer,
  decision: BulkDecision,
  { id, revision: expected, documentNumber, onBehalfOf }: Item,
): Promise<Decided> => {
  const { opinion, reason, to, afterwards } = wordsOf(decision)
  const command =
    decision.command === 'approve'
      ? { type: 'approve' as const, opinion, documentNumber }
      : { type: 'return' as const, reason, to, then: afterwards }
  const commandId = derivedId(digest, decision.key, id)
  const send = (dryRun: boolean) =>
    declarations.handle(officer, { declarationId: id, command, commandId, expected, dryRun, onBehalfOf })
  // Tried first: what was recorded under this key before is answered again, whatever became of the declaration since.
  const tried = await send(true)
  const seen = tried?.outcome === 'would-record' ? await declarations.now(officer, id) : null
  const unclean = seen && decision.command === 'approve' ? refuseUnclean(world, seen.declaration) : null
  if (unclean && seen) return { id, outcome: 'refused', revision: seen.revision, ...unclean }
  const handled = tried?.outcome === 'would-record' && !decision.dryRun ? await send(false) : tried
  if (!handled) return { id, outcome: 'refused', ...unknown }
  if (handled.outcome === 'refused') return { id, outcome: 'refused', revision: handled.revision, ...handled.because }
  const { revision, facts } = handled
  return handled.outcome === 'recorded'
    ? { id, outcome: 'recorded', revision, position: handled.position, facts }
    : { id, outcome: 'possible', revision, position: null, facts }
}

const wordsOf = (decision: BulkDecision) =>
  decision.command === 'approve'
    ? { opinion: decision.opinion, reason: '', to: undefined, afterwards: undefined }
    : { opinion: undefined, reason: decision.reason, to: decision.to, afterwards: decision.then }

/** What somebody has to look at is not passed in bulk, even where a single approval would be let through with a warning. */
const refuseUnclean = (world: World, { form, policy }: Declaration): Rejection | null => {
  const places = brokenRules(form, world.policy(policy)).flatMap(rule => rule.places)
  if (places.length === 0 && !form.flags.includes('incomplete')) return null
  return {
    code: 'not-clean',
    detail: '这份申报还有需要逐项核对的地方，不能批量同意。请打开它单独办理。',
    basis: { kind: 'product', text: '批量同意只用于没有问题、看过之后没有变化的申报' },
    places,
  }
}

const unknown: Rejection = { code: 'not-found', detail: '没有找到这份申报，或者你不能查看它。请从列表重新选择。' }

/** The log may be away for a moment, or one declaration unreadable: the others are decided all the same. */
const failed = (id: string, error: unknown): Decided => {
  const { code, detail } = problemOf(error).problem
  return { id, outcome: 'refused', code, detail: `${detail}可以用同一个 Idempotency-Key 重新发送，已经办好的不会重复办理。` }
}
