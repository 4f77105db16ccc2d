import { accept, type Decision, type Rejection, reject } from '@shenbao/kernel/decider.ts'
import type { Around } from './around.ts'
import type { RoutedFact } from './compile.ts'
import { notNow, signingStage } from './decide.ts'
import type { Move, StageDefinition } from './route.ts'
import { nobodyDecidesOnTheirOwnDraft } from './rules/nobody-decides-on-their-own-draft.ts'
import { nobodyPassesTwoStagesInARow } from './rules/nobody-passes-two-stages-in-a-row.ts'
import { whoeverSignsIsAsked } from './rules/whoever-signs-is-asked.ts'
import { whoeverTakesATaskMayDecide } from './rules/whoever-takes-a-task-may-decide.ts'
import { hasSigned, predecessorsOf, type Signing, type Slot, slotsOf, verdictOn } from './signing.ts'
import {
  DelegationAnswered,
  SignatureTakenBack,
  SignerAdded,
  SignerRemoved,
  TaskClaimed,
  TaskDelegated,
  TaskReleased,
  TaskTransferred,
} from './signing-facts.ts'
import type { LiveRoute } from './stage.ts'
import type { VerbOf } from './verbs.ts'
import { persons, type Who, type Work } from './work.ts'

/** Who asks for something to be done with open work. */
export type Asking = Readonly<{ by: Who; around: Around }>

type TaskVerb = VerbOf<
  'add-signer' | 'remove-signer' | 'transfer' | 'delegate' | 'answer-delegation' | 'claim' | 'release' | 'take-back'
>

/**
 * What people do with a task besides deciding; one may pass on a task before its turn. Refusals: `not-now`, `not-your-task`,
 * `already-signed`, `own-draft`, `two-stages-in-a-row`, `not-serving`, `signs-already`, `no-such-slot`, `not-claimed`,
 * `not-your-signer`, `last-signer`, `vote-would-fail`, `not-delegated`, `nothing-to-take-back`,
 * `next-has-signed`.
 */
export const decideTask = (live: LiveRoute, work: Work, verb: TaskVerb, asking: Asking): Decision<RoutedFact> => {
  const found = signingStage(live.route, work)
  const signing = found ? work.signings[found.stage.name] : undefined
  if (!found || !signing) return notNow(live.route, work)
  const at: Task = { live, work, ...found, signing, asking }
  switch (verb.type) {
    case 'claim':
      return claim(at, verb.slot)
    case 'release':
      return release(at, verb.slot)
    case 'transfer':
      return transfer(at, verb)
    case 'delegate':
      return delegate(at, verb)
    case 'answer-delegation':
      return answerDelegation(at, verb)
    case 'add-signer':
      return addSigner(at, verb)
    case 'remove-signer':
      return removeSigner(at, verb)
    case 'take-back':
      return takeBack(at, verb)
  }
}

type Task = Readonly<{ live: LiveRoute; work: Work; stage: StageDefinition; move: Move; signing: Signing; asking: Asking }>

/**
 * The person's open slot, as somebody who may decide: who wrote the case, or passed the stage before, neither takes a task up nor
 * chooses who does; who has signed here already leaves the others' tasks to them.
 */
const ownToDecide = (at: Task, named: string | undefined): Slot | Rejection => {
  const slot = own(at, named)
  if (isRejection(slot)) return slot
  const { work, stage, move, signing } = at
  const { by, around } = at.asking
  const isShared = slot.officer === null && hasSigned(signing, persons(by))
  return (
    nobodyDecidesOnTheirOwnDraft(work, move, by) ??
    nobodyPassesTwoStagesInARow(work, move, by) ??
    (isShared ? whoeverSignsIsAsked(work, stage, by, around) : null) ??
    slot
  )
}

/** The person's open slot: the one named, or the first of theirs. */
const own = ({ work, stage, signing, asking: { by, around } }: Task, named: string | undefined): Slot | Rejection => {
  const mine = slotsOf(signing, persons(by), around.people)
  const slot = named === undefined ? mine[0] : mine.find(one => one.slot === named)
  if (slot) return slot
  return whoeverSignsIsAsked(work, stage, by, around) ?? noSuchSlot
}

