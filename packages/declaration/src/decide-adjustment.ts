import type { Form } from '@shenbao/form/form.ts'
import { accept, reject } from '@shenbao/kernel/decider.ts'
import { decideMove } from '@shenbao/workflow/decide.ts'
import { proposedChange, requestOf } from './adjustment-changes.ts'
import type { CommandOf } from './commands.ts'
import { refuseNothing, refuseUnwritable } from './decide-form.ts'
import type { FormEvent } from './events.ts'
import { evolveForm } from './evolve-form.ts'
import { type Proposal, type Situation, withMove } from './proposal.ts'
import type { Ground } from './rectification.ts'
import { AdjustmentGrounded } from './rectification-facts.ts'
import { anAdjustmentRestsOnWhatWasFound, type Because } from './rules/an-adjustment-rests-on-what-was-found.ts'
import { noAdjustmentAfterTheCutoff } from './rules/no-adjustment-after-the-cutoff.ts'
import { oneAdjustmentAtATime } from './rules/one-adjustment-at-a-time.ts'
import { refuseBreakingChange } from './rules/what-blocks-submission.ts'
import { type Adjustment, openAdjustment } from './state.ts'
import { writeChanges } from './write-changes.ts'

/** 绩效目标调整: asked for by the unit, with every change written out; nothing on the form moves before it is approved. */
export const decideRequestAdjustment = (at: Situation, command: CommandOf<'request-adjustment'>): Proposal => {
  const { declaration } = at
  const refused =
    oneAdjustmentAtATime(openAdjustment(declaration)) ??
    noAdjustmentAfterTheCutoff(at.around.today, declaration.year, at.policy.adjustment.cutoff) ??
    (command.because ? anAdjustmentRestsOnWhatWasFound(declaration, command.because) : null)
  if (refused) return reject(refused)
  const number = declaration.adjustments.length + 1
  const written = writeChanges(declaration.form, command.changes, {
    reason: command.reason,
    under: { kind: 'adjustment', number },
    newId: at.newId,
  })
  const unusable = refuseUnwritable(written) ?? refuseNothing(written)
  if (unusable) return unusable
  const incomplete = refuseBreakingChange(
    { before: declaration.form, after: written.events.reduce(evolveForm, declaration.form) },
    at.policy,
    '申请调整',
  )
  if (incomplete) return reject(incomplete)
  const extra = { number, changes: written.events.map(proposedChange), reason: command.reason }
  const asked = { command: 'request-adjustment', by: at.by, around: at.around, extra }
  const requested = withMove(decideMove(at.route, declaration.work, asked))
  return requested.accepted && command.because
    ? accept(...requested.events, AdjustmentGrounded.of({ number, ground: groundOf(command.because) }))
    : requested
}

const groundOf = (because: Because): Ground =>
  'rectification' in because
    ? { kind: 'rectification', number: because.rectification }
    : { kind: 'deviation', period: because.period, indicators: [...new Set(because.indicators)] }

/** The changes of an adjustment that is approved now, as the facts that change the form; ids as fixed at the request. */
export const approvedChanges = (at: Situation, adjustment: Adjustment): readonly FormEvent[] => {
  const { number, changes, reason } = adjustment
  const ids = changes.map(change => change.indicatorId ?? '')
  const newId = (ordinal: number): string => ids[ordinal] ?? at.newId(ordinal)
  return writeChanges(at.declaration.form, changes.map(requestOf), { reason, under: { kind: 'adjustment', number }, newId })
    .events
}

export const adjustedForm = (at: Situation, adjustment: Adjustment): Form =>
  approvedChanges(at, adjustment).reduce(evolveForm, at.declaration.form)
