import type { Beside } from '@shenbao/inspection/finding.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import { accept, type Rejection, reject } from '@shenbao/kernel/decider.ts'
import type { Around, People, WorkingDays } from '@shenbao/workflow/around.ts'
import { decideMove, decideWithdrawal, notNow } from '@shenbao/workflow/decide.ts'
import { decideVerb } from '@shenbao/workflow/decide-verb.ts'
import { comesWithSigning, commandsOf, type Organisations } from '@shenbao/workflow/may.ts'
import { type StageDefinition, stageNamed } from '@shenbao/workflow/route.ts'
import { whatIsSignedStays } from '@shenbao/workflow/rules/what-is-signed-stays.ts'
import { whoeverSignsIsAsked } from '@shenbao/workflow/rules/whoever-signs-is-asked.ts'
import { isVerb } from '@shenbao/workflow/verbs.ts'
import type { Who } from '@shenbao/workflow/work.ts'
import { proposedChange } from './adjustment-changes.ts'
import type { CommandOf, DeclarationCommand, PlainCommand } from './commands.ts'
import { decideRequestAdjustment } from './decide-adjustment.ts'
import { decideConfirmEvaluation, decideRecordResult, decideRescore, decideSubmitEvaluation } from './decide-evaluation.ts'
import { decideEvidence } from './decide-evidence.ts'
import { decideCloseYear, decideRecordProgress } from './decide-execution.ts'
import { blankToNull, decideAmend, decideConsent, decideRevise, refuseUnwritable, writeUnder } from './decide-form.ts'
import { decideRectification } from './decide-rectification.ts'
import { decideApprove, decideReject, decideReturn, decideSubmit } from './decide-review.ts'
import { decideReview } from './decide-review-sheet.ts'
import { inWordsOfTheForm, refuseVerb } from './decide-talk.ts'
import { CorrectionRecorded } from './events.ts'
import { isEvidenceCommand } from './evidence-commands.ts'
import { evolve } from './evolve.ts'
import { featuresOf } from './features.ts'
import { type KeptFiles, type Proposal, type Situation, withMove } from './proposal.ts'
import { isRectificationCommand } from './rectification-commands.ts'
import { anActWritesItsOwnFields } from './rules/an-act-writes-its-own-fields.ts'
import { archiveWaitsForRectification } from './rules/archive-waits-for-rectification.ts'
import { RETENTION } from './rules/retention-of-declarations.ts'
import type { Declaration } from './state.ts'
import type { World } from './world.ts'

/**
 * What comes in with a command: who, which business day, who holds which office that day, the calendar, and ids that follow from
 * the command's own id.
 */
export type Asked = Readonly<{
  by: Who
  today: Day
  people: (organisations: Organisations) => People
  days: WorkingDays
  newId: (ordinal: number) => string
  /** What the form is compared with when the command answers findings; absent: nothing. */
  beside?: Beside | undefined
  /** The files that came with the command and are on disk; absent: none. */
  files?: KeptFiles | undefined
}>

/**
 * Decides a command on a declaration: the facts it records, or one refusal with its basis. Rules speak first, the route has the
 * last word: every proposed fact is folded ahead before anything is written, so that nothing is recorded that replay would
 * refuse. Authority is not asked here; `may` comes before.
 */
export const decide = (world: World, declaration: Declaration, command: DeclarationCommand, asked: Asked): Proposal => {
  const route = world.route(declaration.route)
  const { by, newId } = asked
  const situation: Situation = {
    declaration,
    route,
    policy: world.policy(declaration.policy),
    by,
    newId,
    digest: world.digest,
    around: around(declaration, command, asked),
    beside: asked.beside ?? { others: [] },
  }
  const open = declaration.work.standing.stages.map(name => stageNamed(route.route, name))
  if (
    !isVerb(command) &&
    command.type !== 'withdraw' &&
    !isRectificationCommand(command.type) &&
    !isEvidenceCommand(command) &&
    !open.some(stage => commandsOf(stage).includes(command.type))
  )
    return notNow(route.route, declaration.work)
  const proposal = isVerb(command)
    ? (refuseVerb(situation, command) ?? withMove(decideVerb(route, declaration.work, command, situation)))
    : (refuseFields(open, command) ?? refuseWorkOfOthers(situation, command) ?? propose(situation, command, asked.files))
  if (!proposal.accepted) return reject(inWordsOfTheForm(proposal.because))
  let ahead = declaration
  for (const event of proposal.events) {
    if (route.after(ahead.work.standing, event) === null) return notNow(route.route, ahead.work)
    ahead = evolve(world, ahead, event, { ...asked.by, effectiveOn: asked.today, recordedAt: '' })
  }
  return proposal
}

const around = (declaration: Declaration, command: DeclarationCommand, { people, days, today }: Asked): Around => ({
  people: people({ unit: declaration.unitId, department: declaration.departmentId }),
  days,
  today,
  features: featuresOf(declaration, command),
})

/** What signers do besides deciding (审核表 …) is theirs as well: whoever passed the task on does it no more. */
const refuseWorkOfOthers = ({ route, declaration, by, around }: Situation, { type }: PlainCommand): Proposal | null => {
  const stage = declaration.work.standing.stages
    .map(name => stageNamed(route.route, name))
    .find(({ acts }) => Object.hasOwn(acts ?? {}, type))
  const isSignersAct = stage !== undefined && comesWithSigning(stage, type)
  const refused = isSignersAct ? whoeverSignsIsAsked(declaration.work, stage, by, around, stage.acts?.[type]?.who) : null
  const unwritable = refused ?? (stage ? whatIsSignedStays(declaration.work, stage, type) : null)
  return unwritable ? reject(unwritable) : null
}

/** `may` asks the same of the stage it finds; this holds for whatever comes in another way. */
const refuseFields = (open: readonly StageDefinition[], command: PlainCommand): Proposal | null => {
  const stage = open.find(one => commandsOf(one).includes(command.type))
  const refused = stage ? anActWritesItsOwnFields(stage, command) : null
  return refused ? reject(refused) : null
}

const propose = (at: Situation, command: PlainCommand, files: KeptFiles = () => null): Proposal => {
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
    case 'attach-evidence':
    case 'detach-evidence':
      return decideEvidence(at, command, files)
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
      return decideArchive(at)
    case 'issue-rectification':
    case 'answer-rectification':
    case 'return-rectification':
    case 'close-rectification':
      return decideRectification(at, command)
    case 'discard':
    case 'publish':
    case 'reopen':
      return withMove(
        decideMove(at.route, at.declaration.work, {
          command: command.type,
          by: at.by,
          around: at.around,
          reason: 'reason' in command ? command.reason : undefined,
        }),
      )
  }
}

const decideArchive = ({ route, declaration, by, around }: Situation): Proposal => {
  const refused = archiveWaitsForRectification(declaration.rectifications)
  if (refused) return reject(refused)
  return withMove(decideMove(route, declaration.work, { command: 'archive', by, around, extra: { retention: RETENTION } }))
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
