import { defineEvent } from '@shenbao/kernel/event.ts'
import { z } from 'zod'

/**
 * What a reviewer says on the review sheet besides its grade, about each finding of the inspection and about each section; and what
 * is amended after 良.
 */
const Text = z.string()

export const verdicts = ['confirmed', 'overruled'] as const
export const reviewGrades = ['优', '良', '中', '差'] as const

/**
 * A finding as it stood before the reviewer. Kept whole: another version of the program may find other things, and what was
 * answered must stay readable.
 */
export const AnsweredFinding = z.strictObject({
  rule: z.string().min(1),
  severity: z.enum(['error', 'warning', 'info']),
  indicatorId: Text.nullable(),
  field: Text.nullable(),
  message: Text,
})

/** 确认 or 不采纳 of one finding. It stands as long as the finding is there and what it points at is unchanged. */
export const FindingAnswered = defineEvent(
  'finding-answered',
  1,
  z.strictObject({
    /** `findingKey` of the finding. */
    key: z.string().min(1),
    finding: AnsweredFinding,
    /** Digest of the row or field the finding points at; `null` where it speaks of the whole form. */
    seen: Text.nullable(),
    verdict: z.enum(verdicts),
    /** Never `null` where the finding is overruled. */
    reason: z.string().min(1).nullable(),
    round: z.int().min(0),
  }),
)

/** 定性审核: a grade and a comment for each section; part of the sheet recorded just before it. */
export const SectionsGraded = defineEvent(
  'sections-graded',
  1,
  z.strictObject({
    sections: z.array(z.strictObject({ section: z.string().min(1), grade: z.enum(reviewGrades), comment: Text })).min(1),
    round: z.int().min(0),
  }),
)

export const AmendmentOpened = defineEvent(
  'amendment-opened',
  1,
  z.strictObject({ number: z.int().positive(), reason: z.string().min(1) }),
)
export const AmendmentConsented = defineEvent('amendment-consented', 1, z.strictObject({ number: z.int().positive() }))

export const reviewSheetEvents = [FindingAnswered, SectionsGraded, AmendmentOpened, AmendmentConsented] as const
