import { accept, type Rejection, reject } from '@shenbao/kernel/decider.ts'
import type { Grade } from '@shenbao/policy/pack.ts'
import { gradeOfReview } from '@shenbao/policy/review-sheet.ts'
import type { CommandOf } from './commands.ts'
import { type DeclarationEvent, ReviewSheetFilled } from './events.ts'
import { findingsOf } from './findings.ts'
import { type Proposal, refusal, type Situation } from './proposal.ts'
import { findingKey, seenAt, standingAnswer } from './review-sheet-answers.ts'
import type { AskedAnswer, AskedSection } from './review-sheet-commands.ts'
import { FindingAnswered, SectionsGraded } from './review-sheet-facts.ts'
import { variantOf } from './review-sheet-of.ts'
import { answeredFindingsAreThere } from './rules/answered-findings-are-there.ts'
import { keyProjectsAreReviewedByPoints } from './rules/key-projects-are-reviewed-by-points.ts'
import { overrulingNeedsAReason } from './rules/overruling-needs-a-reason.ts'
import { sectionGradesBearOutTheResult } from './rules/section-grades-bear-out-the-result.ts'

type Review = CommandOf<'review'>

/**
 * The review sheet: answers to findings, the sheet itself, grades by section, in this order. Findings left unanswered stay open and
 * are shown as 未答复; they hold up nothing.
 */
export const decideReview = (at: Situation, command: Review): Proposal => {
  const refused = keyProjectsAreReviewedByPoints(variantOf(at.route.route), command.items !== undefined)
  if (refused) return reject(refused)
  const sheet = command.items ? sheetByPoints(at, command, command.items) : sheetByGrade(at, command)
  if (!sheet.accepted) return sheet
  const [filled] = sheet.events
  const sections = command.sections && filled ? sectionsOf(at, command.sections, filled.data.grade) : []
  if ('code' in sections) return reject(sections)
  const answers = answersOf(at, command.answers ?? [])
  if ('code' in answers) return reject(answers)
  return accept<DeclarationEvent>(...answers, ...sheet.events, ...sections)
}

type Sheet =
  | Readonly<{ accepted: true; events: readonly ReturnType<typeof ReviewSheetFilled.of>[] }>
  | Readonly<{ accepted: false; because: Rejection }>

const sheetByGrade = ({ declaration: { policy } }: Situation, { grade, comment }: Review): Sheet =>
  grade
    ? accept(ReviewSheetFilled.of({ grade, comment: comment?.trim() ?? '', items: null, points: null, policy }))
    : refusal(
        'grade-missing',
        '请选择审核结果：优、良、中、差，或逐项打分。',
        'law',
        '财预〔2015〕88号：审核结果分为优、良、中、差',
      )

/** With points by item (重点项目) the grade follows from the points; a grade that says otherwise is refused. */
const sheetByPoints = (at: Situation, { grade, comment }: Review, items: NonNullable<Review['items']>): Sheet => {
  const scored = items.map(item => ({ ...item, comment: item.comment ?? '' }))
  const sheet = gradeOfReview(scored, at.policy)
  if (!sheet.ok)
    return reject({
      code: 'review-items-wrong',
      detail: sheet.problems.map(({ message }) => message).join(''),
      basis: { kind: 'law', text: '财预〔2015〕88号：绩效目标审核表' },
      places: sheet.problems,
    })
  if (grade && grade !== sheet.grade)
    return refusal(
      'grade-differs-from-points',
      `逐项得分合计 ${sheet.total}，审核结果应为“${sheet.grade}”，请核对。`,
      'law',
      '重点项目的审核结果由得分确定',
    )
  const { policy } = at.declaration
  const filled = { grade: sheet.grade, comment: comment?.trim() ?? '', items: scored, points: sheet.total, policy }
  return accept(ReviewSheetFilled.of(filled))
}

const sectionsOf = ({ declaration, policy }: Situation, asked: readonly AskedSection[], grade: Grade) => {
  const names = policy.review.sections.map(({ name }) => name)
  const refused = sectionGradesBearOutTheResult(asked, grade, names)
  if (refused) return refused
  const sections = names.flatMap(name => asked.filter(({ section }) => section === name))
  const recorded = sections.map(({ comment = '', ...graded }) => ({ ...graded, comment: comment.trim() }))
  return [SectionsGraded.of({ sections: recorded, round: declaration.work.round })]
}

/** One fact an answer that says something new; the same answer again is none. */
const answersOf = ({ declaration, digest, policy, beside }: Situation, asked: readonly AskedAnswer[]) => {
  if (asked.length === 0) return []
  const { form, sheetRemarks, work } = declaration
  const findings = findingsOf(form, policy, beside).map(finding => ({ key: findingKey(digest, finding), finding }))
  const refused = answeredFindingsAreThere(asked, new Set(findings.map(({ key }) => key))) ?? overrulingNeedsAReason(asked)
  if (refused) return refused
  return asked.flatMap(answer => {
    const found = findings.find(({ key }) => key === answer.finding)
    if (!found) return []
    const { key, finding } = found
    const reason = answer.reason?.trim() || null
    const before = standingAnswer(digest, form, sheetRemarks, finding)
    if (before && before.verdict === answer.verdict && before.reason === reason) return []
    const { rule, severity, indicatorId = null, field = null, message } = finding
    const seen = seenAt(digest, form, finding)
    const said = { verdict: answer.verdict, reason, round: work.round }
    return [FindingAnswered.of({ key, finding: { rule, severity, indicatorId, field, message }, seen, ...said })]
  })
}
