import type { CommandType, DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { findingsOf } from '@shenbao/declaration/findings.ts'
import { isRectificationCommand } from '@shenbao/declaration/rectification-commands.ts'
import { findingKey } from '@shenbao/declaration/review-sheet-answers.ts'
import { variantOf } from '@shenbao/declaration/review-sheet-of.ts'
import { deviates } from '@shenbao/declaration/rules/deviation-needs-cause-and-remedy.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import { itemsOf } from '@shenbao/policy/pack.ts'
import { gradeOfReview } from '@shenbao/policy/review-sheet.ts'
import { findMove } from '@shenbao/workflow/decide.ts'
import { type Route, stageNamed } from '@shenbao/workflow/route.ts'
import { isVerbName } from '@shenbao/workflow/verbs.ts'
import { properRectification } from './proper-rectification.ts'
import { properVerb } from './proper-verb.ts'
import { centralPack, world } from './world.ts'

/**
 * A well-formed command of the type, fit for the declaration as it stands: whoever is allowed the type can send it. `choice` is
 * any whole number; another one gives another body of the same type. `route` is the one the declaration is on, by itself the
 * shipped one.
 */
export const properCommand = (
  type: CommandType,
  declaration: Declaration,
  choice: number,
  route: Route = world.route(declaration.route).route,
  staff?: readonly string[],
): DeclarationCommand => {
  const rows = declaration.form.indicators
  const row = rows[choice % Math.max(rows.length, 1)]
  const id = row?.id ?? 'no-row'
  const reason = `理由 ${choice}`
  const target = { indicator: id, field: 'target' as const, to: `≥${50 + (choice % 40)}%` }
  const written = choice % 5 === 0 ? { ...target, field: 'evidenceType' as const, to: `统计表 ${choice}` } : target
  if (isRectificationCommand(type)) return properRectification(type, declaration, choice)
  if (isVerbName(type)) return properVerb(type, declaration, choice, route, staff)
  switch (type) {
    case 'revise':
      return { type, changes: [isWeighing(declaration, route) ? weight(id, choice) : written], reason }
    case 'amend':
    case 'request-adjustment': {
      // Appended figures make a value that certainly differs from the one before.
      const changes = [{ ...target, to: `≥${choice % 90}.${rows.length}${declaration.work.opinions.length}%` }]
      return type === 'amend' ? { type, changes, reason } : { type, changes, reason, ...groundOf(declaration, choice) }
    }
    case 'approve':
      return isFinalApproval(declaration, route) ? { type, documentNumber: `批复〔2026〕${choice}号` } : { type, opinion: reason }
    case 'return':
      return { type, reason, then: choice % 2 === 0 ? 'step' : 'straight' }
    case 'reject':
    case 'reopen':
      return { type, reason }
    case 'correct':
      return { type, reason, changes: [target] }
    case 'review':
      return choice % 2 === 0 && variantOf(route) === 'ordinary'
        ? { type, grade: (['优', '良'] as const)[choice % 4 === 0 ? 0 : 1], ...remarks(declaration, choice) }
        : { ...reviewByPoints(choice), ...answers(declaration, choice) }
    case 'record-progress':
      return {
        type,
        period: `${declaration.year}-07`,
        ...(choice % 3 === 0 ? { executed: `${choice * 10}.00`, forecastExecuted: '90000.00' } : {}),
        progress: [{ indicator: id, actual: String(choice), ...(choice % 2 === 0 ? missed : { likelihood: 'certain' }) }],
      }
    case 'record-result':
      return {
        type,
        budget: { annual: '100000.00', executed: '90000.00' },
        results: rows.map(({ id: indicator }) => ({ indicator, actual: String(choice % 200), judgement: 'met', reason })),
      }
    case 'attach-evidence':
      return {
        type,
        digest: String(choice).padStart(64, '0'),
        name: `证明材料${choice}.pdf`,
        effectiveOn: `${declaration.year}-01-01`,
        ...(isDrafting(declaration, route) || choice % 2 === 0 ? {} : { indicator: id }),
      }
    case 'detach-evidence':
      return {
        type,
        attachment: declaration.evidence.findLast(({ detached }) => detached === null)?.attachmentId ?? 'none',
        reason,
      }
    case 'rescore':
      return { type, scores: [{ indicator: id, score: `0.${choice % 90}`, reason }] }
    default:
      return { type }
  }
}

const isDrafting = ({ work }: Declaration, route: Route): boolean => work.standing.stages.includes(route.begins)

const missed = {
  likelihood: 'possible' as const,
  causes: ['staff' as const],
  cause: '人员不足',
  remedy: '增加人手',
  note: '备注',
}

/** Two times in three an adjustment says what it rests on, where there is anything. */
const groundOf = ({ rectifications, progress, form }: Declaration, choice: number) => {
  const rectification = rectifications.findLast(({ state }) => state !== 'closed')
  if (rectification && choice % 3 === 1) return { because: { rectification: rectification.number } }
  const [found] = Object.entries(progress).flatMap(([period, { indicators }]) => {
    const missing = form.indicators.filter(row => {
      const recorded = indicators[row.id]
      return recorded !== undefined && deviates(row, recorded)
    })
    return missing.length === 0 ? [] : [{ period, indicators: missing.map(({ id }) => id) }]
  })
  return found && choice % 3 === 2 ? { because: found } : {}
}

/** Where only weights may be written. */
const isWeighing = ({ work }: Declaration, route: Route): boolean =>
  work.standing.stages.some(name => stageNamed(route, name).acts?.['revise']?.fields?.includes('weight'))

const isFinalApproval = ({ work }: Declaration, route: Route): boolean =>
  findMove(route, work, 'approve')?.move.fact === 'declaration-approved'

const weight = (indicator: string, choice: number) => ({ indicator, field: 'weight' as const, to: `${10 + (choice % 5)}.00` })

type Review = Extract<DeclarationCommand, { type: 'review' }>

const remarks = (declaration: Declaration, choice: number): Partial<Review> => ({
  ...answers(declaration, choice),
  ...(choice % 3 === 0
    ? { sections: centralPack.review.sections.map(({ name: section }) => ({ section, grade: choice % 4 === 0 ? '优' : '良' })) }
    : {}),
})

/** Of one finding of the form, where there is one. */
const answers = ({ form, policy }: Declaration, choice: number): Partial<Review> => {
  const findings = choice % 5 < 2 ? findingsOf(form, world.policy(policy)) : []
  const finding = findings[choice % Math.max(findings.length, 1)]
  if (!finding) return {}
  const verdict =
    choice % 5 === 0 ? { verdict: 'overruled' as const, reason: `理由 ${choice}` } : { verdict: 'confirmed' as const }
  return { answers: [{ finding: findingKey(world.digest, finding), ...verdict }] }
}

const reviewByPoints = (choice: number): Review => {
  const items = itemsOf(centralPack.review.sections).map(({ name, points }) => ({
    item: name,
    points: choice % 3 === 0 ? String(Math.trunc(Number(points) * 0.85)) : points,
  }))
  const sheet = gradeOfReview(
    items.map(item => ({ ...item, comment: '' })),
    centralPack,
  )
  return sheet.ok ? { type: 'review', items, grade: sheet.grade } : { type: 'review', items }
}
