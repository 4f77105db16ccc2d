import { accept, reject } from '@shenbao/kernel/decider.ts'
import { pauseDeadline, resumeDeadline } from '@shenbao/workflow/deadline.ts'
import { type StageDefinition, stageNamed } from '@shenbao/workflow/route.ts'
import type { LiveRoute } from '@shenbao/workflow/stage.ts'
import type { ChangeRequest, CommandOf } from './commands.ts'
import type { DeclarationEvent } from './events.ts'
import { evolveForm } from './evolve-form.ts'
import { type Proposal, recordable, refusal, type Situation } from './proposal.ts'
import { AmendmentConsented, AmendmentOpened } from './review-sheet-facts.ts'
import { onlyAGoodDraftIsAmended } from './rules/only-a-good-draft-is-amended.ts'
import { refuseBreakingChange } from './rules/what-blocks-submission.ts'
import { currentReview, type Declaration, unconsentedAmendments } from './state.ts'
import { type Writing, type Written, writeChanges } from './write-changes.ts'

/** Writing on the form: by its author, by finance for the weights, by the bureau with the unit's consent. */
export const decideRevise = (at: Situation, command: CommandOf<'revise'>): Proposal => {
  const written = writeChanges(at.declaration.form, command.changes, {
    reason: blankToNull(command.reason),
    under: null,
    newId: at.newId,
  })
  return refuseUnwritable(written) ?? accept(...written.events)
}

/**
 * 良: the reviewer improves the form directly; the change stands at once and needs the unit's consent before the stage is
 * passed.
 */
export const decideAmend = (at: Situation, command: CommandOf<'amend'>): Proposal => {
  const refused = onlyAGoodDraftIsAmended(currentReview(at.declaration))
  if (refused) return reject(refused)
  const number = at.declaration.amendments.length + 1
  const written = writeUnder(at, command.changes, command.reason, { kind: 'amendment', number })
  const unusable = refuseUnwritable(written) ?? refuseNothing(written)
  if (unusable) return unusable
  const { form } = at.declaration
  const broken = refuseBreakingChange({ before: form, after: written.events.reduce(evolveForm, form) }, at.policy, '协商修改')
  return broken
    ? reject(broken)
    : accept<DeclarationEvent>(AmendmentOpened.of({ number, reason: command.reason }), ...written.events, ...clockStopped(at))
}

/** Until the unit has consented, the form is with the other side: the bureau's time does not run. */
const clockStopped = ({ route, declaration, around }: Situation): readonly DeclarationEvent[] =>
  stagesWith(route, declaration, 'consent')
    .flatMap(({ name }) => pauseDeadline(name, declaration.work, around))
    .map(recordable)

const clockStarted = ({ route, declaration, around }: Situation): readonly DeclarationEvent[] =>
  stagesWith(route, declaration, 'consent')
    .flatMap(stage => resumeDeadline(stage, declaration.work, around))
    .map(recordable)

const stagesWith = ({ route }: LiveRoute, { work }: Declaration, act: string): readonly StageDefinition[] =>
  work.standing.stages.map(name => stageNamed(route, name)).filter(({ acts }) => Object.hasOwn(acts ?? {}, act))

export const decideConsent = (at: Situation): Proposal => {
  const open = unconsentedAmendments(at.declaration)
  if (open.length === 0)
    return refusal('nothing-to-consent', '现在没有等待你同意的协商修改。', 'product', '主管部门协商修改后才需要单位同意')
  const consented = open.map(({ number }) => AmendmentConsented.of({ number }))
  return accept<DeclarationEvent>(...consented, ...clockStarted(at))
}

export const writeUnder = (at: Situation, changes: readonly ChangeRequest[], reason: string, under: Writing['under']): Written =>
  writeChanges(at.declaration.form, changes, { reason, under, newId: at.newId })

export const refuseUnwritable = ({ places }: Written): Proposal | null =>
  places.length === 0
    ? null
    : reject({
        code: places.some(({ indicator }) => indicator !== undefined) ? 'no-such-indicator' : 'amount-wrong',
        detail: places.map(({ message }) => message).join(''),
        basis: { kind: 'product', text: '改动必须指向表上现有的内容，金额应为元' },
        places,
      })

export const refuseNothing = ({ events }: Written): Proposal | null =>
  events.length > 0
    ? null
    : refusal('nothing-changed', '所写内容与表上现有内容相同，没有可以记录的改动。', 'product', '只记录真正的改动')

export const blankToNull = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text)
