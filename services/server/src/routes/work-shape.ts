import type { ChangedAnchor } from '@shenbao/declaration/cells.ts'
import { isField, rowName, shownIn } from '@shenbao/declaration/cells.ts'
import { deltaOf } from '@shenbao/declaration/delta-review.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import { type Route, Seat, stageNamed } from '@shenbao/workflow/route.ts'
import { blockersOf, howSigned, type Signing } from '@shenbao/workflow/signing.ts'
import type { Comment, Consultation } from '@shenbao/workflow/talk.ts'
import type { Told, Work } from '@shenbao/workflow/work.ts'
import { z } from 'zod'

/** What people say about a declaration and who is asked to sign, as HTTP shows it. Officers by id, instants as recorded. */
const Blank = z.string().nullable()
export const By = { by: z.string(), onBehalfOf: Blank, at: z.string(), effectiveOn: z.string() }
const Where = { stage: z.string(), title: z.string() }

export const OpinionOut = z.strictObject({
  ...Where,
  command: z.string(),
  opinion: z.string(),
  round: z.int(),
  /** Which of several signatures, and for or against; `null` where there is one. */
  slot: Blank,
  vote: z.enum(['agree', 'object']).nullable(),
  takenBack: z.boolean().describe('已由出具人拿回或撤回，不再作数'),
  ...By,
})
const CommentOut = z.strictObject({
  id: z.string(),
  ...Where,
  round: z.int(),
  anchor: Blank.describe('指标编号，或栏目名（annualGoal、funds.annualRequest……）；整份申报为 null'),
  kind: z.enum(['must', 'should']),
  text: z.string(),
  ...By,
  answer: z.strictObject({ answer: z.enum(['changed', 'explained']), text: z.string(), ...By }).nullable(),
  confirmed: z.strictObject(By).nullable(),
})
const ConsultationOut = z.strictObject({
  id: z.string(),
  ...Where,
  question: z.string(),
  asked: z.array(z.string()).readonly(),
  ...By,
  answers: z.array(z.strictObject({ answer: z.string(), ...By })),
})
const SlotOut = z.strictObject({
  slot: z.string(),
  seats: z.array(Seat).readonly(),
  officer: Blank,
  /** Taken up by the officer (认领), so that they may give it back. */
  claimed: z.boolean(),
  delegate: Blank,
  addedBy: Blank,
  /** 同一审批人: the stage whose opinion counts here, too. */
  carriedFrom: Blank,
  state: z.enum(['open', 'agreed', 'objected', 'removed']),
  /** Slots that have to sign first and have not. */
  waitsFor: z.array(z.string()).readonly(),
  weight: z.int(),
  signedBy: z.array(z.string()).readonly(),
  unstaffed: z.boolean(),
})
const SigningOut = z.strictObject({
  ...Where,
  how: z.string().describe('any 或签 · all 会签 · in-order 顺序会签 · votes 票签'),
  needed: z.int().nullable(),
  slots: z.array(SlotOut),
})
const CellOut = z.strictObject({ field: z.string(), from: Blank, to: Blank })
const ReapprovalOut = z.strictObject({
  ...Where,
  /** The opinion (or return) that stands for what did not change. */
  since: z.strictObject({ kind: z.enum(['opinion', 'return']), text: z.string(), round: z.int(), ...By }),
  mustConfirm: z.boolean(),
  changed: z.array(
    z.strictObject({
      indicator: Blank,
      field: Blank,
      name: Blank,
      kind: z.enum(['added', 'removed', 'revised']),
      fields: z.array(CellOut).readonly(),
    }),
  ),
  unchanged: z.array(z.string()).readonly(),
})
const ConfirmationOut = z.strictObject({ ...Where, round: z.int(), anchors: z.array(z.string()), ...By })

export const workOutShape = {
  opinions: z.array(OpinionOut),
  comments: z.array(CommentOut),
  consultations: z.array(ConsultationOut),
  signing: z.array(SigningOut),
  copied: z.array(z.strictObject({ officer: z.string(), ...Where })),
  reapproval: z.array(ReapprovalOut).describe('退回后再审：上次意见之后改了哪些行，哪些行沿用原意见'),
  confirmations: z.array(ConfirmationOut),
}
const WorkOut = z.strictObject(workOutShape)
type WorkOut = z.output<typeof WorkOut>

