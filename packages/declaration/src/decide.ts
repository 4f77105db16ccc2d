import type { Day } from '@shenbao/kernel/dates.ts'
import { accept, type Rejection } from '@shenbao/kernel/decider.ts'
import { decideMove, decideWithdrawal, notNow } from '@shenbao/workflow/decide.ts'
import { commandsOf } from '@shenbao/workflow/may.ts'
import { stageNamed } from '@shenbao/workflow/route.ts'
import type { Who } from '@shenbao/workflow/work.ts'
import { proposedChange } from './adjustment-changes.ts'
import type { CommandOf, DeclarationCommand } from './commands.ts'
import { decideRequestAdjustment } from './decide-adjustment.ts'
import { decideConfirmEvaluation, decideRecordResult, decideRescore, decideSubmitEvaluation } from './decide-evaluation.ts'
import { decideCloseYear, decideRecordProgress } from './decide-execution.ts'
import { blankToNull, decideAmend, decideConsent, decideRevise, refuseUnwritable, writeUnder } from './decide-form.ts'
import { decideApprove, decideReject, decideReturn, decideReview, decideSubmit } from './decide-review.ts'
import { CorrectionRecorded } from './events.ts'
import { evolve } from './evolve.ts'
import { type Proposal, type Situation, withMove } from './proposal.ts'
import { RETENTION } from './rules/retention-of-declarations.ts'
import type { Declaration } from './state.ts'
import type { World } from './world.ts'

/** What comes in with a command: who, which business day, and ids that follow from the command's own id. */
export type Asked = Readonly<{ by: Who; today: Day; newId: (ordinal: number) => string }>

/**
 * Decides a command on a declaration: the facts it records, or one refusal with its basis. Rules speak first, the route has the
 * last word: every proposed fact is folded ahead before anything is written, so that nothing is recorded that replay would
 * refuse. Authority is not asked here; `may` comes before.
 */
export const decide = (world: World, declaration: Declaration, command: DeclarationCommand, asked: Asked): Proposal => {
  const route = world.route(declaration.route)
  const situation: Situation = { declaration, route, policy: world.policy(declaration.policy), ...asked }
  const open = declaration.work.standing.stages.map(name => stageNamed(route.route, name))
  if (command.type !== 'withdraw' && !open.some(stage => commandsOf(stage).includes(command.type)))
    return notNow(route.route, declaration.work)
  const proposal = propose(situation, command)
  if (!proposal.accepted) return proposal
  let ahead = declaration
  for (const event of proposal.events) {
    if (route.after(ahead.work.standing, event) === null) return notNow(route.route, ahead.work)
    ahead = evolve(world, ahead, event, { ...asked.by, effectiveOn: asked.today, recordedAt: '' })
  }
  return proposal
}

const propose = (at: Situation, command: DeclarationCommand): Proposal => {
  switch (command.type) {
    case 'revise':
      return decideRevise(at, command)
    case 'submit':
      return decideSubmit(at)
    case 'withdraw':
      return withMove(decideWithdrawal(at.declaration.work, at.by, blankToNull(command.reason)))
    case 'approve':
      return decideApprove(at, command)
    case 'return':
      return decideReturn(at, command)
    case 'reject':
      return decideReject(at, command)
    case 'review':
      return decideReview(at, command)
    case 'amend':
      return decideAmend(at, command)
    case 'consent':
      return decideConsent(at)
    case 'request-adjustment':
      return decideRequestAdjustment(at, command)
    case 'record-progress':
      return decideRecordProgress(at, command)
    case 'close-year':
      return decideCloseYear(at)
    case 'record-result':
      return decideRecordResult(at, command)
    case 'submit-evaluation':
      return decideSubmitEvaluation(at)
    case 'rescore':
      return decideRescore(at, command)
    case 'confirm-evaluation':
      return decideConfirmEvaluation(at)
    case 'correct':
      return decideCorrect(at, command)
    case 'archive':
      return withMove(
        decideMove(at.route, at.declaration.work, { command: 'archive', by: at.by, extra: { retention: RETENTION } }),
      )
    case 'discard':
    case 'publish':
    case 'reopen':
      return withMove(
        decideMove(at.route, at.declaration.work, {
          command: command.type,
          by: at.by,
          reason: 'reason' in command ? command.reason : undefined,
        }),
      )
  }
}

/** 更正: says what should have stood there. What was published stays as it was published. */
const decideCorrect = (at: Situation, command: CommandOf<'correct'>): Proposal => {
  const written = writeUnder(at, command.changes ?? [], command.reason, null)
  return (
    refuseUnwritable(written) ??
    accept(CorrectionRecorded.of({ changes: written.events.map(proposedChange), reason: command.reason }))
  )
}

/** A command on a declaration that does not exist. */
export const noSuchDeclaration: Rejection = {
  code: 'no-such-declaration',
  detail: '没有这份申报，可能编号有误。请回到列表重新打开。',
  basis: { kind: 'product', text: '只能办理已登记的申报' },
}
