import { accept, reject } from '@shenbao/kernel/decider.ts'
import { decideMove, findMove } from '@shenbao/workflow/decide.ts'
import type { StageDefinition } from '@shenbao/workflow/route.ts'
import { shownIn } from './cells.ts'
import type { CommandOf } from './commands.ts'
import { adjustedForm, approvedChanges } from './decide-adjustment.ts'
import { confirmationOf, deltaOf, isThere } from './delta-review.ts'
import type { DeclarationEvent } from './events.ts'
import { type Proposal, type Situation, withMove } from './proposal.ts'
import { amendmentsNeedConsent } from './rules/amendments-need-consent.ts'
import { approvalCarriesADocumentNumber } from './rules/approval-carries-a-document-number.ts'
import { changedRowsAreConfirmed } from './rules/changed-rows-are-confirmed.ts'
import { commentsSpeakOfWhatStands } from './rules/comments-speak-of-what-stands.ts'
import { gradeDecidesTheWay } from './rules/grade-decides-the-way.ts'
import { reviewSheetComesBeforeApproval } from './rules/review-sheet-comes-before-approval.ts'
import { refuseBreakingChange, refuseIncompleteForm } from './rules/what-blocks-submission.ts'
import { currentReview, openAdjustment, unconsentedAmendment } from './state.ts'

export const decideSubmit = (at: Situation): Proposal => {
  const refused = refuseIncompleteForm(at.declaration.form, at.policy, '送审')
  return refused
    ? reject(refused)
    : withMove(decideMove(at.route, at.declaration.work, { command: 'submit', by: at.by, around: at.around }))
}

/**
 * 同意, in every stage that has it. What the stage asks for beyond the opinion follows from the route: a review sheet, a document
 * number for the 批复, the changes of an adjustment that takes effect.
 */
export const decideApprove = (at: Situation, command: CommandOf<'approve'>): Proposal => {
  const { declaration } = at
  const found = findMove(at.route.route, declaration.work, 'approve')
  const refused = found?.stage.reviewSheet === true ? refuseUnreviewed(at) : null
  if (refused) return reject(refused)
  const fact = found?.move.fact
  const isFinal = fact === 'declaration-approved'
  const unconsented = isFinal ? amendmentsNeedConsent(unconsentedAmendment(declaration)) : null
  if (unconsented) return reject(unconsented)
  const numbered = approvalCarriesADocumentNumber(isFinal, command.documentNumber)
  if (numbered) return reject(numbered)
  const adjustment = fact === 'adjustment-approved' ? openAdjustment(declaration) : null
  const confirming = found ? decideConfirming(at, found.stage, command.confirmed ?? []) : accept<DeclarationEvent>()
  if (!confirming.accepted) return confirming
  const incomplete = adjustment
    ? refuseBreakingChange({ before: declaration.form, after: adjustedForm(at, adjustment) }, at.policy, '批准调整')
    : null
  if (incomplete) return reject(incomplete)
  const extra = adjustment ? { number: adjustment.number } : isFinal ? { documentNumber: command.documentNumber?.trim() } : {}
  const move = decideMove(at.route, declaration.work, {
    command: 'approve',
    by: at.by,
    around: at.around,
    opinion: command.opinion,
    extra,
  })
  const moved = withMove(move, adjustment ? approvedChanges(at, adjustment) : [])
  return moved.accepted ? accept(...confirming.events, ...moved.events) : moved
}

/** Which changed rows the reviewer confirms, and whether that is all the stage asks for. */
const decideConfirming = (at: Situation, { name, confirmsChanges }: StageDefinition, anchors: readonly string[]): Proposal => {
  const { declaration, digest } = at
  const delta = deltaOf(declaration, { route: at.route.route, stage: name })
  const changed = delta?.changed ?? []
  const known = (anchor: string): boolean => isThere(declaration, anchor) || changed.some(one => one.anchor === anchor)
  const unknown = anchors.find(anchor => !known(anchor))
  const refused =
    (unknown === undefined ? null : commentsSpeakOfWhatStands(unknown, false)) ??
    (confirmsChanges === true && delta
      ? changedRowsAreConfirmed(changed, anchors, [shownIn(declaration), delta.since.shown])
      : null)
  return refused ? reject(refused) : accept(...confirmationOf(declaration, { stage: name, anchors, digest }))
}

const refuseUnreviewed = ({ declaration }: Situation) => {
  const review = currentReview(declaration)
  return (
    reviewSheetComesBeforeApproval(review) ??
    gradeDecidesTheWay(review, 'approve') ??
    amendmentsNeedConsent(unconsentedAmendment(declaration))
  )
}

export const decideReturn = (at: Situation, command: CommandOf<'return'>): Proposal => {
  const refused = refusedByGrade(at, 'return')
  if (refused) return reject(refused)
  const { to, reason, then: afterwards } = command
  return withMove(
    decideMove(at.route, at.declaration.work, { command: 'return', by: at.by, around: at.around, to, reason, afterwards }),
  )
}

export const decideReject = (at: Situation, command: CommandOf<'reject'>): Proposal => {
  const refused = refusedByGrade(at, 'reject')
  return refused
    ? reject(refused)
    : withMove(
        decideMove(at.route, at.declaration.work, { command: 'reject', by: at.by, around: at.around, reason: command.reason }),
      )
}

const refusedByGrade = (at: Situation, command: 'return' | 'reject') => {
  const found = findMove(at.route.route, at.declaration.work, command)
  return found?.stage.reviewSheet === true ? gradeDecidesTheWay(currentReview(at.declaration), command) : null
}
