import { accept, type Place, reject } from '@shenbao/kernel/decider.ts'
import { notNow } from '@shenbao/workflow/decide.ts'
import { type Proposal, refusal, type Situation } from './proposal.ts'
import { type Rectification, settledBy } from './rectification.ts'
import type { RectificationCommand } from './rectification-commands.ts'
import { RectificationAnswered, RectificationClosed, RectificationIssued, RectificationReturned } from './rectification-facts.ts'
import { isRectifiable, issuingOfficeOf } from './rectification-offices.ts'
import { nobodyConfirmsTheirOwnAnswer } from './rules/nobody-confirms-their-own-answer.ts'
import { rectificationIsDueInTimeToCome } from './rules/rectification-is-due-in-time-to-come.ts'
import { rectificationTakesItsTurns } from './rules/rectification-takes-its-turns.ts'
import { whoeverOrderedItConfirmsIt } from './rules/whoever-ordered-it-confirms-it.ts'
import { indicatorOf } from './state.ts'

type Command<Type extends RectificationCommand['type']> = Extract<RectificationCommand, { type: Type }>

/** 整改: issued, answered, returned or closed. What it is about stays as it is; only an adjustment changes targets. */
export const decideRectification = (at: Situation, command: RectificationCommand): Proposal => {
  if (!isRectifiable(at.route.route, at.declaration.work)) return notNow(at.route.route, at.declaration.work)
  if (command.type === 'issue-rectification') return decideIssue(at, command)
  const rectification = at.declaration.rectifications.find(({ number }) => number === command.number)
  if (!rectification)
    return refusal(
      'no-such-rectification',
      `没有第 ${command.number} 号整改，请刷新后核对编号。`,
      'product',
      '只能办理已经下达的整改',
    )
  const settled = settledBy(at.declaration.adjustments, rectification)
  const refused = rectificationTakesItsTurns(command.type, rectification, settled)
  if (refused) return reject(refused)
  if (command.type === 'answer-rectification')
    return accept(RectificationAnswered.of({ number: command.number, text: command.text }))
  const notTheirs =
    whoeverOrderedItConfirmsIt(rectification, at.by, at.around) ?? nobodyConfirmsTheirOwnAnswer(rectification, at.by)
  if (notTheirs) return reject(notTheirs)
  return command.type === 'return-rectification'
    ? decideReturn(at, command, rectification)
    : accept(RectificationClosed.of({ number: command.number, opinion: command.opinion?.trim() ?? '', adjustment: settled }))
}

const decideIssue = (at: Situation, command: Command<'issue-rectification'>): Proposal => {
  const { declaration, around } = at
  const { source, findings, measure, dueOn, indicators = [], period = null } = command
  const unknown: Place[] = indicators
    .filter(id => !indicatorOf(declaration.form, id))
    .map(indicator => ({ indicator, field: 'indicators', message: `没有编号为 ${indicator} 的指标。` }))
  if (unknown.length > 0)
    return reject({
      code: 'no-such-indicator',
      detail: `${unknown.map(({ message }) => message).join('')}请从申报表中选择。`,
      basis: { kind: 'product', text: '整改指出的指标应在申报表中' },
      places: unknown,
    })
  const tooLate = rectificationIsDueInTimeToCome(dueOn, around.today)
  if (tooLate) return reject(tooLate)
  const issuedAs = issuingOfficeOf(at.by, around)
  if (issuedAs === null)
    return refusal('not-yours', '你现在不在可以下达整改的岗位上，请由相应岗位的人员办理。', 'product', '整改由负责审核的岗位下达')
  const number = declaration.rectifications.length + 1
  return accept(
    RectificationIssued.of({
      number,
      source,
      findings,
      measure,
      indicators: [...new Set(indicators)],
      period,
      dueOn,
      issuedAs,
    }),
  )
}

/** A day that is past cannot be kept: the unit has at least today. */
const decideReturn = (at: Situation, command: Command<'return-rectification'>, { dueOn: before }: Rectification): Proposal => {
  const { today } = at.around
  const dueOn = command.dueOn ?? (before < today ? today : before)
  const tooLate = rectificationIsDueInTimeToCome(dueOn, today)
  return tooLate ? reject(tooLate) : accept(RectificationReturned.of({ number: command.number, reason: command.reason, dueOn }))
}