const noSuchSlot: Rejection = {
  code: 'no-such-slot',
  detail: '没有这个待签署的席位，可能已经签署或已被减签。请刷新后再看。',
  basis: { kind: 'product', text: '只能办理待签署的席位' },
}

const isRejection = (found: Slot | Rejection): found is Rejection => 'code' in found

const claim = (at: Task, named: string | undefined): Decision<RoutedFact> => {
  const slot = ownToDecide(at, named)
  if (isRejection(slot)) return reject(slot)
  const { stage, asking } = at
  // Claimed for the one the work belongs to: their deputy may come and go.
  const officer = principalOf(asking.by)
  return slot.officer === null ? accept(TaskClaimed.of({ stage: stage.name, slot: slot.slot, officer })) : accept()
}

/** For whom somebody acts: themselves, or the one they stand in for. */
const principalOf = ({ actor, onBehalfOf }: Who): string => onBehalfOf ?? actor

const release = (at: Task, named: string | undefined): Decision<RoutedFact> => {
  const slot = own(at, named)
  if (isRejection(slot)) return reject(slot)
  if (slot.officer === null) return accept()
  if (!slot.claimed)
    return reject({
      code: 'not-claimed',
      detail: '这项工作是点名交给你的，不是认领来的，不能放回。不便办理请转办。',
      basis: { kind: 'product', text: '只有认领来的工作可以放回' },
    })
  return accept(TaskReleased.of({ stage: at.stage.name, slot: slot.slot, officer: slot.officer }))
}

/** The slot an administrator names, or the first open one: they move work they do not hold. */
const anyOpen = ({ signing }: Task, named: string | undefined): Slot | Rejection =>
  signing.slots.find(({ state, slot }) => state === 'open' && (named === undefined || slot === named)) ?? noSuchSlot

const isAdministrator = ({ live, asking: { by, around } }: Task): boolean =>
  around.people.holders(live.words.administrator).includes(principalOf(by)) &&
  (around.people.within?.([live.words.administrator]) ?? true)

const transfer = (at: Task, verb: VerbOf<'transfer'>): Decision<RoutedFact> => {
  const { asking } = at
  const mine = ownToDecide(at, verb.slot)
  const byRight = isRejection(mine) && isAdministrator(at)
  const slot = byRight ? anyOpen(at, verb.slot) : mine
  if (isRejection(slot)) return reject(slot)
  const refused = whoeverTakesATaskMayDecide(at, verb.officer)
  if (refused) return reject(refused)
  const as = !byRight ? 'transfer' : slot.officer === null ? 'assignment' : 'handover'
  const from = slot.officer ?? (byRight ? null : principalOf(asking.by))
  return accept(
    TaskTransferred.of({ stage: at.stage.name, slot: slot.slot, from, to: verb.officer, reason: verb.reason.trim(), as }),
  )
}

const delegate = (at: Task, verb: VerbOf<'delegate'>): Decision<RoutedFact> => {
  const slot = ownToDecide(at, verb.slot)
  if (isRejection(slot)) return reject(slot)
  const refused = whoeverTakesATaskMayDecide(at, verb.officer)
  if (refused) return reject(refused)
  const from = slot.officer ?? principalOf(at.asking.by)
  return accept(TaskDelegated.of({ stage: at.stage.name, slot: slot.slot, from, to: verb.officer, reason: verb.reason.trim() }))
}

const answerDelegation = (at: Task, verb: VerbOf<'answer-delegation'>): Decision<RoutedFact> => {
  const slot = delegatedTo(at.signing, at.asking.by, verb.slot)
  if (!slot || slot.delegate === null || slot.officer === null)
    return reject({
      code: 'not-delegated',
      detail: '没有委派给你的工作：可能已经答复，或委派人已自行办理。',
      basis: { kind: 'product', text: '委派由受托人答复后交还委派人' },
    })
  const { delegate: from, officer: to } = slot
  return accept(DelegationAnswered.of({ stage: at.stage.name, slot: slot.slot, from, to, opinion: verb.opinion.trim() }))
}

export const delegatedTo = (signing: Signing, by: Who, named?: string): Slot | undefined =>
  signing.slots.find(
    ({ state, delegate, slot }) =>
      state === 'open' && delegate !== null && persons(by).includes(delegate) && (named === undefined || slot === named),
  )

