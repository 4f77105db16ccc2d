import { z } from 'zod'
import { reviewGrades, verdicts } from './review-sheet-facts.ts'

/** What `review` may carry besides grade, comment and points. */
const LONGEST_LINE = 2_000
const MOST_ANSWERS = 1_000 // a form of 500 rows with two findings a row
const MOST_SECTIONS = 20

const Line = z.string().max(LONGEST_LINE, `最多 ${LONGEST_LINE} 个字`)

/** 确认 or 不采纳 of findings of the inspection; `finding` is the key that the review sheet shows. */
export const FindingAnswers = z
  .array(z.strictObject({ finding: z.string().min(1).max(300), verdict: z.enum(verdicts), reason: Line.optional() }))
  .max(MOST_ANSWERS)

/** 定性审核 by section of the sheet. */
export const SectionGrades = z
  .array(z.strictObject({ section: z.string().min(1).max(100), grade: z.enum(reviewGrades), comment: Line.optional() }))
  .min(1)
  .max(MOST_SECTIONS)

export type AskedAnswer = Readonly<z.output<typeof FindingAnswers>[number]>
export type AskedSection = Readonly<z.output<typeof SectionGrades>[number]>
