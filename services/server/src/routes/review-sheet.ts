import type { FindingAnswer } from '@shenbao/declaration/review-sheet-answers.ts'
import { AnsweredFinding, reviewGrades, verdicts } from '@shenbao/declaration/review-sheet-facts.ts'
import {
  reviewSheetOfDeclaration,
  reviewVariants,
  type SheetFinding,
  type SheetItem,
  variantTitles,
} from '@shenbao/declaration/review-sheet-of.ts'
import { currentReview, type Declaration } from '@shenbao/declaration/state.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { Directory } from '@shenbao/directory/directory.ts'
import type { Told } from '@shenbao/workflow/work.ts'
import { z } from 'zod'
import { etagOf } from '../command-headers.ts'
import type { DeclarationDesk } from '../declaration-desk.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import type { Inspection } from '../inspect.ts'
import { nameOfActor } from '../names.ts'
import { ownProblem, problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { FindingCountsOut, FindingOut } from './finding-shape.ts'
import type { App, Before } from './route-plugin.ts'
import { By, byOf } from './work-shape.ts'

const Blank = z.string().nullable()
const Grade = z.enum(reviewGrades)
const Said = { ...By, byName: z.string() }
const Answer = z.strictObject({
  verdict: z.enum(verdicts).describe('confirmed 确认 · overruled 不采纳'),
  reason: Blank,
  round: z.int(),
  finding: AnsweredFinding.describe('答复时的原话'),
  ...Said,
})
const Finding = FindingOut.extend({
  key: z.string().describe('答复时写在 answers[].finding 里'),
  answered: Answer.nullable().describe('现在有效的答复；null 为未答复'),
  earlier: Answer.nullable().describe('改动之前的答复，改动后重新打开'),
})
const Findings = z.array(Finding).readonly()
const Proposed = z.strictObject({ grade: Grade.nullable(), because: z.string() })
const Item = z.strictObject({
  item: z.string(),
  points: z.string(),
  question: Blank,
  leftToPeople: Blank.describe('表上看不出、须由审核人判断的'),
  proposed: Proposed.extend({ range: z.strictObject({ from: z.string(), to: z.string() }).nullable() }),
  findings: Findings,
})
const Filled = z.strictObject({
  grade: Grade,
  comment: z.string(),
  items: z.array(z.strictObject({ item: z.string(), points: z.string(), comment: z.string() })).nullable(),
  points: Blank,
  sections: z
    .array(z.strictObject({ section: z.string(), grade: Grade, comment: z.string() }))
    .readonly()
    .nullable(),
  round: z.int(),
  counts: z.boolean().describe('是否本轮的审核表；退回之后须重新填写'),
  ...Said,
})
const ReviewSheetOut = z
  .strictObject({
    variant: z.enum(reviewVariants).describe('key 重点项目，须逐项打分 · ordinary 一般性项目'),
    title: z.string(),
    gradeBands: z.array(z.strictObject({ grade: Grade, from: z.string() })).readonly(),
    sections: z.array(z.strictObject({ name: z.string(), points: z.string(), items: z.array(Item) })),
    unplaced: Findings.describe('没有哪一项问到的体检提示'),
    overruled: Findings.describe('审核人不采纳的体检提示，批复前先看'),
    unanswered: FindingCountsOut.describe('未答复'),
    proposedGrade: Grade.nullable(),
    proposedBecause: z.string(),
    filled: Filled.nullable(),
  })
  .meta({ id: 'ReviewSheet', description: '绩效目标审核表，按体检预填' })
export type ReviewSheetOut = z.output<typeof ReviewSheetOut>

type Needs = Readonly<{
  reads: Before
  signedIn: SignedIn
  declarations: DeclarationDesk
  inspection: Inspection
  desk: DirectoryDesk
  world: World
}>

export const reviewSheetRoutes = (app: App, needs: Needs): void => {
  const { reads, signedIn, declarations, inspection, desk, world } = needs
  app.get(
    '/api/declarations/:id/review-sheet',
    {
      onRequest: reads,
      schema: {
        summary: '一份申报的绩效目标审核表：按体检预填的各项、建议等级、答复和已填的结果',
        tags: ['申报'],
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: ReviewSheetOut, ...problemReplies },
      },
    },
    async (request, reply) => {
      const officer = signedIn.officerOf(request)
      const seen = await declarations.now(officer, request.params.id)
      if (!seen) throw ownProblem('not-found')
      const beside = await inspection.beside(officer, seen.declaration)
      reply.header('etag', etagOf(seen.revision)).header('shenbao-position', seen.position)
      return sheetOut(world, seen.declaration, beside, await desk.current())
    },
  )
}

const sheetOut = (
  world: World,
  declaration: Declaration,
  beside: Awaited<ReturnType<Inspection['beside']>>,
  directory: Directory,
): ReviewSheetOut => {
  const said = (told: Told) => ({ ...byOf(told), byName: nameOfActor(directory, told.actor) })
  const answerOut = (answer: FindingAnswer | null) => {
    if (answer === null) return null
    const { verdict, reason, round, finding, told } = answer
    return { verdict, reason, round, finding, ...said(told) }
  }
  const findingOut = ({ key, finding, answer, earlier }: SheetFinding) => ({
    ...finding,
    key,
    answered: answerOut(answer),
    earlier: answerOut(earlier),
  })
  const itemOut = ({ range, proposed, findings, ...item }: SheetItem) => ({
    ...item,
    proposed: { ...proposed, range },
    findings: findings.map(findingOut),
  })
  const { review, sheetRemarks } = declaration
  const { variant, sections, unplaced, overruled, unanswered, proposed } = reviewSheetOfDeclaration(world, declaration, beside)
  const filled = review && {
    grade: review.grade,
    comment: review.comment,
    items: review.items,
    points: review.points,
    sections: sheetRemarks.sections,
    round: review.round,
    counts: currentReview(declaration) !== null,
    ...said(review.told),
  }
  return {
    variant,
    title: variantTitles[variant],
    gradeBands: world.policy(declaration.policy).review.gradeBands,
    sections: sections.map(section => ({ ...section, items: section.items.map(itemOut) })),
    unplaced: unplaced.map(findingOut),
    overruled: overruled.map(findingOut),
    unanswered,
    proposedGrade: proposed.grade,
    proposedBecause: proposed.because,
    filled,
  }
}