const addSigner = (at: Task, verb: VerbOf<'add-signer'>): Decision<RoutedFact> => {
  const { stage, signing, asking } = at
  const beside = ownToDecide(at, verb.slot)
  if (isRejection(beside)) return reject(beside)
  const refused = whoeverTakesATaskMayDecide(at, verb.officer)
  if (refused) return reject(refused)
  const slot = String(signing.slots.length + 1)
  const { officer, place } = verb
  const by = principalOf(asking.by)
  return accept(SignerAdded.of({ stage: stage.name, slot, officer, place, beside: beside.slot, by, reason: verb.reason.trim() }))
}

/** Taken out by whoever asked for them, or by the administrator. */
const removeSigner = (at: Task, verb: VerbOf<'remove-signer'>): Decision<RoutedFact> => {
  const { work, stage, move, signing, asking } = at
  const slot = signing.slots.find(one => one.slot === verb.slot && one.state === 'open')
  if (!slot) return reject(noSuchSlot)
  const isOwnAddition = slot.addedBy !== null && persons(asking.by).includes(slot.addedBy)
  if (!isOwnAddition && !isAdministrator(at))
    return reject({
      code: 'not-your-signer',
      detail: '只能减去自己加签的人。流程规定的签署人由系统管理员减签。',
      basis: { kind: 'product', text: '谁加签谁减签；流程规定的签署人不由会签人自己减去' },
    })
  const refused = (isOwnAddition ? null : nobodyDecidesOnTheirOwnDraft(work, move, asking.by)) ?? whoStays(at, slot)
  if (refused) return reject(refused)
  return accept(SignerRemoved.of({ stage: stage.name, slot: slot.slot, officer: slot.officer, reason: verb.reason.trim() }))
}

/** A removal is no decision: it neither leaves a stage without its own signers, nor passes it, nor fails it. */
const whoStays = ({ stage, signing }: Task, slot: Slot): Rejection | null => {
  const others = signing.slots.filter(one => one !== slot && one.state !== 'removed')
  if (others.every(({ addedBy }) => addedBy !== null))
    return {
      code: 'last-signer',
      detail: '这是流程规定的最后一个签署人，不能减签。请改为转办，或由系统管理员指派他人。',
      basis: { kind: 'product', text: '每个环节至少有一个流程规定的签署人' },
    }
  const verdict = verdictOn(stage, { slots: others })
  if (verdict === 'passed')
    return {
      code: 'last-signer',
      detail: '其他人都已签署，减去此人环节就会通过。请已签署的人先拿回意见，减签之后再同意；也可以改为转办。',
      basis: { kind: 'product', text: '环节只因同意而通过，不因减签而通过' },
    }
  return verdict === 'failed'
    ? {
        code: 'vote-would-fail',
        detail: '减去此人后，同意票就达不到规定的票数。请改为转办，或由系统管理员指派他人。',
        basis: { kind: 'product', text: '票签只因表决而不通过，不因减签而不通过' },
      }
    : null
}

const takeBack = (at: Task, verb: VerbOf<'take-back'>): Decision<RoutedFact> => {
  const { stage, signing, asking } = at
  const slot = signing.slots.findLast(({ signedBy }) => signedBy.some(person => persons(asking.by).includes(person)))
  if (!slot)
    return reject({
      code: 'nothing-to-take-back',
      detail: '这个环节没有你签过的意见可以拿回。环节已经通过的，请用撤回。',
      basis: { kind: 'product', text: '环节通过之前可以拿回自己的意见，通过之后、下一人处理之前可以撤回' },
    })
  const followed = signing.slots.some(
    other => (other.state === 'agreed' || other.state === 'objected') && predecessorsOf(signing, other).includes(slot),
  )
  if (followed)
    return reject({
      code: 'next-has-signed',
      detail: '排在你后面的人已经签署，不能再拿回。需要改动请联系对方先拿回，或者退回。',
      basis: { kind: 'product', text: '顺序会签和前加签：下一人签署之前可以拿回' },
    })
  const reason = verb.reason?.trim() ?? ''
  return accept(
    SignatureTakenBack.of({
      stage: stage.name,
      slot: slot.slot,
      officer: principalOf(asking.by),
      reason: reason === '' ? null : reason,
    }),
  )
}
