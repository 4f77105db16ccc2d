import type { Form } from '@shenbao/form/form.ts'
import type { Beside } from '@shenbao/inspection/finding.ts'
import { decimal, decimalText, sum } from '@shenbao/kernel/decimal.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { reviewQuestion } from '@shenbao/policy/review-questions.ts'
import { type PointsRange, pointsOfGrade } from '@shenbao/policy/review-sheet.ts'
import type { Route } from '@shenbao/workflow/route.ts'
import { countsOfFindings, type DeclarationFinding, type FindingCounts, findingsOf } from './findings.ts'
import { earlierAnswer, type FindingAnswer, findingKey, type SheetRemarks, standingAnswer } from './review-sheet-answers.ts'
import { itemOfRule } from './review-sheet-items.ts'
import { type ProposedGrade, proposedItemGrade, proposedSheetGrade } from './review-sheet-proposal.ts'
import type { Declaration } from './state.ts'
import type { World } from './world.ts'

/** 重点项目: points by item, and the grade follows from them. 一般性项目: a grade in words. */
export const reviewVariants = ['key', 'ordinary'] as const
export type ReviewVariant = (typeof reviewVariants)[number]

export const variantTitles: Readonly<Record<ReviewVariant, string>> = {
  key: '项目支出绩效目标审核表（重点项目）',
  ordinary: '项目支出绩效目标审核表（一般性项目）',
}

/** Which projects are 重点 the organisation says by the route it has them begin on. */
export const variantOf = ({ stages }: Route): ReviewVariant =>
  stages.some(({ reviewByItems }) => reviewByItems === true) ? 'key' : 'ordinary'

export type SheetFinding = Readonly<{
  key: string
  finding: DeclarationFinding
  /** The answer that stands; `null`: 未答复. */
  answer: FindingAnswer | null
  /** What was said before the row changed; `null` while an answer stands, and where nothing was said. */
  earlier: FindingAnswer | null
}>

export type SheetItem = Readonly<{
  item: string
  /** Decimal text. */
  points: string
  question: string | null
  leftToPeople: string | null
  proposed: ProposedGrade
  /** The points that the proposed grade stands for. */
  range: PointsRange | null
  findings: readonly SheetFinding[]
}>

export type ReviewSheet = Readonly<{
  variant: ReviewVariant
  sections: readonly Readonly<{ name: string; points: string; items: readonly SheetItem[] }>[]
  /** Findings that no item of the pack asks about. */
  unplaced: readonly SheetFinding[]
  /** Findings that are there and that the reviewer did not follow: what an approver looks at first. */
  overruled: readonly SheetFinding[]
  /** 未答复, by severity. */
  unanswered: FindingCounts
  proposed: ProposedGrade
}>

/** The sheet as it is before anybody fills it: every item with what the inspection found for it and what follows from that. */
export const reviewSheetOf = (
  form: Form,
  findings: readonly DeclarationFinding[],
  pack: PolicyPack,
  variant: ReviewVariant,
  { remarks, digest }: Readonly<{ remarks: SheetRemarks; digest: Digest }>,
): ReviewSheet => {
  const all = findings.map((finding): SheetFinding => {
    const answer = standingAnswer(digest, form, remarks, finding)
    const earlier = answer ? null : earlierAnswer(remarks, finding)
    return { key: findingKey(digest, finding), finding, answer, earlier }
  })
  const byName = new Map(pack.review.sections.flatMap(({ items }) => items.map(({ name }) => [name, [] as SheetFinding[]])))
  const unplaced = all.filter(one => {
    const place = byName.get(itemOfRule(one.finding.rule) ?? '')
    place?.push(one)
    return place === undefined
  })
  const itemOf = ({ name: item, points }: Readonly<{ name: string; points: string }>): SheetItem => {
    const here = byName.get(item) ?? []
    const against = here.filter(one => !isOverruled(one)).map(({ finding }) => finding)
    const proposed = proposedItemGrade(item, against, form.indicators.length)
    const { question = null, leftToPeople = null } = reviewQuestion(item) ?? {}
    const range = proposed.grade && pointsOfGrade(proposed.grade, points, pack.review.gradeBands)
    return { item, points, question, leftToPeople, proposed, range, findings: here }
  }
  const sections = pack.review.sections.map(({ name, items }) => ({ name, points: pointsOf(items), items: items.map(itemOf) }))
  const errors = all.filter(one => one.finding.severity === 'error' && !isOverruled(one)).length
  return {
    variant,
    sections,
    unplaced,
    overruled: all.filter(isOverruled),
    unanswered: countsOfFindings(all.filter(({ answer }) => answer === null).map(({ finding }) => finding)),
    proposed: proposedSheetGrade(
      sections.flatMap(section => section.items),
      errors,
      pack,
    ),
  }
}

const isOverruled = ({ answer }: SheetFinding): boolean => answer?.verdict === 'overruled'

const pointsOf = (items: readonly Readonly<{ points: string }>[]): string =>
  decimalText(sum(items.map(({ points }) => decimal(points))))

/** The form a review speaks of: the one on the table, and after the 批复 the one that was approved. */
export const reviewedForm = ({ form, approval }: Pick<Declaration, 'form' | 'approval'>): Form => approval?.form ?? form

/** The sheet of a declaration as it stands. `beside`: what its form is compared with. */
export const reviewSheetOfDeclaration = (world: World, declaration: Declaration, beside: Beside): ReviewSheet => {
  const form = reviewedForm(declaration)
  const pack = world.policy(declaration.policy)
  const variant = variantOf(world.route(declaration.route).route)
  return reviewSheetOf(form, findingsOf(form, pack, beside), pack, variant, {
    remarks: declaration.sheetRemarks,
    digest: world.digest,
  })
}