export const workOut = (declaration: Declaration, route: Route): WorkOut => {
  const { work, attention } = declaration
  const where = whereIn(route)
  const { comments, consultations, copied } = work.talk
  return {
    opinions: opinionsOut(work, route),
    comments: comments.map(comment => commentOut(comment, where)),
    consultations: consultations.map(consultation => consultationOut(consultation, where)),
    signing: Object.entries(work.signings).map(([stage, signing]) => signingOut(route, stage, signing)),
    copied: Object.entries(copied).map(([officer, stage]) => ({ officer, ...where(stage) })),
    reapproval: work.standing.stages.flatMap(stage => reapprovalOut(declaration, route, stage) ?? []),
    confirmations: attention.confirmations.map(({ stage, round, rows, told }) => ({
      ...where(stage),
      round,
      anchors: rows.map(({ anchor }) => anchor),
      ...byOf(told),
    })),
  }
}

type WhereIn = (stage: string) => Readonly<{ stage: string; title: string }>
const whereIn =
  (route: Route): WhereIn =>
  stage => ({ stage, title: stageNamed(route, stage).title })

export const opinionsOut = ({ opinions }: Work, route: Route): WorkOut['opinions'] =>
  opinions.map(({ stage, command, opinion, round, slot = null, vote = null, takenBack = false, told }) => ({
    ...whereIn(route)(stage),
    command,
    opinion,
    round,
    slot,
    vote,
    takenBack,
    ...byOf(told),
  }))

const commentOut = (
  { comment: id, stage, round, anchor, kind, text, told, answer, confirmed }: Comment,
  where: WhereIn,
): WorkOut['comments'][number] => ({
  id,
  ...where(stage),
  round,
  anchor,
  kind,
  text,
  ...byOf(told),
  answer: answer && { answer: answer.answer, text: answer.text, ...byOf(answer.told) },
  confirmed: confirmed && byOf(confirmed),
})

const consultationOut = (
  { consultation: id, stage, question, asked, told, answers }: Consultation,
  where: WhereIn,
): WorkOut['consultations'][number] => ({
  id,
  ...where(stage),
  question,
  asked,
  ...byOf(told),
  answers: answers.map(({ answer, told: answered }) => ({ answer, ...byOf(answered) })),
})

const signingOut = (route: Route, stage: string, signing: Signing): WorkOut['signing'][number] => {
  const definition = stageNamed(route, stage)
  return {
    stage,
    title: definition.title,
    how: howSigned(definition).how,
    needed: definition.signing?.needed ?? null,
    slots: signing.slots.map(slot => {
      const { slot: id, seats, officer, claimed, delegate, addedBy, carriedFrom, state, weight, signedBy, unstaffed } = slot
      const waitsFor = blockersOf(signing, slot).map(blocker => blocker.slot)
      const whose = { seats, officer, claimed, delegate, addedBy, carriedFrom }
      return { slot: id, ...whose, state, waitsFor, weight, signedBy, unstaffed }
    }),
  }
}

const reapprovalOut = (declaration: Declaration, route: Route, stage: string): WorkOut['reapproval'][number] | null => {
  const delta = deltaOf(declaration, { route, stage })
  if (!delta) return null
  const { since, changed, unchanged } = delta
  const nameOf = ({ anchor }: ChangedAnchor): string | null => rowName(anchor, shownIn(declaration), since.shown)
  return {
    ...whereIn(route)(stage),
    since: { kind: since.kind, text: since.text, round: since.round, ...byOf(since.told) },
    mustConfirm: stageNamed(route, stage).confirmsChanges === true,
    changed: changed.map(one => ({
      indicator: isField(one.anchor) ? null : one.anchor,
      field: isField(one.anchor) ? one.anchor : null,
      name: nameOf(one),
      kind: one.kind,
      fields: one.cells,
    })),
    unchanged,
  }
}

export const byOf = ({ actor, onBehalfOf, recordedAt, effectiveOn }: Told) => ({
  by: actor,
  onBehalfOf,
  at: recordedAt,
  effectiveOn,
})
